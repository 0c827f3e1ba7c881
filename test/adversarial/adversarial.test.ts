/**
 * The adversarial suite: kinds of bad pools, random cases of each, every one through the real reading, opening, judging
 * and combining. 20 cases a kind here; `node scripts/adversarial.ts` runs 1,000 a kind and writes the table.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assuranceRows } from '../../scripts/adversarial.ts';
import { kinds } from './kinds.ts';
import { Random } from '../support/random.ts';
import { Room, intact, pooled } from './trial.ts';
import { type Worlds, makeWorlds } from './worlds.ts';

const cases = 20;
const seed = Number(process.env['ADVERSARIAL_SEED'] ?? Date.now() % 2 ** 31);

let worlds: Worlds;
let room: Room;
beforeAll(async () => {
  worlds = await makeWorlds();
  room = new Room();
});
afterAll(() => room.close());

describe(`20 random cases a kind (ADVERSARIAL_SEED=${seed})`, () => {
  it.each(kinds.map((kind, i) => [kind.name, kind, i] as const))('%s', async (_, kind, place) => {
    for (let n = 0; n < cases; n++) {
      const trial = await kind.make(worlds, new Random(seed + 1_000_003 * place + n), n);
      expect(await room.faults(trial), `case ${n}`).toEqual([]);
    }
  });
});

describe('the judge of these cases', () => {
  it('sees a wrong code, a wrong holder, a file that was read, and a quorum that should not be', async () => {
    const random = new Random(1);
    const items = await Promise.all([1, 2, 3].map((slot) => intact(worlds.ours, slot, random)));
    const of = async (more: object) => {
      const [first, ...rest] = items;
      return room.faults({ world: worlds.ours, items: pooled(random, [{ ...first!, ...more }, ...rest]) });
    };
    expect(await of({})).toEqual([]);
    expect(await of({ want: { code: 'SHARE-FOREIGN' } })).not.toEqual([]);
    expect(await of({ want: { code: 'SHARE-INTACT', custodian: 'c9' } })).not.toEqual([]);
    expect(await of({ want: { code: 'FILE-READ', unread: true } })).not.toEqual([]);
    const faults = await of({ slot: undefined, want: { code: 'SHARE-INTACT' } });
    expect(faults).toEqual(expect.arrayContaining([expect.stringContaining('quorum met: true')]));
    expect(faults).toEqual(expect.arrayContaining([expect.stringContaining('WRONG SECRET')]));
  });

  it('knows at least twenty kinds, and docs/assurance.md has a row of each', () => {
    expect(kinds.length).toBeGreaterThanOrEqual(20);
    const page = readFileSync(new URL('../../docs/assurance.md', import.meta.url), 'utf8');
    expect(assuranceRows(page).map(([name, answer]) => [name, answer])).toEqual(
      kinds.map(({ name, answer }) => [name, answer]),
    );
    // What the long run counted: each case answered rightly, no wrong secret, no crash.
    for (const [, , counted, ...more] of assuranceRows(page)) expect(more).toEqual([counted, '0', '0']);
  });
});
