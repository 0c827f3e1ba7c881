/**
 * Everything that comes of a decision for a ledger: transactions to the byte, the folder of a newcomer, the pages of the others; what
 * JD Chain cannot be told; and who may sign it by the roles that are known.
 */

import { describe, expect, it } from 'vitest';
import { keyId } from '../../../main/core/consortium/application.ts';
import { type Change, changed } from '../../../main/core/consortium/change.ts';
import { foundedLedger } from '../../../main/core/consortium/diff.ts';
import { propose, rebuildAll } from '../../../main/core/consortium/proposal.ts';
import type { Register } from '../../../main/core/consortium/register.ts';
import { tally } from '../../../main/core/consortium/tally.ts';
import type { ResolvedPlan } from '../../../main/core/ceremony/plan.ts';
import { fromUtf8 } from '../../../main/core/encoding/bytes.ts';
import { fromHex } from '../../../main/core/encoding/hex.ts';
import { chainFor, jdchainFiles, jdchainLines, signerLines } from '../../../main/export/jdchain/admission.ts';
import { address, encodePublicKey } from '../../../main/export/jdchain/keys.ts';
import { genesisInputFromPlan } from '../../../main/export/jdchain/members.ts';
import { buildGenesis } from '../../../main/export/jdchain/genesis.ts';
import { readProperties } from '../../../main/export/jdchain/properties.ts';
import { parseRegistration } from '../../../main/export/jdchain/registration.ts';
import { needsOf } from '../../../main/export/jdchain/tx/needs.ts';
import { readTransaction } from '../../../main/export/jdchain/tx/read.ts';
import { application, codeIn, created, founded, offered, pair, plan, planned, wish } from '../consortium/kit.ts';

const ledger = 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg';
const chain = { name: 'jdchain', ledger, edition: 2 as const };
const on = founded();
const joining = (more: object = {}): Change => ({
  kind: 'admit',
  application: application('carrier', { consortium: plan.consortium.id }, [['participant', 'ed25519']]),
  ...more,
});
const filesOf = (change: Change, register = on, by = plan) => {
  const proposal = propose(register, wish(change, { chain }), jdchainFiles(by));
  return rebuildAll(register, proposal, jdchainFiles(by)).files;
};
const publicKey = (name: string) => encodePublicKey('ed25519', fromHex(pair(name).publicKey, name));
const placeOf = (name: string) => address('ed25519', fromHex(pair(name).publicKey, name));
/** Each operation with its fields, as people read them. */
const said = (bytes: Uint8Array | undefined) =>
  readTransaction(bytes ?? new Uint8Array()).operations.map(({ kind, lines }) => [
    kind?.title.en,
    Object.fromEntries(lines.map(({ name, value }) => [name, value])),
  ]);
const page = (files: ReadonlyMap<string, Uint8Array>, path: string) => fromUtf8(files.get(path) ?? new Uint8Array());
const removing = (member: string): Change => ({ kind: 'remove', member, reason: 'closed down' });
const after = (change: Change, register = on): Register =>
  changed(register, change, { at: created, by: '11'.repeat(32) });
const rulesIn = (change: Change, by = plan, register = on) =>
  jdchainLines(register, propose(register, wish(change, { chain }), jdchainFiles(by)), by).flatMap(
    ({ rule }) => rule ?? [],
  );
const roles = (change: (roles: ResolvedPlan['chain']['ledger']['roles']) => void) =>
  planned((one) => {
    const copy = structuredClone(one);
    change(copy.chain.ledger.roles);
    return copy;
  });

