/** The lock-down of a ledger: its three transactions, who signs them in the vault, and what runbooks and folders say of it. */

import { describe, expect, it } from 'vitest';
import { lockedStanding } from '../../../main/core/ceremony/lock-down.ts';
import type { ResolvedPlan } from '../../../main/core/ceremony/plan.ts';
import { holdersOf } from '../../../main/core/ceremony/powers.ts';
import { fromUtf8 } from '../../../main/core/encoding/bytes.ts';
import { fromHex } from '../../../main/core/encoding/hex.ts';
import { signersOf } from '../../../main/export/jdchain/admission.ts';
import { buildGenesis } from '../../../main/export/jdchain/genesis.ts';
import { address, encodePublicKey } from '../../../main/export/jdchain/keys.ts';
import { lockDownSteps } from '../../../main/export/jdchain/lock-down.ts';
import { foundersBound, genesisInputFromPlan } from '../../../main/export/jdchain/members.ts';
import { readProperties } from '../../../main/export/jdchain/properties.ts';
import { runbooks } from '../../../main/export/jdchain/runbook/runbook.ts';
import { readTransaction } from '../../../main/export/jdchain/tx/read.ts';
import { signLockDown } from '../../../main/vault/acts/lock-down.ts';
import { type OpenKey, Session, type SessionParts } from '../../../main/vault/session.ts';
import { codeIn, type Pair, pair, planned } from '../consortium/kit.ts';

const ledgerHash = 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg';
const locked = (roles = ['ADMIN']): ResolvedPlan =>
  planned((one) => ({
    ...one,
    chain: { ...one.chain, ledger: { ...one.chain.ledger, lockDown: { root: 'root-ed', roles } } },
  }));
const plan = locked();
const keyOf = (id: string, { suite, secret, publicKey }: Pair): OpenKey => ({
  ...{ id, suite, secret, publicKey: fromHex(publicKey, id) },
});
const raw = (id: string) => ({ suite: 'ed25519' as const, raw: fromHex(pair(id).publicKey, id) });
const keys = Object.fromEntries(plan.members.map(({ id }) => [id, raw(id)]));
const rootKey = raw('root-ed');
const place = (id: string) => address('ed25519', raw(id).raw);
const stepsOf = (of = plan) => lockDownSteps({ plan: of, keys, rootKey, ledgerHash });
const said = (bytes: Uint8Array) =>
  readTransaction(bytes).operations.map(({ kind, lines }) => [
    kind?.title.en,
    Object.fromEntries(lines.map(({ name, value }) => [name, value])),
  ]);

describe('a lock-down', () => {
  it('registers the root, gives it the roles, and takes them from each founder that has them', () => {
    const [first, second, third] = stepsOf();
    expect(said(first!.bytes)).toEqual([
      ['Register a user', expect.objectContaining({ publicKey: encodePublicKey('ed25519', rootKey.raw) })],
    ]);
    expect(said(second!.bytes)).toEqual([
      ['Give users roles', { user: place('root-ed'), grants: 'ADMIN', withdraws: '–', policy: 'UNION' }],
    ]);
    expect(said(third!.bytes)).toEqual(
      ['holder', 'institute'].map((id) => [
        'Give users roles',
        { user: place(id), grants: '–', withdraws: 'ADMIN', policy: 'UNION' },
      ]),
    );
    expect(stepsOf().map(({ path, signers }) => [path, signers])).toEqual([
      ['lock-down-1-register.tx', ['holder', 'institute', 'regulator']],
      ['lock-down-2-authorize.tx', ['holder', 'institute']],
      ['lock-down-3-withdraw.tx', ['root-ed']],
    ]);
    expect(lockDownSteps({ plan: planned(), keys, rootKey, ledgerHash })).toEqual([]);
  });

  it('leaves a ledger that the root alone administers', () => {
    expect(holdersOf(lockedStanding(plan), ['CONFIGURE_ROLES'])).toEqual(['root-ed']);
    expect(holdersOf(lockedStanding(plan), ['WRITE_DATA_ACCOUNT'])).toContain('hospital');
    expect(holdersOf(lockedStanding(planned()), ['CONFIGURE_ROLES'])).toEqual(['holder', 'institute']);
  });
});

