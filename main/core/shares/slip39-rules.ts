/**
 * The rules of SLIP-39 shares: of one alone, and of several beside each other. No text repeats a word of a share.
 */
import type { RuleTable } from '../rules.ts';

export const slip39Rules = {
  // One share alone.
  'SHARE-SLIP39-FORM': {
    en: 'At word {position} the words of the share are not written as SLIP-39 writes them: lower-case letters, one blank between two words, nothing else.',
    zh: '份额助记词在第 {position} 个单词处书写不合 SLIP-39：只能是小写字母，词间一个空格，别无其他。',
    exit: 2,
  },
  'SHARE-SLIP39-LENGTH': {
    en: 'The share has {count} words. A share of ours has 33; SLIP-39 has 20 at least, and not every number above. Look for words left out or written twice.',
    zh: '份额有 {count} 个单词。本程序的份额为 33 个；SLIP-39 至少 20 个，且并非任意个数。请检查是否有遗漏或重复的单词。',
    exit: 2,
  },
  'SHARE-SLIP39-WORD': {
    en: 'Word {position} of {count} is not in the word list of SLIP-39. Read that place again; nothing is corrected here.',
    zh: '共 {count} 个单词，第 {position} 个不在 SLIP-39 单词表中。请重新核对该处；程序不会自动更正。',
  },
  'SHARE-SLIP39-CHECKSUM-WORD': {
    en: 'The checksum of the share does not hold, and word {position} of {count} alone explains it. Read that word again; nothing is corrected here.',
    zh: '份额校验和不符，仅第 {position} 个单词（共 {count} 个）有误即可解释。请重新核对该单词；程序不会自动更正。',
  },
  'SHARE-SLIP39-CHECKSUM': {
    en: 'The checksum of the share ({count} words) does not hold, and more than one word is wrong or two are exchanged. Read all of them again.',
    zh: '份额（{count} 个单词）校验和不符，且有误的不止一个单词，或有单词互换。请全部重新核对。',
  },
  'SHARE-SLIP39-PADDING': {
    en: 'The bits that fill up the first word of the share value are not 0: no SLIP-39 program wrote this share.',
    zh: '份额值首个单词的填充位不为 0：该份额并非 SLIP-39 程序生成。',
  },
  'SHARE-SLIP39-GROUPS': {
    en: 'The share says that {threshold} of {count} groups are needed: nobody could ever restore.',
    zh: '份额声称 {count} 个组中需要 {threshold} 个组：永远无法恢复。',
  },
  'SHARE-SLIP39-GROUP': {
    en: 'The share says it is of group {group}, and that there are {count} groups.',
    zh: '份额自称属于第 {group} 组，却声明共有 {count} 组。',
  },

  // A share of ours.
  'SHARE-SLIP39-VALUE': {
    en: 'The share carries {length} bytes; a share of ours carries 32 (33 words).',
    zh: '份额承载 {length} 字节；本程序的份额承载 32 字节（33 个单词）。',
  },
  'SHARE-SLIP39-EXTENDABLE': {
    en: 'The extendable flag of the share is off; shares of ours have it on.',
    zh: '份额的可扩展标志为关；本程序的份额均为开。',
  },
  'SHARE-SLIP39-PLACE': {
    en: 'The words of the share say another place than the envelope ({field}: {found} instead of {wanted}).',
    zh: '份额助记词所述位置与信封不符（{field}：为 {found}，应为 {wanted}）。',
  },

  // Words that a person types beside the public share set.
  'SHARE-WORDS-SCHEME': {
    en: 'The shares of this set have no words here (scheme {scheme}). Give the share as a file, or as pictures or lines of its sheet.',
    zh: '该份额组的份额不是助记词（方案 {scheme}）。请提供份额文件，或份额单的图片或文字行。',
    exit: 2,
  },
  'SHARE-WORDS-LIST': {
    en: 'Word {position} is not one of the list for that place. Read it again; nothing is corrected here.',
    zh: '第 {position} 个单词不在该位置的单词表中。请重新核对；程序不会自动更正。',
  },
  'SHARE-WORDS-COUNT': {
    en: 'These are {found} words; a share has {wanted}. Give each box once, in order.',
    zh: '共有 {found} 个单词，而一份份额有 {wanted} 个。请按顺序将每格各录入一次。',
  },
  'SHARE-WORDS-COMMITMENT': {
    en: 'Every word is in its list, but together they are not the share of {custodian}: {whose}. Compare them with the paper box by box; nothing is corrected here.',
    zh: '每个单词都在单词表中，但合起来不是 {custodian} 的份额：{whose}。请与纸面逐格核对；程序不会自动更正。',
  },
  'SHARE-WORDS-HOLDER': {
    en: 'There is no holder "{subject}" in this share set. Holders: {holders}. Say whose words are typed: words:ID.',
    zh: '该份额组中没有保管人“{subject}”。保管人：{holders}。请说明录入谁的助记词：words:ID。',
    exit: 2,
  },
  'SHARE-WORDS-SET': {
    en: 'Word {position} is not how the shares of this set begin: {whose}. Read that place again; nothing is corrected here.',
    zh: '第 {position} 个单词与本份额组份额的开头不符：{whose}。请重新核对该处；程序不会自动更正。',
  },
  'SHARE-WORDS-PLACE': {
    en: 'Word {position} is not how the share of {custodian} begins: {whose}. Read that place again; nothing is corrected here.',
    zh: '第 {position} 个单词与 {custodian} 的份额开头不符：{whose}。请重新核对该处；程序不会自动更正。',
  },

  // Several shares, before they are combined.
  'SHARE-SLIP39-NONE': { en: 'There is no share to combine.', zh: '没有可合并的份额。' },
  'SHARE-SLIP39-MIXED': {
    en: 'Shares {first} and {second} are not of one set: they differ in {field}. Shares of one set begin with the same two words.',
    zh: '第 {first} 份与第 {second} 份不属于同一份额组：{field}不同。同组份额的前两个单词相同。',
  },
  'SHARE-SLIP39-MEMBER-THRESHOLD': {
    en: 'Shares {first} and {second} are of the same group {group} and disagree on how many of it are needed.',
    zh: '第 {first} 份与第 {second} 份同属第 {group} 组，但对该组所需份数说法不一。',
  },
  'SHARE-SLIP39-TWICE': {
    en: 'Shares {first} and {second} are both member {member} of group {group} and differ: one of them is not of this set.',
    zh: '第 {first} 份与第 {second} 份同为第 {group} 组第 {member} 号成员却不相同：其中一份不属于该份额组。',
  },
  'SHARE-SLIP39-SHORT': {
    en: 'The shares make {have} of the {need} groups that are needed: {missing}.',
    zh: '需要 {need} 个组，现有份额只满足 {have} 个：{missing}。',
  },
  'SHARE-SLIP39-DIGEST': {
    en: 'The shares fit together by what they say and give no secret: the digest in them does not hold. At least one of them was forged or is of another split; no word of it is mistyped.',
    zh: '各份额的标注彼此相符，却无法还原秘密：其中的摘要不成立。至少有一份系伪造或来自另一次拆分，而非单词抄错。',
  },

  // Splitting.
  'SHARE-SLIP39-N-HIGH': {
    en: 'SLIP-39 makes at most 16 shares in a group and 16 groups; {count} were asked for ({where}). Take the scheme shamir, or groups.',
    zh: 'SLIP-39 每组最多 16 份、最多 16 组；现要求 {count}（{where}）。请改用 shamir 方案，或分组。',
  },
  'SHARE-SLIP39-SPLIT': {
    en: 'The SLIP-39 library did not give the shares that were asked for ({reason}). Nothing was written.',
    zh: 'SLIP-39 库未给出所要求的份额（{reason}）。未写入任何内容。',
  },
} as const satisfies RuleTable;

export type Slip39Rule = keyof typeof slip39Rules;