describe('an admission', () => {
  const files = filesOf(joining({ ledgerRoles: ['PEER', 'WRITER'] }));
  const others = plan.members.map(({ id }) => id).toSorted();

  it('gives the newcomer a folder to start on, and each of the others a page', () => {
    const names = ['CHANGE.html', 'CHANGE.md'];
    const own = [
      ...[
        'RUNBOOK.html',
        'RUNBOOK.md',
        'bftsmart/bftsmart.config',
        'gateway.conf',
        'joining.tx',
        'ledger-binding.conf',
      ],
      ...['local.conf', 'registration.pub', 'registration.tx', 'roles.tx'],
    ];
    expect([...files.keys()].toSorted()).toEqual(
      [
        'jdchain/bftsmart.config',
        ...own.map((name) => `jdchain/carrier/${name}`),
        ...others.flatMap((id) => names.map((name) => `jdchain/${id}/${name}`)),
      ].toSorted(),
    );
  });

  it('has the registration, the right to activate, and the roles behind it, each as a transaction', () => {
    const place = placeOf('carrier participant');
    expect(said(files.get('jdchain/carrier/registration.tx'))).toEqual([
      ['Register a participant', expect.objectContaining({ name: 'carrier', address: place })],
    ]);
    expect(said(files.get('jdchain/carrier/joining.tx'))).toEqual([
      ['Give users roles', { user: place, grants: 'JOINER', withdraws: '–', policy: 'UNION' }],
    ]);
    expect(said(files.get('jdchain/carrier/roles.tx'))).toEqual([
      ['Give users roles', { user: place, grants: 'PEER, WRITER', withdraws: 'JOINER', policy: 'UNION' }],
    ]);
    const plain = filesOf(joining());
    expect(said(plain.get('jdchain/carrier/roles.tx'))[0]?.[1]).toMatchObject({ grants: '–', withdraws: 'JOINER' });
    const all = roles((each) => each['DEFAULT']?.ledger.push('REGISTER_PARTICIPANT', 'SET_CONSENSUS', 'APPROVE_TX'));
    expect(filesOf(joining(), on, all).has('jdchain/carrier/joining.tx')).toBe(false);
  });

  it('binds the peer to the ledger and the gateway to the peer, without a private key', () => {
    const binding = readProperties(files.get('jdchain/carrier/ledger-binding.conf')!, 'binding');
    const gateway = readProperties(files.get('jdchain/carrier/gateway.conf')!, 'gateway');
    expect(binding.get('ledger.bindings')).toBe(ledger);
    expect(binding.get(`binding.${ledger}.parti.address`)).toBe(placeOf('carrier participant'));
    expect(binding.get(`binding.${ledger}.parti.name`)).toBe('carrier');
    expect(binding.get(`binding.${ledger}.data.structure`)).toBe(plan.chain.ledger.dataStructure);
    expect([binding.get(`binding.${ledger}.parti.pk`), binding.get(`binding.${ledger}.parti.pwd`)]).toEqual(['', '']);
    expect(gateway.get('peer.host')).toBe('10.0.0.9');
    expect(gateway.get('keys.default.pubkey')).toBe(publicKey('carrier participant'));
    expect([gateway.get('keys.default.privkey'), gateway.get('topology.aware.interval')]).toEqual(['', '60000']);
    expect(page(files, 'jdchain/carrier/local.conf')).toContain(
      `local.parti.pubkey=${publicKey('carrier participant')}\n`,
    );
  });

  it('shows the network with it, the same file to everybody', () => {
    const network = readProperties(files.get('jdchain/bftsmart.config')!, 'bftsmart.config');
    const count = plan.members.length;
    expect(network.get(`system.server.${String(count)}.network.host`)).toBe('10.0.0.9');
    expect(network.get('system.servers.num')).toBe(String(count + 1));
    expect(network.get('system.server.0.network.host')).toBe(plan.members[0]?.consensus.host);
    expect(files.get('jdchain/carrier/bftsmart/bftsmart.config')).toEqual(files.get('jdchain/bftsmart.config'));
  });

  it('has a runbook with the hashes to see, each command filled in, and what to do when it hangs', () => {
    const book = page(files, 'jdchain/carrier/RUNBOOK.md');
    const keys = Object.fromEntries(
      plan.members.map(({ id }) => [id, { suite: 'ed25519' as const, raw: fromHex(pair(id).publicKey, id) }]),
    );
    expect(book).toContain(buildGenesis(genesisInputFromPlan(plan, keys)).txHashText);
    expect(book).toContain(`export LEDGER=${ledger}`);
    for (const command of [
      'rootseal jdchain tx show registration.signed.tx\n"$CLI/bin/jdchain-cli.sh" tx send --tx registration.signed.tx',
      'tx send --tx joining.signed.tx',
      'tx send --tx roles.signed.tx',
      'participant active --ledger "$LEDGER" --host 10.0.0.9 --port 7080 --consensus-port 16000 --syn-host 10.0.0.1',
      `s|^binding\\.${ledger}\\.parti\\.pk=.*|binding.${ledger}.parti.pk=$PK|`,
      'shred -u local.conf',
    ])
      expect(book).toContain(command);
    expect(book).toContain(
      'One of these can sign it: holder, institute (DIRECT\\_OPERATION, REGISTER\\_PARTICIPANT, REGISTER\\_USER).',
    );
    expect(book).toContain('## 6. 卡住时 / 6. When it hangs');
    expect(book.match(/正确的标志/g)?.length).toBe(book.match(/Right when/g)?.length);
    expect(book).not.toContain('nc -vz 10.0.0.9');
    expect(page(files, 'jdchain/carrier/RUNBOOK.html')).not.toMatch(/<script|src=|href=/);
  });

  it('says at each of the others what changes and why, and who of them can send what', () => {
    const [may, not] = ['holder', 'hospital'].map((id) => page(files, `jdchain/${id}/CHANGE.md`)) as [string, string];
    for (const said_ of [may, not]) {
      expect(said_).toContain('admit a member');
      expect(said_).toContain(publicKey('carrier participant'));
      expect(said_).toContain('nc -vz 10.0.0.9 16000   # once its peer runs\nnc -vz 10.0.0.9 16001');
      expect(said_).toContain('With 7 peers the network can lose 2, until now 1');
    }
    expect(may).toContain('tx send --tx jdchain/carrier/registration.signed.tx');
    expect(not).not.toContain('tx send');
  });

  it('of a rehearsal names all of it so', () => {
    const practice = planned(undefined, true);
    const change: Change = {
      kind: 'admit',
      application: application('carrier', { consortium: plan.consortium.id, rehearsal: true }, [
        ['participant', 'ed25519'],
      ]),
    };
    const made = filesOf(change, founded(practice), practice);
    expect(page(made, 'jdchain/carrier/RUNBOOK.md').split('\n')[2]).toContain('REHEARSAL');
    expect(page(made, 'jdchain/holder/CHANGE.md')).toContain('REHEARSAL');
    expect(page(made, 'jdchain/carrier/ledger-binding.conf')).toContain('parti.name=REHEARSAL-carrier');
  });

  it('from before there were editions is the registration alone, as it was voted on then', () => {
    const old = { name: 'jdchain', ledger };
    const proposal = propose(on, wish(joining(), { chain: old }), jdchainFiles(plan));
    const made = rebuildAll(on, proposal, jdchainFiles(plan)).files;
    expect([...made.keys()]).toEqual(['jdchain/carrier/registration.pub', 'jdchain/carrier/registration.tx']);
    expect(made.get('jdchain/carrier/registration.tx')).toEqual(files.get('jdchain/carrier/registration.tx'));
    expect(codeIn(() => propose(on, wish(removing('hospital'), { chain: old }), jdchainFiles(plan)))).toBe(
      'PROPOSAL-CHAIN',
    );
  });
});