describe('a lock-down in the vault', () => {
  function opened(members: readonly string[], rehearsal = false): Session {
    const never = {} as unknown as Pick<SessionParts, 'source' | 'identities' | 'age'>;
    const quiet = { progress: () => undefined, verdict: () => Promise.resolve() };
    const session = new Session({ ...never, ...quiet, act: 'sign', lang: 'en', rehearsal });
    session.roots.set('root-ed', keyOf('root-ed', pair('root-ed')));
    for (const id of members) session.members.set(id, keyOf(id, pair(id)));
    return session;
  }
  const all = plan.members.map(({ id }) => id);
  const texts = Object.fromEntries(all.map((id) => [id, encodePublicKey('ed25519', raw(id).raw)]));
  const asked = { plan, keys: texts, ledgerHash, members: all };

  it('is signed by the members that may, and at its end by the root', () => {
    const { files } = signLockDown(opened(all), asked);
    expect(files.map(({ path }) => path)).toEqual([
      'lock-down-1-register.signed.tx',
      'lock-down-2-authorize.signed.tx',
      'lock-down-3-withdraw.signed.tx',
    ]);
    const by = files.map(({ bytes, path }, n) => signersOf(stepsOf()[n]!.bytes, bytes, path));
    expect(by).toEqual([['holder', 'institute', 'regulator'].map(raw), ['holder', 'institute'].map(raw), [rootKey]]);
  });

  it('VAULT-ORDER, VAULT-MEMBER, VAULT-ROOT, VAULT-REHEARSAL, VAULT-ACT: not without the keys, not of the other kind, in no other act', () => {
    const code = (session: Session, more: object = {}) => codeIn(() => signLockDown(session, { ...asked, ...more }));
    const early = opened(all);
    early.roots.clear();
    expect(code(early)).toBe('VAULT-ORDER');
    expect(code(opened(['institute']))).toBe('VAULT-MEMBER');
    expect(code(opened(all), { plan: planned() })).toBe('VAULT-ROOT');
    expect(code(opened(all, true))).toBe('VAULT-REHEARSAL');
    expect(codeIn(() => opened(all).demandOp('signLockDown'))).toBeUndefined();
    for (const act of ['restore', 'enact', 'renew'] as const) {
      const other = Object.assign(opened(all), { act });
      expect(codeIn(() => other.demandOp('signLockDown'))).toBe('VAULT-ACT');
    }
  });
});

describe('what a founder gets of a known ledger', () => {
  const genesis = buildGenesis(genesisInputFromPlan(plan, keys));
  const books = (facts: object) => runbooks({ plan, genesis, ledgerHash, ...facts }, keys);
  const page = (facts: object, id = 'holder') => fromUtf8(books(facts).get(`${id}/RUNBOOK.md`) ?? new Uint8Array());

  it('binds its peer and its gateway', () => {
    const files = foundersBound(plan, keys, ledgerHash);
    expect([...files.keys()]).toEqual(
      plan.members.flatMap(({ id }) => [`${id}/ledger-binding.conf`, `${id}/gateway.conf`]),
    );
    const binding = readProperties(files.get('hospital/ledger-binding.conf')!, 'binding');
    expect(binding.get(`binding.${ledgerHash}.parti.address`)).toBe(place('hospital'));
    const gateway = readProperties(files.get('hospital/gateway.conf')!, 'gateway');
    expect(gateway.get('peer.host')).toBe(plan.members.find(({ id }) => id === 'hospital')?.consensus.host);
    const mq = {
      ...plan,
      chain: { ...plan.chain, ledger: { ...plan.chain.ledger, consensus: { kind: 'mq' as const, settings: {} } } },
    };
    const aware = readProperties(foundersBound(mq, keys, ledgerHash).get('holder/gateway.conf')!, 'gateway');
    expect([aware.get('topology.aware'), aware.get('topology.aware.interval')]).toEqual(['false', '0']);
  });

  it('has the lock-down in its runbook as a step of its own, in its order, and what holds behind it', () => {
    const said_ = page({ bound: true, lockDown: stepsOf() });
    const [first = -1, second = -1, third = -1] = ['1-register', '2-authorize', '3-withdraw'].map((name) =>
      said_.indexOf(`tx send --tx ../lock-down-${name}.signed.tx`),
    );
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first);
    expect(third).toBeGreaterThan(second);
    expect(said_).toContain('## 2b. 锁定账本 / 2b. Lock the ledger down');
    expect(said_).toContain('Send the third only when the first two have succeeded.');
    expect(said_).toContain('--signer root-ed');
    for (const { txHash } of stepsOf()) expect(said_).toContain(txHash);
    expect(said_).toMatch(/make and change roles[^\n]*root-ed/);
    expect(page({ bound: true })).not.toContain('2b.');
  });

  it('of a founding from before has neither, to the byte', () => {
    const old = [...books({})];
    expect(page({})).not.toContain('2a.');
    expect(old).toEqual([...books({ bound: false, lockDown: [] })]);
    expect(page({ bound: true })).toContain('2a. 绑定节点与网关');
  });
});
