/** Checks of `genesis/jdchain/`: every file is built again from the plan and the keys, and compared to the byte. */
import { certificateFile, rootCertificateFile } from '../../core/ceremony/certificate-paths.ts';
import { keysOf, type ResolvedPlan } from '../../core/ceremony/plan.ts';
import { equal, fromUtf8 } from '../../core/encoding/bytes.ts';
import { fromHex, toHex } from '../../core/encoding/hex.ts';
import { parseJcs } from '../../core/encoding/jcs.ts';
import { suite } from '../../core/keys/index.ts';
import { RootsealError, refuse } from '../../core/rules.ts';
import { readCertificate, readRequest } from '../../export/jdchain/ca/certificate.ts';
import { judgeIssued, judgeRoot, sameKey } from '../../export/jdchain/ca/judge.ts';
import { type Genesis, buildGenesis } from '../../export/jdchain/genesis.ts';
import { type PublicKey, decodePublicKey, decodeSignature, encodePublicKey } from '../../export/jdchain/keys.ts';
import { firstBlock } from '../../export/jdchain/ledger/block.ts';
import { ledgerNotices } from '../../export/jdchain/ledger/notice.ts';
import { signedPath, signersOf } from '../../export/jdchain/admission.ts';
import { type LockDownStep, lockDownSteps } from '../../export/jdchain/lock-down.ts';
import {
  type Certificates,
  foundersBound,
  genesisInputFromPlan,
  memberFiles,
  rebuildGenesis,
} from '../../export/jdchain/members.ts';
import type { RunbookFacts } from '../../export/jdchain/runbook/page.ts';
import { runbooks } from '../../export/jdchain/runbook/runbook.ts';
import { type Log, dataOf, doneOf, founded, genesisBuilt, ledgerKnown } from './receipts.ts';
import { type Passed, inFile } from './report.ts';
import { verifyRules } from './rules.ts';
import { type Files, below, need } from './tree.ts';

const folder = 'genesis/jdchain/';
const signaturesFile = `${folder}signatures.json`;

/** Each member's chain key: as the plan gives it, else as the founding recorded it. VERIFY-MEMBER. */
export function memberKeys(plan: ResolvedPlan, log: Log): Record<string, PublicKey> {
  const all = chainKeys(plan, log);
  return Object.fromEntries(plan.members.flatMap(({ id }) => (all[id] ? [[id, all[id]]] : [])));
}

/** The same, and with certificates of gateways and users. */
function chainKeys(plan: ResolvedPlan, log: Log): Record<string, PublicKey> {
  const entry = doneOf(log, 'found');
  const made = new Map(dataOf(entry, founded).members.map((member) => [member.id, member]));
  const keys = keysOf(plan).map(({ id, key }): [string, PublicKey] => {
    if ('public' in key) return [id, decodePublicKey(key.public)];
    if ('request' in key) return [id, readRequest(key.request, id).publicKey];
    const here = made.get(id);
    made.delete(id);
    if (here?.suite !== key.make)
      throw refuse(verifyRules, 'VERIFY-MEMBER', { id, entry: entry.index }, { subject: 'log/' });
    return [id, { suite: here.suite, raw: fromHex(here.publicKey, id) }];
  });
  const [id] = made.keys(); // a key was made for nobody, or beside the one that the plan gives
  if (id !== undefined) throw refuse(verifyRules, 'VERIFY-MEMBER', { id, entry: entry.index }, { subject: 'log/' });
  return Object.fromEntries(keys);
}

const differs = (subject: string) => refuse(verifyRules, 'VERIFY-GENESIS', {}, { subject });

const textOf = (files: Files, path: string): string => inFile(path, () => fromUtf8(need(files, path), path));

/**
 * The certificates of the founding: the root's is that of the root key of the plan and signed itself; each other is of its key, has its
 * role, and is signed by that root. Undefined where identities are bare keys; then there are no such files either. VERIFY-EXTRA
 */