describe('a removal', () => {
  it('takes the participant, its roles and its user off the ledger, in one transaction', () => {
    const files = filesOf(removing('hospital'));
    const place = placeOf('hospital');
    expect(said(files.get('jdchain/hospital/removal.tx'))).toEqual([
      ['Change a participant’s state', expect.objectContaining({ address: place, state: 'DEACTIVATED' })],
      ['Give users roles', { user: place, grants: '–', withdraws: 'PEER, WRITER, JOINER', policy: 'UNION' }],
      ['Change a user’s state', { address: place, state: 'REVOKE' }],
    ]);
    // Its peer takes itself out, for which its user has no right so far.
    expect(said(files.get('jdchain/hospital/leaving.tx'))[0]?.[1]).toMatchObject({ user: place, grants: 'JOINER' });
    expect(filesOf(removing('holder')).has('jdchain/holder/leaving.tx')).toBe(false);
    expect(needsOf(files.get('jdchain/hospital/removal.tx')!)).toEqual([
      'DIRECT_OPERATION',
      'REGISTER_PARTICIPANT',
      'CONFIGURE_ROLES',
      'UPDATE_USER_STATE',
    ]);
    expect(page(files, 'jdchain/hospital/RUNBOOK.md')).toContain(
      `participant inactive --ledger "$LEDGER" --address ${place}`,
    );
    expect(page(files, 'jdchain/holder/CHANGE.md')).toContain('remove a member');
    expect(files.has('jdchain/hospital/CHANGE.md')).toBe(false);
  });

  it('PROPOSAL-REMOVAL-PART: leaves out what nobody else may do, and says so', () => {
    const bare = roles((all) => {
      for (const role of Object.values(all)) role.ledger = role.ledger.filter((one) => one !== 'UPDATE_USER_STATE');
    });
    const files = filesOf(removing('hospital'), on, bare);
    expect(said(files.get('jdchain/hospital/removal.tx')).map(([kind]) => kind)).toEqual([
      'Change a participant’s state',
      'Give users roles',
    ]);
    expect(rulesIn(removing('hospital'), bare)).toEqual(['PROPOSAL-REMOVAL-PART']);
    expect(rulesIn(removing('hospital'))).toEqual([]);
  });

  it('of somebody who came later takes the roles that were decided on', () => {
    const grown = after(joining({ ledgerRoles: ['WRITER'] }));
    const files = filesOf(removing('carrier'), grown);
    expect(said(files.get('jdchain/carrier/removal.tx'))[1]?.[1]).toMatchObject({ withdraws: 'WRITER, JOINER' });
  });
});

