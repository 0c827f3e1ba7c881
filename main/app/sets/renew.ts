/**
 * The first phase of a new share set: over roots that a quorum has just opened, the vault makes it; it is written whole
 * below `pending/`, and one transaction says so. The set in force is not touched.
 */
import { tufInput, tufRoles } from '../../core/ceremony/tuf-roles.ts';
import { tufTold } from '../../core/ceremony/tuf-told.ts';
import { type Change, changeId, encodeChange } from '../../core/shares/change.ts';
import { writeRoots } from '../../core/tuf/index.ts';
import type { Result, Vault } from '../../vault/client.ts';
import type { NamedBytes } from '../files.ts';
import type { Draft } from '../journal.ts';
import { warned } from '../founding.ts';
import type { Run } from '../run.ts';
import { expiryAt, tufSignatures, withSm2 } from '../signing.ts';
import { rootChain } from './chain.ts';
import { setInForce } from './told.ts';

/** Makes the set and writes its files; answers the entry that makes it pending. */
export async function renewIn(run: Run, vault: Vault, change: Change): Promise<Draft> {
  const sha256 = changeId(change);
  const made = await vault.request('renew', { plan: run.plan, change: encodeChange(change), sha256 });
  const files = [...made.files, ...(await rotatedRoot(run, vault, made, change))];
  const kept = run.home.keepPending(made.set.id, files);
  const { set, roots, quorums, entropy, weakWorkFactor } = made;
  return {
    kind: 'set.pending',
    data: {
      change: sha256,
      ...{ set, roots, quorums, entropy, weakWorkFactor, ...warned(run, made.warnings) },
      files: kept.map(({ path, sha256: hash }) => ({ path, sha256: hash })),
    },
  };
}

/**
 * The next root file of TUF, signed by the old keys and the new ones, where a key that signs TUF was rotated. Where keys
 * of administrators count, theirs are joined to it before the set can come into force.
 */
async function rotatedRoot(run: Run, vault: Vault, made: Result<'renew'>, change: Change): Promise<NamedBytes[]> {
  const now = setInForce(run).roots;
  const [old, next] = [tufRoles(run.plan, now), tufRoles(run.plan, made.roots)];
  if (!next.top.roots.some(({ id }) => id === change.root)) return [];
  const chain = rootChain(run);
  const name = `${String(chain.size + 1)}.root.json`;
  const { administrators } = tufTold(run.journal.entries(), run.plan);
  const input = { ...tufInput(next, administrators), expires: expiryAt(run, run.journal.now()), roots: chain };
  const others = next.top.roots.filter((root) => !old.top.roots.some(({ publicKey }) => publicKey === root.publicKey));
  const written = await writeRoots(input, (bytes) => tufSignatures(vault, [...old.top.roots, ...others], bytes));
  return withSm2(vault, now, name, written.get(name) ?? new Uint8Array());
}
