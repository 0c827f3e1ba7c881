/** What a secret field says, in both languages. `{…}` is filled in by `fill`. */
import type { Text } from '../../preload/contract/common.ts';
import type { KeyHint } from './keys.ts';
import type { WordsState } from './seal.ts';

export type Hint = KeyHint | 'pasted' | 'wait' | 'full' | 'empty' | 'notInList' | 'several' | 'lacking' | 'whole';
export type Kind = 'choose' | 'again' | 'open' | 'dice' | 'share' | 'share-again' | 'words' | 'shown' | 'copied';

/** Words are typed, one box after the other. */
export const hasWords = (kind: Kind): boolean => kind === 'words' || kind === 'copied';

export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));

export const says = {
  alone: { en: '{name}: be alone at the keyboard now', zh: '请{name}独自在键盘前' },
  person: { en: '{name} ({who})', zh: '{name}（{who}）' },
  rolling: { en: 'Roll the dice and type what they show', zh: '请掷骰子，并输入掷出的点数' },
  opening: { en: 'The root keys are opened for', zh: '打开根密钥用于' },
  left: { en: '{left} more attempts', zh: '还可再试 {left} 次' },
  lastTry: { en: 'This is the last attempt', zh: '这是最后一次机会' },
  notFocused: { en: 'Click here, then type', zh: '点击此处后输入' },
  opens: { en: 'Opening the field …', zh: '正在打开输入框……' },
  takes: { en: 'Taken. The vault is at work …', zh: '已收到，密钥库正在处理……' },
  capsLock: { en: 'Caps Lock is on', zh: '大小写锁定已打开' },
  clear: { en: 'Clear', zh: '清空' },
  clearWords: { en: 'Start over', zh: '从头开始' },
  done: { en: 'Done', zh: '完成' },
  failed: { en: 'The way to the vault was lost', zh: '与密钥库的连接已中断' },
  failedHelp: {
    en: 'Nothing of what was typed is kept. Open the field once more and type it again.',
    zh: '已输入的内容没有保留。请重新打开输入框再次输入。',
  },
  reopen: { en: 'Open the field again', zh: '重新打开输入框' },
} as const satisfies Record<string, Text>;

export const labels: Readonly<Record<Kind, Text>> = {
  choose: { en: 'New passphrase', zh: '新口令' },
  again: { en: 'The same passphrase once more', zh: '再次输入同一口令' },
  open: { en: 'Passphrase', zh: '口令' },
  dice: { en: 'Numbers rolled', zh: '掷出的点数' },
  share: { en: 'Your key of Vault', zh: '您的 Vault 密钥' },
  'share-again': { en: 'The same key once more', zh: '再次输入同一密钥' },
  words: { en: 'Words of the share', zh: '份额助记词' },
  shown: { en: 'Words of the share', zh: '份额的单词' },
  copied: { en: 'Words on the form', zh: '表格上的单词' },
};

export const helps: Readonly<Record<Kind, Text>> = {
  choose: {
    en: 'Choose a passphrase that nobody else knows. Letters, digits, blanks and signs of a US keyboard count. Dots are shown for what you type.',
    zh: '请选择一个只有您知道的口令。可用美式键盘上的字母、数字、空格和符号。输入时只显示圆点。',
  },
  again: {
    en: 'Type the passphrase that you have just chosen once more.',
    zh: '请把刚才选定的口令再输入一次。',
  },
  open: {
    en: 'Type your passphrase. Dots are shown for what you type.',
    zh: '请输入您的口令。输入时只显示圆点。',
  },
  dice: {
    en: 'Type the numbers 1 to 6 in the order they were rolled, nothing between them. Dots are shown for what you type.',
    zh: '请按掷出的顺序输入数字 1 到 6，中间不加任何字符。输入时只显示圆点。',
  },
  share: {
    en: 'Type the key that Vault gave to you: 44 characters of Base64 or 66 of hex, nothing before, between or behind. Dots are shown for what you type.',
    zh: '请输入 Vault 发给您的密钥：Base64 为 44 个字符，十六进制为 66 个，前后及中间不加任何字符。输入时只显示圆点。',
  },
  'share-again': {
    en: 'Type it once more: one wrong character would be noticed nowhere else.',
    zh: '请再输入一次：错一个字符，别处都不会发现。',
  },
  shown: {
    en: 'Copy each word into the box of its number, in capital letters. They are hidden when the window is left, and after a minute. Once you say that all are copied, they are not shown again.',
    zh: '请将每个单词以大写字母抄入同一编号的方格。离开窗口或满一分钟后自动隐藏。确认已全部抄完后，不再显示。',
  },
  copied: {
    en: 'Read the form and type every word as it stands in its box, the whole word, a blank behind each. Each is compared at once; which box is wrong is said, never what should stand in it.',
    zh: '请对照表格，逐格完整录入所写的单词，每个单词后按空格。每个词即时比对；只提示哪一格有误，绝不提示正确内容。',
  },
  words: {
    en: 'Type the words in the order of their boxes, a blank behind each. The first letters of a word are enough once no other begins so. Dots are shown for what you type; a word that is not in the list is said at once.',
    zh: '请按格子顺序录入单词，每个单词后按空格；输入前几个字母、足以区别于其他单词即可。输入时只显示圆点；不在单词表中的单词会立即提示。',
  },
};