function checkCertificates(
  files: Files,
  plan: ResolvedPlan,
  log: Log,
  keys: Record<string, PublicKey>,
): Certificates | undefined {
  const { ca } = plan.chain.ledger;
  const inBundle = (path: string) => path.slice('public/'.length);
  const paths = new Map(ca && keysOf(plan).map(({ id, use }) => [inBundle(certificateFile(id)), { id, use }]));
  const rootPath = ca && inBundle(rootCertificateFile(ca.root));
  const extra = [...below(files, 'certificates/').keys()]
    .map((path) => `certificates/${path}`)
    .find((path) => path !== rootPath && !paths.has(path));
  if (extra !== undefined) throw refuse(verifyRules, 'VERIFY-EXTRA', {}, { subject: extra });
  if (!ca || rootPath === undefined) return undefined;
  const rootText = textOf(files, rootPath);
  const root = inFile(rootPath, () => judgeRoot(readCertificate(rootText, rootPath), rootPath));
  const made = dataOf(doneOf(log, 'found'), founded).roots.find(({ id }) => id === ca.root);
  if (root.publicKey.suite !== made?.suite || toHex(root.publicKey.raw) !== made.publicKey) throw differs(rootPath);
  const own = [...paths].map(([path, { id, use }]) => {
    const pem = textOf(files, path);
    const key = keys[id];
    const one = inFile(path, () => judgeIssued(readCertificate(pem, path), { roots: [root], use, what: path }));
    if (!key || !sameKey(one.publicKey, key)) throw differs(path);
    return [id, pem] as const;
  });
  return { root: rootText, own: Object.fromEntries(own) };
}

/** Content, hash and every file of every member; the log's receipt of step `genesis` as well. */
export function checkGenesis(files: Files, plan: ResolvedPlan, log: Log): Passed<Genesis> {
  const document = `${folder}genesis.json`;
  const keys = chainKeys(plan, log);
  const certificates = checkCertificates(files, plan, log, keys);
  const genesis = inFile(document, () => buildGenesis(genesisInputFromPlan(plan, keys, certificates)));
  const again = inFile(document, () => rebuildGenesis(need(files, document)));
  const { txHash, contentSha256 } = dataOf(doneOf(log, 'genesis'), genesisBuilt);
  const sameHash = txHash === genesis.txHashText && contentSha256 === genesis.contentSha256;
  if (!sameHash || !equal(again.content, genesis.content)) throw differs(document);
  const lockDown = inFile('log/', () => lockDownOf(plan, keys, log));
  const told = { plan, genesis, ledgerHash: recordedLedgerHash(log), bound: boundHere(log), lockDown };
  const wanted = new Map([
    ...memberFiles(plan, keys, certificates),
    ...noticesOf(told),
    ...runbooksOf(told, keys, log),
    ...boundOf(told, keys),
    ...lockDown.map(({ path, bytes }) => [path, bytes] as const),
  ]);
  for (const [path, bytes] of wanted) if (!equal(need(files, folder + path), bytes)) throw differs(folder + path);
  const signed = checkLockDown(files, keys, log, lockDown);
  const extra = [...below(files, 'genesis/').keys()]
    .map((path) => `genesis/${path}`)
    .find((path) => path !== signaturesFile && !signed.has(path) && !wanted.has(path.slice(folder.length)));
  if (extra !== undefined) throw refuse(verifyRules, 'VERIFY-EXTRA', {}, { subject: extra });
  const [hash, count] = [genesis.txHashText, String(wanted.size)];
  return {
    value: genesis,
    detail: {
      en: `transaction ${hash}, ${count} files built again and equal`,
      zh: `交易 ${hash}，${count} 个文件重新生成后完全一致`,
    },
  };
}

const boundHere = (log: Log): boolean => dataOf(doneOf(log, 'sign'), ledgerKnown).bound === true;

function boundOf(
  { plan, ledgerHash, bound }: RunbookFacts,
  keys: Record<string, PublicKey>,
): ReadonlyMap<string, Uint8Array> {
  if (bound !== true || ledgerHash === undefined) return new Map();
  return inFile('log/', () => foundersBound(plan, keys, ledgerHash));
}

/** The root that takes the ledger over, as the founding made it. */
function lockDownRoot(plan: ResolvedPlan, log: Log): PublicKey | undefined {
  const { roots } = dataOf(doneOf(log, 'found'), founded);
  const made = roots.find(({ id }) => id === plan.chain.ledger.lockDown?.root);
  return made && { suite: made.suite, raw: fromHex(made.publicKey, made.id) };
}

/** Made again where the signing act recorded one: it must have, where the plan wants one and the ledger was known. */
function lockDownOf(plan: ResolvedPlan, keys: Record<string, PublicKey>, log: Log): LockDownStep[] {
  const rootKey = lockDownRoot(plan, log);
  const ledgerHash = recordedLedgerHash(log);
  return rootKey === undefined || ledgerHash === undefined ? [] : lockDownSteps({ plan, keys, rootKey, ledgerHash });
}