describe('a change of keys', () => {
  it('brings the new participant with the roles of its member, and takes the old one out', () => {
    const old = on.members.find(({ id }) => id === 'hospital')!.keys[0]!;
    const change: Change = {
      kind: 'keys',
      member: 'hospital',
      add: [offered('hospital', 'hospital renewed', on)],
      revoke: [{ key: keyId(old), reason: 'lost' }],
    };
    const files = filesOf(change);
    const name = `hospital-${keyId(offered('hospital', 'hospital renewed', on)).slice(0, 8)}`;
    expect(said(files.get('jdchain/hospital/registration.tx'))[0]?.[1]).toMatchObject({ name });
    expect(said(files.get('jdchain/hospital/roles.tx'))[0]?.[1]).toMatchObject({ grants: 'PEER, WRITER' });
    expect(said(files.get('jdchain/hospital/removal.tx'))[0]?.[1]).toMatchObject({ address: placeOf('hospital') });
    const book = page(files, 'jdchain/hospital/RUNBOOK.md');
    expect(book).toContain('The old key goes');
    expect(book).toContain('tx send --tx removal.signed.tx');
    expect(readProperties(files.get('jdchain/bftsmart.config')!, 'x').get('system.servers.num')).toBe('6');
  });

  it('has a folder for each of several new keys', () => {
    const add = ['one', 'two'].map((name) => offered('hospital', name, on));
    const files = filesOf({ kind: 'keys', member: 'hospital', add, revoke: [] });
    const further = `jdchain/hospital/${keyId(add[1]!).slice(0, 8)}`;
    for (const folder of ['jdchain/hospital', further])
      for (const name of ['registration.tx', 'ledger-binding.conf', 'RUNBOOK.md'])
        expect(files.has(`${folder}/${name}`)).toBe(true);
  });
});

