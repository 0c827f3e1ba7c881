/**
 * Uses of the roots that the log begins: each has one end, or was given up in the log, and is named either way. A root
 * that was restored and whose act was killed before it could be logged is never passed over.
 */
import { describe, expect, it } from 'vitest';
import { verifyBundle } from '../../main/cli/verify/bundle.ts';
import { Report } from '../../main/cli/verify/report.ts';
import type { Entry } from '../../main/core/audit/entry.ts';
import { type Forgery, entriesOf, forge } from '../support/forger.ts';
import { base, isDone } from './forged.ts';

type Row = readonly [kind: string, data: Entry['data']];

const size = entriesOf(base).length;
const to = { root: 'root-ed', recipient: 'age1stranger' };
const begun = (purpose: string, more: Entry['data'] = {}): Row => ['restore.begun', { purpose, shares: [], ...more }];
const doneFor = (entry: number, purpose: string): Row => {
  const over = { quorum: ['c1', 'c2', 'c3'], challengeSize: entry + 1, challenges: [] };
  return ['restore.done', { purpose, entry, ...over }];
};
const abandoned = (entry: number, purpose: string): Row => {
  return ['restore.abandoned', { begun: entry, purpose, reason: 'found begun and not done' }];
};

async function judged(how: Forgery) {
  const report = new Report('en');
  const facts = verifyBundle(await forge(base, how), { now: new Date().toISOString() }, report);
  const { code = 'accepted' } = report.firstRefusal ?? {};
  return { code, detail: report.checks.find(({ id }) => id === 'RESTORES')?.detail ?? '', restores: facts.restores };
}

/** The true log, and these entries after its end. */
const later = (...rows: Row[]) =>
  judged({ entries: (all) => [...all, ...rows.map(([kind, data]) => ({ ...all.at(-1)!, kind, data }))] });

/** The true log with these entries before or after the restore of its signing act. */
const inSigning = (before: readonly Row[], after: readonly Row[] = []) =>
  judged({
    entries: (all) => {
      const at = all.findIndex(({ kind }) => kind === 'restore.begun');
      const made = (rows: readonly Row[]) => rows.map(([kind, data]) => ({ ...all[at]!, kind, data }));
      const moved = all.map((entry) =>
        isDone('sign')(entry) ? { ...entry, data: { ...entry.data, challengeSize: at + 1 + before.length } } : entry,
      );
      return [...moved.slice(0, at), ...made(before), moved[at]!, ...made(after), ...moved.slice(at + 1)];
    },
  });

const signing = entriesOf(base).findIndex(({ kind }) => kind === 'restore.begun');

describe('a restore that was begun', () => {
  it('and done is accepted, and told', async () => {
    const { code, detail, restores } = await later(begun('export', to), doneFor(size, 'export'));
    expect(code).toBe('accepted');
    expect(detail).toBe('2 restored the roots, 4 challenges signed by them');
    expect(restores).toEqual([
      { entry: signing, purpose: 'found', done: true },
      { entry: size, purpose: 'export', ...to, done: true },
    ]);
  });

  it('and has no end is refused, and named', async () => {
    const { code, detail, restores } = await later(begun('export', to));
    expect(code).toBe('VERIFY-RESTORE-UNFINISHED');
    expect(detail).toContain(`entry ${String(size)} export root-ed to age1stranger`);
    expect(restores?.at(-1)).toEqual({ entry: size, purpose: 'export', ...to, done: false });
  });

  it('and has no end is refused though a later one has', async () => {
    const { code, restores } = await later(begun('export', to), begun('drill'), doneFor(size + 1, 'drill'));
    expect(code).toBe('VERIFY-RESTORE-UNFINISHED');
    expect(restores?.map(({ done }) => done)).toEqual([true, false, true]);
  });

  it('and was given up in the log is accepted, counted and named', async () => {
    const { code, detail, restores } = await later(
      ...[begun('export', to), abandoned(size, 'export')],
      ...[begun('drill'), doneFor(size + 2, 'drill')],
    );
    expect(code).toBe('accepted');
    expect(detail).toBe(
      `2 restored the roots, 4 challenges signed by them, 1 without end: entry ${String(size)} export root-ed to age1stranger`,
    );
    expect(restores?.map(({ done }) => done)).toEqual([true, false, true]);
  });
});

describe('an end', () => {
  it('of another purpose, of another restore, or of none is refused', async () => {
    expect((await later(begun('export', to), doneFor(size, 'drill'))).code).toBe('VERIFY-ENTRY');
    expect((await later(begun('drill'), doneFor(size - 1, 'drill'))).code).toBe('VERIFY-ENTRY');
    expect((await later(doneFor(size, 'drill'))).code).toBe('VERIFY-STEP');
    expect((await later(begun('drill'), doneFor(size, 'drill'), doneFor(size, 'drill'))).code).toBe('VERIFY-STEP');
    const late = [begun('export', to), abandoned(size, 'export'), doneFor(size, 'export')];
    expect((await later(...late)).code).toBe('VERIFY-STEP');
  });

  it('that gives up another restore, one of another purpose, or one that was done is refused', async () => {
    expect((await later(begun('export', to), abandoned(size, 'drill'))).code).toBe('VERIFY-ENTRY');
    expect((await later(begun('export', to), abandoned(size + 1, 'export'))).code).toBe('VERIFY-ENTRY');
    expect((await later(begun('drill'), doneFor(size, 'drill'), abandoned(size, 'drill'))).code).toBe('VERIFY-ENTRY');
    expect((await later(abandoned(signing, 'found'))).code).toBe('VERIFY-ENTRY');
  });

  it('of an unknown purpose is refused', async () => {
    expect((await later(begun('borrow'), doneFor(size, 'borrow'))).code).toBe('VERIFY-ENTRY');
  });
});

describe('the signing act', () => {
  it('is the only one that restores to found', async () => {
    expect((await later(begun('found'), abandoned(size, 'found'))).code).toBe('VERIFY-ENTRY');
  });

  it('that broke off is named once it was begun again, and refused unless it was given up', async () => {
    expect((await inSigning([begun('found')])).code).toBe('VERIFY-RESTORE-UNFINISHED');
    const again = await inSigning([begun('found'), abandoned(signing, 'found')]);
    expect(again.code).toBe('accepted');
    expect(again.detail).toContain(`1 without end: entry ${String(signing)} found`);
    expect((await inSigning([], [begun('drill')])).code).toBe('VERIFY-ENTRY');
  });

  it('is ended by nothing but its own step', async () => {
    expect((await inSigning([], [doneFor(signing, 'found')])).code).toBe('VERIFY-ENTRY');
  });
});
