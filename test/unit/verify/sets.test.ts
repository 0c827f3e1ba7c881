/**
 * The verifier's rules on the life of share sets, over a rehearsal whose root was rotated: what was made is taken, and
 * whatever does not agree with the log is refused under its own rule. Whoever forges also signs, so the checks are
 * called by themselves.
 */
import { formNumber } from '../../../main/core/paper/form.ts';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { checkShareReceipts, checkSets, firstStatements } from '../../../main/cli/verify/bundle-sets.ts';
import * as logs from '../../../main/cli/verify/bundle-log.ts';
import * as papers from '../../../main/cli/verify/bundle-roots.ts';
import * as lists from '../../../main/cli/verify/bundle-tuf.ts';
import { checkTufSets } from '../../../main/cli/verify/bundle-tuf-log.ts';
import type { Log } from '../../../main/cli/verify/receipts.ts';
import { Report } from '../../../main/cli/verify/report.ts';
import { verifyBundle } from '../../../main/cli/verify/bundle.ts';
import type { Entry } from '../../../main/core/audit/entry.ts';
import type { ResolvedPlan } from '../../../main/core/ceremony/plan.ts';
import { type SetRecord, setsOf } from '../../../main/core/ceremony/sets.ts';
import type { Json } from '../../../main/core/encoding/jcs.ts';
import type { Statement } from '../../../main/core/sealing/statement.ts';
import type { ShareSet } from '../../../main/core/shares/set.ts';
import { refusal } from '../../refusal.ts';
import { copyHome, filesBelow, finishedHome, rootseal } from '../../support/ceremony.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 600_000 });

let files: Map<string, Uint8Array>;
let plan: ResolvedPlan;
let roots: Statement[];
let sets: ShareSet[];
let log: Log;
let records: SetRecord[];

beforeAll(async () => {
  const home = copyHome(await finishedHome('rehearsal'));
  const shares = ['c1', 'c2', 'c3'].flatMap((id) => ['--share', `${home.dir}/shares/${id}.age`]);
  const c5 = ['--identity', `c5=${home.identities['c5'] ?? ''}`];
  const args = [
    'restore',
    home.dir,
    ...shares,
    '--purpose',
    'rotate',
    '--root',
    'root-ed',
    '--answers',
    home.answersFile,
    ...c5,
  ];
  const made = rootseal(home, [...args, '--json']);
  expect(made.status, made.stdout + made.stderr).toBe(0);
  files = filesBelow(home.bundle);
  plan = papers.checkPlan(files).value;
  roots = papers.checkRoots(files, plan).value;
  sets = papers.checkShareSets(files, plan, roots).value;
  log = logs.checkLog(files, plan).value;
  records = setsOf(log.decoded, plan);
});

function without(path: string) {
  const fewer = new Map(files);
  fewer.delete(path);
  return fewer;
}
/** The log with entries changed as told. */
const told = (how: (entry: Entry) => Entry): Log => ({ ...log, decoded: log.decoded.map(how) });
const withData = (kind: string, more: Record<string, Json>) =>
  told((entry) => (entry.kind === kind ? { ...entry, data: { ...entry.data, ...more } } : entry));
const of = (some: Log = log, here = files, by = roots, documents = sets) =>
  refusal(() => checkSets(here, plan, some, { roots: by, sets: documents }));

