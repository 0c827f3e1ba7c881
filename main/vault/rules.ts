/** Rules of the vault: its process, its protocol, where secrets come from, age files. */

import type { Next, RuleTable } from '../core/rules.ts';

/** Whatever the act was of: a ceremony goes on with it, anything else is begun anew. */
const beginAgain = {
  terminal: {
    en: 'Begin it again; a ceremony goes on with: ceremony resume',
    zh: '请重新开始；仪式可用 ceremony resume 继续。',
  },
  window: { en: 'Begin it again from this window.', zh: '请在本窗口中重新开始。' },
} as const satisfies Next;

export const vaultRules = {
  'VAULT-START': {
    exit: 3,
    en: 'The vault process could not be started. Nothing was done. Check the installation and the memory of this machine.',
    zh: '无法启动密钥库进程，没有执行任何操作。请检查安装和本机内存。',
  },
  'VAULT-ENDED': {
    exit: 4,
    en: 'The vault process ended in the middle of the act. Nothing of this act was kept.',
    zh: '密钥库进程在操作中途结束。本次操作没有留下任何内容。',
    next: beginAgain,
  },
  'VAULT-FAULT': {
    exit: 4,
    en: 'The vault met an error that it does not know ({name} at {where}) and ended. Nothing of this act was kept. Please report these two words.',
    zh: '密钥库遇到未知错误（{name}，位于 {where}）并已退出。本次操作没有留下任何内容。请报告这两项信息。',
  },
  'VAULT-IDLE': {
    exit: 4,
    en: 'Nothing happened for {minutes} minutes, so the vault forgot everything and ended.',
    zh: '{minutes} 分钟内没有任何动作，密钥库已清除全部内容并退出。',
    next: beginAgain,
  },
  'VAULT-INTERRUPTED': {
    exit: 4,
    en: 'Interrupted. The vault forgot everything and ended; nothing of this act was kept.',
    zh: '已中断。密钥库已清除全部内容并退出，本次操作没有留下任何内容。',
    next: beginAgain,
  },
  'VAULT-PROTOCOL': {
    exit: 2,
    en: 'The vault refused a message that is not of its protocol: {subject}.',
    zh: '密钥库拒绝了不符合协议的消息：{subject}。',
  },
  'VAULT-ACT': {
    exit: 2,
    en: '"{op}" is not part of the act "{act}". One vault serves one act; begin the right one.',
    zh: '“{op}”不属于操作“{act}”。一个密钥库进程只服务一次操作；请开始正确的操作。',
  },
  'VAULT-ORDER': {
    en: '"{op}" is refused now: {missing} must come first in this act.',
    zh: '现在不能执行“{op}”：本次操作中须先完成：{missing}。',
  },
  'VAULT-PLAN': {
    en: 'The plan handed to the vault does not have the hash {hash} that was agreed on. Nothing was made.',
    zh: '交给密钥库的方案与商定的哈希 {hash} 不符。没有生成任何内容。',
  },
  'VAULT-ORIGIN': {
    en: 'The checkpoint names the log "{found}", but the opened log key is of "{origin}". It is not signed.',
    zh: '检查点写的日志是“{found}”，而已打开的日志密钥属于“{origin}”。拒绝签名。',
  },
  'VAULT-LOG-KEY': {
    en: '{subject}: the key in this file is not the log key of "{origin}" (public/log.vkey). Bring the file of this consortium.',
    zh: '{subject}：文件中的密钥不是“{origin}”的日志密钥（public/log.vkey）。请使用本联盟的文件。',
  },
  'VAULT-ROOT': {
    en: 'The root {subject} is not open in this act: the vault opened {open}. Name one of these.',
    zh: '根密钥 {subject} 在本次操作中没有打开；已打开的是：{open}。请指明其中之一。',
  },
  'VAULT-ROOT-MISMATCH': {
    en: 'The sealed root {subject} does not hold the key that its statement and the shares name. Do not go on; keep the files as evidence.',
    zh: '封存的根密钥 {subject} 与其声明及份额所指的密钥不符。请勿继续，保留文件作为证据。',
  },
  'VAULT-ROOT-SET': {
    en: 'The sealed roots given ({given}) are not exactly those of the share set ({expected}). Give the whole folder sealed/.',
    zh: '所给的封存根密钥（{given}）与份额组所列（{expected}）不完全一致。请提供完整的 sealed/ 文件夹。',
  },
  'VAULT-MEMBER': {
    en: 'The key of member {subject} is not open in this act. Its holder opens it first.',
    zh: '成员 {subject} 的密钥在本次操作中没有打开。须先由其持有人打开。',
  },
  'VAULT-MEMBER-KEY': {
    en: 'The key in the file of member {subject} is not one of the participants in this genesis content. It is not signed.',
    zh: '成员 {subject} 文件中的密钥不是该创世内容中的参与方。拒绝签名。',
  },
  'VAULT-MEMBER-FILE': {
    en: 'The file of member {subject} opens, but holds no complete local.conf with a key pair, and no private key in PEM. Bring private/{subject}/local.conf.age, on a ledger with certificates private/{subject}/{subject}.key.age.',
    zh: '成员 {subject} 的文件可以打开，但其中既没有含密钥对的完整 local.conf，也没有 PEM 私钥。请提供 private/{subject}/local.conf.age，证书模式的账本为 private/{subject}/{subject}.key.age。',
  },
  'REGISTER-PWD': {
    exit: 2,
    en: 'The password file {subject} cannot be read.',
    zh: '无法读取口令文件 {subject}。',
  },
  'VAULT-REHEARSAL': {
    en: 'Rehearsal and real never mix: this act is {act}, {subject} is of the other kind.',
    zh: '演练与正式不得混用：本次操作为{actZh}，而 {subject} 属于另一类。',
  },
  'VAULT-CHANGE': {
    en: 'The parameters handed to the vault are not those that were agreed on, or not of the share set that was opened ({field}). Nothing was made.',
    zh: '交给密钥库的参数与商定的不符，或不属于已打开的份额组（{field}）。没有生成任何内容。',
  },
  'VAULT-DECIDED': {
    en: 'The TUF files would not be those of the decision that was voted on ({subject}). Nothing was signed.',
    zh: 'TUF 文件与所表决的决定不符（{subject}）。没有签署任何内容。',
  },
  'VAULT-RENEWED': {
    en: 'The TUF files would not be the same targets as those in force, signed anew ({subject}). Nothing was signed.',
    zh: 'TUF 文件与现行的目标不同，并非原样续签（{subject}）。没有签署任何内容。',
  },
  'VAULT-ROOT-KEY': {
    en: 'The key of {subject} does not count for this root file. Nothing was signed.',
    zh: '{subject} 的密钥在此根文件中不起作用。没有签署任何内容。',
  },
  'VAULT-REGISTER': {
    en: 'The decision is not made on the register that the roots have listed last ({subject}). Nothing was signed.',
    zh: '该决定所依据的登记册并非根密钥最近列入的一版（{subject}）。没有签署任何内容。',
  },
  'VAULT-APPROVED': {
    en: '{subject} is no transaction that was voted on. Nothing was signed.',
    zh: '{subject} 不是所表决的交易。没有签署任何内容。',
  },
  'VAULT-TUF': {
    en: 'These bytes are not the signed part of a TUF file: {reason}. Nothing is signed.',
    zh: '这些字节不是 TUF 文件的签名部分：{reason}。拒绝签名。',
  },
  'VAULT-WITNESS-KEY': {
    en: '{subject}: this key is to {use}, not to cosign. A witness’s key is used for nothing else; make one: log witness-key.',
    zh: '{subject}：此密钥的用途是 {use}，不能用于共签。见证人密钥不作他用；请用 log witness-key 生成。',
  },
  'VAULT-RECIPIENT': {
    exit: 2,
    en: '{subject} is not an age recipient (age1…). Copy it again from its owner.',
    zh: '{subject} 不是 age 接收方（age1…）。请向其所有者重新索取。',
  },
  'SECRET-MISSING': {
    exit: 2,
    en: 'There is no passphrase for {subject}. {hint}',
    zh: '缺少 {subject} 的口令。{hint}',
  },
  'SECRET-CHARACTER': {
    exit: 2,
    en: 'The passphrase of {subject} has a character that is not printable ASCII (letters, digits, blanks and signs of a US keyboard). Switch the input method off and type again; a new passphrase must do without it.',
    zh: '{subject} 的口令含有可打印 ASCII 以外的字符（只允许美式键盘上的字母、数字、空格和符号）。请关闭输入法后重新输入；新口令不得含有此类字符。',
  },
  'SECRET-LONG': {
    exit: 2,
    en: 'The passphrase of {subject} is longer than {max} characters.',
    zh: '{subject} 的口令超过 {max} 个字符。',
  },
  'SECRET-TWICE': {
    en: 'The passphrase of {subject} was typed differently {times} times. Begin the act again when the keyboard is in order.',
    zh: '{subject} 的口令连续 {times} 次两遍输入不一致。请确认键盘正常后重新开始。',
  },
  'SECRET-TERMINAL': {
    exit: 3,
    en: 'There is no terminal to type secrets at. Start Rootseal in a terminal, or give --passphrase-fd or --answers.',
    zh: '没有可输入口令的终端。请在终端中启动 Rootseal，或使用 --passphrase-fd 或 --answers。',
  },
  'SECRET-FD': {
    exit: 2,
    en: 'The descriptor {fd} of --passphrase-fd cannot be read.',
    zh: '--passphrase-fd 指定的描述符 {fd} 无法读取。',
  },
  'ANSWERS-READ': {
    exit: 2,
    en: 'The answers file {subject} cannot be read, or is a link. Name the file itself.',
    zh: '无法读取应答文件 {subject}，或它是链接。请给出文件本身。',
  },
  'ANSWERS-OWNER': {
    exit: 2,
    en: 'The answers file {subject} belongs to another user of this machine. Make one of your own (chmod 600).',
    zh: '应答文件 {subject} 属于本机的其他用户。请使用您自己建立的文件（chmod 600）。',
  },
  'ANSWERS-MODE': {
    exit: 2,
    en: 'The answers file {subject} has mode {mode}: others could read the secrets in it. Make it 0600 (chmod 600), and treat what it holds as seen.',
    zh: '应答文件 {subject} 的权限是 {mode}，其他人可能读到其中的口令。请改为 0600（chmod 600），并把其中内容视为已泄露。',
  },
  'ANSWERS-FORMAT': {
    exit: 2,
    en: 'The answers file {subject} is not of the known form: {field}.',
    zh: '应答文件 {subject} 的格式不对：{field}。',
  },
  'IDENTITY-READ': {
    exit: 2,
    en: 'The identity file of {subject} cannot be read, or is no age identity file (a line AGE-SECRET-KEY-1…).',
    zh: '无法读取 {subject} 的身份文件，或它不是 age 身份文件（应有一行 AGE-SECRET-KEY-1…）。',
  },
  'IDENTITY-MISSING': {
    exit: 2,
    en: '{subject} is sealed to an age recipient.',
    zh: '{subject} 封给了 age 接收方。',
    next: {
      terminal: {
        en: 'Give the identity of its holder: --identity ID=FILE',
        zh: '请提供持有人的身份文件：--identity ID=FILE',
      },
      window: {
        en: 'Choose the identity file of its holder before you begin.',
        zh: '请在开始之前选定持有人的身份文件。',
      },
    },
  },
  'IDENTITY-WRONG': {
    en: '{subject}: none of the identities given opens this file.',
    zh: '{subject}：所给的身份文件都打不开它。',
  },
  'DICE-DIGITS': {
    exit: 2,
    en: 'Dice are the digits 1 to 6 alone; another character stands at place {position}.',
    zh: '骰子点数只能是数字 1 到 6；第 {position} 位是其他字符。',
  },
  'DICE-FEW': {
    exit: 2,
    en: 'The plan asks for {needed} rolls of the dice; there are {found}.',
    zh: '方案要求掷骰 {needed} 次；现有 {found} 次。',
  },
  'DICE-CONSTANT': {
    en: 'Every roll shows the same number. These are no dice; roll again.',
    zh: '每次点数都相同，这不是掷出来的。请重新掷骰。',
  },
  'DICE-UNEVEN': {
    en: 'The numbers of the dice are spread unlikely evenly or unevenly (chi-square {chi}, 5 degrees of freedom). The other sources of randomness still hold; note why.',
    zh: '骰子点数的分布很不寻常（卡方值 {chi}，自由度 5）。其他随机来源仍然有效；请记录原因。',
  },
  'DICE-REPEATED': {
    en: 'The dice repeat themselves ({what}). Typed patterns are no rolls; the other sources of randomness still hold.',
    zh: '骰子点数出现重复规律（{what}）。按规律输入的不是掷骰；其他随机来源仍然有效。',
  },
  'AGE-UNREADABLE': {
    exit: 2,
    en: '{subject} is no readable age file: it is empty, damaged or cut short, sealed to a kind of key that is not known here, or another kind of file.',
    zh: '{subject} 不是可读的 age 文件：为空、已损坏、不完整、封给了此处不认识的密钥类型，或是其他类型的文件。',
  },
  'AGE-PASSPHRASE': {
    en: '{subject}: wrong passphrase, or the head of the file was altered. Type it again; mind Caps Lock and the keyboard layout.',
    zh: '{subject}：口令错误，或文件头被改动。请重新输入；注意大小写锁定和键盘布局。',
  },
} as const satisfies RuleTable;

export type VaultRule = keyof typeof vaultRules;
