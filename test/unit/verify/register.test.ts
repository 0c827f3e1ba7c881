/**
 * The verifier's rules on the register, over a finished rehearsal with one decision behind it as the program would have
 * written it. Whoever forges also signs, so the check is called by itself.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { checkLog } from '../../../main/cli/verify/bundle-log.ts';
import { checkRegister } from '../../../main/cli/verify/bundle-register.ts';
import { memberKeys } from '../../../main/cli/verify/bundle-genesis.ts';
import { checkPlan } from '../../../main/cli/verify/bundle-roots.ts';
import type { Log } from '../../../main/cli/verify/receipts.ts';
import type { Entry } from '../../../main/core/audit/entry.ts';
import { type ResolvedPlan, planHash } from '../../../main/core/ceremony/plan.ts';
import { type Enacted, enact } from '../../../main/core/consortium/enact.ts';
import { encodeProposal, propose } from '../../../main/core/consortium/proposal.ts';
import { foundingRegister, registerHash } from '../../../main/core/consortium/register.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import type { Json } from '../../../main/core/encoding/jcs.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { jdchainFiles, signedPath, withSignature } from '../../../main/export/jdchain/admission.ts';
import { RootsealError } from '../../../main/core/rules.ts';
import { filesBelow, finishedHome } from '../../support/ceremony.ts';
import { application, pair, wish } from '../consortium/kit.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 600_000 });

const ledger = 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg';
let files: Map<string, Uint8Array>;
let plan: ResolvedPlan;
let log: Log;
let made: Enacted;
const signed = 'consortium/2/jdchain/carrier-2/registration.signed.tx';
const moment = () => log.decoded.at(-1)!.time;

beforeAll(async () => {
  const home = await finishedHome('rehearsal');
  files = filesBelow(home.bundle);
  plan = checkPlan(files).value;
  const whole = checkLog(files, plan).value;
  // A member whose key this test has, in place of the one that the ceremony made.
  const brand = pair('brand');
  const entries = whole.decoded.map((entry) => withKey(entry, brand.publicKey));
  log = { ...whole, decoded: entries };
  const keys = Object.entries(memberKeys(plan, log)).map(([id, { suite: name, raw }]) => {
    return [id, { use: 'participant', suite: name, publicKey: toHex(raw) } as const] as const;
  });
  const before = foundingRegister(plan, toHex(planHash(plan)), Object.fromEntries(keys));
  const chainFiles = jdchainFiles(plan);
  const created = moment().replace(/\.\d+Z$/, 'Z');
  const joining = application('carrier-2', { rehearsal: true, created }, [['participant', 'ed25519']]);
  const more = { created, expires: '2099-01-01T00:00:00Z', chain: { name: 'jdchain', ledger } };
  const proposal = propose(before, wish({ kind: 'admit', application: joining }, more), chainFiles);
  made = enact(before, { proposal: encodeProposal(proposal), votes: [] }, moment(), chainFiles);
  for (const [path, bytes] of made.files) files.set(path.slice('public/'.length), bytes);
  const unsigned = made.files.get(made.chainFiles.find((path) => signedPath(path) !== undefined)!)!;
  const by = { suite: brand.suite, raw: Buffer.from(brand.publicKey, 'hex') };
  files.set(
    signed,
    withSignature(unsigned, by, (txHash) => suite(brand.suite).sign(txHash, brand.secret)),
  );
});

/** The founding's receipt with another key of the member brand. */
function withKey(entry: Entry, publicKey: string): Entry {
  if (entry.kind !== 'step.done' || entry.data['step'] !== 'found') return entry;
  const members = (entry.data['members'] as unknown as { id: string }[]).map((member) =>
    member.id === 'brand' ? { ...member, publicKey } : member,
  );
  return { ...entry, data: { ...entry.data, members } };
}

type Change = Record<string, Json>;

/** The log with the decision behind it, its entries changed as told. */
function decided(change: Change = {}, done: Change = {}, begun: Change = {}): Log {
  const at = log.decoded.length;
  const { proposal, register } = made.facts;
  const paths = [...made.files.keys(), `public/${signed}`, 'public/tuf/targets.json'];
  const entry = (index: number, kind: string, data: Change) => ({
    ...log.decoded[0]!,
    index,
    kind,
    time: moment(),
    data,
  });
  const more = [
    entry(at, 'restore.begun', { purpose: 'enact', proposal, register, ...begun }),
    entry(at + 1, 'restore.done', { purpose: 'enact', entry: at, proposal, register, ...done }),
    entry(at + 2, 'register.changed', {
      ...(made.facts as unknown as Change),
      signedBy: ['brand'],
      files: paths.map((path) => ({ path, sha256: '00'.repeat(32) })),
      ...change,
    }),
  ];
  return { ...log, decoded: [...log.decoded, ...more] };
}