describe('a change of roles and settings', () => {
  it('moves a member from the roles that it has to those that were decided on', () => {
    const change: Change = { kind: 'role', member: 'hospital', role: 'hospital', ledgerRoles: ['PEER', 'ADMIN'] };
    expect(said(filesOf(change).get('jdchain/hospital/roles.tx'))).toEqual([
      ['Give users roles', { user: placeOf('hospital'), grants: 'ADMIN', withdraws: 'WRITER', policy: 'UNION' }],
    ]);
    const again: Change = { kind: 'role', member: 'hospital', role: 'hospital', ledgerRoles: ['PEER'] };
    expect(said(filesOf(again, after(change)).get('jdchain/hospital/roles.tx'))[0]?.[1]).toMatchObject({
      withdraws: 'ADMIN',
    });
    const none: Change = { kind: 'role', member: 'hospital', role: 'lab' };
    expect(codeIn(() => filesOf(none))).toBe('PROPOSAL-CHAIN');
    expect(chainFor(plan, on, wish(none), ledger)).toBeUndefined();
    expect(chainFor(plan, on, wish(change), ledger)).toEqual(chain);
  });

  it('tells the ledger its settings: roles, properties of the consensus, the hash algorithm', () => {
    const set = {
      consensus: { 'system.totalordermulticast.maxbatchsize': '500' },
      hash: 'SM3' as const,
      roles: { AUDITOR: { grant: ['APPROVE_TX' as const, 'DIRECT_OPERATION' as const], withdraw: [] } },
    };
    const sm = planned((one) => ({
      ...one,
      chain: { ...one.chain, ledger: { ...one.chain.ledger, providers: ['classic', 'sm'] } },
    }));
    const files = filesOf({ kind: 'settings', set }, on, sm);
    expect(said(files.get('jdchain/settings.tx'))).toEqual([
      ['Configure roles', { role: 'AUDITOR', grants: 'APPROVE_TX, DIRECT_OPERATION', withdraws: '–' }],
      ['Change the consensus settings', { provider: '–', property: 'system.totalordermulticast.maxbatchsize=500' }],
      ['Change the hash algorithm', { algorithm: 'SM3' }],
    ]);
    expect(page(files, 'jdchain/bftsmart.config')).toContain('system.totalordermulticast.maxbatchsize=500\n');
    expect(page(files, 'jdchain/holder/CHANGE.md')).toContain('system.totalordermulticast.maxbatchsize=500');
    const next = after({ kind: 'settings', set });
    expect(next.ledger).toEqual(set);
    const back = { roles: { AUDITOR: { grant: [], withdraw: ['APPROVE_TX' as const] } } };
    expect(after({ kind: 'settings', set: back }, next).ledger?.roles).toEqual({
      AUDITOR: { grant: ['DIRECT_OPERATION'], withdraw: ['APPROVE_TX'] },
    });
  });

  it('JDCHAIN-SETTING: what JD Chain cannot be told, or would change its members by', () => {
    const code = (consensus: Record<string, string>, by = plan) =>
      codeIn(() => filesOf({ kind: 'settings', set: { consensus } }, on, by));
    const kind = (to: 'raft' | 'mq') =>
      planned((one) => ({
        ...one,
        chain: { ...one.chain, ledger: { ...one.chain.ledger, consensus: { kind: to, settings: {} } } },
      }));
    expect(code({ 'system.epoch.delay': '60' })).toBeUndefined();
    for (const bad of ['participant.op', 'active.participant.id', 'system.servers.num', 'system.server.1.network.host'])
      expect(code({ [bad]: '1' })).toBe('JDCHAIN-SETTING');
    expect(code({ 'system.epoch.delay': '60 ' })).toBe('JDCHAIN-SETTING');
    expect(code({ 'system.server.block.max.num': '50' }, kind('raft'))).toBeUndefined();
    expect(code({ 'system.epoch.delay': '60' }, kind('raft'))).toBe('JDCHAIN-SETTING');
    expect(code({ 'system.msg.queue.block.txsize': '9' }, kind('mq'))).toBe('JDCHAIN-SETTING');
    const classic = planned((one) => ({
      ...one,
      chain: { ...one.chain, ledger: { ...one.chain.ledger, providers: ['classic'] } },
    }));
    expect(codeIn(() => filesOf({ kind: 'settings', set: { hash: 'SM3' } }, on, classic))).toBe('JDCHAIN-SETTING');
  });

  it('is decided on as who votes is, where a governance is from before there were such decisions', () => {
    const proposal = propose(on, wish({ kind: 'settings', set: { hash: 'RIPEMD160' } }));
    expect(on.governance.rules.settings).toBeUndefined();
    expect(tally(on, proposal, [], created)).toMatchObject({
      state: 'open',
      seats: [{ role: 'founder', need: 2 }, { role: 'regulator' }],
    });
    const rules = { ...on.governance.rules, settings: [{ role: 'regulator', count: 1 }] };
    const ruled = { ...on, governance: { ...on.governance, rules } };
    const again = propose(ruled, wish({ kind: 'settings', set: { hash: 'RIPEMD160' } }));
    expect(tally(ruled, again, [], created).seats).toMatchObject([{ role: 'regulator', need: 1 }]);
  });

  it('CHANGE-NOTHING, REGISTER-TWICE: settings that say nothing, or one thing twice', () => {
    const code = (set: (Change & { kind: 'settings' })['set']) => codeIn(() => after({ kind: 'settings', set }));
    expect(code({})).toBe('CHANGE-NOTHING');
    expect(code({ consensus: {} })).toBe('CHANGE-NOTHING');
    expect(code({ roles: { ADMIN: { grant: [], withdraw: [] } } })).toBe('CHANGE-NOTHING');
    expect(code({ roles: { ADMIN: { grant: ['APPROVE_TX'], withdraw: ['APPROVE_TX'] } } })).toBe('REGISTER-TWICE');
    expect(codeIn(() => after(joining({ ledgerRoles: ['PEER', 'PEER'] })))).toBe('REGISTER-TWICE');
  });
});

