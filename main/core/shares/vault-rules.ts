/** The rules of raw shares of HashiCorp Vault and OpenBao: one text, several together, what goes in and out. */
import type { RuleTable } from '../rules.ts';

export const vaultShareRules = {
  // One text.
  'VAULTSHARE-SPACE': {
    exit: 2,
    en: 'There is a blank or a line break at place {place}. Vault itself passes some of them over: type the share alone, without anything before, between or behind.',
    zh: '第 {place} 位是空白或换行。Vault 自身会忽略其中一部分：请只输入份额本身，前后及中间不加任何字符。',
  },
  'VAULTSHARE-URL': {
    exit: 2,
    en: 'Place {place} is "-" or "_": that is URL-safe Base64 (or no share at all). Vault writes ordinary Base64, with + and /. Take the text as Vault printed it.',
    zh: '第 {place} 位是“-”或“_”：这是 URL 安全的 Base64（或根本不是份额）。Vault 输出的是普通 Base64，使用 + 和 /。请使用 Vault 原样输出的文本。',
  },
  'VAULTSHARE-CHARACTER': {
    exit: 2,
    en: 'Place {place} is neither Base64 nor hex. Type the key alone, without "Unseal Key 1:" and without quotes.',
    zh: '第 {place} 位既不是 Base64 也不是十六进制字符。请只输入密钥本身，不要带“Unseal Key 1:”或引号。',
  },
  'VAULTSHARE-AMBIGUOUS': {
    exit: 2,
    en: 'These 44 characters are a share of 33 bytes in Base64 and 22 bytes in hex at once; Vault itself would read them as hex and take them. It is written in hex (66 digits) or not at all.',
    zh: '这 44 个字符既可读作 33 字节份额的 Base64，也可读作 22 字节的十六进制；Vault 自身会按十六进制读取并接受。只能用十六进制（66 位）书写。',
  },
  'VAULTSHARE-KEY': {
    exit: 2,
    en: 'These are 32 bytes: no share, but a whole key, without the last byte x that a share has. With 1 of 1 Vault gives the key itself: whoever has it has everything, and there is nothing to share out. Rekey to several shares first (operator rekey -key-shares=5 -key-threshold=3). If it is a share, its end was cut off.',
    zh: '这是 32 字节：不是份额，而是完整的密钥，没有份额末尾的 x 字节。1-of-1 时 Vault 给出的就是密钥本身：持有者拥有全部，无可分持。请先重新生成多份份额（operator rekey -key-shares=5 -key-threshold=3）。若它确是份额，则末尾已被截去。',
  },
  'VAULTSHARE-PGP': {
    exit: 2,
    en: 'This is {length} characters long: a share that Vault encrypted to an OpenPGP key (-pgp-keys), or another kind of file. Its holder decrypts it first.',
    zh: '长度为 {length} 个字符：这是 Vault 用 OpenPGP 密钥加密过的份额（-pgp-keys），或是其他内容。请先由持有人解密。',
  },
  'VAULTSHARE-PADDING': {
    exit: 2,
    en: 'A share of 33 bytes has no "=" in Base64: this is cut short, joined from two, or of another length.',
    zh: '33 字节的份额在 Base64 中没有“=”：该文本被截短、由两段拼成，或长度不符。',
  },
  'VAULTSHARE-LENGTH': {
    exit: 2,
    en: 'This has {length} characters. A share of Vault or OpenBao is 33 bytes: 44 characters of Base64 or 66 of hex. One more or fewer is a slip of the hand; 32 or 37 bytes are of other tools (SSKR), whose shares cannot be turned into these.',
    zh: '长度为 {length} 个字符。Vault 或 OpenBao 的份额为 33 字节：Base64 为 44 个字符，十六进制为 66 个。多一个或少一个是输入失误；32 或 37 字节属于其他工具（如 SSKR），其份额不能转换为此种份额。',
  },

  // Several together.
  'VAULTSHARE-TWICE': {
    en: '{custodian} brings the very share that {other} has brought. One of the two took the wrong text: each holder has a share of their own.',
    zh: '{custodian} 提交的份额与 {other} 的完全相同。其中一人取错了文本：每位保管人各有自己的份额。',
  },
  'VAULTSHARE-X-TWICE': {
    en: 'The shares of {custodian} and {other} have the same x and differ otherwise. They are of two sets (one from before a rekey), or one was mistyped.',
    zh: '{custodian} 与 {other} 的份额 x 相同而其余不同。它们属于两组（其一来自重新生成密钥之前），或其中一份输入有误。',
  },
  'VAULTSHARE-Y-TWICE': {
    en: 'The shares of {custodian} and {other} differ in nothing but their last byte. Vault never makes such: with them one share alone would give the key. Somebody changed the last byte; ask where they came from.',
    zh: '{custodian} 与 {other} 的份额除末字节外完全相同。Vault 不会生成这样的份额：否则单凭一份即可得到密钥。末字节被人改动过，请查明来历。',
  },
  'VAULTSHARE-FEW': {
    en: '{have} shares for a threshold of {m}: those who are named could never unseal. Bring at least {m}.',
    zh: '门限为 {m}，却只有 {have} 份：所列人员永远无法解封。请至少带来 {m} 份。',
  },
  'VAULTSHARE-UNPROVED': {
    exit: 2,
    en: 'With exactly M = {m} shares nothing can be proved: any {m} texts give some key in silence, so a mistyped share, one of an older set, or a threshold that is in truth higher would show only when Vault does not open. Bring one share more, or say expressly that it goes on unproved; the set will say so for ever.',
    zh: '恰好 M = {m} 份时无法作任何证明：任意 {m} 段文本都会默默给出某个密钥，因此输错的份额、旧组的份额，或实际更高的门限，只有在 Vault 打不开时才会显现。请再带来一份，或明确表示在未经证明的情况下继续；份额组将永久注明这一点。',
    next: {
      terminal: { en: 'The option for it: --unproved', zh: '对应的选项：--unproved' },
      window: { en: 'There is a box to tick for it.', zh: '页面上有对应的勾选框。' },
    },
  },
  'VAULTSHARE-LOWER': {
    en: 'The threshold is not {m}: any {least} of these shares suffice. With {m} told, people would trust in {m} where {least} can unseal.',
    zh: '门限不是 {m}：其中任意 {least} 份即已足够。若按 {m} 记载，人们会以为须 {m} 人，而 {least} 人就能解封。',
  },
  'VAULTSHARE-HIGHER': {
    en: 'The threshold is not {m}: these shares are of a set of which {least} are needed. {m} of them would give a wrong key in silence.',
    zh: '门限不是 {m}：这些份额所属的组需要 {least} 份。用 {m} 份只会默默得出错误的密钥。',
  },
  'VAULTSHARE-X-FIRST': {
    en: "These shares have their x in the first byte, as other tools write it, not in the last one, as Vault does. Read as Vault's they would give a wrong key in silence. If they are from Vault all the same (one chance in thousands where exactly {m} are brought), rekey for new ones.",
    zh: '这些份额的 x 在首字节，是其他工具的写法；Vault 的 x 在末字节。按 Vault 的格式读取会默默得出错误的密钥。若它们确实来自 Vault（恰好提交 {m} 份时有数千分之一的可能），请重新生成份额（rekey）。',
  },
  'VAULTSHARE-ODD': {
    en: 'The share of {custodian} does not belong to the others, which agree: mistyped, of a set before or behind a rekey, or of another Vault. Nothing was written. Look at it again, or begin without it.',
    zh: '{custodian} 的份额与其余相符的份额不属于一组：输入有误、来自重新生成密钥之前或之后，或属于另一套 Vault。没有写入任何内容。请核对该份额，或不用它重新开始。',
  },
  'VAULTSHARE-DISAGREE': {
    en: 'These {have} shares do not belong together with a threshold of {m}: one is mistyped or of another set (a rekey in between, unseal and recovery keys mixed), or the threshold is {have} or more. Nothing was written. Which one it is shows from {m} + 2 shares on.',
    zh: '这 {have} 份份额按门限 {m} 不属于同一组：其中一份输入有误或属于另一组（其间重新生成过密钥，或混用了解封密钥与恢复密钥），或门限为 {have} 或更高。没有写入任何内容。份额达到 {m} + 2 份时方可指出是哪一份。',
  },

  // In and out.
  'VAULTSHARE-FORM': {
    exit: 2,
    en: 'What is to be imported is not told as it must be, at "{field}".',
    zh: '导入内容的说明不完整或不正确，位置：“{field}”。',
  },
  'VAULTSHARE-TOTAL': {
    exit: 2,
    en: 'Vault is said to have given out {shares} shares; {have} holders are named. It must be at least as many, and at most 255.',
    zh: '据称 Vault 共发出 {shares} 份，而列出了 {have} 位保管人。份数不得少于人数，且至多 255。',
  },
  'VAULTSHARE-OWN': {
    en: 'This is a share of a set of our own, not of Vault. It has the same 33 bytes, so a Vault would take it, count it, and fail at the end without a word on which; what it restores is the key under which the root keys of {consortium} are sealed, and a machine with a network would have seen a share of it. Only shares that came from Vault go back to it.',
    zh: '这是本系统自有份额组的份额，并非来自 Vault。它同样是 33 字节，Vault 会接受并计数，到最后才失败且不说明是哪一份；它恢复的是封存 {consortium} 根密钥的密钥，而联网的机器将因此见到其中一份。只有来自 Vault 的份额才能导回 Vault。',
  },
  'VAULTSHARE-NOT-HERE': {
    en: 'The share set is one of Vault. What its shares restore is no key of ours, and is not rebuilt here: bring each share back to Vault (vault export).',
    zh: '该份额组来自 Vault。其份额所恢复的不是本系统的密钥，不在此处合并：请将各份额导回 Vault（vault export）。',
  },
} as const satisfies RuleTable;
