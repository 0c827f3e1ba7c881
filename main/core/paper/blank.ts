/**
 * The blank form, for a printer that is not trusted: everything that the sheet says of a share but the share itself,
 * and numbered boxes. The words are shown once, copied by hand, and read back (words.ts).
 */
import { both } from '../ceremony/document.ts';
import { type BoxCount, formNumber } from './form.ts';
import type { Fact, SheetBlock, SheetLayout } from './layout.ts';
import { frontOf, handing, shareFacts, worldOf } from './sheet.ts';
import type { ShareFacts } from './facts.ts';

export interface BlankInput extends ShareFacts {
  readonly boxes: BoxCount;
}

export function blankLayout(input: BlankInput): SheetLayout {
  return {
    ...frontOf(input, both('Blank form', '空白表')),
    pages: [{ title: both('Share by hand', '手抄份额'), blocks: blocksOf(input) }],
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
    { kind: 'note', text: wayBack(set.scheme) },
    { kind: 'fill', fields: handing },
  ];
}

/** What the words are, in a year in which this program is not there. */
function wayBack(scheme: string) {
  return scheme === 'slip39'
    ? both(
        'Words of SLIP-39: without Rootseal any program for SLIP-39 combines them.',
        'SLIP-39 助记词：没有 Rootseal 时，任何 SLIP-39 程序都能合并。',
      )
    : both(
        'Words of the PGP word list, one for each byte: without Rootseal see docs/recovery.md.',
        'PGP 单词表的单词，每词一个字节：没有 Rootseal 时见 docs/recovery.md。',
      );
}
