/**
 * A forger with the whole core and keys of its own: takes a true bundle and makes another of it that is consistent
 * in itself, every signature made anew. What it is told to do otherwise is then the one thing that is wrong.
 *
 *     const files = await forge(base);                                             // valid, but anchored by nothing
 *     const files = await forge(base, { set: (set) => ({ ...set, epoch: 2 }) });   // refused: VERIFY-SHARE-SET
 */
import type { Entry } from '../../main/core/audit/entry.ts';
import { vkeyFile } from '../../main/core/audit/note.ts';
import { originOf } from '../../main/core/ceremony/origin.ts';
import { type ResolvedPlan, encodeResolvedPlan, parseResolvedPlan } from '../../main/core/ceremony/plan.ts';
import { sha256 } from '../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../main/core/encoding/hex.ts';
import { toJcs } from '../../main/core/encoding/jcs.ts';
import { type SealedHeader, seal } from '../../main/core/sealing/sealed.ts';
import { buildStatement, encodeStatement } from '../../main/core/sealing/statement.ts';
import { type ShareSet, encodeShareSet, parseShareSet, signShareSet } from '../../main/core/shares/set.ts';
import {
  buildSm2Sig,
  delegatedNames,
  signedBytes,
  sm2SigName,
  tufSignature,
  writeRepository,
} from '../../main/core/tuf/index.ts';
import { buildGenesis } from '../../main/export/jdchain/genesis.ts';
import { type PublicKey, decodePublicKey, encodePublicKey, encodeSignature } from '../../main/export/jdchain/keys.ts';
import { genesisInputFromPlan, memberFiles } from '../../main/export/jdchain/members.ts';
import { runbooks } from '../../main/export/jdchain/runbook/runbook.ts';
import { type Made, type Pair, type Root, madeMembers, pair, rootsOf } from './forger-keys.ts';
import { type Files, entriesOf, logFolder, rewritten, signChallenges } from './forger-log.ts';

export type { Files } from './forger-log.ts';
export type { Pair } from './forger-keys.ts';
export { entriesOf, logFolder } from './forger-log.ts';
export { madeMembers, pair, rootsOf } from './forger-keys.ts';

/** What the forger does otherwise. Each of these is given what would be right. */
export interface Forgery {
  /** What the keys are drawn from; another seed is another forger. */
  readonly seed?: string;
  readonly ceremony?: string;
  readonly plan?: (plan: ResolvedPlan) => ResolvedPlan;
  readonly header?: (header: SealedHeader) => SealedHeader;
  readonly set?: (set: ShareSet) => ShareSet;
  /** Public keys of members, by id. */
  readonly members?: (keys: Record<string, PublicKey>) => Record<string, PublicKey>;
  /** Everything outside tuf/ and log/, before it is listed and recorded. */
  readonly files?: (files: Files) => Files;
  readonly expires?: string;
  /** The rehearsal mark in the TUF targets. */
  readonly marked?: boolean;
  /** The files of tuf/, names relative to it, once they are signed. */
  readonly tuf?: (files: Files) => Files;
  /** The entries before the challenges in them are signed. */
  readonly entries?: (entries: Entry[]) => Entry[];
  /** Each entry as it goes into the log, challenges signed. */
  readonly entry?: (entry: Entry) => Entry;
  /** Name of the log and who signs its checkpoint. */
  readonly origin?: string;
  readonly logKey?: Pair;
}

const under = (prefix: string, files: ReadonlyMap<string, Uint8Array>): [string, Uint8Array][] =>
  [...files].map(([name, bytes]) => [prefix + name, bytes]);

/** Makes the bundle. `base` is a true one of at most 256 entries. */
export async function forge(base: ReadonlyMap<string, Uint8Array>, how: Forgery = {}): Promise<Files> {
  const [seed, true_] = [how.seed ?? 'forger', parseResolvedPlan(base.get('plan.json')!)];
  const plan = how.plan?.(true_) ?? true_;
  const old = entriesOf(base);
  const ceremony = how.ceremony ?? old[0]!.ceremony;
  const roots = rootsOf(plan, seed);
  const made = madeMembers(plan, seed);
  const logKey = how.logKey ?? pair('ed25519', `${seed}/log`);
  const origin = how.origin ?? originOf(plan);

  const set = await shareSet(base, plan, roots, ceremony, how);
  const chain = genesisFiles(plan, made, how);
  const minutes = [...base].filter(([path]) => path.startsWith('minutes/') || path.startsWith('verify/'));
  const plain: Files = new Map([
    ['plan.json', encodeResolvedPlan(plan)],
    ['log.vkey', vkeyFile(origin, logKey.publicKey)],
    [`share-sets/${set.id}.json`, encodeShareSet(set)],
    ...(await statements(plan, roots, set, ceremony, how)),
    ...chain.files,
    ...minutes,
  ]);
  const files = how.files?.(plain) ?? plain;
  const tuf = await repository(files, plan, roots, how);
  const all: Files = new Map([...files, ...under('tuf/', tuf)]);
  const facts = { plan, roots, set, made, ceremony, txHash: chain.txHash, contentSha256: chain.contentSha256 };
  const right = old.map((entry) => rewritten(entry, all, facts));
  const bytes = signChallenges(how.entries?.(right) ?? right, roots, how.entry);
  return new Map([...all, ...under('log/', logFolder(bytes, origin, logKey))]);
}

