/** Step `found`: the founding act. All secrets are made, split, proved and sealed inside one vault process. */
import { planHash } from '../core/ceremony/plan.ts';
import { toHex } from '../core/encoding/hex.ts';
import { toJcs } from '../core/encoding/jcs.ts';
import { steps } from '../core/ceremony/steps.ts';
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
  const { roots, set, members, quorums, entropy, weakWorkFactor } = made;
  await commitAct(run, 'found', {
    vault,
    files: made.files,
    receipts: { roots, set, members, quorums, entropy, weakWorkFactor },
    appendix: made.example === undefined ? [] : [{ path: entropyExample, bytes: toJcs(made.example) }],
  });
}
