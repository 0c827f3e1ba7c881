/**
 * The verifier's rules, one by one, over the bundle of a finished rehearsal: each check takes what was made, and
 * refuses under its own rule what does not agree with it. Whoever forges also signs; so the checks are called by
 * themselves, with what a forger's signatures would let through.
 */
import { restoresTold } from '../../../main/cli/verify/restores-told.ts';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkGenesis, checkPermissions } from '../../../main/cli/verify/bundle-genesis.ts';
import * as logs from '../../../main/cli/verify/bundle-log.ts';
import * as papers from '../../../main/cli/verify/bundle-roots.ts';
import { anchorCheckpoint } from '../../../main/cli/verify/anchors.ts';
import { checkRestores } from '../../../main/cli/verify/bundle-restores.ts';
import * as lists from '../../../main/cli/verify/bundle-tuf.ts';
import { doneOf, type Log } from '../../../main/cli/verify/receipts.ts';
import { Report } from '../../../main/cli/verify/report.ts';
import { checkTree, need, readFolder } from '../../../main/cli/verify/tree.ts';
import { verifyPath } from '../../../main/cli/verify/verify.ts';
import type { Entry } from '../../../main/core/audit/entry.ts';
import { parseVkeyFile } from '../../../main/core/audit/note.ts';
import { type ResolvedPlan, planHash } from '../../../main/core/ceremony/plan.ts';
import { type SetRecord, setsOf } from '../../../main/core/ceremony/sets.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { parseJcs, toJcs } from '../../../main/core/encoding/jcs.ts';
import type { Statement } from '../../../main/core/sealing/statement.ts';
import type { ShareSet } from '../../../main/core/shares/set.ts';
import type { TufVerdict } from '../../../main/core/tuf/verify.ts';
import { refusal } from '../../refusal.ts';
import { type FinishedHome, filesBelow, finishedHome } from '../../support/ceremony.ts';

let home: FinishedHome;
let files: Map<string, Uint8Array>;
let plan: ResolvedPlan;
let roots: Statement[];
let sets: ShareSet[];
let tuf: TufVerdict;
let log: Log;
const now = new Date().toISOString();
const folder = mkdtempSync(join(tmpdir(), 'rootseal-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  home = await finishedHome('rehearsal');
  files = filesBelow(home.bundle);
  plan = papers.checkPlan(files).value;
  roots = papers.checkRoots(files, plan).value;
  sets = papers.checkShareSets(files, plan, roots).value;
  tuf = lists.checkTuf(files, plan, roots, now).value;
  log = logs.checkLog(files, plan).value;
}, 300_000);

const bytes = (text: string) => new TextEncoder().encode(text);
const withFile = (path: string, content: Uint8Array = bytes('x')) => new Map(files).set(path, content);
function without(path: string) {
  const fewer = new Map(files);
  fewer.delete(path);
  return fewer;
}
/** The roots with fields of the first changed. */
const otherRoots = (change: Partial<Statement>) => roots.map((root, i) => (i === 0 ? { ...root, ...change } : root));
/** The log with its entries changed after they were read. */
const told = (change: (entry: Entry) => Entry | undefined) => ({
  ...log,
  decoded: log.decoded.flatMap((entry) => change(entry) ?? []),
});
const withData = (kind: string, data: object) =>
  told((entry) => (entry.kind === kind ? { ...entry, data: { ...entry.data, ...data } } : entry));

