/**
 * The blank form, for a printer that is not trusted: everything that the sheet says of a share but the share itself,
 * and numbered boxes. The words are shown once, copied by hand, and read back (words.ts).
 */
import { both } from '../ceremony/document.ts';
import { type BoxCount, formNumber } from './form.ts';
import type { Fact, SheetBlock, SheetLayout } from './layout.ts';
import { checks, frontOf, handing, holderOf, shareFacts, worldOf } from './sheet.ts';
import { type ShareFacts, checkedEvery } from './facts.ts';

export interface BlankInput extends ShareFacts {
  readonly boxes: BoxCount;
}

export function blankLayout(input: BlankInput): SheetLayout {
  const every = checkedEvery(input);
  return {
    ...frontOf(input, both('Blank form', '空白表')),
    pages: [
      { title: both('Share by hand', '手抄份额'), blocks: blocksOf(input) },
      {
        title: both('What these words are', '这些单词是什么'),
        blocks: [
          { kind: 'note', text: wayBack(input.set.scheme) },
          { kind: 'heading', text: both(`Check it ${every.en}, alone`, `${every.zh}独自检查一次`) },
          { kind: 'note', text: checkAlone(input) },
          { kind: 'record', head: checks, rows: 4 },
        ],
      },
    ],
  };
}

function blocksOf(input: BlankInput): SheetBlock[] {
  // How a share of words is opened is no matter of this form: the words are the share.
  const { set, index, boxes } = input;
  const number = formNumber({ set: set.id, index, boxes });
  const facts: Fact[] = [
    ...shareFacts(input).slice(0, -1),
    { label: both('Form', '表格编号'), value: number, mono: true },
  ];
  return [
    worldOf(input.set.rehearsal),
    { kind: 'facts', rows: facts },
    {
      kind: 'note',
      text: both(
        'The words are shown once, to their custodian alone. Write each into its box in capital letters, then type all of them back: the program compares word by word. Once filled in, this page is the share, without a passphrase: whoever sees it knows it. A form that was not confirmed is destroyed.',
        '单词只显示一次，仅供保管人本人查看。请以大写字母逐格填写，再逐词录入回读，程序逐词比对。填写后本页即为份额，没有口令保护：看到者即知其内容。未经确认的表格须销毁。',
      ),
    },
    { kind: 'boxes', count: boxes },
    { kind: 'fill', fields: handing },
  ];
}

/** A filled form is a share like any other, and is looked at as often. */
function checkAlone({ set, index }: BlankInput) {
  const typed = `rootseal share check words:${holderOf({ set, index }).id} --set share-sets/${set.id}.json`;
  return both(
    `Is the bag closed, and its number the one on page 1? Then, on a machine without a network, type the words when asked; the answer must be SHARE-INTACT: ${typed}. Put the form into a new bag and fill in a row.`,
    `防拆袋是否完好，编号是否与第 1 页一致？然后在不联网的机器上按提示录入单词，结果须为 SHARE-INTACT：${typed}。将表格装入新袋，并填写一行。`,
  );
}

/** What the words are, in a year in which this program is not there. */
function wayBack(scheme: string) {
  return scheme === 'slip39'
    ? both(
        'These are the words of SLIP-39. Typed back in Rootseal in place of a file (words:ID); without it, any program for SLIP-39 combines them.',
        '这些是 SLIP-39 助记词。在 Rootseal 中可代替文件录入（words:标识）；没有本程序时，任何 SLIP-39 程序都能合并。',
      )
    : both(
        'Each word is one byte of the share: the PGP word list, words of two syllables in odd boxes, of three in even ones. Typed back in Rootseal in place of a file (words:ID); without it, see docs/recovery.md.',
        '每个单词代表份额的一个字节（PGP 单词表：奇数格为双音节词，偶数格为三音节词）。在 Rootseal 中可代替文件录入（words:标识）；没有本程序时见 docs/recovery.md。',
      );
}
