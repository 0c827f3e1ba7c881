/** Step `found`: the founding act. All secrets are made, split, proved and sealed inside one vault process. */
import { planHash } from '../core/ceremony/plan.ts';
import { toHex } from '../core/encoding/hex.ts';
import { toJcs } from '../core/encoding/jcs.ts';
import { steps } from '../core/ceremony/steps.ts';
import type { VaultWarning } from '../vault/client.ts';
import { askAll } from './ask.ts';
import { type Run, commitAct, openAct } from './run.ts';

export const entropyExample = 'public/minutes/entropy-example.json';

export async function found(run: Run): Promise<void> {
  await askAll(run, 'found', steps.found.say);
  const { ceremony, origin } = run.journal.id;
  const vault = await openAct(run, 'found');
  const made = await vault.request('found', {
    plan: run.plan,
    planHash: toHex(planHash(run.plan)),
    ceremony,
    origin,
  });
  const { roots, set, members, requested, quorums, entropy, weakWorkFactor } = made;
  await commitAct(run, 'found', {
    vault,
    files: made.files,
    receipts: {
      roots,
      set,
      members,
      ...(requested && { requested }),
      quorums,
      entropy,
      weakWorkFactor,
      ...warned(run, made.warnings),
    },
    appendix: made.example === undefined ? [] : [{ path: entropyExample, bytes: toJcs(made.example) }],
  });
}

/** What the vault warns of is said in the room, and stands in the log as a finding. */
export function warned({ desk }: Pick<Run, 'desk'>, warnings: readonly VaultWarning[]) {
  for (const { text } of warnings) desk.show(text);
  const findings = warnings.map(({ code, text }) => ({ rule: code, level: 'warning', en: text.en, zh: text.zh }));
  return findings.length > 0 ? { findings } : {};
}
