/** The forms of keys, proposals and votes: what is still wanted, and what is asked of the program. */
import { describe, expect, it } from 'vitest';
import { memberApply, memberKey, memberOffer, membersPropose, membersVote } from '../../../preload/contract/post.ts';
import type { GroundView } from '../../../preload/contract/post.ts';
import {
  type MakeForm,
  applyOf,
  emptyMake,
  keyOf,
  missingOf,
  offerOf,
} from '../../../renderer/screens/post/make-form.ts';
import {
  type ProposeForm,
  formOn,
  governanceOf,
  noVoter,
  missingOf as missingToPropose,
  voterOf,
  wishOf,
} from '../../../renderer/screens/post/propose-form.ts';
import {
  emptyVote,
  missingOf as missingToVote,
  requestOf,
  voteFileOf,
} from '../../../renderer/screens/post/vote-form.ts';

const filled: MakeForm = {
  ...emptyMake,
  ...{ consortium: 'food-trace', id: 'hauler', en: 'Hauler', zh: '承运', role: 'carrier', into: '/media/usb' },
  contacts: [
    { name: 'Li Lei', reach: '+86' },
    { name: '', reach: ' ' },
  ],
  consensus: { host: '10.0.0.9', port: '16000' },
  initializer: { host: '10.0.0.9', port: '8800' },
};

describe('the form of keys', () => {
  it('says all that is missing, for each way its own', () => {
    expect(missingOf(emptyMake, 'apply')).toEqual([
      ...['missConsortium', 'missMember', 'missContact', 'missPlaces', 'missInto'],
    ]);
    expect(missingOf(emptyMake, 'key')).toEqual(['missPerson', 'missInto']);
    expect(missingOf(emptyMake, 'offer')).toEqual(['missConsortium', 'missMember', 'missInto']);
    for (const way of ['apply', 'key', 'offer'] as const) expect(missingOf(filled, way)).toEqual([]);
  });

  it.each([
    ['a capital in the id', { id: 'Hauler' }, 'missMember'],
    ['a role that is none', { role: 'a carrier' }, 'missMember'],
    ['half a contact', { contacts: [{ name: 'Li Lei', reach: '' }] }, 'missContact'],
    ['a port beyond', { consensus: { host: 'h', port: '65536' } }, 'missPlaces'],
    ['no key', { keys: { participant: 'none', gateway: 'none', user: 'none' } }, 'missKeys'],
    ['days beyond a year', { days: '367' }, 'missDays'],
    ['no recipient', { seal: 'age', recipient: 'x' }, 'missSeal'],
  ] as const)('%s is missing', (_, part, code) => {
    expect(missingOf({ ...filled, ...part }, 'apply')).toEqual([code]);
  });

  it('asks what the contract takes; an empty contact is none', () => {
    const asked = applyOf(filled);
    expect(memberApply.request.safeParse(asked).success).toBe(true);
    expect(asked.contacts).toEqual([{ name: 'Li Lei', reach: '+86' }]);
    expect(asked.keys).toEqual([{ use: 'participant', make: 'ed25519' }]);
    expect(memberOffer.request.safeParse(offerOf(filled)).success).toBe(true);
    const key = keyOf({ ...filled, zh: '' });
    expect(memberKey.request.safeParse(key).success).toBe(true);
    expect(key.name).toEqual({ en: 'Hauler', zh: 'Hauler' });
  });
});

const rule = [{ role: 'founder', count: 2 }];
const ground: GroundView = {
  ...{ consortium: { id: 'food-trace', name: { en: 'F', zh: 'F' } }, rehearsal: false, version: 1 },
  hash: { hex: '', groups: [] },
  members: [],
  governance: { voters: [], rules: { admit: rule, remove: rule, keys: rule, role: rule, governance: [] } },
  ledger: 'j5p',
};
const form = (more: Partial<ProposeForm>): ProposeForm => ({
  ...formOn(ground, 'admit', undefined),
  proposer: 'f1',
  ...more,
});