/** Words that are shown, and what is said around their picture. */
export const shownSays = {
  listen: {
    en: 'The words are a picture: no screen reader can read them aloud, and nothing here makes a text of them. If you cannot see them, do not press Show: stop here, and nothing is lost. Your share works as its file, and a printed sheet of it is read by the program, not by eyes.',
    zh: '单词以图片显示：读屏软件无法朗读，此处也不会将其变成文字。若您看不到，请勿按“显示”：在此停止即可，没有任何损失。您的份额文件照常可用；打印的份额单由程序读取，无须目视。',
  },
  wall: {
    en: 'The window is set for the wall: a projector would show the words to the room. Switch the wall off, and the projector.',
    zh: '窗口处于投影模式：投影会让在场的人都看到单词。请先关闭投影模式和投影仪。',
  },
  frame: { en: 'Boxes of the form', zh: '表格方格' },
  unseen: { en: 'Nothing is shown yet', zh: '尚未显示' },
  hidden: { en: 'Hidden', zh: '已隐藏' },
  ready: {
    en: 'Look around: whoever sees the screen sees the words. {count} boxes.',
    zh: '请环顾四周：看到屏幕的人即看到单词。共 {count} 格。',
  },
  shown: { en: 'Boxes {from} to {to} of {count} are shown', zh: '正在显示第 {from} 至 {to} 格，共 {count} 格' },
  shownAll: {
    en: 'Boxes {from} to {to} of {count} are shown; each has been shown once',
    zh: '正在显示第 {from} 至 {to} 格，共 {count} 格；各格均已显示过',
  },
  hiddenCount: { en: 'Boxes {from} to {to} of {count} are hidden', zh: '第 {from} 至 {to} 格已隐藏，共 {count} 格' },
  failed: {
    en: 'The way to the vault was lost. Open it again; the form stays as it is.',
    zh: '与密钥库的连接已中断。请重新打开；表格保持原样。',
  },
  show: { en: 'Show', zh: '显示' },
  next: { en: 'Next boxes', zh: '下一组' },
  back: { en: 'Back', zh: '上一组' },
  hide: { en: 'Hide', zh: '隐藏' },
  done: { en: 'All are copied', zh: '已全部抄完' },
  keys: {
    en: 'Enter or right arrow: show, then the next boxes. Left arrow: back. Esc: hide.',
    zh: '回车或右箭头：显示，然后下一组。左箭头：上一组。Esc：隐藏。',
  },
} as const satisfies Record<string, Text>;

const textKeys: Text = {
  en: 'Enter: done. Backspace: take the last one back. Esc: clear all.',
  zh: '回车：完成。退格：删除最后一个。Esc：全部清空。',
};
const wordKeys: Text = {
  en: 'Blank: next word. Backspace: take the last letter back. Esc: erase the word. Arrow keys: to another word. Enter behind the last word: done.',
  zh: '空格：下一个单词。退格：删除最后一个字母。Esc：删除该单词。左右箭头：移至其他单词。最后一个单词后按回车：完成。',
};
export const keysHelp = (kind: Kind): Text => (hasWords(kind) ? wordKeys : textKeys);