describe('papers', () => {
  it('a rehearsal and a real ceremony are told apart', () => {
    expect(refusal(() => papers.checkMode(plan.rehearsal, true))).toBe('accepted');
    expect(refusal(() => papers.checkMode(plan.rehearsal, false))).toBe('REHEARSAL');
    expect(refusal(() => papers.checkMode(false, true))).toBe('VERIFY-NOT-REHEARSAL');
    expect(refusal(() => lists.checkTuf(files, { ...plan, rehearsal: false }, roots, now))).toBe(
      'VERIFY-REHEARSAL-MARK',
    );
  });

  it('the statements are exactly the roots of the plan, as the plan has them', () => {
    const of = (some: typeof files, by = plan) => refusal(() => papers.checkRoots(some, by));
    const [first] = plan.roots;
    expect(of(withFile('roots/more.json'))).toBe('VERIFY-ROOT-SET');
    expect(of(without(`roots/${first?.id ?? ''}.json`))).toBe('VERIFY-ROOT-SET');
    const purpose = plan.roots.map((root, i) => (i === 0 ? { ...root, purpose: 'another' } : root));
    expect(of(files, { ...plan, roots: purpose })).toBe('VERIFY-ROOT-FIELD');
    expect(of(files, { ...plan, consortium: { ...plan.consortium, id: 'another' } })).toBe('VERIFY-ROOT-FIELD');
  });

  it('the TUF files are signed by the roots of the plan that are to, each list by its own', () => {
    const others = otherRoots({ fingerprint: '00'.repeat(32) });
    const by = (some: typeof roots, planned = plan) => refusal(() => lists.checkTuf(files, planned, some, now));
    expect(by(roots)).toBe('accepted');
    expect(by(others)).toBe('VERIFY-TUF-KEY');
    const [first, ...more] = roots.map(({ id }) => id);
    const named = { roots: [first ?? ''], threshold: 1 };
    expect(by(roots, { ...plan, tuf: named })).toBe('accepted');
    const another = more.find((id) => roots.find((root) => root.id === id)?.suite !== 'sm2');
    expect(by(roots, { ...plan, tuf: { roots: another === undefined ? [] : [another] } })).toBe('VERIFY-TUF-KEY');
    expect(by(roots, { ...plan, tuf: { threshold: 2 } })).toBe('VERIFY-TUF-KEY');
    expect(by(roots, { ...plan, tuf: { roles: { genesis: { ...named, threshold: 2 } } } })).toBe('VERIFY-TUF-KEY');
  });

  it('says from half a year ahead that the TUF files end, and refuses them from then on', () => {
    const on = (day: string) => lists.checkTuf(files, plan, roots, `${day}T00:00:00.000Z`).detail as { en: string };
    const end = tuf.expires.slice(0, 10);
    const before = (days: number) => new Date(Date.parse(end) - days * 86_400_000).toISOString().slice(0, 10);
    expect(on(before(200)).en).not.toContain('tuf renew');
    expect(on(before(100)).en).toMatch(/\(in 100 days: .*rootseal tuf renew\)/);
    expect(refusal(() => on(before(-1)))).toBe('TUF-EXPIRED');
  });

  it('a file that nothing covers, and one that is not there', () => {
    expect(refusal(() => lists.checkTargets(files, tuf))).toBe('accepted');
    expect(refusal(() => lists.checkTargets(withFile('more.txt'), tuf))).toBe('VERIFY-EXTRA');
    expect(refusal(() => lists.checkTargets(without('log.vkey'), tuf))).toBe('VERIFY-MISSING');
    expect(refusal(() => need(files, 'nowhere'))).toBe('VERIFY-MISSING');
  });

  it('the share set is over the custodians, threshold and roots of the plan', () => {
    const of = (by: ResolvedPlan, some = roots) => refusal(() => papers.checkShareSets(files, by, some));
    expect(of({ ...plan, threshold: plan.threshold - 1 })).toBe('VERIFY-SHARE-SET');
    expect(of({ ...plan, custodians: plan.custodians.toReversed() })).toBe('VERIFY-SHARE-SET');
    expect(of(plan, roots.slice(0, 1))).toBe('VERIFY-SHARE-SET');
  });
});