async function shareSet(
  base: ReadonlyMap<string, Uint8Array>,
  plan: ResolvedPlan,
  roots: readonly Root[],
  ceremony: string,
  how: Forgery,
): Promise<ShareSet> {
  const [, bytes] = [...base].find(([path]) => path.startsWith('share-sets/'))!;
  const { signature: _, ...there } = parseShareSet(bytes);
  const [first] = roots;
  const right = {
    ...there,
    ceremony,
    consortium: plan.consortium.id,
    rehearsal: plan.rehearsal,
    m: plan.threshold,
    roots: roots.map((root) => root.fingerprint),
    signer: { suite: first!.suite, publicKey: toHex(first!.publicKey) },
    signature: '',
  };
  return signShareSet(how.set?.(right) ?? right, first!.sign);
}

async function statements(
  plan: ResolvedPlan,
  roots: readonly Root[],
  set: ShareSet,
  ceremony: string,
  how: Forgery,
): Promise<[string, Uint8Array][]> {
  const all = roots.map(async ({ id, suite: of, publicKey, secret, sign }): Promise<[string, Uint8Array]> => {
    const right: SealedHeader = {
      format: 'rootseal.sealed-root/1',
      ...{ consortium: plan.consortium.id, ceremony, id, suite: of, publicKey },
      ...{ set: fromHex(set.id, 'set'), epoch: set.epoch, rehearsal: plan.rehearsal, nonce: new Uint8Array(24) },
    };
    const sealed = seal(secret, new Uint8Array(32), how.header?.(right) ?? right);
    const purpose = plan.roots.find((root) => root.id === id)!.purpose;
    return [`roots/${id}.json`, encodeStatement(await buildStatement(sealed, purpose, sign))];
  });
  return Promise.all(all);
}

function genesisFiles(plan: ResolvedPlan, made: readonly Made[], how: Forgery) {
  const right: Record<string, PublicKey> = {};
  for (const { id, key } of plan.members)
    if ('public' in key) right[id] = decodePublicKey(key.public);
    else if ('make' in key) right[id] = { suite: key.make, raw: made.find((member) => member.id === id)!.publicKey };
  const keys = how.members?.(right) ?? right;
  const genesis = buildGenesis(genesisInputFromPlan(plan, keys));
  const signatures = Object.fromEntries(
    made.map(({ suite: of, publicKey, sign }) => [
      encodePublicKey(of, publicKey),
      encodeSignature(of, sign(genesis.txHash)),
    ]),
  );
  const files = under('genesis/jdchain/', memberFiles(plan, keys));
  // The hash of a forger's ledger is not told unless a test tells it.
  files.push(...under('genesis/jdchain/', runbooks({ plan, genesis }, keys)));
  files.push(['genesis/jdchain/signatures.json', toJcs(signatures)]);
  return { files, txHash: genesis.txHashText, contentSha256: genesis.contentSha256 };
}

async function repository(files: Files, plan: ResolvedPlan, roots: readonly Root[], how: Forgery): Promise<Files> {
  const [key] = roots.filter(({ suite: of }) => of !== 'sm2');
  if (key === undefined || key.suite === 'sm2') throw new Error('the plan has no TUF root');
  const signer = { suite: key.suite, publicKey: key.publicKey };
  const listed = [...files].filter(([path]) => !path.startsWith('minutes/'));
  const rootseal = { kind: 'file', rehearsal: how.marked ?? plan.rehearsal };
  const targets = listed.map(([path, bytes]) => {
    return { path, length: bytes.length, sha256: toHex(sha256(bytes)), custom: { rootseal } };
  });
  const own = { keys: [signer], threshold: 1 };
  const delegations = delegatedNames.map((name) => ({ name, ...own }));
  const tuf = await writeRepository(
    { ...own, version: 1, expires: how.expires ?? plan.expires, targets, delegations },
    (message) => Promise.resolve([tufSignature(signer, key.sign(message))]),
  );
  const sm2 = roots.filter(({ suite: of }) => of === 'sm2');
  for (const [name, bytes] of sm2.length > 0 ? [...tuf] : []) {
    const by = sm2.map(({ id, publicKey, sign }) => ({ root: id, publicKey, signature: sign(signedBytes(bytes)) }));
    tuf.set(sm2SigName(name), buildSm2Sig(name, by));
  }
  return how.tuf?.(tuf) ?? tuf;
}
