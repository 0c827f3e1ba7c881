/**
 * Step `agree-plan`: the resolved plan's hash is compared aloud, in hex and words, and typed back in part. Beside it
 * stands the hash of the plan file, which people have had on paper since before the ceremony; it is in the log's first
 * entry, so a ceremony that is gone on with shows the one it began with.
 */
import { encodeResolvedPlan, planHash } from '../core/ceremony/plan.ts';
import type { Finding, Text } from '../core/rules.ts';
import { fromHex, toHex } from '../core/encoding/hex.ts';
import { groups, toWords } from '../core/encoding/words.ts';
import { askAll } from './ask.ts';
import { type Run, commitStep } from './run.ts';

/** How many words of the hash each person types back: 32 bits, and everybody else hears them. */
const typedWords = 4;

const label: Text = { en: 'Hash of the plan', zh: '方案的哈希' };
const paperLabel: Text = { en: 'Plan file, as it stands on your paper', zh: '方案文件，应与纸面记录一致' };

const spoken = (hash: Uint8Array): string =>
  groups(hash)
    .map(({ hex, words }) => `${hex} ${words.join(' ')}`)
    .join(' | ');

/** The hash of the plan file this ceremony began with; logs of version 1 may lack it. */
function paperOf(run: Run): Uint8Array | undefined {
  const hash = run.journal.entries()[0]?.data['planFileHash'];
  return typeof hash === 'string' ? fromHex(hash, 'planFileHash') : undefined;
}

/** What is said aloud and kept with each yes. */
function saying(run: Run, hash: Uint8Array, paper: Uint8Array | undefined): Text {
  const { en, zh } = run.plan.consortium.name;
  return {
    en: `Plan of ${en}: ${spoken(hash)}${paper ? `. The plan file, as on paper: ${spoken(paper)}` : ''}`,
    zh: `${zh}的方案：${spoken(hash)}${paper ? `。方案文件（与纸面一致）：${spoken(paper)}` : ''}`,
  };
}

export async function agreePlan(run: Run, findings: readonly Finding[]): Promise<void> {
  const hash = planHash(run.plan);
  const paper = paperOf(run);
  await askAll(run, 'agree-plan', saying(run, hash, paper), {
    typeBack: toWords(hash).slice(0, typedWords),
    details: [
      { kind: 'hash', label, bytes: hash },
      ...(paper ? [{ kind: 'hash' as const, label: paperLabel, bytes: paper }] : []),
    ],
  });
  const warnings = findings.map(({ rule, field, text }) => ({ rule, field, en: text.en, zh: text.zh }));
  const bytes = encodeResolvedPlan(run.plan);
  commitStep(run, 'agree-plan', {
    files: [{ path: 'public/plan.json', bytes }],
    receipts: { planHash: toHex(hash), warnings },
  });
}
