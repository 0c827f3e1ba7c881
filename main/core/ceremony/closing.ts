/**
 * The sheet that is read aloud at the end and written down by everybody: the final checkpoint and the fingerprints of
 * the roots, in digits and words. Whoever has it can anchor a bundle without trusting who delivers the bundle.
 */

import { parseCheckpoint } from '../audit/checkpoint.ts';
import { parseNote } from '../audit/note.ts';
import { utf8 } from '../encoding/bytes.ts';
import type { Text } from '../rules.ts';
import { both, type Block, heading, hash, type Paper, paragraph, table, value, words } from './document.ts';
import { toMarkdown } from './document-md.ts';
import { rehearsalAlarm } from './minutes-blocks.ts';
import { fingerprintTable, signatureBlocks } from './minutes-results.ts';
import { toHtml } from './minutes-html.ts';
import { planHash, type ResolvedPlan } from './plan.ts';
import { type SetRecord, withHolders } from './sets.ts';

export interface ClosingInput {
  readonly plan: ResolvedPlan;
  readonly rehearsal: boolean;
  /** The final checkpoint as a signed note. */
  readonly checkpoint: string;
  readonly roots: readonly { readonly id: string; readonly suite: string; readonly fingerprint: string }[];
  /** Whose holders sign by hand: those of the set in force; the plan's custodians without. */
  readonly sets?: readonly SetRecord[];
}

/** Files of `closing/` by name: the sheet as HTML and Markdown, and the checkpoint itself for `--checkpoint`. */
export function renderClosing(input: ClosingInput): Record<'closing.html' | 'closing.md' | 'checkpoint', Uint8Array> {
  const paper = closingPaper(input);
  return {
    'closing.html': utf8(toHtml(paper)),
    'closing.md': utf8(toMarkdown(paper)),
    checkpoint: utf8(input.checkpoint),
  };
}

function closingPaper({ plan, rehearsal, checkpoint, roots, sets = [] }: ClosingInput): Paper {
  const { en, zh } = plan.consortium.name;
  const { origin, size, root } = parseCheckpoint(parseNote(utf8(checkpoint)).text);
  const head: readonly Text[] = [both('Item', '项目'), both('Value', '内容')];
  const rows = [
    [words('Log', '日志'), value(origin)],
    [words('Entries', '条数'), value(size)],
    [words('Head', '根'), hash(root)],
    [words('Plan (SHA-256)', '方案（SHA-256）'), hash(planHash(plan))],
  ];
  const note: Block = { kind: 'code', value: checkpoint };
  return {
    title: both(`To be read aloud: ${en}`, `宣读单：${zh}`),
    blocks: [
      ...rehearsalAlarm({ rehearsal }),
      paragraph(
        'Read every group aloud, digits and words. Everybody writes it down and compares later with what the verifier prints.',
        '逐组朗读数字与单词。各人记录，日后与验证器的输出比对。',
      ),
      heading(2, 'The final checkpoint', '最后的检查点'),
      table(head, rows),
      heading(2, 'The root keys', '根密钥'),
      fingerprintTable(roots.map(({ id, suite, fingerprint }) => ({ id, suite, fingerprint }))),
      heading(2, 'The checkpoint as a file', '检查点文件'),
      note,
      ...signatureBlocks(withHolders(plan, sets), { sets }),
    ],
  };
}