describe('the life of share sets, as the verifier takes it', () => {
  it('is accepted as it was, every check of the bundle with it', () => {
    expect(of()).toBe('accepted');
    const report = new Report('en');
    verifyBundle(files, { rehearsal: true, now: new Date().toISOString() }, report);
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(records.map(({ epoch, state }) => [epoch, state])).toEqual([
      [1, 'retired'],
      [2, 'active'],
    ]);
    expect(firstStatements(files, plan, roots)[0]?.epoch).toBe(1);
  });

  it('VERIFY-SHARE-SET, VERIFY-MISSING, VERIFY-EXTRA: each set lies here as the log tells of it, and no other', () => {
    expect(
      of(
        log,
        files,
        roots,
        sets.map((set) => ({ ...set, m: set.m + 1 })),
      ),
    ).toBe('VERIFY-SHARE-SET');
    expect(of(log, files, roots, sets.slice(1))).toBe('VERIFY-MISSING');
    expect(of(log, files, roots, [...sets, { ...sets[0]!, id: '00'.repeat(16) }])).toBe('VERIFY-EXTRA');
  });

  it('VERIFY-SET: statements of the set in force, notice, proof before it came into force', () => {
    expect(
      of(
        log,
        files,
        roots.map((root) => ({ ...root, epoch: 1 })),
      ),
    ).toBe('VERIFY-SET');
    const notice = `share-sets/${records[0]!.id}.retired.json`;
    expect(of(log, without(notice))).toBe('VERIFY-MISSING');
    expect(
      of(told((entry) => (entry.kind === 'set.retired' ? { ...entry, time: log.decoded.at(-1)!.time + '0' } : entry))),
    ).toBe('VERIFY-SET');
    const stray = new Map(files).set(`share-sets/${'00'.repeat(16)}.retired.json`, files.get(notice)!);
    expect(of(log, stray)).toBe('VERIFY-EXTRA');
    const proof = (entry: Entry) => entry.kind === 'restore.done' && entry.data['purpose'] === 'activate';
    expect(of(told((entry) => (proof(entry) ? { ...entry, data: { ...entry.data, purpose: 'drill' } } : entry)))).toBe(
      'VERIFY-SET',
    );
    const made = (entry: Entry) => entry.kind === 'restore.done' && entry.data['purpose'] === 'rotate';
    expect(of(told((entry) => (made(entry) ? { ...entry, data: { ...entry.data, purpose: 'refresh' } } : entry)))).toBe(
      'VERIFY-SET',
    );
    expect(of(told((entry) => (entry.kind === 'set.handed' ? { ...entry, kind: 'exception' } : entry)))).toBe(
      'VERIFY-SET',
    );
  });

  it('VERIFY-SET-AGREED, VERIFY-QUORUMS: parameters agreed by whoever gave or got a share; every quorum tried', () => {
    expect(of(withData('confirmation', { change: '00'.repeat(32) }))).toBe('VERIFY-SET-AGREED');
    expect(of(withData('set.pending', { quorums: { checked: 1, total: '10', all: true } }))).toBe('VERIFY-QUORUMS');
    expect(of(withData('set.pending', { quorums: { checked: 9, total: '9', all: true } }))).toBe('VERIFY-QUORUMS');
  });

  it('VERIFY-ROTATION, VERIFY-EXTRA: a root has another key only with the signatures of both', () => {
    const path = 'roots/2/root-ed.rotation.json';
    expect(of(log, without(path))).toBe('VERIFY-MISSING');
    const stray = new Map(files).set('roots/2/root-sm.rotation.json', files.get(path)!);
    expect(of(log, stray)).toBe('VERIFY-EXTRA');
    const same = told((entry) =>
      entry.kind === 'set.pending'
        ? {
            ...entry,
            data: {
              ...entry.data,
              roots: log.decoded.find(({ data }) => data['step'] === 'found' && data['roots'])!.data['roots']!,
            },
          }
        : entry,
    );
    expect(
      of(
        same,
        files,
        roots,
        sets.map((set) => ({ ...set, roots: sets[0]!.roots })),
      ),
    ).toBe('VERIFY-ROTATION');
  });

  it('SET-IMPOSSIBLE: no log with two sets in force, none, or a gap', () => {
    const entries = (kind: string) => ({ ...log, decoded: log.decoded.filter((entry) => entry.kind !== kind) });
    expect(of(entries('set.retired'))).toBe('SET-IMPOSSIBLE');
    expect(of(entries('set.active'))).toBe('SET-IMPOSSIBLE');
    expect(of(entries('set.agreed'))).toBe('SET-IMPOSSIBLE');
    expect(of(entries('set.confirmed'))).toBe('SET-IMPOSSIBLE');
  });

  it('VERIFY-ROOT-SET, VERIFY-SHARE-SET: what older epochs left is theirs alone', () => {
    const odd = new Map(files).set('roots/1/other.json', new Uint8Array());
    expect(refusal(() => papers.checkRoots(odd, plan))).toBe('VERIFY-ROOT-SET');
    expect(refusal(() => papers.checkShareSets(without('roots/1/root-ed.json'), plan, roots))).toMatch(
      /^VERIFY-(SHARE-SET|MISSING)$/,
    );
  });

  it('VERIFY-TUF-SETS: TUF says of each set where it stands, one version a set, one root file a key', () => {
    const by = (some: SetRecord[]) => refusal(() => checkTufSets(files, plan, some, log));
    const [old, now] = records as [SetRecord, SetRecord];
    expect(by([old, now])).toBe('accepted');
    expect(by([{ ...old, state: 'active' }, now])).toBe('VERIFY-TUF-SETS');
    expect(by([old, { ...now, epoch: 3 }])).toBe('VERIFY-TUF-SETS');
    expect(by([old, { ...now, roots: old.roots }])).toBe('VERIFY-TUF-SETS');
    const last = log.decoded.at(-1)!;
    const more = (kind: string, data: Entry['data']) =>
      refusal(() => checkTufSets(files, plan, records, { ...log, decoded: [...log.decoded, { ...last, kind, data }] }));
    expect(more('register.changed', {})).toBe('VERIFY-TUF-SETS');
    expect(more('tuf.root', { root: 3, signedBy: [], files: [] })).toBe('VERIFY-TUF-SETS');
    expect(more('tuf.root', { root: 3 })).toBe('VERIFY-ENTRY');
    expect(more('tuf.renewed', { version: 3, files: [] })).toBe('VERIFY-TUF-SETS');
  });

  it('VERIFY-ENTRY: a receipt in the log is what its entry says of it', () => {
    expect(refusal(() => checkShareReceipts(log, sets))).toBe('accepted');
    const last = log.decoded.at(-1)!;
    const data = {
      set: '00'.repeat(16),
      epoch: 1,
      custodian: 'c1',
      index: 1,
      time: last.time,
      verdict: 'SHARE-INTACT',
      sha256: '00'.repeat(32),
      receipt: {},
    };
    const more = { ...log, decoded: [...log.decoded, { ...last, kind: 'share.checked', data }] } as Log;
    expect(refusal(() => checkShareReceipts(more, sets))).toBe('RECEIPT-FORM');
  });

  it('VERIFY-ENTRY: a sheet in the log is of a share that there is', () => {
    const last = log.decoded.at(-1)!;
    const [set] = sets;
    const { index, custodian } = set!.shares[1]!;
    const data = { set: set!.id, epoch: set!.epoch, custodian: custodian.id, index, sha256: '00'.repeat(32) };
    const printed = (change: object) =>
      refusal(() => {
        const entry = { ...last, kind: 'share.printed', data: { ...data, ...change } };
        return checkShareReceipts({ ...log, decoded: [...log.decoded, entry] }, sets);
      });
    expect(printed({})).toBe('accepted');
    for (const change of [{ custodian: 'c9' }, { index: 1 }, { epoch: 7 }, { set: '00'.repeat(16) }, { more: 1 }])
      expect(printed(change)).toBe('VERIFY-ENTRY');
  });

  it('VERIFY-ENTRY: words are copied by hand of a share that there is, into its form, after they were shown, once', () => {
    const last = log.decoded.at(-1)!;
    const [set] = sets;
    const { index, custodian } = set!.shares[1]!;
    const form = formNumber({ set: set!.id, index, boxes: 33 });
    const data = { set: set!.id, epoch: set!.epoch, custodian: custodian.id, index, form };
    const judged = (...kinds: readonly (readonly [string, object])[]) =>
      refusal(() => {
        const more = kinds.map(([kind, change]) => ({ ...last, kind: `share.${kind}`, data: { ...data, ...change } }));
        return checkShareReceipts({ ...log, decoded: [...log.decoded, ...more] }, sets);
      });
    expect(judged(['shown', {}])).toBe('accepted');
    expect(judged(['shown', {}], ['shown', {}], ['copied', {}])).toBe('accepted');
    expect(judged(['copied', {}])).toBe('VERIFY-ENTRY');
    expect(judged(['shown', {}], ['copied', {}], ['copied', {}])).toBe('VERIFY-ENTRY');
    for (const change of [{ custodian: 'c9' }, { index: 1 }, { epoch: 7 }, { form: 'AAAA-AAAA' }, { more: 1 }])
      expect(judged(['shown', change])).toBe('VERIFY-ENTRY');
  });

  it('the SM2 root signs every TUF file of every version', () => {
    expect(refusal(() => lists.checkSm2(files, roots))).toBe('accepted');
    expect(refusal(() => lists.checkSm2(without('tuf/2.root.json.sm2sig'), roots))).not.toBe('accepted');
  });
});