describe('the form of a proposal', () => {
  it('begins as the consortium stands; rules that differ are not made one', () => {
    expect(formOn(ground, 'admit', '/a.json')).toMatchObject({ application: '/a.json', one: false, ledger: 'j5p' });
    expect(governanceOf(form({ one: true })).rules.governance).toEqual(rule);
    expect(governanceOf(form({})).rules.governance).toEqual([]);
  });

  it.each([
    ['an admission without application', form({}), ['missChange']],
    ['a removal without a reason', form({ kind: 'remove', member: 'lab' }), ['missReason']],
    ['a role that is none', form({ kind: 'role', member: 'lab', role: '' }), ['missChange']],
    ['keys that do not change', form({ kind: 'keys', member: 'lab' }), ['missChange']],
    ['a key that goes without a reason', form({ kind: 'keys', member: 'lab', revoke: { ab: ' ' } }), ['missChange']],
    ['no proposer', form({ kind: 'governance', proposer: '' }), ['missProposer']],
    ['no days', form({ kind: 'governance', days: '0' }), ['missDays']],
  ] as const)('%s is not shown', (_, given, missing) => {
    expect(missingToPropose(given)).toEqual(missing);
    expect(wishOf('/home', given)).toBe(undefined);
  });

  it('asks what the contract takes; the ledger only where it is told', () => {
    const admit = wishOf('/home', form({ application: '/a.json', reason: ' because ' }));
    expect(membersPropose.request.safeParse(admit).success).toBe(true);
    expect(admit).toMatchObject({ reason: 'because', ledger: 'j5p', days: 30 });
    const role = wishOf('/home', form({ kind: 'role', member: 'lab', role: 'court' }));
    expect(membersPropose.request.safeParse(role).success).toBe(true);
    expect(role).not.toHaveProperty('ledger');
    const granted = wishOf(
      '/home',
      form({ kind: 'role', member: 'lab', role: 'court', ledgerRoles: ' writer，Auditor' }),
    );
    expect(granted).toMatchObject({ ledger: 'j5p', change: { ledgerRoles: ['WRITER', 'AUDITOR'] } });
    expect(wishOf('/home', form({ kind: 'settings' }))).toBe(undefined);
    const settings = wishOf('/home', form({ kind: 'settings', settings: '/s.json' }));
    expect(settings).toMatchObject({ ledger: 'j5p', change: { kind: 'settings', file: '/s.json' } });
    for (const each of [granted, settings]) expect(membersPropose.request.safeParse(each).success).toBe(true);
  });

  it('a voter needs a key of the right length, a body to speak for and a role', () => {
    const whole = {
      ...noVoter,
      id: 'f1',
      en: 'F',
      organisation: 'brand',
      roles: 'founder，regulator',
      publicKey: 'AB'.repeat(32),
    };
    expect(voterOf(whole)).toMatchObject({
      roles: ['founder', 'regulator'],
      publicKey: 'ab'.repeat(32),
      name: { zh: 'F' },
    });
    for (const part of [{ id: 'F1' }, { en: '' }, { organisation: '' }, { roles: ' ' }, { publicKey: 'ab' }])
      expect(voterOf({ ...whole, ...part })).toBe(undefined);
  });
});

describe('the form of a vote', () => {
  const whole = { ...emptyVote, voter: 'f1', key: '/k.age', out: '/stick' };
  const at = { at: '/home', proposal: '/stick/x.proposal.json' };
  const joined = (folder: string, name: string) => `${folder}/${name}`;

  it('whoever declines says why', () => {
    expect(missingToVote(emptyVote)).toEqual(['missVoter', 'missKey', 'missOut']);
    expect(missingToVote({ ...whole, decision: 'decline' })).toEqual(['missReason']);
    expect(missingToVote({ ...whole, key: undefined, way: 'statement' })).toEqual([]);
  });

  it('asks what the contract takes, into a file named after the proposal and the voter', () => {
    const asked = requestOf(at, whole, joined);
    expect(membersVote.request.safeParse(asked).success).toBe(true);
    expect(asked.out).toBe('/stick/x.f1.vote.json');
    expect(voteFileOf('/a/b.json', 'r1', 'statement')).toBe('b.r1.statement.json');
  });
});