describe('who may sign', () => {
  it('is told with each transaction, field by field', () => {
    const lines = jdchainLines(on, propose(on, wish(joining(), { chain }), jdchainFiles(plan)), plan);
    const en = lines.map(({ text }) => text.en);
    const read = parseCheck(filesOf(joining()).get('jdchain/carrier/registration.tx')!);
    expect(en[0]).toBe(`carrier/registration.tx for the JD Chain ledger ${ledger}, transaction ${read}`);
    expect(en).toContain(`    Address: ${placeOf('carrier participant')}`);
    expect(en).toContain('  can be signed by any of: holder, institute');
    expect(lines.every(({ text }) => /\p{Script=Han}/u.test(text.zh))).toBe(true);
  });

  it('PROPOSAL-SIGNER-LACKS: signers without the right, alone or together', () => {
    const files = filesOf(removing('hospital'));
    const lines = (...signers: string[]) => signerLines(foundedLedger(plan), on, files, signers);
    expect(lines()).toEqual([]);
    expect(lines('holder')).toEqual([]);
    expect(lines('hospital').map(({ rule }) => rule)).toEqual(['PROPOSAL-SIGNER-LACKS', 'PROPOSAL-SIGNER-LACKS']);
    expect(lines('hospital')[1]?.text.en).toContain('removal.tx: by the roles known here hospital lack');
    expect(lines('hospital', 'holder')).toEqual([]);
    // Each permission of at least one of those who sign.
    const split = roles((all) => {
      all['ADMIN'] = { ledger: ['CONFIGURE_ROLES', 'AUTHORIZE_USER_ROLES'], tx: ['DIRECT_OPERATION'] };
      all['REGISTRAR'] = {
        ledger: ['REGISTER_PARTICIPANT', 'REGISTER_USER', 'UPDATE_USER_STATE'],
        tx: ['DIRECT_OPERATION'],
      };
    });
    const divided = {
      ...split,
      members: split.members.map((one, n) => ({ ...one, ledgerRoles: [['ADMIN'], ['REGISTRAR']][n] ?? [] })),
    };
    const [first = '', second = ''] = divided.members.map(({ id }) => id);
    const both = (...signers: string[]) =>
      signerLines(foundedLedger(divided), on, filesOf(removing('hospital'), on, divided), signers);
    expect(both(second)).toHaveLength(2);
    expect(both(first)).toHaveLength(1);
    expect(both(first, second)).toEqual([]);
  });

  it('PROPOSAL-NO-SIGNER: nobody has the right', () => {
    const nobody = roles((all) => {
      for (const role of Object.values(all)) role.ledger = role.ledger.filter((one) => one !== 'SET_CRYPTO');
    });
    const change: Change = { kind: 'settings', set: { hash: 'RIPEMD160' } };
    expect(rulesIn(change, nobody)).toEqual(['PROPOSAL-NO-SIGNER']);
    const one = roles((all) => all['ADMIN']?.ledger.push('SET_CRYPTO'));
    expect(rulesIn(change, one)).toEqual([]);
  });

  it('PROPOSAL-CERTIFICATE: a ledger in CA mode registers nobody of a decision alone', () => {
    const certified: ResolvedPlan = structuredClone(plan);
    Object.assign(certified.chain.ledger, { ca: { root: 'root-ed', gateways: [], users: [] } });
    expect(chainFor(certified, on, { change: joining(), created }, ledger)).toBeUndefined();
    const silent = propose(on, wish(joining()), jdchainFiles(certified));
    expect(jdchainLines(on, silent, certified).map(({ rule }) => rule)).toEqual(['PROPOSAL-CERTIFICATE']);
    expect(jdchainLines(on, silent, plan)).toEqual([]);
    expect(codeIn(() => filesOf(joining(), on, certified))).toBe('PROPOSAL-CHAIN');
    expect(chainFor(certified, on, { change: removing('hospital'), created }, ledger)).toEqual(chain);
  });
});

const parseCheck = (unsigned: Uint8Array): string => {
  expect(codeIn(() => parseRegistration(unsigned))).toBe('JDCHAIN-SIGNATURE');
  return readTransaction(unsigned).txHash ?? '';
};
