/**
 * The founding act: entropy, keys, KEK, split, **every quorum proved** (1,000 drawn, where there are more than 10,000), and only then papers and age files.
 * Nothing is returned before all of it holds; what was made is zeroed by the session whatever happens.
 */

import { randomBytes } from 'node:crypto';
import { originOf } from '../../core/ceremony/origin.ts';
import { type ResolvedPlan, keysOf, planHash } from '../../core/ceremony/plan.ts';
import { toBase58 } from '../../core/encoding/base58.ts';
import { utf8 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { fingerprint } from '../../core/keys/index.ts';
import { type Text, refuse } from '../../core/rules.ts';
import { policyQuorums } from '../../core/shares/group-quorums.ts';
import { policyOfPlan } from '../../core/shares/groups.ts';
import { type Proof, proveQuorums } from '../../core/shares/prove.ts';
import { allUpTo } from '../../core/shares/quorums.ts';
import type { RandomSource } from '../../core/signing.ts';
import { certificatePrivateFiles, privateFiles } from '../../export/jdchain/local-conf.ts';
import type { AgeKey } from '../age.ts';
import { formatLogKey } from '../log-key.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { OpenKey, Session } from '../session.ts';
import { combine, split } from '../shamir.ts';
import { combineWords, splitWords } from '../slip39.ts';
import { certificatesOf } from './certificates.ts';
import { type NamedBytes, type Papers, makePapers } from './papers.ts';
import { type Keys, type Secrets, collectKeys, defaultWorkFactor, makeSecrets } from './secrets.ts';

/** What the act works with; tests hand in a faulty one to see that nothing comes out. */
export interface Tools {
  readonly split: typeof split;
  readonly combine: typeof combine;
  readonly splitWords?: typeof splitWords;
  readonly combineWords?: typeof combineWords;
  readonly random: RandomSource;
}

export const realTools: Tools = { split, combine, random: (length) => new Uint8Array(randomBytes(length)) };

/** What of a plan says how shares are split. */
export type SplitPlan = Pick<ResolvedPlan, 'scheme' | 'threshold' | 'custodians' | 'groups'>;

/** The shares of a plan by its scheme, in slot order. */
export function splitBy(plan: SplitPlan, secret: Uint8Array, tools: Tools): Promise<Uint8Array[]> {
  if (plan.scheme === 'slip39') return (tools.splitWords ?? splitWords)(secret, policyOfPlan(plan));
  return tools.split(secret, plan.custodians.length, plan.threshold);
}

const saysProof: Text = {
  en: 'Proving that quorums restore the key',
  zh: '正在证明法定人数的组合能还原密钥',
};
const saysSealing: Text = { en: 'Sealing files', zh: '正在封存文件' };

export async function found(
  session: Session,
  { plan, planHash: agreed, ceremony, origin }: Input<'found'>,
  tools: Tools = realTools,
): Promise<Result<'found'>> {
  checkAgreed(session, plan, agreed, origin);
  const keys = await collectKeys(session, plan);
  const secrets = await makeSecrets(session, plan, ceremony, tools.random);
  const shares = await splitBy(plan, secrets.kek, tools);
  for (const share of shares) session.keep(share);
  const quorums = await prove(session, plan, secrets, shares, tools);
  const papers = await makePapers({ plan, ceremony, origin, secrets, shares, random: tools.random, epoch: 1 });
  const certificates = await certificatesOf(plan, secrets, tools.random);
  const privateFiles = await sealAll(session, plainFiles(session, plan, origin, keys, secrets, papers));
  session.logKey = { ...secrets.logKey, origin, secret: session.keep(secrets.logKey.secret.slice()) };
  const reported = report(plan, secrets, quorums, papers, [...papers.files, ...certificates.files, ...privateFiles]);
  return { ...reported, ...(certificates.requested.length > 0 && { requested: certificates.requested }) };
}

/** The vault believes no hash that it did not make itself. */
function checkAgreed(session: Session, plan: ResolvedPlan, agreed: string, origin: string): void {
  const hash = toHex(planHash(plan));
  const expected = originOf(plan);
  if (hash !== agreed) throw refuse(vaultRules, 'VAULT-PLAN', { hash: agreed });
  if (origin !== expected) throw refuse(vaultRules, 'VAULT-ORIGIN', { found: origin, origin: expected });
  session.demandKind(plan.rehearsal, 'plan');
}

export function prove(
  session: Session,
  plan: SplitPlan,
  secrets: Pick<Secrets, 'kek'>,
  shares: readonly Uint8Array[],
  { combine: join, combineWords: joinWords = combineWords, random }: Tools,
): Promise<Proof> {
  return proveQuorums({
    shares,
    m: plan.threshold,
    quorums: policyQuorums(policyOfPlan(plan), allUpTo, random),
    secret: secrets.kek,
    combine: (chosen) => (plan.scheme === 'slip39' ? joinWords(chosen) : join(chosen, plan.threshold)),
    random,
    progress: (done, total) => session.progress(saysProof, done, total),
  });
}

/** A file before it is sealed. `plain` is secret. */
export interface Plain {
  readonly path: string;
  readonly plain: Uint8Array;
  readonly key: AgeKey;
}

function plainFiles(
  session: Session,
  plan: ResolvedPlan,
  origin: string,
  keys: Keys,
  secrets: Secrets,
  papers: Papers,
): Plain[] {
  const held = (holder = ''): AgeKey => keys.custodians.get(holder) ?? { kind: 'recipient', recipient: holder };
  const logKey = formatLogKey({ ...secrets.logKey, origin });
  const files = [
    ...plan.custodians.map(({ id }) => ({
      path: `shares/${id}.age`,
      plain: papers.envelopes.get(id) ?? new Uint8Array(),
      key: held(id),
    })),
    ...[...keys.administrators].map(([id, key]) => ({ path: `private/log-key/${id}.age`, plain: logKey, key })),
    ...secrets.members.flatMap((member) => {
      const password = session.keep(utf8(toBase58(member.password)));
      const { holder, member: owner } = keysOf(plan).find(({ id }) => id === member.id) ?? { member: member.id };
      const { name: ledgerName, ca } = plan.chain.ledger;
      const made = (ca ? certificatePrivateFiles : privateFiles)(member.id, { ...member, password, ledgerName });
      return [...made].map(([name, plain]) => ({ path: `private/${owner}/${name}.age`, plain, key: held(holder) }));
    }),
  ];
  for (const { plain } of files) session.keep(plain);
  return files;
}

export async function sealAll(session: Session, files: readonly Plain[]): Promise<NamedBytes[]> {
  let done = 0;
  session.progress(saysSealing, done, files.length);
  return Promise.all(
    files.map(async ({ path, plain, key }) => {
      const bytes = await session.age.seal(plain, key);
      done += 1;
      session.progress(saysSealing, done, files.length);
      return { path, bytes };
    }),
  );
}

function report(
  plan: ResolvedPlan,
  secrets: Secrets,
  quorums: Proof,
  { setId }: Papers,
  files: readonly NamedBytes[],
): Result<'found'> {
  const listed = ({ id, suite, publicKey }: OpenKey) => ({ id, suite, publicKey: toHex(publicKey) });
  const { threshold: m, scheme, custodians } = plan;
  return {
    files: [...files],
    roots: secrets.roots.map((root) => ({ ...listed(root), fingerprint: fingerprint(root.suite, root.publicKey) })),
    set: { id: setId, epoch: 1, m, n: custodians.length, scheme },
    members: secrets.members.map(listed),
    quorums,
    ...secrets.told,
    weakWorkFactor: weaklySealed(custodians),
    ...(secrets.example && { example: secrets.example }),
  };
}

/** Custodians whose share is sealed below the default work factor. */
export const weaklySealed = (custodians: readonly Pick<ResolvedPlan['custodians'][number], 'id' | 'seal'>[]) =>
  custodians.flatMap(({ id, seal }) => (seal.kind === 'passphrase' && seal.workFactor < defaultWorkFactor ? [id] : []));