/** Each of its transactions lies there signed by just those whom the log names, the last by the root. Answers the paths. */
function checkLockDown(
  files: Files,
  keys: Record<string, PublicKey>,
  log: Log,
  steps: readonly LockDownStep[],
): Set<string> {
  const { lockDown = [] } = dataOf(doneOf(log, 'sign'), ledgerKnown);
  const paths = steps.map(({ path, bytes, signers }, n) => {
    const at = folder + (signedPath(path) ?? path);
    const by = inFile(at, () => signersOf(bytes, need(files, at), at)).map(({ suite: name, raw }) => {
      const member = Object.entries(keys).find(([, key]) => key.suite === name && equal(key.raw, raw))?.[0];
      return member ?? rootOf(log, name, raw);
    });
    if (by.join() !== lockDown[n]?.join() || by.some((id) => id === undefined || !signers.includes(id)))
      throw differs(at);
    return at;
  });
  if (lockDown.length !== steps.length) throw differs('log/');
  return new Set(paths);
}

const rootOf = (log: Log, suiteName: string, raw: Uint8Array): string | undefined =>
  dataOf(doneOf(log, 'found'), founded).roots.find(
    (root) => root.suite === suiteName && equal(fromHex(root.publicKey, root.id), raw),
  )?.id;

/** The hash that the signing act recorded; undefined where it was not known. */
export function recordedLedgerHash(log: Log): string | undefined {
  return dataOf(doneOf(log, 'sign'), ledgerKnown).ledgerHash;
}

/** What every member's folder says of the ledger's hash, where it was known. */
function noticesOf({ plan, ledgerHash }: RunbookFacts): ReadonlyMap<string, Uint8Array> {
  return ledgerHash === undefined ? new Map() : inFile('log/', () => ledgerNotices(plan, ledgerHash));
}

/** A founding of before there were runbooks has none. */
function runbooksOf(facts: RunbookFacts, keys: Record<string, PublicKey>, log: Log): ReadonlyMap<string, Uint8Array> {
  const { runbooks: made } = dataOf(doneOf(log, 'sign'), ledgerKnown);
  return made === true ? inFile('log/', () => runbooks(facts, keys)) : new Map();
}

/** The recorded hash is that of the first block, computed again from the genesis and all permission signatures. */
export function checkLedgerHash(files: Files, log: Log, genesis: Genesis, hash: string): Passed<string> {
  const signatures = readSignatures(files);
  if (computed(genesis, signatures) !== hash) {
    const entry = doneOf(log, 'sign').index;
    throw refuse(verifyRules, 'VERIFY-LEDGER-HASH', { entry, hash }, { subject: 'log/' });
  }
  return { value: hash, detail: { en: `every node must come to ${hash}`, zh: `各节点必须得到 ${hash}` } };
}

function computed({ content }: Genesis, signatures: Record<string, string>): string | undefined {
  try {
    return firstBlock(content, signatures).ledgerHashText;
  } catch (error) {
    if (error instanceof RootsealError) return undefined;
    throw error;
  }
}

/** Each permission signature, by a participant of this genesis, over the 34-byte transaction hash. */
export function checkPermissions(files: Files, plan: ResolvedPlan, log: Log, genesis: Genesis): Passed<number> {
  const signatures = Object.entries(inFile(signaturesFile, () => readSignatures(files)));
  const keys = Object.values(memberKeys(plan, log));
  for (const [text, signature] of signatures) {
    const key = keys.find(({ suite: name, raw }) => encodePublicKey(name, raw) === text);
    const { suite: by, raw } = inFile(signaturesFile, () => decodeSignature(signature));
    if (key?.suite !== by || !suite(key.suite).verify(raw, genesis.txHash, key.raw))
      throw refuse(verifyRules, 'VERIFY-PERMISSION', { key: text }, { subject: signaturesFile });
  }
  const [count, all] = [String(signatures.length), String(keys.length)];
  return {
    value: signatures.length,
    detail: {
      en: `${count} of ${all} participants signed here; the others sign with ledger-init`,
      zh: `${all} 个参与方中 ${count} 个已在此签名；其余用 ledger-init 签名`,
    },
  };
}

function readSignatures(files: Files): Record<string, string> {
  const value = parseJcs(need(files, signaturesFile), signaturesFile);
  if (typeof value !== 'object' || Array.isArray(value)) throw differs(signaturesFile);
  for (const [key, one] of Object.entries(value))
    if (typeof one !== 'string') throw refuse(verifyRules, 'VERIFY-PERMISSION', { key }, { subject: signaturesFile });
  return value as Record<string, string>;
}
