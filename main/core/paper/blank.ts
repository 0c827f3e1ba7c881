/**
 * The blank form, for a printer that is not trusted: everything that the sheet says of a share but the share itself,
 * and numbered boxes. The words are shown once, copied by hand, and read back (words.ts).
 */
import { both } from '../ceremony/document.ts';
import type { SheetBlock, SheetLayout } from './layout.ts';
import { frontOf, handing, shareFacts, worldOf } from './sheet.ts';
import type { ShareFacts } from './facts.ts';

/** Words of a share: 33 for 256 bits in SLIP-39, 20 for 128. */
export const boxCounts = [20, 33] as const;

export interface BlankInput extends ShareFacts {
  readonly boxes: (typeof boxCounts)[number];
}

export function blankLayout(input: BlankInput): SheetLayout {
  return {
    ...frontOf(input, both('Blank form', '空白表')),
    pages: [{ title: both('Share by hand', '手抄份额'), blocks: blocksOf(input) }],
  };
}

function blocksOf(input: BlankInput): SheetBlock[] {
  // How a share of words is opened is no matter of this form: the words are the share.
  const facts = shareFacts(input).slice(0, -1);
  return [
    worldOf(input.set.rehearsal),
    { kind: 'facts', rows: facts },
    {
      kind: 'note',
      text: both(
        'The words are shown once, to their custodian alone. Write each into its box in capital letters with a pen that does not smear, then read all of them back: the program compares word by word. Once filled in, this page is the share: whoever sees it knows it.',
        '单词只显示一次，仅供保管人本人查看。请用不易晕染的笔以大写字母逐格填写，然后全部回读：程序将逐词比对。填写后本页即为份额：看到者即知其内容。',
      ),
    },
    { kind: 'boxes', count: input.boxes },
    { kind: 'fill', fields: handing },
  ];
}
