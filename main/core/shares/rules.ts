/**
 * The rules of shares: envelopes, share sets, verdicts, quorums (docs/formats.md section 2, docs/architecture.md).
 * A file that cannot be read answers 2; a share that was read and refused answers 1.
 */
import type { RuleTable } from '../rules.ts';

export const shareRules = {
  // The envelope, as a file.
  'SHARE-FORMAT': {
    en: 'This is not a share envelope of a known format ({format}). Known: rootseal.share/1.',
    zh: '这不是已知格式的份额信封（{format}）。已知格式：rootseal.share/1。',
    exit: 2,
  },
  'SHARE-FIELD-UNKNOWN': {
    en: 'The share envelope has a field "{field}" that its format does not know.',
    zh: '份额信封含有其格式未定义的字段“{field}”。',
    exit: 2,
  },
  'SHARE-FIELD-MISSING': {
    en: 'The share envelope lacks the field "{field}".',
    zh: '份额信封缺少字段“{field}”。',
    exit: 2,
  },
  'SHARE-FIELD-TYPE': {
    en: 'The field "{field}" of the share envelope is not {expected}.',
    zh: '份额信封的字段“{field}”类型或取值不合格（应为：{expected}）。',
    exit: 2,
  },
  'SHARE-SCHEME': {
    en: 'The share is of the scheme "{scheme}", which this version cannot read. Known: shamir, slip39, vault-gf256.',
    zh: '份额采用的方案“{scheme}”本版本无法读取。已知方案：shamir、slip39、vault-gf256。',
    exit: 2,
  },
  'SHARE-M-LOW': {
    en: 'The threshold M = {m} is below 2: one holder alone would own the secret.',
    zh: '门限 M = {m} 小于 2：一个人就能独占秘密。',
  },
  'SHARE-N-HIGH': {
    en: 'The number of shares N = {n} is above 255, the most that this scheme can make.',
    zh: '份额总数 N = {n} 超过 255，即本方案的上限。',
  },
  'SHARE-M-OVER-N': {
    en: 'The threshold M = {m} is larger than the number of shares N = {n}: nobody could ever restore.',
    zh: '门限 M = {m} 大于份额总数 N = {n}：永远无法恢复。',
  },
  'SHARE-GROUPS': {
    en: 'The groups that the share envelope speaks of cannot be: {reason}.',
    zh: '份额信封所述的分组不成立：{reason}。',
  },
  'SHARE-INDEX': {
    en: 'The share says it is number {index}, outside 1 to {n}.',
    zh: '份额自称第 {index} 号，超出 1 至 {n} 的范围。',
  },
  'SHARE-X-ZERO': {
    en: 'The share has x = 0. Whoever holds such a share dictates the result: it is refused, and somebody should ask where it came from.',
    zh: '该份额的 x = 0。持有此类份额者可左右恢复结果：予以拒绝，并应查明其来历。',
  },
  'SHARE-X-RANGE': {
    en: 'The share has x = {x}, outside 1 to 255.',
    zh: '份额的 x = {x}，超出 1 至 255 的范围。',
  },
  'SHARE-X-MISMATCH': {
    en: 'The envelope says x = {x}, the share itself ends in {last}.',
    zh: '信封写明 x = {x}，而份额本身末字节为 {last}。',
  },
  'SHARE-LENGTH': {
    en: 'The share is {length} bytes long; it must be 33 (32 and x).',
    zh: '份额长度为 {length} 字节；应为 33 字节（32 字节加 x）。',
  },
  'SHARE-COMMITMENTS-COUNT': {
    en: 'The envelope lists {count} commitments for {n} shares.',
    zh: '信封列出 {count} 个承诺值，而份额共 {n} 份。',
  },
  'SHARE-COMMITMENTS-DUPLICATE': {
    en: 'The envelope lists the same commitment twice, for numbers {first} and {second}.',
    zh: '信封中第 {first} 号与第 {second} 号的承诺值相同。',
  },
  'SHARE-ROOTS': {
    en: 'The envelope names no root, or the same root twice.',
    zh: '信封未列出任何根密钥，或重复列出同一根密钥。',
  },
  'SHARE-SIGNER': {
    en: 'The signer of the envelope is not the first root that it names.',
    zh: '信封的签名者不是其所列的第一个根密钥。',
  },
  'SHARE-COMMITMENT': {
    en: 'Share {index} does not match its own commitment: it was altered or damaged.',
    zh: '第 {index} 号份额与其自身的承诺值不符：已被改动或损坏。',
  },
  'SHARE-SIGNATURE': {
    en: 'The signature of the share envelope (number {index}, {custodian}) does not hold: it was altered or damaged.',
    zh: '份额信封（第 {index} 号，{custodian}）的签名无效：已被改动或损坏。',
  },

  // Verdicts on a share beside the share set.
  'SHARE-INTACT': {
    en: 'Intact: share {index} of {n}, {custodian}, set {set}, epoch {epoch}.',
    zh: '完好：第 {index}/{n} 号份额，{custodian}，份额组 {set}，第 {epoch} 期。',
  },
  'SHARE-FOREIGN': {
    en: 'This share belongs to another share set ({set}), not to {expected}. Put it back where it came from.',
    zh: '该份额属于另一份额组（{set}），而非 {expected}。请放回原处。',
  },
  'SHARE-EPOCH': {
    en: 'This share is of epoch {epoch}; the share set in use is of epoch {current}. Ask {custodian} for the current share.',
    zh: '该份额属于第 {epoch} 期；现用份额组为第 {current} 期。请 {custodian} 出示现用份额。',
  },
  'SHARE-RETIRED': {
    en: 'Epoch {epoch}, retired on {date}: this share ({custodian}, set {set}) was intact, and counts no more. The share set in use is of epoch {current}. Give the old share back to be destroyed.',
    zh: '第 {epoch} 期，已于 {date} 停用：该份额（{custodian}，份额组 {set}）完好，但不再有效。现用份额组为第 {current} 期。请交回旧份额予以销毁。',
  },
  'SHARE-ABANDONED': {
    en: 'Epoch {epoch}, given up on {date} before it came into force: this share ({custodian}, set {set}) counts for nothing. The share set in use is of epoch {current}. Give it back to be destroyed.',
    zh: '第 {epoch} 期，生效前已于 {date} 放弃：该份额（{custodian}，份额组 {set}）无效。现用份额组为第 {current} 期。请交回予以销毁。',
  },
  'SHARE-PENDING': {
    en: 'Epoch {epoch}, not in force yet: every new holder must confirm their share ({custodian}, set {set}) first. The share set in use is of epoch {current}.',
    zh: '第 {epoch} 期，尚未生效：须先由每位新保管人确认其份额（{custodian}，份额组 {set}）。现用份额组为第 {current} 期。',
  },
  'SHARE-REHEARSAL': {
    en: 'This share is from a {shareKind}, the share set from a {setKind}. Rehearsal and real never mix.',
    zh: '份额与份额组一为演练、一为正式（份额：{shareKindZh}；份额组：{setKindZh}）。演练与正式不得混用。',
  },
  'SHARE-ALTERED': {
    en: 'This share was altered or damaged ({field}): number {index}, {custodian}. Use another copy or another custodian.',
    zh: '该份额已被改动或损坏（{field}）：第 {index} 号，{custodian}。请使用另一副本或另一位保管人的份额。',
  },
  'SHARE-DUPLICATE': {
    en: "Share {index} ({custodian}) is already here. A second copy does not count; bring another custodian's.",
    zh: '第 {index} 号份额（{custodian}）已在其中。重复的副本不计数，请提供另一位保管人的份额。',
  },
  'SHARE-PASSPHRASE': {
    en: 'The passphrase does not open this share. Type it again; the file itself may be good.',
    zh: '口令无法打开该份额。请重新输入；文件本身可能完好。',
  },
  'SHARE-UNREADABLE': {
    en: 'This file cannot be read as a share ({reason}). Look whether it is the right file, or use another copy.',
    zh: '无法将该文件作为份额读取（{reason}）。请确认文件无误，或使用另一副本。',
    exit: 2,
  },
  'SHARE-SHORT': {
    en: '{have} of {m} shares, {more} more needed.',
    zh: '已有 {have} 份，共需 {m} 份，还差 {more} 份。',
  },

  'SHARE-SHORT-GROUPS': {
    en: 'No quorum of groups yet. {missing}',
    zh: '分组尚未达到法定人数。{missing}',
  },

  // Splitting and proving.
  'SHARE-COUNT': {
    en: '{count} shares were given to combine; it must be exactly {m}.',
    zh: '用于合并的份额为 {count} 份；必须恰为 {m} 份。',
  },
  'SHARE-X-DUPLICATE': {
    en: 'Two shares have the same x = {x}.',
    zh: '有两份份额的 x 相同（{x}）。',
  },
  'SHARE-SPLIT': {
    en: 'The split is not sound: two shares, or a share and the secret, are equal. Nothing was written. Do not go on with this machine before its source of randomness was looked at.',
    zh: '拆分结果不可靠：有两份份额相同，或份额与秘密相同。未写入任何内容。在查明本机随机源之前请勿继续。',
  },
  'SHARE-QUORUM': {
    en: 'The shares {quorum} together do not restore the secret. Nothing was written; split again.',
    zh: '第 {quorum} 号份额合在一起无法恢复秘密。未写入任何内容；请重新拆分。',
  },

  // The public share set.
  'SET-FORMAT': {
    en: 'This is not a share set of a known format ({format}). Known: rootseal.share-set/1.',
    zh: '这不是已知格式的份额组（{format}）。已知格式：rootseal.share-set/1。',
    exit: 2,
  },
  'SET-FIELD-UNKNOWN': {
    en: 'The share set has a field "{field}" that its format does not know.',
    zh: '份额组含有其格式未定义的字段“{field}”。',
    exit: 2,
  },
  'SET-FIELD-MISSING': { en: 'The share set lacks the field "{field}".', zh: '份额组缺少字段“{field}”。', exit: 2 },
  'SET-FIELD-TYPE': {
    en: 'The field "{field}" of the share set is not {expected}.',
    zh: '份额组的字段“{field}”类型或取值不合格（应为：{expected}）。',
    exit: 2,
  },
  'SET-SCHEME': {
    en: 'The share set is of the scheme "{scheme}", which this version cannot read. Known: shamir, slip39, vault-gf256.',
    zh: '份额组采用的方案“{scheme}”本版本无法读取。已知方案：shamir、slip39、vault-gf256。',
    exit: 2,
  },
  'SET-SLOTS': {
    en: 'The share set must list the shares 1 to {n} in order; place {place} is number {index}.',
    zh: '份额组必须依次列出第 1 至 {n} 号份额；第 {place} 位却是第 {index} 号。',
  },
  'SET-COUNT': {
    en: 'The share set lists {count} shares and says there are {n}.',
    zh: '份额组列出 {count} 份，却声明共 {n} 份。',
  },
  'SET-M-LOW': { en: 'The threshold M = {m} is below 2.', zh: '门限 M = {m} 小于 2。' },
  'SET-N-HIGH': { en: 'The number of shares N = {n} is above 255.', zh: '份额总数 N = {n} 超过 255。' },
  'SET-M-OVER-N': {
    en: 'The threshold M = {m} is larger than the number of shares N = {n}.',
    zh: '门限 M = {m} 大于份额总数 N = {n}。',
  },
  'SET-GROUPS': {
    en: 'The groups that the share set speaks of cannot be: {reason}.',
    zh: '份额组所述的分组不成立：{reason}。',
  },
  'SET-X-ZERO': { en: 'Share {index} of the set has x = 0.', zh: '份额组第 {index} 号份额的 x = 0。' },
  'SET-X-RANGE': {
    en: 'Share {index} of the set has x = {x}, above 255.',
    zh: '份额组第 {index} 号份额的 x = {x}，超过 255。',
  },
  'SET-X-DUPLICATE': {
    en: 'The shares {first} and {second} of the set have the same x.',
    zh: '份额组第 {first} 号与第 {second} 号份额的 x 相同。',
  },
  'SET-COMMITMENT-DUPLICATE': {
    en: 'The shares {first} and {second} of the set have the same commitment.',
    zh: '份额组第 {first} 号与第 {second} 号份额的承诺值相同。',
  },
  'SET-CUSTODIAN-DUPLICATE': {
    en: 'The shares {first} and {second} of the set have the same custodian, {custodian}.',
    zh: '份额组第 {first} 号与第 {second} 号份额的保管人相同（{custodian}）。',
  },
  'SET-ROOTS': {
    en: 'The share set names no root, or the same root twice.',
    zh: '份额组未列出任何根密钥，或重复列出同一根密钥。',
  },
  'SET-SIGNER': {
    en: 'The signer of the share set is not the first root that it names.',
    zh: '份额组的签名者不是其所列的第一个根密钥。',
  },
  'SET-SIGNATURE': {
    en: 'The signature of the share set {set} does not hold: it was altered or damaged.',
    zh: '份额组 {set} 的签名无效：已被改动或损坏。',
  },
  // The parameters of a new share set.
  'CHANGE-FORM': {
    en: 'The parameters of the new share set are not of the known form, at "{field}".',
    zh: '新份额组的参数格式不正确，位置：“{field}”。',
    exit: 2,
  },
  'CHANGE-EPOCH': {
    en: 'A new share set must have a higher epoch than the one it comes from; {to} does not follow {from}.',
    zh: '新份额组的期次须高于其来源；第 {to} 期不能接在第 {from} 期之后。',
    exit: 2,
  },
  'CHANGE-THRESHOLD': {
    en: 'The threshold M = {m} of the new share set is larger than the number of its holders N = {n}.',
    zh: '新份额组的门限 M = {m} 大于保管人数 N = {n}。',
    exit: 2,
  },
  'CHANGE-HOLDERS': {
    en: 'The new share set names the custodian {subject} twice.',
    zh: '新份额组重复列出保管人 {subject}。',
    exit: 2,
  },
  'CHANGE-GROUPS': {
    en: 'The new share set cannot be split as its parameters say, by groups or number of holders: {reason}.',
    zh: '新份额组无法按其参数（分组或保管人数）拆分：{reason}。',
    exit: 2,
  },
  'CHANGE-PURPOSE': {
    en: 'A change for the purpose "{purpose}" names a root if it rotates one, and whose share is replaced if it replaces one, and neither otherwise.',
    zh: '用途为“{purpose}”的变更：轮换时须指明根密钥，替换时须指明所替换份额的保管人，其他用途两者皆不得填写。',
    exit: 2,
  },

  // Receipts of a share checked alone.
  'RECEIPT-FORM': {
    en: 'This is no receipt of a share check of the known form, at "{field}".',
    zh: '这不是已知格式的份额检查回执，位置：“{field}”。',
    exit: 2,
  },
  'RECEIPT-SET': {
    en: 'The receipt of {subject} does not agree with the share set in "{field}": it speaks of another share.',
    zh: '{subject} 的回执与份额组在“{field}”上不一致：所述的是另一份份额。',
  },
  'RECEIPT-KEY': {
    en: 'The share set {set} was made before shares had receipt keys, so the receipt of {subject} cannot be verified. Its next renewal brings them.',
    zh: '份额组 {set} 生成时尚无回执密钥，无法验证 {subject} 的回执。下次更新份额组后即可。',
  },
  'RECEIPT-SIGNATURE': {
    en: 'The signature of the receipt does not hold: it was altered, or was not written with the share of {custodian}.',
    zh: '回执的签名无效：已被改动，或并非用 {custodian} 的份额写成。',
  },

  // What says that a share set is retired.
  'RETIRED-FORM': {
    en: 'The notice of a retired share set is not of the known form, at "{field}".',
    zh: '份额组停用声明格式不正确，位置：“{field}”。',
    exit: 2,
  },
  'RETIRED-SIGNATURE': {
    en: 'The signature of the notice that share set {set} is retired does not hold: it was altered or damaged.',
    zh: '份额组 {set} 停用声明的签名无效：已被改动或损坏。',
  },
} as const satisfies RuleTable;

export type ShareRule = keyof typeof shareRules;
