/** An entry as one sentence: every kind of entry and every step has one of its own, in both languages. */
import { describe, expect, it } from 'vitest';
import { entryKinds } from '../../../main/cli/verify/receipts.ts';
import { entryText, needsSets } from '../../../main/core/ceremony/entry-text.ts';
import type { Json } from '../../../main/core/encoding/jcs.ts';
import type { SetRecord } from '../../../main/core/ceremony/sets.ts';
import { Log, resolved, stepIds, steps } from './log-help.ts';

const plan = resolved();
const textOf = (kind: string, data: Record<string, Json> = {}, sets: readonly SetRecord[] = []) => {
  const [entry] = new Log().add(kind, data).entries;
  return entryText(entry!, plan, sets);
};

describe('the sentence of an entry', () => {
  it.each(entryKinds)('of kind %s is no code, in either language', (kind) => {
    const { en, zh } = textOf(kind, { who: 'p1', step: 'restore' });
    expect(en).not.toContain(kind);
    expect(zh).toMatch(/^[^A-Za-z]*\p{Script=Han}.*。$/u);
    expect(en).toMatch(/^[A-Z].*\.$/);
  });

  it.each(stepIds)('of step %s names the step and what it left', (step) => {
    const left = {
      ...{
        planHash: 'ab'.repeat(32),
        roots: [{}, {}],
        quorums: { checked: 10, total: '10' },
        handed: [{}],
        checks: 20,
      },
      ...{ checked: [{}, {}], txHash: 'j5abc', quorum: ['c1', 'c2', 'c3'] },
    };
    const { en, zh } = textOf('step.done', { step, files: [], ...left });
    const results: Record<string, [string, string]> = {
      'agree-plan': ['plan abababab…', '方案 abababab…'],
      found: [
        '2 root keys, any 3 of 5 shares, 10 of 10 quorums tried',
        '2 把根密钥，5 份份额中任意 3 份，已验证法定组合 10/10',
      ],
      'hand-out': ['1 share.', '1 份份额'],
      'check-shares': ['2 shares checked and intact', '2 份份额完好'],
      genesis: ['transaction j5abc', '交易 j5abc'],
      sign: ['restored by ', '恢复。'],
      verify: ['20 checks passed', '通过 20 项检查'],
    };
    const [wantedEn = '', wantedZh = ''] = results[step] ?? [];
    expect([en, zh]).toEqual([
      expect.stringContaining(steps[step].title.en),
      expect.stringContaining(steps[step].title.zh),
    ]);
    expect(en).toContain(wantedEn);
    expect(zh).toContain(wantedZh);
  });

  it('of the signing act says the hash of the ledger where it is known', () => {
    const { en, zh } = textOf('step.done', { step: 'sign', files: [], quorum: ['c1'], ledgerHash: 'j5abc' });
    expect(en).toMatch(/, ledger hash j5abc\.$/);
    expect(zh).toMatch(/，账本哈希 j5abc。$/);
  });

  it('of a founding with groups tells their rule', () => {
    const list = [
      { id: 'banks', name: { en: 'Banks', zh: '银行' }, threshold: 2 },
      { id: 'state', name: { en: 'Regulators', zh: '监管机构' }, threshold: 1 },
    ];
    const custodians = plan.custodians.map((each, i) => ({ ...each, group: i < 3 ? 'banks' : 'state' }));
    const [entry] = new Log().add('step.done', { step: 'found', files: [], roots: [{}] }).entries;
    const { en, zh } = entryText(entry!, { ...plan, groups: { threshold: 2, list }, custodians }, []);
    expect(en).toContain('1 root key, shares of 2 of the 3 Banks and 1 of the 2 Regulators');
    expect(zh).toContain('份额分组：“银行”3 份中的 2 份，并有“监管机构”2 份中的 1 份');
  });

  it('names people as the plan does', () => {
    const { en, zh } = textOf('confirmation', { step: 'genesis', who: 'p2', said: {} });
    expect(en).toMatch(/\(p2\) said yes to: The genesis\.$/);
    expect(zh).toMatch(/（p2）确认：创世配置。$/);
  });

  it('tells an exception with its reason, and what was found in the room', () => {
    const exception = textOf('exception', {
      rule: 'ROOM-NETWORK',
      reason: 'no cable could be pulled',
      by: ['p1', 'p2'],
    });
    expect(exception.en).toMatch(/^Exception ROOM-NETWORK, for which .*p1.*p2.* answer: no cable could be pulled\.$/);
    const found = textOf('room.facts', { facts: {}, findings: [{ rule: 'ROOM-SWAP' }, { rule: 'ROOM-CORE' }] });
    expect(found.zh).toContain('ROOM-SWAP、ROOM-CORE');
    expect(textOf('room.facts', { facts: {}, findings: [] }).en).toContain('nothing to object to');
  });

  it('tells a restore by its purpose, who restored it, and how many shares were missing', () => {
    expect(textOf('restore.begun', { purpose: 'export' }).en).toContain('exporting a root key');
    expect(textOf('restore.done', { purpose: 'drill', quorum: ['c1'] }).en).toMatch(/a drill, restored by .*\(c1\)\.$/);
    const shares = [
      { code: 'SHARE-INTACT', index: 1 },
      { code: 'SHARE-INTACT', index: 1 },
      { code: 'SHARE-FOREIGN', index: 2 },
    ];
    const refused = textOf('restore.refused', { purpose: 'sign', shares });
    expect([refused.en, refused.zh]).toEqual([
      expect.stringContaining('1 good share, too few.'),
      expect.stringContaining('有效 1 份，不足法定人数。'),
    ]);
  });

  it('tells shares that were too few by the set that was in force then, and its holders by name', () => {
    const moment = (entry: number) => ({ entry, time: '2027-01-01T00:00:00.000Z' });
    const holder = { ...plan.custodians[0]!, id: 'c9', name: { en: 'Ninth', zh: '第九' } };
    const set = (epoch: number, m: number, more: Partial<SetRecord>): SetRecord => ({
      ...{ id: String(epoch), epoch, m, n: 7, scheme: 'shamir', purpose: 'resplit', custodians: [holder], roots: [] },
      ...{ state: 'active', made: moment(0), handed: [], confirmed: [], returned: [], outstanding: [], files: [] },
      ...more,
    });
    const before = set(1, 3, { state: 'retired', inForce: moment(0), ended: moment(5) });
    const sets = [before, set(2, 4, { inForce: moment(6) })];
    const at = (index: number, of: readonly SetRecord[]) => {
      const [entry] = new Log().add('restore.refused', { purpose: 'drill', shares: [] }).entries;
      return entryText({ ...entry!, index }, plan, of);
    };
    expect([at(3, sets).en, at(9, sets).en].map((each) => /\d of epoch \d/.exec(each)?.[0])).toEqual([
      ...['3 of epoch 1', '4 of epoch 2'],
    ]);
    expect(at(9, sets).zh).toContain('有效 0 份，需要第 2 期 4 份');
    const groups = { threshold: 2, list: [{}, {}, {}] } as unknown as NonNullable<SetRecord['groups']>;
    const grouped = set(2, 4, { inForce: moment(6), groups });
    expect(at(9, [before, grouped]).en).toContain('no quorum of the groups of epoch 2 (2/3 groups needed)');
    expect(textOf('set.returned', { epoch: 1, custodian: 'c9' }, sets).en).toContain('Ninth (c9)');
    expect(['restore.refused', 'set.handed', 'step.done'].map((kind) => needsSets({ kind, data: {} }))).toEqual([
      ...[true, true, false],
    ]);
  });

  it('acts on no screen, whatever was written into the log', () => {
    const { en } = textOf('exception', { rule: 'X\u202e', reason: 'a\nb\u0007', by: ['p1'] });
    expect(en).toContain('X\\u{202e}');
    expect(en).toContain('a\\u{a}b\\u{7}');
  });
});
