/** A new share set in the real vault: what it makes over roots that a quorum has opened, and what it will not do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../main/core/encoding/hex.ts';
import { sha256 } from '../../main/core/encoding/bytes.ts';
import { parseRotation } from '../../main/core/sealing/rotation.ts';
import { parseStatement, checkSealedFile } from '../../main/core/sealing/statement.ts';
import { type Change, changeFormat, changeId, encodeChange } from '../../main/core/shares/change.ts';
import { checkReceipt, readReceipt } from '../../main/core/shares/receipt.ts';
import { parseRetired } from '../../main/core/shares/retired.ts';
import { parseShareSet } from '../../main/core/shares/set.ts';
import type { Vault } from '../../main/vault/client.ts';
import {
  type Founded,
  answers,
  checkpoint,
  cleanUp,
  codeOf,
  foundIn,
  logKeyOf,
  open,
  restored,
  setOf,
  sharesOf,
  smallPlan,
} from '../unit/vault/room.ts';

afterAll(cleanUp);

const time = '2027-01-02T03:04:05.000Z';
let founded: Founded;
let change: Change;

beforeAll(async () => {
  founded = await foundIn(smallPlan(true));
  const { plan, made } = founded;
  const { consortium, ceremony } = parseShareSet(setOf(founded));
  change = {
    format: changeFormat,
    ...{ consortium, ceremony, rehearsal: true, purpose: 'rotate', nonce: '7a'.repeat(32), root: 'root-ed' },
    from: { set: made.set.id, epoch: 1 },
    to: { epoch: 2, scheme: 'shamir', threshold: 3, custodians: plan.custodians },
  };
});

const renew = (vault: Vault, of: Change = change, hash = changeId(of)) =>
  vault.request('renew', { plan: founded.plan, change: encodeChange(of), sha256: hash });

/** To replace the share of somebody. */
const replacing = (id: string): Change => {
  const { root: _, ...rest } = change;
  return { ...rest, purpose: 'replace', replaced: [id] };
};

