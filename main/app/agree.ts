/** Step `agree-plan`: the resolved plan's hash is compared aloud, in hex and words, and typed back in part. */
import { encodeResolvedPlan, planHash } from '../core/ceremony/plan.ts';
import type { Finding, Text } from '../core/rules.ts';
import { toHex } from '../core/encoding/hex.ts';
import { groups, toWords } from '../core/encoding/words.ts';
import { askAll } from './ask.ts';
import { type Run, commitStep } from './run.ts';

/** How many words of the hash each person types back: 32 bits, and everybody else hears them. */
const typedWords = 4;

const label: Text = { en: 'Hash of the plan', zh: '方案的哈希' };

export async function agreePlan(run: Run, findings: readonly Finding[]): Promise<void> {
  const hash = planHash(run.plan);
  const spoken = groups(hash)
    .map(({ hex, words }) => `${hex} ${words.join(' ')}`)
    .join(' | ');
  await askAll(
    run,
    'agree-plan',
    { en: `Plan of ${run.plan.consortium.name.en}: ${spoken}`, zh: `${run.plan.consortium.name.zh}的方案：${spoken}` },
    { typeBack: toWords(hash).slice(0, typedWords), details: [{ kind: 'hash', label, bytes: hash }] },
  );
  const warnings = findings.map(({ rule, field, text }) => ({ rule, field, en: text.en, zh: text.zh }));
  const bytes = encodeResolvedPlan(run.plan);
  commitStep(run, 'agree-plan', {
    files: [{ path: 'public/plan.json', bytes }],
    receipts: { planHash: toHex(hash), warnings },
  });
}