function refusal(some: Log = decided(), here = files): string {
  try {
    checkRegister(here, plan, some);
    return 'accepted';
  } catch (error) {
    if (error instanceof RootsealError) return `${error.code} ${error.subject ?? ''}`.trim();
    throw error;
  }
}
const altered = (path: string, bytes: Uint8Array) => new Map(files).set(path, bytes);
const proposed = 'VERIFY-REGISTER consortium/2/proposal.json';

describe('the register, as the verifier takes it', () => {
  it('is the founding’s without a decision, and the next one after it', () => {
    expect(checkRegister(files, plan, log).value.version).toBe(1);
    expect(refusal()).toBe('accepted');
    expect(registerHash(checkRegister(files, plan, decided()).value)).toBe(made.facts.register);
  });

  it('VERIFY-REGISTER: every file is what comes of the proposal', () => {
    for (const path of [...made.files.keys()].map((one) => one.slice('public/'.length))) {
      const code = refusal(
        decided(),
        altered(
          path,
          files.get(path)!.map((byte, n, all) => (n === all.length - 1 ? byte ^ 1 : byte)),
        ),
      );
      const wanted = path.endsWith('/proposal.json') ? `ENCODING-JSON ${path}` : `VERIFY-REGISTER ${path}`;
      expect(code).toBe(wanted);
      const fewer = new Map(files);
      fewer.delete(path);
      expect(refusal(decided(), fewer)).toBe(`VERIFY-MISSING ${path}`);
    }
  });

  it('VERIFY-REGISTER: the log tells of just this decision, in its version, with all of its files', () => {
    expect(refusal(decided({ version: 3 }))).toBe('VERIFY-REGISTER consortium/3/proposal.json');
    expect(refusal(decided({ change: 'remove' }))).toBe(proposed);
    expect(refusal(decided({ register: '00'.repeat(32) }))).toBe(proposed);
    expect(refusal(decided({ files: [] }))).toBe('VERIFY-REGISTER consortium/2/register.json');
    const more = [...made.files.keys(), `public/${signed}`, 'public/consortium/2/more.json'];
    expect(refusal(decided({ files: more.map((path) => ({ path, sha256: '00'.repeat(32) })) }))).toBe(
      'VERIFY-REGISTER consortium/2/more.json',
    );
  });

  it('VERIFY-REGISTER: the roots were restored for it', () => {
    expect(refusal(decided({}, { purpose: 'drill' }))).toBe(proposed);
    expect(refusal(decided({}, { proposal: '00'.repeat(32) }))).toBe(proposed);
    expect(refusal(decided({}, { register: '00'.repeat(32) }))).toBe(proposed);
    expect(refusal(decided({}, {}, { proposal: '00'.repeat(32) }))).toBe(proposed);
  });

  it('VERIFY-REGISTER, JDCHAIN-SIGNED-OTHER: what the chain gets was signed by just those whom the log names', () => {
    const at = `VERIFY-REGISTER ${signed}`;
    expect(refusal(decided({ signedBy: ['lab'] }))).toBe(at);
    expect(refusal(decided({ signedBy: ['brand', 'lab'] }))).toBe(at);
    const stranger = pair('stranger');
    const unsigned = files.get(signed.replace('.signed', ''))!;
    const by = { suite: stranger.suite, raw: Buffer.from(stranger.publicKey, 'hex') };
    const theirs = withSignature(unsigned, by, (txHash) => suite(stranger.suite).sign(txHash, stranger.secret));
    expect(refusal(decided(), altered(signed, theirs))).toBe(at);
    expect(refusal(decided(), altered(signed, unsigned))).toBe(`JDCHAIN-SIGNATURE ${signed}`);
  });

  it('VERIFY-REGISTER: it is for the ledger of the founding, where that is known', () => {
    const known = (ledgerHash: string): Log => ({
      ...decided(),
      decoded: decided().decoded.map((entry) =>
        entry.kind === 'step.done' && entry.data['step'] === 'sign'
          ? { ...entry, data: { ...entry.data, ledgerHash } }
          : entry,
      ),
    });
    expect(refusal(known(ledger))).toBe('accepted');
    expect(refusal(known(`${ledger.slice(0, -1)}h`))).toBe(proposed);
  });
});
