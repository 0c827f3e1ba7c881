/**
 * The renewing act: over roots that a quorum has just opened, a new KEK is drawn and split among new holders, every new
 * quorum is proved, and the roots and the log key are sealed anew under it. For a rotation one root gets a new key,
 * which the old one signs. Nothing is returned before all of it holds; the old set is not touched.
 */

import { originOf } from '../../core/ceremony/origin.ts';
import { planWith } from '../../core/ceremony/sets.ts';
import { rotationPath, sharePath } from '../../core/ceremony/set-paths.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { parseJcs } from '../../core/encoding/jcs.ts';
import { fingerprint, suite } from '../../core/keys/index.ts';
import { refuse } from '../../core/rules.ts';
import { expand } from '../../core/sealing/entropy.ts';
import { type UnsignedRotation, rotationFormat, signRotation } from '../../core/sealing/rotation.ts';
import { type Change, parseChange } from '../../core/shares/change.ts';
import { retiredFormat, signRetired } from '../../core/shares/retired.ts';
import { type ShareSet, parseShareSet } from '../../core/shares/set.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { OpenKey, Session } from '../session.ts';
import { type Plain, type Tools, prove, realTools, sealAll, splitBy, weaklySealed } from './found.ts';
import { type NamedBytes, firstRoot, makePapers, signerOf } from './papers.ts';
import { collectHolders, drawEntropy } from './secrets.ts';

export async function renew(
  session: Session,
  input: Input<'renew'>,
  tools: Tools = realTools,
): Promise<Result<'renew'>> {
  const set = session.demandOrder('renew', session.restored, 'combine');
  const { origin, ...logKey } = session.demandOrder('renew', session.logKey, 'openLogKey');
  const change = demandChange(input, set, session.combined);
  const { epoch, threshold, custodians } = change.to;
  const plan = planWith(input.plan, change.to);
  session.demandKind(plan.rehearsal, 'plan');
  if (originOf(input.plan) !== origin)
    throw refuse(vaultRules, 'VAULT-ORIGIN', { found: originOf(input.plan), origin });
  const holders = await collectHolders(session, plan);
  const { prk, told } = await drawEntropy(session, input.plan, tools.random);
  const draw: Draw = (name, length) => session.keep(expand(prk, name, length));
  const kek = draw('kek', 32);
  const roots = [...session.roots.values()].map((root) =>
    root.id === change.root ? rotated(session, root, draw) : root,
  );
  for (const root of roots) session.fresh.set(root.id, root);
  const secrets = { roots, kek, logKey: { ...logKey, id: 'log-key', suite: 'ed25519' as const } };
  const shares = await splitBy(plan, kek, tools);
  for (const share of shares) session.keep(share);
  const quorums = await prove(session, plan, secrets, shares, tools);
  const { ceremony } = set;
  const papers = await makePapers({ plan, ceremony, origin, secrets, shares, random: tools.random, epoch });
  const plain: Plain[] = custodians.map(({ id }) => ({
    path: sharePath(id),
    plain: session.keep(papers.envelopes.get(id) ?? new Uint8Array()),
    key: holders.get(id) ?? { kind: 'recipient', recipient: id },
  }));
  const sealed = await sealAll(session, plain);
  return {
    files: [...papers.files, ...(await crossSigned(session, change)), ...sealed],
    set: { id: papers.setId, epoch, m: threshold, n: custodians.length, scheme: change.to.scheme },
    roots: roots.map(({ id, suite: name, publicKey }) => {
      return { id, suite: name, publicKey: toHex(publicKey), fingerprint: fingerprint(name, publicKey) };
    }),
    quorums,
    ...told,
    weakWorkFactor: weaklySealed([...custodians]),
  };
}

/** The vault believes no hash that it did not make itself, and changes no set but the one that it has just opened. */
function demandChange(
  { change: bytes, sha256: hash }: Input<'renew'>,
  set: ShareSet,
  combined: readonly string[],
): Change {
  if (toHex(sha256(bytes)) !== hash) throw refuse(vaultRules, 'VAULT-CHANGE', { field: 'sha256' });
  const change = parseChange(parseJcs(bytes, 'set change'));
  const same: readonly (readonly [string, boolean])[] = [
    ['from', change.from.set === set.id && change.from.epoch === set.epoch],
    ['consortium', change.consortium === set.consortium],
    ['ceremony', change.ceremony === set.ceremony],
    ['rehearsal', change.rehearsal === set.rehearsal],
    ['replaced', !combined.some((id) => change.replaced?.includes(id))],
  ];
  const wrong = same.find(([, holds]) => !holds)?.[0];
  if (wrong !== undefined) throw refuse(vaultRules, 'VAULT-CHANGE', { field: wrong });
  return change;
}

/** Secrets by the rule of docs/formats.md section 3. */
type Draw = (name: string, length: number) => Uint8Array;

function rotated(session: Session, { id, suite: name }: OpenKey, draw: Draw): OpenKey {
  const made = suite(name);
  const secret = session.keep(made.secretFromRandom(draw(`root/${id}`, made.randomLength)));
  return { id, suite: name, secret, publicKey: made.publicKey(secret) };
}

/** The file in which the old key names the new one; none where nothing is rotated. */
async function crossSigned(session: Session, change: Change): Promise<NamedBytes[]> {
  const { root: id, consortium, ceremony, rehearsal } = change;
  if (id === undefined) return [];
  const { epoch } = change.to;
  const [old, fresh] = [session.root(id), session.fresh.get(id)];
  if (!fresh) throw refuse(vaultRules, 'VAULT-ROOT', { open: [...session.fresh.keys()].join(', ') }, { subject: id });
  const keyOf = ({ suite: name, publicKey }: OpenKey) => {
    return { suite: name, publicKey: toHex(publicKey), fingerprint: fingerprint(name, publicKey) };
  };
  const rotation: UnsignedRotation = {
    ...{ format: rotationFormat, consortium, ceremony, rehearsal, id, epoch },
    old: keyOf(old),
    new: keyOf(fresh),
  };
  const bytes = await signRotation(rotation, { old: signerOf(old), new: signerOf(fresh) });
  return [{ path: rotationPath(epoch, id), bytes }];
}

/** The notice that an older set is retired, signed by the first root of the set that has just been restored. */
export async function retire(session: Session, { set: bytes, time }: Input<'retire'>): Promise<Result<'retire'>> {
  const successor = session.demandOrder('retire', session.restored, 'combine');
  const old = parseShareSet(bytes);
  const { consortium, ceremony, rehearsal } = successor;
  const same = old.consortium === consortium && old.ceremony === ceremony && old.rehearsal === rehearsal;
  if (!same || old.epoch >= successor.epoch) throw refuse(vaultRules, 'VAULT-CHANGE', { field: 'set' });
  const signer = firstRoot({ roots: [...session.roots.values()] });
  const notice = {
    format: retiredFormat,
    ...{ consortium, ceremony, rehearsal, time },
    retired: { set: old.id, epoch: old.epoch },
    sha256: toHex(sha256(bytes)),
    successor: { set: successor.id, epoch: successor.epoch },
    signer: { suite: signer.suite, publicKey: toHex(signer.publicKey) },
  } as const;
  return { bytes: await signRetired(notice, signerOf(signer)) };
}
