/** Rules of the command line itself. */
import type { RuleTable } from '../core/rules.ts';

export const cliRules = {
  'CLI-USAGE': { exit: 2, en: '{reason} See: rootseal --help', zh: '{reason} 请参阅：rootseal --help' },
  'CLI-LATER': {
    exit: 2,
    en: '"{subject}" is not part of this version. Nothing was done.',
    zh: '本版本尚无“{subject}”，没有执行任何操作。',
  },
  'CLI-ANSWERS': {
    exit: 2,
    en: 'The answers file has no passphrase for {subject}: add it to "{field}". Nothing was made.',
    zh: '应答文件中缺少 {subject} 的口令：请写入“{field}”。没有产生任何内容。',
  },
  'CLI-RECIPIENT': {
    exit: 2,
    en: '{subject} is no age recipient (age1… of 62 characters, X25519). Nothing was opened; copy it again from its owner.',
    zh: '{subject} 不是 age 接收方（age1…，共 62 个字符，X25519）。没有打开任何内容；请向其所有者重新索取。',
  },
  'CLI-FOLDER': {
    exit: 2,
    en: '{subject} is not a new or empty folder. Nothing is overwritten: name another.',
    zh: '{subject} 不是新建或空的文件夹。系统不会覆盖任何文件：请另选一个。',
  },
  'CLI-REGISTER': {
    en: 'The public files in {subject} do not verify, so nothing is read from them: {code}: {reason}',
    zh: '{subject} 中的公开文件未通过验证，因此不予读取：{code}：{reason}',
  },
  'CLI-SYSTEM': {
    exit: 3,
    en: 'The system refused: {reason}. Nothing is half-written; mend the cause and begin again.',
    zh: '系统拒绝了操作：{reason}。没有写了一半的内容；请排除原因后重新开始。',
  },
  'CLI-SECRET-SOURCE': {
    exit: 2,
    en: 'Name either --answers or --passphrase-fd, not both.',
    zh: '--answers 与 --passphrase-fd 只能使用其一。',
  },
  'CLI-NOT-SURE': {
    en: 'Not everything that was read out is so. Nothing was asked for and nothing was written.',
    zh: '所述并非全部属实。没有索取任何内容，也没有写入任何内容。',
  },
  'CLI-NO-TERMINAL': {
    exit: 2,
    en: 'No terminal to ask on. Name a command; see: rootseal --help',
    zh: '没有可用于提问的终端。请指定命令；参阅：rootseal --help',
  },
} as const satisfies RuleTable;
