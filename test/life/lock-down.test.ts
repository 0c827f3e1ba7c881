/**
 * A ledger locked down at its founding, with real processes: the room signs the three transactions, the verifier makes them anew, and from
 * then on decisions are signed by the root that administers it, which a quorum alone can open.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { checkGenesis } from '../../main/cli/verify/bundle-genesis.ts';
import { checkLog } from '../../main/cli/verify/bundle-log.ts';
import { checkPlan } from '../../main/cli/verify/bundle-roots.ts';
import type { Log } from '../../main/cli/verify/receipts.ts';

import { newPlan } from '../../main/core/ceremony/profiles.ts';
import { RootsealError } from '../../main/core/rules.ts';
import { filesBelow } from '../support/ceremony.ts';
import { asked, direct, objectOf, ownFolder, refused, rootseal, run } from '../cli/run.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = ownFolder('lock-down');
const home = join(folder, 'home');
const bundle = join(home, 'public');
const answers = join(folder, 'answers.json');
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  const plan = newPlan('medicine', { now: new Date().toISOString() });
  const seal = { kind: 'passphrase' as const, workFactor: 14 };
  const ledger = { ...plan.chain.ledger, lockDown: { root: 'root-ed', roles: ['ADMIN'] } };
  const quick = {
    ...{ ...plan, chain: { ...plan.chain, ledger } },
    custodians: plan.custodians.map((one) => ({ ...one, seal })),
  };
  const said = (ids: readonly string[]) =>
    Object.fromEntries(ids.map((id) => [id, `rehearsal only ${id} lemon orbit`]));
  writeFileSync(file('plan.json'), JSON.stringify(quick));
  const secrets = {
    ...{ confirm: 'all', identities: {}, dice: '', exceptions: [] },
    passphrases: said(plan.custodians.map(({ id }) => id)),
    logPassphrases: said(plan.people.administrators),
  };
  writeFileSync(answers, JSON.stringify(secrets), { mode: 0o600 });
  mkdirSync(home, { mode: 0o700 });
  await asked(['ceremony', 'run', file('plan.json'), '--into', home, '--rehearsal', '--answers', answers]);
});

async function verified(): Promise<Record<string, unknown>> {
  return objectOf(await run(['node', join(bundle, 'verify', 'rootseal-verify.mjs'), bundle, '--rehearsal', '--json']));
}
const propose = async (name: string, ...change: string[]) => {
  const out = file(`${name}.json`);
  const { json } = await asked(
    ['member', 'propose', '--register', home, '--proposer', 'p1', ...change, '--out', out],
    {},
    direct,
  );
  return { out, json };
};
const enacting = (proposal: string, ...signers: string[]) => [
  ...['member', 'enact', home, '--proposal', proposal, '--answers', answers],
  ...['c1', 'c2', 'c3', 'c4'].flatMap((id) => ['--share', join(home, 'shares', `${id}.age`)]),
  ...signers.flatMap((id) => ['--signer', id]),
];

describe('a ledger that is locked down at its founding', () => {
  it('has the transactions, signed in the room, and the verifier makes them anew', async () => {
    const json = await verified();
    expect(json, JSON.stringify(json)).toMatchObject({ ok: true });
    for (const name of ['1-register', '2-authorize', '3-withdraw']) {
      const signed = join(bundle, 'genesis', 'jdchain', `lock-down-${name}.signed.tx`);
      const { json: shown } = await asked(['jdchain', 'tx', 'show', signed], {}, direct);
      expect(shown['ledgerHash'] ?? shown['ledger']).toBe(json['ledgerHash']);
    }
    expect(readFileSync(join(bundle, 'genesis', 'jdchain', 'hospital', 'RUNBOOK.md'), 'utf8')).toContain(
      '2b. Lock the ledger down',
    );
  });

  it('VERIFY-GENESIS: any of it exchanged, unsigned, or signed by others than the log tells', () => {
    const plan = checkPlan(filesBelow(bundle)).value;
    const log = checkLog(filesBelow(bundle), plan).value;
    const code = (change: (files: Map<string, Uint8Array>) => void, told: Log = log) => {
      const files = new Map(filesBelow(bundle));
      change(files);
      try {
        checkGenesis(files, plan, told);
        return undefined;
      } catch (error) {
        if (error instanceof RootsealError) return error.code;
        throw error;
      }
    };
    const at = (name: string) => `genesis/jdchain/lock-down-${name}.tx`;
    const move = (from: string, to: string) => (files: Map<string, Uint8Array>) => {
      files.set(at(to), files.get(at(from))!);
    };
    const telling = (lockDown: readonly (readonly string[])[]): Log => ({
      ...log,
      decoded: log.decoded.map((entry) =>
        entry.kind === 'step.done' && entry.data['step'] === 'sign'
          ? { ...entry, data: { ...entry.data, lockDown: lockDown.map((one) => [...one]) } }
          : entry,
      ),
    });
    const all = ['holder', 'institute', 'regulator'];
    expect(code(() => undefined)).toBeUndefined();
    expect(code(move('1-register', '2-authorize'))).toBe('VERIFY-GENESIS');
    expect(code(move('1-register.signed', '2-authorize.signed'))).toBe('JDCHAIN-SIGNED-OTHER');
    expect(code(move('3-withdraw', '3-withdraw.signed'))).toBe('JDCHAIN-SIGNATURE');
    expect(code((files) => files.delete(at('2-authorize.signed')))).toBe('VERIFY-MISSING');
    expect(code((files) => files.set(at('4-more'), new Uint8Array(1)))).toBe('VERIFY-EXTRA');
    expect(code(() => undefined, telling([all, ['holder', 'institute'], ['root-ed']]))).toBeUndefined();
    expect(code(() => undefined, telling([all, ['holder'], ['root-ed']]))).toBe('VERIFY-GENESIS');
    expect(code(() => undefined, telling([all, ['holder', 'institute'], ['holder']]))).toBe('VERIFY-GENESIS');
    expect(code(() => undefined, telling([]))).toBe('VERIFY-GENESIS');
  });

  it('is administered by decisions that the root signs: JDCHAIN-SETTING and ENACT-SIGNER for what cannot be', async () => {
    const change = file('change.json');
    writeFileSync(change, JSON.stringify({ kind: 'settings', set: { consensus: { 'participant.op': 'active' } } }));
    const propose_ = [
      'member',
      'propose',
      '--register',
      home,
      '--proposer',
      'p1',
      '--change',
      change,
      '--out',
      file('no.json'),
    ];
    expect(await refused(propose_, {}, direct)).toMatchObject({ code: 'JDCHAIN-SETTING' });
    writeFileSync(change, JSON.stringify({ kind: 'settings', set: { consensus: { 'system.epoch.delay': '60' } } }));
    const { out, json } = await propose('settings', '--change', change);
    expect(json['files']).toContainEqual(expect.objectContaining({ path: 'jdchain/settings.tx' }));
    expect(await refused(enacting(out, 'root-sm'), {}, rootseal)).toMatchObject({ code: 'ENACT-SIGNER' });
    const ran = await rootseal([...enacting(out, 'root-ed', 'hospital'), '--lang', 'en', '--json']);
    expect(ran.status, ran.stderr).toBe(0);
    expect(ran.stderr).toContain('settings.tx for the JD Chain ledger');
    expect(await verified()).toMatchObject({ ok: true, register: { version: 2 } });
    const { out: removal } = await propose('remove', '--remove', 'hospital', '--reason', 'closed');
    // Nobody but the root administers any more: without it the ledger would refuse what is final here.
    for (const signers of [['holder'], []])
      expect(await refused(enacting(removal, ...signers), {}, rootseal)).toMatchObject({
        ...{ status: 2, code: 'ENACT-ROOT', subject: 'root-ed' },
      });
    const done = await rootseal([...enacting(removal, 'root-ed'), '--lang', 'en', '--json']);
    expect(done.status, done.stderr).toBe(0);
    expect(await verified()).toMatchObject({ ok: true, register: { version: 3 } });
    const { json: shown } = await asked(
      ['jdchain', 'tx', 'show', join(bundle, 'consortium', '2', 'jdchain', 'settings.signed.tx')],
      {},
      direct,
    );
    expect(JSON.stringify(shown)).toContain('system.epoch.delay=60');
  });
});
