/** The lock-down of a ledger whose hash is known at its founding: shown field by field, signed in the signing act (docs/adr/089). */
import { fromHex } from '../core/encoding/hex.ts';
import { suite } from '../core/keys/index.ts';
import type { Lang } from '../core/rules.ts';
import { encodePublicKey, type PublicKey } from '../export/jdchain/keys.ts';
import { type LockDownStep, lockDownSteps } from '../export/jdchain/lock-down.ts';
import { readTransaction } from '../export/jdchain/tx/read.ts';
import type { Vault } from '../vault/client.ts';
import type { NamedBytes } from './files.ts';
import { memberKeys } from './genesis.ts';
import { type Told, madeRoots } from './receipts.ts';
import type { Run } from './run.ts';

/** The key that the founding made for the root which takes over; undefined without a lock-down. */
export function lockDownRoot(told: Told): PublicKey | undefined {
  const { lockDown } = told.plan.chain.ledger;
  const made = madeRoots(told.journal).find(({ id }) => id === lockDown?.root);
  return made && { suite: suite(made.suite).name, raw: fromHex(made.publicKey, made.id) };
}

/** Its transactions on this ledger; none without a lock-down, or where nobody knows the ledger's hash yet. */
export function lockDownOf(told: Told, ledgerHash: string | undefined): LockDownStep[] {
  const rootKey = lockDownRoot(told);
  if (rootKey === undefined || ledgerHash === undefined) return [];
  return lockDownSteps({ plan: told.plan, keys: memberKeys(told), rootKey, ledgerHash });
}

const folder = 'public/genesis/jdchain/';

/** Unsigned and signed. `lockDown` in the receipts: who signed each, the root last. */
export async function lockDownFiles(
  run: Run,
  vault: Vault,
  ledgerHash: string | undefined,
  members: readonly string[],
): Promise<{ readonly files: NamedBytes[]; readonly receipts: { readonly lockDown?: string[][] } }> {
  const steps = lockDownOf(run, ledgerHash);
  if (ledgerHash === undefined || steps.length === 0) return { files: [], receipts: {} };
  run.desk.show({ en: shown(steps, 'en'), zh: shown(steps, 'zh') });
  const keys = Object.entries(memberKeys(run)).map(([id, key]) => [id, encodePublicKey(key.suite, key.raw)] as const);
  const asked = { plan: run.plan, keys: Object.fromEntries(keys), ledgerHash, members: [...members] };
  const signed = await vault.request('signLockDown', asked);
  const files = [...steps, ...signed.files].map(({ path, bytes }) => ({ path: folder + path, bytes }));
  const root = run.plan.chain.ledger.lockDown?.root ?? '';
  const by = steps.map(({ signers }, n) =>
    n === steps.length - 1 ? [root] : members.filter((id) => signers.includes(id)),
  );
  return { files, receipts: { lockDown: by } };
}

/** Field by field, as `jdchain tx show` has it. */
function shown(steps: readonly LockDownStep[], lang: Lang): string {
  const head = { en: 'Lock-down of the ledger:', zh: '锁定账本：' };
  const lines = steps.flatMap(({ title, txHash, bytes }, n) => [
    `${String(n + 1)}. ${title[lang]} (${txHash})`,
    ...readTransaction(bytes).operations.flatMap(({ kind, lines: fields }) => [
      ...(kind ? [`   ${kind.title[lang]}`] : []),
      ...fields.map(({ field, value }) => `     ${field[lang]}: ${value}`),
    ]),
  ]);
  return [head[lang], ...lines].join('\n');
}
