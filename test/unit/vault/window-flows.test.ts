/** The vault at a window: the real process, keys sealed as the page seals them, everything that people do at a field. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Vault, VaultAct, VaultLauncher, VaultOptions, VaultProcess } from '../../../main/vault/client.ts';
import { press } from '../../support/typist.ts';
import {
  type Founded,
  answers,
  cleanUp,
  codeOf,
  foundIn,
  foundInput,
  logKeyOf,
  open,
  passphrases,
  setOf,
  sharesOf,
  smallPlan,
  tapped,
} from './room.ts';
import { type Window, openWindow, typeAll } from './window.ts';

const { c1, c2, c3, p1 } = passphrases as Record<'c1' | 'c2' | 'c3' | 'p1', string>;
const rolls =
  '14146533441532362434644123112653165621163452135251365526633213631414653344153236243464412311265316562116';

const opened: Vault[] = [];
const start = async (act: VaultAct, more: Partial<VaultOptions> = {}): Promise<Window> => {
  const window = await openWindow(act, more);
  opened.push(window.vault);
  return window;
};
afterEach(() => {
  for (const vault of opened.splice(0)) vault.kill();
});
afterAll(cleanUp);

describe('a founding', () => {
  it('asks each person twice and mends mistakes; no character is in any message or on standard error', async () => {
    const plan = smallPlan(true, (p) => (p.entropy = { dice: 100 }));
    const window = await start('found');
    const founding = window.vault.request('found', foundInput(plan));
    await typeAll(window, c1, `${c1}!`);
    const again = await window.next();
    expect(again).toMatchObject({
      kind: 'choose',
      who: 'c1',
      role: 'custodian',
      name: { en: 'Wang Fang', zh: '王芳' },
    });
    expect(again.fault?.en).toMatch(/^These two were not the same/);
    expect(await window.typist.type(again, c1)).toMatchObject({ state: 'taken' });
    await typeAll(window, c1, c2, c2, c3, c3, p1, p1);
    const dice = await window.next();
    expect(dice).toMatchObject({ kind: 'dice', role: 'room', count: 100 });
    expect(await window.typist.type(dice, rolls.slice(0, 64))).toMatchObject({ state: 'refused', count: 0 });
    const more = await window.next();
    expect(more.fault?.en).toContain('there are 64');
    await window.typist.type(more, rolls);
    const made = await founding;
    expect(made.files).toHaveLength(17);
    expect(made.entropy).toEqual({ sources: ['os', 'dice'], diceRolls: rolls.length });
    await window.vault.finish();
    const twice = (who: string) => [`choose ${who}`, `again ${who}`];
    expect(window.log).toEqual([
      ...['c1', 'c1', 'c2', 'c3', 'p1'].flatMap(twice),
      ...['dice room', 'dice room', 'null'],
    ]);
    const all = window.heard.join('\n');
    for (const secret of ['marker', 'wobbly', 'velvet', 'copper', 'saffron']) expect(all).not.toContain(secret);
    // A rehearsal publishes its dice in the worked example, and nowhere else.
    expect(all.split(rolls.slice(30, 60))).toHaveLength(2);
    expect(window.heard.length).toBeGreaterThan(500);
    expect(JSON.stringify(window.typist.passed)).not.toContain('marker');
  });

  it('a real one refuses a weak passphrase in the field, with its reason, as often as it comes', async () => {
    const window = await start('found', { rehearsal: false });
    window.vault.request('found', foundInput(smallPlan(false))).catch(() => undefined);
    for (let i = 0; i < 6; i++) {
      const field = await window.next();
      expect(field.kind).toBe('choose');
      if (i > 0) expect(field.fault).toMatchObject({ zh: expect.stringContaining('口令太弱') as string });
      expect(await window.typist.type(field, 'password')).toMatchObject({ state: 'refused' });
    }
    expect(window.heard.join('\n')).not.toContain('password"');
  });

  it('ends when a passphrase is typed differently five times', async () => {
    const window = await start('found');
    const founding = window.vault.request('found', foundInput(smallPlan(true)));
    founding.catch(() => undefined);
    for (let i = 0; i < 5; i++) await typeAll(window, `one ${i}`, 'other');
    await expect(founding).rejects.toMatchObject({ code: 'SECRET-TWICE', subject: 'c1' });
    expect(window.log.at(-1)).toBe('null');
  });

  it('takes back, clears, refuses an empty one and a number that no die shows', async () => {
    const plan = smallPlan(true, (p) => (p.entropy = { dice: 100 }));
    const window = await start('found');
    window.vault.request('found', foundInput(plan)).catch(() => undefined);
    const field = await window.typist.open(await window.next());
    expect(await field.press('enter')).toMatchObject({ count: 0, state: 'open', hint: 'empty' });
    expect(await press(field, 'abc')).toMatchObject({ count: 3, hint: 'none' });
    expect(await field.press('clear')).toMatchObject({ count: 0 });
    expect(await press(field, '\bs\b\b\bsamex\b')).toMatchObject({ count: 4 });
    expect(await field.press('enter')).toMatchObject({ count: 0, state: 'taken', hint: 'none' });
    expect(await field.press('character', 0x61)).toMatchObject({ state: 'closed' });
    expect(await window.typist.type(await window.next(), 'same')).toMatchObject({ state: 'taken' });
    await typeAll(window, 'b', 'b', 'c', 'c', 'd', 'd');
    const dice = await window.typist.open(await window.next());
    expect(await press(dice, '16')).toMatchObject({ count: 2, hint: 'none' });
    for (const odd of ['7', '0', ' ', 'a']) expect(await press(dice, odd)).toMatchObject({ count: 2, hint: 'digit' });
  });

  it('takes 1024 characters and no more', { timeout: 120_000 }, async () => {
    const window = await start('found');
    window.vault.request('found', foundInput(smallPlan(true))).catch(() => undefined);
    const field = await window.typist.open(await window.next());
    expect(await press(field, 'x'.repeat(1024))).toMatchObject({ count: 1024, hint: 'none' });
    expect(await press(field, 'y')).toMatchObject({ count: 1024, hint: 'full' });
    expect(await press(field, '\b')).toMatchObject({ count: 1023 });
  });
});

describe('opening', () => {
  let founded: Founded;
  beforeAll(async () => {
    founded = await foundIn(smallPlan(true));
  });

  it('each share is judged before the next person is asked; three wrong ones are a verdict', async () => {
    const purpose = { en: 'EXPORT root-ed to age1abc', zh: '导出 root-ed 给 age1abc' };
    const window = await start('restore', { purpose });
    const request = { files: sharesOf(founded, 'c1', 'c2', 'c3'), set: setOf(founded) };
    const judging = window.vault.request('judgeShares', request);
    const first = await window.next();
    expect(first).toMatchObject({ kind: 'open', who: 'c1', opening: purpose, purpose: { en: 'To open your share.' } });
    expect([first.fault, first.left]).toEqual([undefined, undefined]);
    let field = first;
    for (const left of [2, 1]) {
      expect(await window.typist.type(field, 'wrong')).toMatchObject({ state: 'taken' });
      field = await window.next();
      expect(field).toMatchObject({ who: 'c1', left });
      expect(field.fault?.en).toMatch(/^Wrong passphrase/);
    }
    await window.typist.type(field, 'wrong');
    const second = await window.next();
    expect(second).toMatchObject({ who: 'c2' });
    expect([second.fault, second.left]).toEqual([undefined, undefined]);
    expect(window.log.filter((line) => line.startsWith('verdict'))).toEqual(['verdict c1 SHARE-PASSPHRASE 0/2']);
    await window.typist.type(second, c2);
    await typeAll(window, c3);
    const { shares, quorum } = await judging;
    expect(shares.map(({ code }) => code)).toEqual(['SHARE-PASSPHRASE', 'SHARE-INTACT', 'SHARE-INTACT']);
    expect(quorum).toEqual({ m: 2, n: 3, have: 2, met: true, custodians: ['c2', 'c3'] });
    expect(window.log.filter((line) => line !== 'null')).toEqual([
      ...['open c1', 'open c1', 'open c1', 'verdict c1 SHARE-PASSPHRASE 0/2'],
      ...['open c2', 'verdict c2 SHARE-INTACT 1/2', 'open c3', 'verdict c3 SHARE-INTACT 2/2'],
    ]);
    expect(window.heard.join('\n')).not.toMatch(/marker|velvet|copper/);
  });

  it('nobody is asked before main has heard the verdict: at a terminal its line stands before the next prompt', async () => {
    const held: (() => void)[] = [];
    const heard: string[] = [];
    const holding: VaultLauncher = (start) => {
      const child = tapped(heard)(start);
      const send: VaultProcess['send'] = (message, done) => {
        if ('heard' in (message as object)) held.push(() => child.send(message, done));
        else child.send(message, done);
      };
      return { ...child, send };
    };
    const window = await start('check', { launch: holding });
    const request = { files: sharesOf(founded, 'c1', 'c2'), set: setOf(founded) };
    window.vault.request('judgeShares', request).catch(() => undefined);
    await typeAll(window, c1);
    await expect.poll(() => held.length, { timeout: 20_000 }).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(window.log).toEqual(['open c1', 'null', 'verdict c1 SHARE-INTACT 1/2']);
    held[0]!();
    expect(await window.next()).toMatchObject({ who: 'c2' });
  });

  it('the log key by its administrator, asked again after a wrong one', async () => {
    const window = await start('close');
    const opening = window.vault.request('openLogKey', {
      ...logKeyOf(founded),
      name: { en: 'Li\u202e Na', zh: '李娜' },
    });
    const field = await window.next();
    expect(field).toMatchObject({ role: 'administrator', who: 'p1', name: { en: 'Li\\u{202e} Na', zh: '李娜' } });
    await window.typist.type(field, 'wrong');
    const again = await window.next();
    expect(again).toMatchObject({ left: 2 });
    await window.typist.type(again, p1);
    expect((await opening).origin).toContain('/rehearsal');
  });

  it('the log key, wrong three times: the act ends', async () => {
    const window = await start('close');
    const opening = window.vault.request('openLogKey', logKeyOf(founded));
    opening.catch(() => undefined);
    await typeAll(window, 'wrong', 'wrong', 'wrong');
    expect(await codeOf(opening)).toBe('AGE-PASSPHRASE');
  });

  it('nobody types the same twice in one act: what opened a share opens the key of the same person', async () => {
    const window = await start('sign');
    const judging = window.vault.request('judgeShares', { files: sharesOf(founded, 'c1'), set: setOf(founded) });
    await typeAll(window, c1);
    await judging;
    const member = founded.plan.members.find(({ holder }) => holder === 'c1')!;
    const file = founded.file(`private/${member.id}/local.conf.age`);
    const answer = await window.vault.request('openMember', { member: member.id, holder: 'c1', file });
    expect(answer.opened).toBe(true);
    expect(window.log.filter((line) => line.startsWith('open'))).toEqual(['open c1']);
  });

  it('verdicts come one by one from answers too, in the order of the files', async () => {
    const log: string[] = [];
    const source = answers({ passphrases: { c1, c2: 'wrong', c3 } });
    const onVerdict: VaultOptions['onVerdict'] = ({ custodian, code }, { have, met }) =>
      void log.push(`${custodian!} ${code} ${have} ${met}`);
    const vault = await open('check', source, { onVerdict });
    opened.push(vault);
    const files = sharesOf(founded, 'c3', 'c2', 'c1');
    const { quorum } = await vault.request('judgeShares', { files, set: setOf(founded) });
    expect(log).toEqual(['c3 SHARE-INTACT 1 false', 'c2 SHARE-PASSPHRASE 1 false', 'c1 SHARE-INTACT 2 true']);
    expect(quorum.custodians).toEqual(['c1', 'c3']);
  });
});

it('whoever types slowly is still there', async () => {
  const window = await start('found', { idleMinutes: 0.03 });
  const founding = window.vault.request('found', foundInput(smallPlan(true)));
  founding.catch(() => undefined);
  const field = await window.typist.open(await window.next());
  for (let i = 1; i <= 4; i++) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await press(field, 'x')).toMatchObject({ count: i });
  }
  expect(await codeOf(founding)).toBe('VAULT-IDLE');
  expect(window.log.at(-1)).toBe('null');
});
