/** The rules of sealing: sealed roots, root statements, entropy, passphrases (docs/formats.md sections 2 and 3). */
import type { RuleTable } from '../rules.ts';

export const sealingRules = {
  // The sealed root, as a file.
  'SEALED-FORMAT': {
    en: 'This is not a sealed root of a known format ({format}). Known: rootseal.sealed-root/1, rootseal.sealed-log-key/1.',
    zh: '这不是已知格式的封存根密钥（{format}）。已知格式：rootseal.sealed-root/1、rootseal.sealed-log-key/1。',
    exit: 2,
  },
  'SEALED-FIELD-UNKNOWN': {
    en: 'The sealed root has a field "{field}" that its format does not know.',
    zh: '封存根密钥含有其格式未定义的字段“{field}”。',
    exit: 2,
  },
  'SEALED-FIELD-MISSING': {
    en: 'The sealed root lacks the field "{field}".',
    zh: '封存根密钥缺少字段“{field}”。',
    exit: 2,
  },
  'SEALED-FIELD-TYPE': {
    en: 'The field "{field}" of the sealed root is not {expected}.',
    zh: '封存根密钥的字段“{field}”类型或取值不合格（应为：{expected}）。',
    exit: 2,
  },
  'SEALED-LOG-KEY': {
    en: 'A sealed log key has the id "log-key" and the suite ed25519, and no root has that id; this one is "{id}", {suite}.',
    zh: '封存日志密钥的标识为“log-key”、算法为 ed25519，且根密钥不得使用该标识；此文件为“{id}”、{suite}。',
  },
  'SEALED-LENGTH': {
    en: '{what} is {length} bytes long; it must be {expected}.',
    zh: '{what} 长度为 {length} 字节；应为 {expected} 字节。',
    exit: 2,
  },
  'SEALED-OPEN': {
    en: 'The sealed root {id} does not open: it was altered, or the shares are of another key-encryption key. Try another copy of the file.',
    zh: '封存根密钥 {id} 无法打开：文件已被改动，或份额对应另一把密钥加密密钥。请尝试该文件的另一副本。',
  },
  'SEALED-KEY': {
    en: 'The sealed root {id} opens to a secret that is not the one of its public key. Do not use it.',
    zh: '封存根密钥 {id} 打开后的私钥与其公钥不符。请勿使用。',
  },

  // The root statement.
  'ROOT-FORMAT': {
    en: 'This is not a root statement of a known format ({format}). Known: rootseal.root/1.',
    zh: '这不是已知格式的根密钥声明（{format}）。已知格式：rootseal.root/1。',
    exit: 2,
  },
  'ROOT-FIELD-UNKNOWN': {
    en: 'The root statement has a field "{field}" that its format does not know.',
    zh: '根密钥声明含有其格式未定义的字段“{field}”。',
    exit: 2,
  },
  'ROOT-FIELD-MISSING': {
    en: 'The root statement lacks the field "{field}".',
    zh: '根密钥声明缺少字段“{field}”。',
    exit: 2,
  },
  'ROOT-FIELD-TYPE': {
    en: 'The field "{field}" of the root statement is not {expected}.',
    zh: '根密钥声明的字段“{field}”类型或取值不合格（应为：{expected}）。',
    exit: 2,
  },
  'ROOT-FINGERPRINT': {
    en: 'The fingerprint in the statement of root {id} is not that of its public key.',
    zh: '根密钥 {id} 声明中的指纹与其公钥不符。',
  },
  'ROOT-HEADER': {
    en: 'The statement of root {id} and the header inside it disagree in "{field}".',
    zh: '根密钥 {id} 的声明与其内含的封存头在“{field}”上不一致。',
  },
  'ROOT-SIGNATURE': {
    en: 'The signature of root {id} under its own statement does not hold: it was altered or damaged.',
    zh: '根密钥 {id} 对其声明的签名无效：已被改动或损坏。',
  },
  'ROOT-SEALED': {
    en: 'The file {file} is not the sealed root that the statement of {id} describes ({field}).',
    zh: '文件 {file} 不是 {id} 的声明所述的封存根密钥（{field}）。',
  },

  // The cross-signature of a rotated root.
  'ROTATION-FORM': {
    en: 'The cross-signature of a rotated root is not of the known form, at "{field}".',
    zh: '根密钥轮换的交叉签名格式不正确，位置：“{field}”。',
    exit: 2,
  },
  'ROTATION-KEY': {
    en: 'The cross-signature of root {id} does not name two different keys with their fingerprints.',
    zh: '根密钥 {id} 的交叉签名未写明两把不同的密钥及其指纹。',
  },
  'ROTATION-SIGNATURE': {
    en: 'The signature of the {who} key under the rotation of root {id} does not hold.',
    zh: '根密钥 {id} 轮换文件中 {who} 密钥的签名无效。',
  },

  // Entropy.
  'ENTROPY-OS': {
    en: 'The operating system gave {length} random bytes; it must be 64.',
    zh: '操作系统给出 {length} 个随机字节；应为 64 个。',
    exit: 3,
  },
  'ENTROPY-STUCK': {
    en: 'A source of randomness gives the same byte again and again ({source}). Do not go on with this machine or device.',
    zh: '随机源反复给出同一字节（{source}）。请勿继续使用该机器或设备。',
    exit: 3,
  },
  'ENTROPY-DICE': {
    en: 'Dice are the digits 1 to 6; roll {place} is something else.',
    zh: '骰子点数只能是 1 至 6；第 {place} 次不是。',
    exit: 2,
  },
  'ENTROPY-DICE-SHORT': {
    en: '{count} dice rolls; at least {least} are needed, or none at all.',
    zh: '已掷骰子 {count} 次；至少需要 {least} 次，或完全不用骰子。',
    exit: 2,
  },
  'ENTROPY-NAME': {
    en: '"{name}" ({length} bytes) is no secret that a ceremony derives.',
    zh: '“{name}”（{length} 字节）不是仪式中派生的秘密。',
    exit: 2,
  },

  // Passphrases.
  'PASSPHRASE-EMPTY': {
    en: 'The passphrase is empty. Type one.',
    zh: '口令为空。请输入口令。',
  },
  'PASSPHRASE-CHARACTER': {
    en: 'Character {place} of the passphrase is not printable ASCII. Use letters, digits, signs and spaces of the English keyboard, so that any program on any keyboard can open the share.',
    zh: '口令的第 {place} 个字符不是可打印的 ASCII 字符。请只用英文键盘上的字母、数字、符号和空格，以便任何程序、任何键盘都能打开该份额。',
  },
  'PASSPHRASE-LONG': {
    en: 'The passphrase is longer than {most} characters.',
    zh: '口令超过 {most} 个字符。',
  },
  'PASSPHRASE-WEAK': {
    en: 'The passphrase is too weak: {points} points of {least}. Six unrelated words, or 16 characters without a pattern, are enough. A word counts 3; digits 8 in all; repeats, sequences, keyboard rows and spaces 0.',
    zh: '口令太弱：{points} 分，需 {least} 分。六个互不相关的英文单词，或 16 个无规律的字符即可。每个单词计 3 分；数字合计至多 8 分；重复、连续、键盘顺序的字符及空格不计分。',
  },
  'PASSPHRASE-OK': {
    en: 'The passphrase is accepted: {points} points of {least}.',
    zh: '口令可用：{points} 分（需 {least} 分）。',
  },
} as const satisfies RuleTable;

export type SealingRule = keyof typeof sealingRules;