const counts = {
  none: { en: 'Nothing typed yet', zh: '尚未输入' },
  one: { en: '1 character', zh: '1 个字符' },
  some: { en: '{count} characters', zh: '{count} 个字符' },
  rolls: { en: '{count} of {of} rolls', zh: '已输入 {count} 次，共需 {of} 次' },
  word: { en: 'Word {at} of {of}', zh: '第 {at} 个单词，共 {of} 个' },
  letters: { en: 'Word {at} of {of}: letters typed {count}', zh: '第 {at} 个单词，共 {of} 个：已输入 {count} 个字母' },
  named: {
    en: 'Word {at} of {of}: letters typed {count}, enough for the word. Blank: next word.',
    zh: '第 {at} 个单词，共 {of} 个：已输入 {count} 个字母，足以确定该词。按空格继续。',
  },
  filled: {
    en: 'Word {at} of {of} is there; a letter types it anew.',
    zh: '第 {at} 个单词（共 {of} 个）已录入；输入字母即重新录入。',
  },
  all: { en: 'All {of} words are there. Enter: done.', zh: '{of} 个单词已齐。按回车完成。' },
} as const satisfies Record<string, Text>;

/** How far the words are: which one, how many letters, whether they are enough. Never which word. */
export function wordsText(count: number, { at, named, filled }: WordsState, of: number) {
  const values = { at, of, count };
  if (at > of) return { text: counts.all, values };
  if (count === 0) return { text: filled ? counts.filled : counts.word, values };
  return { text: named ? counts.named : counts.letters, values };
}

/** How much the vault holds; `of`: rolls that are wanted. */
export function countText(count: number, of: number | undefined): { text: Text; values: Record<string, number> } {
  if (of !== undefined) return { text: counts.rolls, values: { count, of } };
  return { text: count === 0 ? counts.none : count === 1 ? counts.one : counts.some, values: { count } };
}

export const hintTexts: Readonly<Record<Hint, Text>> = {
  composed: {
    en: 'Not taken: an input method is on. Switch it off and type on a plain keyboard.',
    zh: '未输入：输入法处于打开状态。请切换到英文键盘后再输入。',
  },
  dead: {
    en: 'Not taken: that is a dead key, which waits for the next letter. Neither it nor the key after it was taken.',
    zh: '未输入：这是组合用的死键，它和它后面的一个键都没有输入。',
  },
  foreign: {
    en: 'Not taken: only letters, digits, blanks and signs of a US keyboard count.',
    zh: '未输入：只允许美式键盘上的字母、数字、空格和符号。',
  },
  repeated: {
    en: 'Not taken: the key was held down. Press it once for each character.',
    zh: '未输入：按键时间过长。每个字符请按一次。',
  },
  digit: { en: 'Not taken: only the digits 1 to 6 count.', zh: '未输入：只能输入数字 1 到 6。' },
  pasted: {
    en: 'Not taken: a secret is typed, not pasted. Other programs can read the clipboard.',
    zh: '未输入：口令只能键入，不能粘贴。其他程序可以读取剪贴板。',
  },
  wait: {
    en: 'That key was not taken: the vault is not ready for it yet.',
    zh: '刚才的按键没有输入：密钥库尚未就绪。',
  },
  full: { en: 'Not taken: no more characters fit.', zh: '未输入：已达到长度上限。' },
  letter: { en: 'Not taken: words have letters only.', zh: '未输入：单词只含字母。' },
  notInList: {
    en: 'Word {at} is not in the list: no word begins so. Take it back and read box {at} again; nothing is corrected here.',
    zh: '第 {at} 个单词不在单词表中：没有单词如此开头。请删除后重新核对第 {at} 格；程序不会自动更正。',
  },
  several: { en: 'Several words begin so: type more letters.', zh: '有多个单词如此开头：请继续输入字母。' },
  whole: {
    en: 'Word {at} does not end here: type the whole word, as it stands in the box.',
    zh: '第 {at} 个单词尚未完整：请按格中所写完整录入。',
  },
  lacking: { en: 'Word {at} is still to come.', zh: '尚缺第 {at} 个单词。' },
  empty: { en: 'Nothing is typed yet. Type it first, then press Enter.', zh: '尚未输入。请先输入，再按回车。' },
};
