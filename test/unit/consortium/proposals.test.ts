/** Proposals: the register that comes of each change, rebuilt alike by everybody, and what cannot be proposed. */

import { describe, expect, it } from 'vitest';
import type { Change } from '../../../main/core/consortium/change.ts';
import { keyId } from '../../../main/core/consortium/application.ts';
import {
  encodeProposal,
  propose,
  proposalHash,
  readProposal,
  rebuild,
} from '../../../main/core/consortium/proposal.ts';
import {
  type Governance,
  type Register,
  checkFollows,
  encodeRegister,
  inForce,
  keysInForce,
  readRegister,
  registerHash,
} from '../../../main/core/consortium/register.ts';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { admission, application, codeIn, created, governance, offered, pair, register, voter, wish } from './kit.ts';

const on = register();
const after = (change: Change, before: Register = on) => rebuild(before, propose(before, wish(change)));
const refused = (change: Change, before: Register = on) => codeIn(() => propose(before, wish(change)));
const brandKey = keyId(on.members[0]!.keys[0]!);

describe('a change', () => {
  it('admits a member, with its keys and by which proposal', () => {
    const proposal = admission();
    const made = rebuild(on, proposal);
    expect(made).toMatchObject({ version: 2, previous: registerHash(on) });
    const carrier = made.members.at(-1)!;
    expect(carrier).toMatchObject({ id: 'carrier', since: created, by: made.by });
    expect(carrier.keys.map(({ use, by }) => `${use} ${by === made.by}`)).toEqual([
      'participant true',
      'gateway true',
      'user true',
    ]);
    expect(() => checkFollows(on, made)).not.toThrow();
    expect(encodeRegister(readRegister(encodeRegister(made)))).toEqual(encodeRegister(made));
  });

  it('removes one: its keys end with it, its place in the register stays', () => {
    const made = after({ kind: 'remove', member: 'lab', reason: 'left the trade' });
    expect(inForce(made).map(({ id }) => id)).toEqual(['brand']);
    expect(keysInForce(made.members[1]!)).toEqual([]);
    expect(made.members[1]).toMatchObject({ left: { by: made.by, reason: 'left the trade' } });
    expect(refused({ kind: 'role', member: 'lab', role: 'brand' }, made)).toBe('CHANGE-UNKNOWN-MEMBER');
    expect(refused({ kind: 'admit', application: application('lab') }, made)).toBe('APPLICATION-MEMBER');
  });

  it('puts a key in the place of another, and never leaves a member without', () => {
    const add = [offered('brand', 'brand 2')];
    const revoke = [{ key: brandKey, reason: 'lost' }];
    const made = after({ kind: 'keys', member: 'brand', add, revoke });
    expect(keysInForce(made.members[0]!).map(keyId)).toEqual([keyId(add[0]!)]);
    expect(made.members[0]!.keys[0]).toMatchObject({ revoked: { at: created, by: made.by, reason: 'lost' } });
    expect(refused({ kind: 'keys', member: 'brand', add: [], revoke })).toBe('CHANGE-KEY-LAST');
    expect(refused({ kind: 'keys', member: 'brand', add: [], revoke: [] })).toBe('CHANGE-NOTHING');
    expect(refused({ kind: 'keys', member: 'brand', add: [], revoke }, made)).toBe('CHANGE-KEY-UNKNOWN');
    expect(refused({ kind: 'keys', member: 'brand', add: [...add, ...add], revoke: [] })).toBe('REGISTER-TWICE');
    expect(refused({ kind: 'keys', member: 'lab', add: [offered('lab', 'brand')], revoke: [] })).toBe(
      'MEMBER-KEY-TAKEN',
    );
    expect(refused({ kind: 'keys', member: 'lab', add, revoke: [] })).toBe('APPLICATION-PROOF');
  });

  it('gives a role', () => {
    expect(after({ kind: 'role', member: 'lab', role: 'regulator' }).members[1]!.role).toBe('regulator');
    expect(refused({ kind: 'role', member: 'lab', role: 'lab' })).toBe('CHANGE-NOTHING');
  });

  it('of the governance: one person, one key, one vote, and every decision stays possible', () => {
    const other = (more: Partial<Governance>): Change => ({
      kind: 'governance',
      governance: { ...governance, ...more },
    });
    const { voters, rules } = governance;
    const [f1, f2, f3, r1] = voters as [
      Governance['voters'][0],
      Governance['voters'][0],
      Governance['voters'][0],
      Governance['voters'][0],
    ];
    expect(after(other({ voters: [...voters, voter('f4', ['founder'])] })).governance.voters).toHaveLength(5);
    expect(refused(other({}))).toBe('CHANGE-NOTHING');
    expect(refused(other({ voters: [...voters, { ...f1, organisation: 'x' }] }))).toBe('CHANGE-VOTERS');
    expect(refused(other({ voters: [...voters, { ...f1, id: 'f9' }] }))).toBe('CHANGE-VOTERS');
    expect(
      refused(other({ voters: [...voters, { ...voter('f9', ['founder']), publicKey: pair('lab').publicKey }] })),
    ).toBe('CHANGE-VOTERS');
    expect(refused(other({ voters: [f1, f2, f3] }))).toBe('CHANGE-LOCK-OUT');
    expect(refused(other({ voters: [f1, r1] }))).toBe('CHANGE-LOCK-OUT');
    // One person in two roles has one seat: with f1 as founder and regulator alone a second founder is lacking.
    const both = { ...f1, roles: ['founder', 'regulator'] };
    expect(refused(other({ voters: [both, f2] }))).toBe('CHANGE-LOCK-OUT');
    expect(refused(other({ voters: [both, f2, f3] }))).toBeUndefined();
    expect(refused(other({ rules: { ...rules, admit: [{ role: 'founder', count: 4 }] } }))).toBe('CHANGE-LOCK-OUT');
  });
});

