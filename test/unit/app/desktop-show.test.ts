/** A consortium in full, hash for hash as its bundle says; and an exception written into its log. */
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../main/store/store.ts';
import { type FinishedHome, copyHome, finishedHome } from '../../support/ceremony.ts';
import { ask, codeOf, get } from './desktop-help.ts';
import { interrupted, listOfHomes } from './desktop-homes-help.ts';

let finished: FinishedHome;
let own: FinishedHome;
beforeAll(async () => {
  finished = await finishedHome('rehearsal');
  own = copyHome(finished);
}, 300_000);
afterAll(() => rmSync(dirname(own.dir), { recursive: true, force: true }));

describe('a consortium in full', () => {
  it('is what its bundle says, hash for hash', async () => {
    const { handlers } = listOfHomes();
    const shown = await get(handlers, 'ceremony.show', { dir: finished.dir });
    const { made: said } = finished;
    expect(shown.plan).toBe(readFileSync(join(finished.bundle, 'plan.json'), 'utf8'));
    expect(shown.roots.map(({ id, suite, fingerprint }) => ({ id, suite, fingerprint }))).toEqual(
      said.roots.map(({ id, suite, fingerprint }) => ({ id, suite, fingerprint })),
    );
    expect(shown.roots.map(({ purpose }) => purpose)).toEqual(['consortium', 'consortium-gm']);
    expect(shown.roots[0]?.groups.map(({ hex }) => hex).join('')).toBe(said.roots[0]?.fingerprint);
    expect([shown.txHash, shown.ledgerHash]).toEqual([said.genesis[0]?.txHash, '']);
    expect(shown.sets).toEqual([join(finished.bundle, 'share-sets', `${said.shareSets[0]?.id ?? ''}.json`)]);
    expect(shown.shares).toEqual(
      ['c1', 'c2', 'c3', 'c4', 'c5'].map((id) => ({ custodian: id, file: join(finished.dir, 'shares', `${id}.age`) })),
    );
    expect(shown.people.map(({ id }) => id)).toEqual(['p1', 'p2', 'p3', 'p4', 'c1', 'c2', 'c3', 'c4', 'c5']);
    expect(shown.home).toMatchObject({ state: 'closed', dir: finished.dir });
  });

  it('has the genesis as it was signed, with what is unusual marked', async () => {
    const { handlers } = listOfHomes();
    const { genesis } = await get(handlers, 'ceremony.show', { dir: finished.dir });
    const document = JSON.parse(readFileSync(join(finished.bundle, 'genesis', 'jdchain', 'genesis.json'), 'utf8')) as {
      participants: { publicKey: string; name: string }[];
    };
    for (const { name, publicKey } of document.participants) {
      expect(genesis.map(({ field }) => field.en)).toContain(`Participant ${name}`);
      expect(genesis.map(({ value }) => value)).toContain(publicKey);
    }
    expect(genesis[0]?.field).toEqual({ en: 'Seed', zh: '种子' });
  });

  it('has no roots and no genesis before the founding, and a genesis after it', async () => {
    const { handlers, folder } = listOfHomes();
    const dir = interrupted(finished, folder, (kind, step) => kind === 'step.begun' && step === 'found');
    const before = await get(handlers, 'ceremony.show', { dir });
    expect([before.roots, before.genesis, before.txHash, before.shares, before.sets]).toEqual([[], [], '', [], []]);
    rmSync(dir, { recursive: true });
    const after = await get(handlers, 'ceremony.show', {
      dir: interrupted(finished, folder, (kind, step) => kind === 'step.begun' && step === 'hand-out'),
    });
    expect([after.roots.length, after.genesis.length > 10, after.txHash]).toEqual([2, true, '']);
  });

  it('is refused where it cannot be read', async () => {
    const { handlers, folder } = listOfHomes();
    expect(await codeOf(handlers, 'ceremony.show', { dir: folder })).toBe('HOME-NOT-ONE');
    expect(await codeOf(handlers, 'ceremony.show', { dir: 'relative' })).toBe('FOLDER-PATH');
  });
});

describe('an exception', () => {
  const exception = { rule: 'SEAL-BROKEN', reason: 'The bag was opened at the border.', by: ['p1', 'p3'] };

  it('is an entry from then on, and everything that is shown has it at once', async () => {
    const { handlers } = listOfHomes();
    const before = await get(handlers, 'homes.add', { dir: own.dir });
    const { entry } = await get(handlers, 'ceremony.exception', { dir: own.dir, exception });
    expect(entry).toBe(before.size);
    const { homes } = await get(handlers, 'homes.list', {});
    expect(homes[0]?.size).toBe(before.size + 1);
    const { exceptions } = await get(handlers, 'ceremony.show', { dir: own.dir });
    expect(exceptions).toMatchObject([{ entry, ...exception }]);
    await pause(300); // what was written is old enough for the store's check to be left out
    const again = await get(handlers, 'ceremony.show', { dir: own.dir });
    expect(again.exceptions).toEqual(exceptions);
  });

  it('needs two people of the plan and one line, and waits for whoever is at work', async () => {
    const { handlers } = listOfHomes();
    const record = (change: object) =>
      codeOf(handlers, 'ceremony.exception', { dir: own.dir, exception: { ...exception, ...change } });
    expect(await record({ by: ['p1'] })).toBe('EXCEPTION-PEOPLE');
    expect(await record({ by: ['p1', 'nobody'] })).toBe('EXCEPTION-PEOPLE');
    expect(await record({ reason: 'a\nb' })).toBe('EXCEPTION-TEXT');
    const working = openStore(join(own.dir, 'ceremony.db'));
    const busy = await ask(handlers, 'ceremony.exception', { dir: own.dir, exception });
    working.close();
    expect(busy.code).toBe('STORE-BUSY');
  });
});