describe('the log', () => {
  const entries = (some: Log) => refusal(() => logs.checkEntries(some, plan, toHex(planHash(plan)), roots));
  const steps = (some: Log, open = false) => refusal(() => logs.checkSteps(some, open));
  const isDone = (step: string) => (entry: Entry) =>
    entry.kind === 'step.done' && entry.data['step'] === step ? undefined : entry;

  it('is of this consortium and plan', () => {
    const other = { ...plan, consortium: { ...plan.consortium, id: 'another' } };
    expect(refusal(() => logs.checkLog(files, other))).toBe('VERIFY-ORIGIN');
  });

  it('holds one ceremony of one mode, forward in time, over this plan', () => {
    expect(entries(log)).toBe('accepted');
    expect(entries(told((entry) => ({ ...entry, ceremony: 'other' })))).toBe('VERIFY-ENTRY');
    expect(entries(told((entry) => ({ ...entry, rehearsal: false })))).toBe('VERIFY-ENTRY');
    expect(entries({ ...log, decoded: log.decoded.toReversed() })).toBe('VERIFY-ENTRY');
    expect(entries(withData('ceremony.opened', { planHash: '00' }))).toBe('VERIFY-ENTRY');
  });

  it('shows every step in its place, and the close', () => {
    expect(steps(log)).toBe('accepted');
    expect(steps(told(isDone('hand-out')))).toBe('VERIFY-STEP');
    expect(refusal(() => doneOf(told(isDone('sign')), 'sign'))).toBe('VERIFY-STEP');
    expect(steps(told(isDone('close')))).toBe('VERIFY-OPEN');
    expect(steps(told(isDone('close')), true)).toBe('accepted');
  });

  it('founded these roots and this share set', () => {
    const receipts = (by: Statement[], some = sets) => refusal(() => logs.checkReceipts(log, by, some));
    expect(receipts(roots)).toBe('accepted');
    expect(receipts(otherRoots({ publicKey: '00' }))).toBe('VERIFY-ROOT-FIELD');
    expect(receipts(roots, [])).toBe('VERIFY-ENTRY');
  });

  it('recorded the files of tuf/ as they are', () => {
    const recorded = (some: typeof files) => refusal(() => logs.checkRecorded(log, some, 'LOG-TUF'));
    expect(recorded(files)).toBe('accepted');
    expect(recorded(withFile('tuf/targets.json'))).toBe('VERIFY-HASH');
    expect(recorded(withFile('tuf/2.root.json'))).toBe('VERIFY-EXTRA');
    expect(recorded(without('tuf/targets.json'))).toBe('VERIFY-MISSING');
  });

  it('tells of every use of the roots: begun before, by a quorum, with a true challenge of every root', () => {
    const [first] = setsOf(log.decoded, plan);
    const of = (some: Log, under: Partial<SetRecord> = {}) =>
      refusal(() => checkRestores(some, [{ ...first!, ...under }], restoresTold(some)));
    expect(of(log)).toBe('accepted');
    expect(of(told((entry) => (entry.kind === 'restore.begun' ? undefined : entry)))).toBe('VERIFY-STEP');
    expect(of(log, { m: plan.threshold + 1 })).toBe('VERIFY-QUORUM');
    expect(of(withData('step.done', { quorum: ['c1', 'c1', 'c1'] }))).toBe('VERIFY-QUORUM');
    expect(of(log, { roots: [{ ...first!.roots[0]!, id: 'another' }] })).toBe('VERIFY-CHALLENGE');
    expect(of(log, { ended: { entry: 0, time: now } })).toBe('VERIFY-ENTRY');
    expect(of(withData('step.done', { challengeSize: 1 }))).toBe('VERIFY-CHALLENGE');
  });

  it('tells of a file signed by a restored root with a signature that is of that root over that file', () => {
    const size = log.decoded.length;
    const last = log.decoded.at(-1)!;
    const entry = (kind: string, data: object, index: number) => ({ ...last, kind, index, data }) as Entry;
    const quorum = plan.custodians.slice(0, plan.threshold).map(({ id }) => id);
    const proof = { quorum, challengeSize: size, challenges: [], signature: '00'.repeat(64) };
    const after = (purpose: string) => {
      const begun = entry('restore.begun', { purpose, root: 'another', fileSha256: '00'.repeat(32) }, size);
      const done = entry('restore.done', { ...proof, purpose, entry: size }, size + 1);
      const told = { ...log, decoded: [...log.decoded, begun, done] };
      const founded = setsOf(log.decoded, plan).map((set) => ({ ...set, roots: [] }));
      return refusal(() => checkRestores(told, founded, restoresTold(told)));
    };
    expect([after('drill'), after('sign')]).toEqual(['accepted', 'VERIFY-FILE-SIGNATURE']);
  });

  it('grows out of the checkpoint that was kept outside', () => {
    const anchored = (entriesLeft: typeof log.entries) =>
      refusal(() =>
        anchorCheckpoint(need(files, 'log/checkpoint'), parseVkeyFile(need(files, 'log.vkey')), {
          entries: entriesLeft,
        }),
      );
    expect(anchored(log.entries)).toBe('accepted');
    expect(anchored(log.entries.slice(0, -1))).toBe('VERIFY-ANCHOR-CHECKPOINT');
    expect(anchored(log.entries.toReversed())).toBe('VERIFY-ANCHOR-CHECKPOINT');
  });
});