describe('a renewal', () => {
  it('seals the same roots under a new KEK for the new holders, the rotated one with a key signed by the old', async () => {
    const vault = await restored(founded, 'renew');
    const made = await renew(vault);
    const files = new Map(made.files.map(({ path, bytes }) => [path, bytes]));
    expect([...files.keys()].sort()).toEqual(
      [
        ...['root-ed', 'root-sm', 'log-key'].map((id) => `sealed/${id}.sealed`),
        ...['root-ed', 'root-sm'].map((id) => `public/roots/${id}.json`),
        'public/roots/2/root-ed.rotation.json',
        `public/share-sets/${made.set.id}.json`,
        ...['c1', 'c2', 'c3'].map((id) => `shares/${id}.age`),
      ].sort(),
    );
    const set = parseShareSet(files.get(`public/share-sets/${made.set.id}.json`)!);
    expect([set.epoch, set.m, set.n, set.roots]).toEqual([2, 3, 3, made.roots.map(({ fingerprint }) => fingerprint)]);
    expect(made.quorums).toEqual({ checked: 1, total: '1', all: true });
    const [ed, sm] = founded.made.roots;
    const rotation = parseRotation(files.get('public/roots/2/root-ed.rotation.json')!);
    expect([rotation.old.fingerprint, rotation.new.fingerprint]).toEqual([ed!.fingerprint, made.roots[0]!.fingerprint]);
    expect(made.roots[0]!.fingerprint).not.toBe(ed!.fingerprint);
    expect(made.roots[1]!.fingerprint).toBe(sm!.fingerprint);
    for (const { id } of made.roots) {
      const statement = parseStatement(files.get(`public/roots/${id}.json`)!);
      checkSealedFile(statement, files.get(`sealed/${id}.sealed`)!, id);
      expect([statement.set, statement.epoch]).toEqual([made.set.id, 2]);
    }
    await vault.finish();

    // The new shares restore the new roots, say that the old set is retired, and leave receipts.
    const next = await open('activate', answers());
    const shares = ['c1', 'c2', 'c3'].map((id) => ({ file: `${id}.age`, bytes: files.get(`shares/${id}.age`)! }));
    const others = [{ id: founded.made.set.id, epoch: 1, state: 'retired' as const, date: time, set: setOf(founded) }];
    const judged = await next.request('judgeShares', {
      files: [...shares, ...sharesOf(founded, 'c1')],
      set: files.get(`public/share-sets/${made.set.id}.json`)!,
      others,
    });
    expect(judged.shares.map(({ code, date }) => [code, date])).toEqual([
      ...Array.from({ length: 3 }, () => ['SHARE-INTACT', undefined]),
      ['SHARE-RETIRED', time],
    ]);
    await next.request('openLogKey', logKeyOf(founded));
    await next.request('signCheckpoint', { text: checkpoint(founded.plan) });
    const of = (name: string) =>
      Object.fromEntries(made.roots.map(({ id }) => [id, files.get(name.replace('*', id))!]));
    const { roots } = await next.request('combine', {
      sealed: of('sealed/*.sealed'),
      statements: of('public/roots/*.json'),
    });
    expect(roots).toEqual(made.roots);
    const notice = parseRetired((await next.request('retire', { set: setOf(founded), time })).bytes);
    expect(notice).toMatchObject({ time, retired: { epoch: 1 }, successor: { set: made.set.id, epoch: 2 } });
    expect(notice.sha256).toBe(toHex(sha256(setOf(founded))));
    await next.finish();

    const alone = await open('check', answers());
    await alone.request('judgeShares', {
      files: shares.slice(1, 2),
      set: files.get(`public/share-sets/${made.set.id}.json`)!,
    });
    const receipt = readReceipt((await alone.request('receipt', { time })).bytes);
    checkReceipt(receipt, set);
    expect([receipt.custodian, receipt.index, receipt.time]).toEqual(['c2', 2, time]);
    await alone.finish();
  });

  it('mixes in the dice that the plan asks for, as the founding does', async () => {
    const plan = smallPlan(true, (p) => (p.entropy = { dice: 100 }));
    const thrown = answers({ dice: '316425'.repeat(20) });
    const of = await foundIn(plan, thrown);
    const { to, ...rest } = replacing('c2');
    const input = {
      ...{ ...rest, consortium: change.consortium, ceremony: parseShareSet(setOf(of)).ceremony },
      from: { set: of.made.set.id, epoch: 1 },
      to: { ...to, custodians: plan.custodians },
    };
    const wish = { plan, change: encodeChange(input), sha256: changeId(input) };
    const vault = await restored(of, 'renew', thrown);
    const { entropy, warnings } = await vault.request('renew', wish);
    await vault.finish();
    expect(entropy).toEqual({ sources: ['os', 'dice'], diceRolls: 120 });
    expect(warnings.map(({ code }) => code)).toEqual(['DICE-UNEVEN', 'DICE-REPEATED']);
    const none = await restored(of, 'renew');
    expect(await codeOf(none.request('renew', wish))).toBe('SECRET-MISSING');
  });

  it('splits by the other scheme too, with groups: every choice of them tried', async () => {
    const list = [
      { id: 'banks', name: { zh: '银行', en: 'Banks' }, threshold: 1 },
      { id: 'regulators', name: { zh: '监管机构', en: 'Regulators' }, threshold: 1 },
    ];
    const custodians = founded.plan.custodians.map((one, i) => ({ ...one, group: i < 2 ? 'banks' : 'regulators' }));
    const { root: _, ...same } = change;
    const made = await renew(await restored(founded, 'renew'), {
      ...same,
      purpose: 'resplit',
      to: { epoch: 2, scheme: 'slip39', threshold: 2, groups: { threshold: 2, list }, custodians },
    });
    expect(made).toMatchObject({
      set: { scheme: 'slip39', m: 2, n: 3 },
      quorums: { checked: 2, total: '2', all: true },
    });
    const path = `public/share-sets/${made.set.id}.json`;
    const set = made.files.find((file) => file.path === path)!.bytes;
    expect(parseShareSet(set).groups?.list.map(({ id, m, n }) => [id, m, n])).toEqual([
      ['banks', 1, 2],
      ['regulators', 1, 1],
    ]);
    const next = await open('activate', answers());
    const files = ['c2', 'c3', 'c1'].map((id) => {
      return { file: `${id}.age`, bytes: made.files.find((file) => file.path === `shares/${id}.age`)!.bytes };
    });
    const judge = async (...chosen: typeof files) => (await next.request('judgeShares', { files: chosen, set })).quorum;
    expect((await judge(files[0]!, files[2]!)).met).toBe(false);
    expect(await judge(files[0]!, files[1]!)).toMatchObject({ met: true, custodians: ['c2', 'c3'] });
    await next.finish();
  });

  it('VAULT-CHANGE: no parameters but those agreed on, of the very set that was opened', async () => {
    const wrong: readonly [Change, string?][] = [
      [change, '00'.repeat(32)],
      [{ ...change, from: { set: '00'.repeat(16), epoch: 1 } }],
      [{ ...change, consortium: 'another' }],
      [{ ...change, rehearsal: false }],
      [replacing('c1')],
    ];
    for (const [of, hash] of wrong)
      expect(await codeOf(renew(await restored(founded, 'renew'), of, hash))).toBe('VAULT-CHANGE');
  });

  it('VAULT-ORDER, VAULT-ACT: not before a quorum has opened the roots, not in another act', async () => {
    expect(await codeOf(renew(await open('renew', answers())))).toBe('VAULT-ORDER');
    expect(await codeOf(renew(await restored(founded)))).toBe('VAULT-ACT');
    const check = await open('check', answers());
    await check.request('judgeShares', { files: sharesOf(founded, 'c1', 'c2'), set: setOf(founded) });
    expect(await codeOf(check.request('receipt', { time }))).toBe('VAULT-ORDER');
  });
});