describe('a proposal', () => {
  it('is the same bytes on every machine', () => {
    const proposal = admission();
    expect(readProposal(encodeProposal(proposal))).toEqual(proposal);
    expect(proposalHash(propose(register(), wish({ kind: 'admit', application: application('carrier') })))).toBe(
      proposalHash(proposal),
    );
  });

  it('is refused where it is another than it says', () => {
    const proposal = admission();
    const file = (from: string, to: string) =>
      readProposal(utf8(Buffer.from(encodeProposal(proposal)).toString().replace(from, to)));
    expect(codeIn(() => file('"f1"', '"f 1"'))).toBe('PROPOSAL-FORM');
    expect(codeIn(() => file('"kind":"admit"', '"kind":"merge"'))).toBe('PROPOSAL-FORM');
    expect(codeIn(() => readProposal(encodeProposal({ ...proposal, expires: created })))).toBe('PROPOSAL-TIME');
    expect(codeIn(() => rebuild(on, file('"f1"', '"f2"')))).toBe('PROPOSAL-OUTCOME');
    expect(codeIn(() => rebuild(on, { ...proposal, outcome: { register: '00'.repeat(32) } }))).toBe('PROPOSAL-OUTCOME');
    expect(codeIn(() => rebuild(on, { ...proposal, consortium: 'other' }))).toBe('PROPOSAL-CONSORTIUM');
    expect(codeIn(() => rebuild(on, { ...proposal, rehearsal: true }))).toBe('PROPOSAL-CONSORTIUM');
    expect(codeIn(() => rebuild(on, file('10.0.0.9', '10.0.0.8')))).toBe('APPLICATION-PROOF');
  });

  it('on an old register is stale, on one that is not here yet is not judged', () => {
    const proposal = admission();
    const newer = after({ kind: 'role', member: 'lab', role: 'regulator' });
    expect(codeIn(() => rebuild(newer, proposal))).toBe('PROPOSAL-STALE');
    const next = propose(newer, wish({ kind: 'admit', application: application('carrier') }));
    expect(codeIn(() => rebuild(on, next))).toBe('PROPOSAL-FUTURE');
    const fork = after({ kind: 'role', member: 'lab', role: 'carrier' });
    expect(codeIn(() => rebuild(fork, next))).toBe('PROPOSAL-FUTURE');
  });
});

describe('a register', () => {
  it('of another form, or with one twice, is refused', () => {
    const text = Buffer.from(encodeRegister(on)).toString();
    expect(codeIn(() => readRegister(utf8(text.replace('"version":1', '"version":0'))))).toBe('REGISTER-FORM');
    const [brand] = on.members;
    expect(codeIn(() => readRegister(encodeRegister({ ...on, members: [brand!, brand!] })))).toBe('REGISTER-TWICE');
  });

  it('follows the one before, or says what does not', () => {
    const made = after({ kind: 'role', member: 'lab', role: 'carrier' });
    expect(codeIn(() => checkFollows(made, on))).toBe('REGISTER-CHAIN');
    expect(codeIn(() => checkFollows(on, { ...made, previous: '00'.repeat(32) }))).toBe('REGISTER-CHAIN');
    expect(codeIn(() => checkFollows(on, { ...made, rehearsal: true }))).toBe('REGISTER-CHAIN');
  });
});