describe('the genesis', () => {
  const jdchain = 'genesis/jdchain/';

  it('is what the plan and the keys give, every file of it, and nothing beside', () => {
    const of = (some: typeof files, by = plan) => refusal(() => checkGenesis(some, by, log));
    const member = [...files.keys()].find((path) => path.endsWith('/ledger.init')) ?? '';
    expect(of(files)).toBe('accepted');
    expect(of(withFile(member))).toBe('VERIFY-GENESIS');
    expect(
      of(files, { ...plan, chain: { ...plan.chain, ledger: { ...plan.chain.ledger, seed: '00'.repeat(32) } } }),
    ).toBe('VERIFY-GENESIS');
    expect(of(withFile(`${jdchain}more.txt`))).toBe('VERIFY-EXTRA');
    const renamed = plan.members.map((member) => ({ ...member, id: `${member.id}-2` }));
    expect(of(files, { ...plan, members: renamed })).toBe('VERIFY-MEMBER');
  });

  it('has the permission of a participant only over its own transaction', () => {
    const genesis = checkGenesis(files, plan, log).value;
    const path = `${jdchain}signatures.json`;
    const permitted = (signatures: Uint8Array) =>
      refusal(() => checkPermissions(withFile(path, signatures), plan, log, genesis));
    const [one, two] = Object.entries(parseJcs(need(files, path), path) as Record<string, string>);
    expect(permitted(need(files, path))).toBe('accepted');
    expect(permitted(toJcs({ [one![0]]: two![1], [two![0]]: one![1] }))).toBe('VERIFY-PERMISSION');
  });
});

describe('what is given', () => {
  const codeOf = (path: string, more = {}) => verifyPath(path, { rehearsal: true, ...more }).json['code'];

  it('a fingerprint anchors only if that key signed', () => {
    const signer = roots.find(({ suite }) => suite !== 'sm2')?.fingerprint;
    expect(verifyPath(home.bundle, { rehearsal: true, rootFingerprint: signer! }).json).toMatchObject({
      valid: true,
      anchored: true,
    });
    expect(codeOf(home.bundle, { rootFingerprint: '00'.repeat(32) })).toBe('VERIFY-ANCHOR-ROOT');
    expect(codeOf(join(home.bundle, 'tuf'), { rootFingerprint: '00'.repeat(32) })).toBe('VERIFY-ANCHOR-ROOT');
  });

  it('a path where nothing lies, or nothing that is known, and a link', () => {
    writeFileSync(join(folder, 'note.txt'), 'a note');
    mkdirSync(join(folder, 'links'));
    symlinkSync(join(folder, 'note.txt'), join(folder, 'links', 'plan.json'));
    expect(refusal(() => verifyPath(join(folder, 'nowhere'), {}))).toBe('VERIFY-PATH');
    expect(refusal(() => verifyPath(join(folder, 'note.txt'), {}))).toBe('VERIFY-KIND');
    expect(refusal(() => verifyPath(folder, {}))).not.toBe('accepted');
    expect(refusal(() => checkTree(readFolder(join(folder, 'links'))))).toBe('VERIFY-LINK');
    const unread = { files, odd: [{ path: 'a.txt', reason: 'EACCES' }] };
    expect(refusal(() => checkTree(unread))).toBe('VERIFY-UNREADABLE');
    expect(refusal(() => checkTree({ files, odd: [] }))).toBe('accepted');
  });

  it('an anchor that cannot be held against what lies there', () => {
    const given = { rehearsal: true, checkpoint: need(files, 'log/checkpoint') };
    expect(refusal(() => verifyPath(join(home.bundle, 'log'), given))).toBe('accepted');
    expect(refusal(() => verifyPath(join(home.bundle, 'tuf'), given))).toBe('VERIFY-ANCHOR-KIND');
  });

  it('a fault of the verifier itself is a refusal', () => {
    const report = new Report('en');
    report.check('TEST', () => {
      throw new TypeError('not foreseen');
    });
    expect([report.valid, report.firstRefusal?.code]).toEqual([false, 'VERIFY-FAULT']);
  });

  it('a command line that says nothing to verify', () => {
    const main = join(import.meta.dirname, '..', '..', '..', 'main', 'cli', 'verify', 'main.ts');
    const run = (...args: string[]) => spawnSync(process.execPath, [main, ...args, '--json'], { encoding: 'utf8' });
    for (const args of [[], ['a', 'b'], ['--nonsense'], ['.', '--at', 'never'], ['.', '--root-fingerprint', 'x']]) {
      const { status, stdout } = run(...args);
      expect([status, (JSON.parse(stdout) as { code: string }).code], args.join(' ')).toEqual([2, 'VERIFY-USAGE']);
    }
  });
});
