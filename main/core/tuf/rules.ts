/** Rules of the TUF module: one id per refusal, in the words of whoever has to act on it. */

import type { RuleTable } from '../rules.ts';

export const tufRules = {
  'TUF-CANONICAL': {
    exit: 2,
    en: '{subject}: two TUF clients would sign different bytes for this: {reason}. Use plain ASCII names.',
    zh: '{subject}：不同的 TUF 客户端会对此签出不同的字节：{reason}。请改用 ASCII 名称。',
  },
  'TUF-FIELD': {
    exit: 2,
    en: '{subject}: expected {expected}. The file was altered or is of another kind.',
    zh: '{subject}：此处应为 {expected}。文件被改动过，或不是这种文件。',
  },
  'TUF-FIELD-MISSING': {
    exit: 2,
    en: '{subject}: the field "{field}" is missing.',
    zh: '{subject}：缺少字段“{field}”。',
  },
  'TUF-FIELD-UNKNOWN': {
    exit: 2,
    en: '{subject}: the field "{field}" is not one of this format. Nobody has checked what it would mean.',
    zh: '{subject}：字段“{field}”不属于此格式，没有人核对过它的含义。',
  },
  'TUF-TIME': {
    exit: 2,
    en: '{subject}: "{value}" is not a UTC time such as 2036-11-21T00:00:00Z.',
    zh: '{subject}：“{value}”不是 UTC 时间，写法应如 2036-11-21T00:00:00Z。',
  },
  'TUF-PATH': {
    exit: 2,
    en: 'The target path "{subject}" is not a plain relative path: letters, digits, ".", "_" and "-", folders divided by "/", each name beginning with a letter or digit.',
    zh: '目标路径“{subject}”不是普通相对路径：只能用字母、数字、“.”“_”“-”，以“/”分隔目录，每段以字母或数字开头。',
  },
  'TUF-TYPE': {
    en: '{subject}: this is {found} metadata under the name of {expected} metadata.',
    zh: '{subject}：内容是 {found} 元数据，却冒用 {expected} 的文件名。',
  },
  'TUF-FILE-MISSING': {
    en: 'The TUF file {subject} is missing. Get the folder tuf/ again from whoever published it.',
    zh: '缺少 TUF 文件 {subject}。请向发布方重新索取 tuf/ 目录。',
  },
  'TUF-FILE-UNKNOWN': {
    en: 'The file {subject} does not belong into the folder tuf/: nothing signs it.',
    zh: '文件 {subject} 不应出现在 tuf/ 目录中：没有任何签名覆盖它。',
  },
  'TUF-ROOT-CHAIN': {
    en: '{subject}: it says version {found}, the chain of roots needs version {expected} here. Each root must follow the one before it.',
    zh: '{subject}：其中版本为 {found}，根元数据链在此处应为版本 {expected}。各版本必须逐一相接。',
  },
  'TUF-ROOT-ANCHOR': {
    en: 'The root metadata that you trust (version {version}) is not the one in this folder. This is another repository, or one whose keys were exchanged.',
    zh: '您所信任的根元数据（版本 {version}）与此目录中的不是同一份。这是另一个仓库，或其密钥已被调换。',
  },
  'TUF-KEY': {
    en: '{subject}: this is not a key in its one accepted form (Ed25519 as 64 hex digits, P-256 as the PEM that OpenSSL writes).',
    zh: '{subject}：公钥不是唯一认可的写法（Ed25519 为 64 位十六进制，P-256 为 OpenSSL 所写的 PEM）。',
  },
  'TUF-KEYID': {
    en: '{subject}: the id of this key is not its hash ({expected}). One key under two ids would count twice.',
    zh: '{subject}：密钥标识不是该密钥的散列值（{expected}）。同一密钥若有两个标识，会被重复计数。',
  },
  'TUF-ROLE': {
    en: '{subject}: this role cannot be counted: {reason}.',
    zh: '{subject}：此角色无法计票：{reason}。',
  },
  'TUF-SIGNATURE': {
    en: '{subject}: the signature of the key {keyid} does not hold. The file was altered after it was signed.',
    zh: '{subject}：密钥 {keyid} 的签名不成立。文件在签名后被改动过。',
  },
  'TUF-SIGNATURE-UNKNOWN': {
    en: '{subject}: a signature by {keyid}, which is no key of this role.',
    zh: '{subject}：含有 {keyid} 的签名，而它不是此角色的密钥。',
  },
  'TUF-SIGNATURE-DUPLICATE': {
    en: '{subject}: two signatures by the same key {keyid}.',
    zh: '{subject}：同一密钥 {keyid} 签了两次。',
  },
  'TUF-THRESHOLD': {
    en: '{subject}: signed by {found} of {threshold} keys. Ask the missing signers; do not use the files until then.',
    zh: '{subject}：需要 {threshold} 把密钥签名，实际只有 {found} 把。请补齐签名，在此之前不要使用这些文件。',
  },
  'TUF-VERSION': {
    en: '{subject}: it is version {found}, the signed list names version {expected}.',
    zh: '{subject}：版本为 {found}，已签名的清单写明应为 {expected}。',
  },
  'TUF-META-LENGTH': {
    en: '{subject}: {found} bytes, the signed list says {expected}.',
    zh: '{subject}：长度为 {found} 字节，已签名的清单写明应为 {expected}。',
  },
  'TUF-META-HASH': {
    en: '{subject}: its SHA-256 is not the one in the signed list.',
    zh: '{subject}：SHA-256 与已签名的清单不符。',
  },
  'TUF-EXPIRED': {
    en: '{subject}: expired at {expires}. Ask the consortium for newer metadata.',
    zh: '{subject}：已于 {expires} 过期。请向联盟索取新的元数据。',
  },
  'TUF-ROLLBACK': {
    en: '{subject}: version {found} is older than version {known}, which was seen before. Somebody hands out an old state.',
    zh: '{subject}：版本 {found} 比以前见过的版本 {known} 旧。有人在分发旧的状态。',
  },
  'TUF-FORK': {
    en: '{subject}: version {found} was seen before with other contents. Two signed states exist under one number: stop and ask.',
    zh: '{subject}：以前见过的版本 {found} 内容与此不同。同一版本号下有两份已签名的状态：请停下来查问。',
  },
  'TUF-DELEGATION': {
    en: '{subject}: roles are given away in the list targets.json alone, each with the file of its name in the snapshot.',
    zh: '{subject}：只有 targets.json 可以委派角色，且每个角色须在快照中列有同名文件。',
  },
  'TUF-DELEGATION-PATH': {
    en: '{subject} stands in {list}, whose role does not speak of it: that is for {owner}. Somebody has signed beyond what was given to them.',
    zh: '{subject} 列在 {list} 中，而该角色无权列出它，应由 {owner} 列出。有人签署了超出其委派范围的内容。',
  },
  'TUF-TARGET-DUPLICATE': {
    en: 'The target {subject} is listed twice.',
    zh: '目标 {subject} 被列出两次。',
  },
  'TUF-TARGET-NONE': {
    en: '{subject}: it lists no target at all.',
    zh: '{subject}：没有列出任何目标文件。',
  },
  'TUF-TARGET-UNKNOWN': {
    en: 'The file {subject} is not in the signed list of targets.',
    zh: '文件 {subject} 不在已签名的目标清单中。',
  },
  'TUF-TARGET-LENGTH': {
    en: '{subject}: {found} bytes, the signed list says {expected}. The file was cut or extended.',
    zh: '{subject}：长度为 {found} 字节，已签名的清单写明应为 {expected}。文件被截短或加长。',
  },
  'TUF-TARGET-HASH': {
    en: '{subject}: its SHA-256 is not the one in the signed list. The file was altered.',
    zh: '{subject}：SHA-256 与已签名的清单不符。文件被改动过。',
  },
  'TUF-REHEARSAL-MIXED': {
    en: '{subject}: some targets are marked as a rehearsal and others are not.',
    zh: '{subject}：部分目标标为演练，其余没有标。',
  },
  'TUF-SM2SIG-FILE': {
    en: '{subject}: this co-signature belongs to {found}, not to {expected}.',
    zh: '{subject}：此附加签名属于 {found}，而不是 {expected}。',
  },
  'TUF-SM2SIG-ROOT': {
    en: '{subject}: "{root}" with this fingerprint is no SM2 root of this consortium.',
    zh: '{subject}：带此指纹的“{root}”不是本联盟的 SM2 根密钥。',
  },
  'TUF-SM2SIG-DUPLICATE': {
    en: '{subject}: the root "{root}" stands there twice.',
    zh: '{subject}：根密钥“{root}”出现两次。',
  },
  'TUF-SM2SIG-MISSING': {
    en: '{subject}: the co-signature of the SM2 root "{root}" is missing.',
    zh: '{subject}：缺少 SM2 根密钥“{root}”的附加签名。',
  },
  'TUF-SM2SIG-SIGNATURE': {
    en: '{subject}: the SM2 co-signature of "{root}" does not hold. The file was altered after it was signed.',
    zh: '{subject}：“{root}”的 SM2 附加签名不成立。文件在签名后被改动过。',
  },
} as const satisfies RuleTable;
