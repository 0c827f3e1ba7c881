/** A decision put into force: what comes of it, what of it a ledger gets, and everything that may not pass for one. */

import { describe, expect, it } from 'vitest';
import type { Approval } from '../../../main/core/consortium/approval.ts';
import { encodeApproval, stateApproval, signApproval } from '../../../main/core/consortium/approval.ts';
import { keyId } from '../../../main/core/consortium/application.ts';
import type { Change } from '../../../main/core/consortium/change.ts';
import { enact } from '../../../main/core/consortium/enact.ts';
import {
  type Proposal,
  encodeProposal,
  propose,
  readProposal,
  rebuildAll,
} from '../../../main/core/consortium/proposal.ts';
import { registerHash } from '../../../main/core/consortium/register.ts';
import { encodeRevocations } from '../../../main/core/consortium/revocations.ts';
import { fromHex } from '../../../main/core/encoding/hex.ts';
import { suite } from '../../../main/core/keys/index.ts';
import {
  jdchainFiles,
  jdchainLines,
  signedPath,
  signersOf,
  withSignature,
} from '../../../main/export/jdchain/admission.ts';
import { buildRegistration, parseRegistration } from '../../../main/export/jdchain/registration.ts';
import {
  admission,
  application,
  codeIn,
  created,
  during,
  governance,
  pair,
  plan,
  register,
  sign,
  vote,
  wish,
} from './kit.ts';

const chainFiles = jdchainFiles(plan);
const on = register();
const ledger = 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg';
const chain = { name: 'jdchain', ledger };
const joining: Change = { kind: 'admit', application: application('carrier') };
const told = (change: Change = joining, more: object = { chain }): Proposal =>
  propose(on, wish(change, more), chainFiles);
const voters = governance.voters.filter(({ id }) => id !== 'f3');
const cast = (proposal: Proposal): Promise<Approval[]> => Promise.all(voters.map((who) => vote(proposal, who)));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

async function passed(proposal: Proposal, before = on, now = during) {
  const votes = (await cast(proposal)).map(encodeApproval);
  return enact(before, { proposal: encodeProposal(proposal), votes }, now, chainFiles);
}
/** The code under which this proposal with these votes is refused. */
const refused = (proposal: Uint8Array, votes: readonly Approval[], before = on, now = during) =>
  codeIn(() => enact(before, { proposal, votes: votes.map(encodeApproval) }, now, chainFiles));

describe('a decision', () => {
  it('leaves the register that was voted on, what decided it, the revocations, and what the ledger gets', async () => {
    const proposal = told();
    const made = await passed(proposal);
    expect([...made.files.keys()]).toEqual([
      'public/consortium/2/register.json',
      'public/consortium/2/revocations.json',
      'public/consortium/2/proposal.json',
      ...['f1', 'f2', 'r1'].map((id) => `public/consortium/2/votes/${id}.json`),
      'public/consortium/2/jdchain/carrier/registration.pub',
      'public/consortium/2/jdchain/carrier/registration.tx',
    ]);
    expect(made.facts).toMatchObject({ version: 2, change: 'admit', approved: ['f1', 'f2', 'r1'], declined: [] });
    expect(made.facts.register).toBe(proposal.outcome.register);
    expect(made.chainFiles).toHaveLength(2);
  });

  it('keeps one vote of each voter, whatever was handed in twice', async () => {
    const proposal = admission();
    const votes = await cast(proposal);
    const made = enact(
      on,
      { proposal: encodeProposal(proposal), votes: [...votes, ...votes].map(encodeApproval) },
      during,
    );
    expect([...made.files.keys()].filter((path) => path.includes('/votes/'))).toHaveLength(3);
  });

  it('lists each key that no longer counts, with when, by what and why', async () => {
    const made = await passed(propose(on, wish({ kind: 'remove', member: 'lab', reason: 'closed down' })));
    const list = JSON.parse(text(encodeRevocations(made.register))) as { register: string; revoked: object[] };
    expect(list.register).toBe(registerHash(made.register));
    const key = on.members[1]!.keys[0]!;
    expect(list.revoked).toEqual([
      {
        ...{ member: 'lab', use: 'participant', suite: 'ed25519', publicKey: key.publicKey, key: keyId(key) },
        ...{ at: created, by: made.register.by, reason: 'closed down' },
      },
    ]);
  });
});

describe('what passes for no decision', () => {
  it('PROPOSAL-SHORT: votes on another proposal, one vote twice, one person by two keys', async () => {
    const proposal = told();
    const bytes = encodeProposal(proposal);
    const [f1, f2, r1] = (await cast(proposal)) as [Approval, Approval, Approval];
    expect(refused(bytes, [f1, f2, r1])).toBeUndefined();
    expect(refused(bytes, await cast(admission()))).toBe('PROPOSAL-SHORT');
    expect(refused(bytes, [f1, f1, r1])).toBe('PROPOSAL-SHORT');
    const other = pair('a second key of f1');
    const again = await signApproval(
      { ...stateApproval(proposal, governance.voters[0]!, { decision: 'approve', time: during }), key: keyId(other) },
      (message) => sign(other, message),
    );
    expect(refused(bytes, [f1, again, r1])).toBe('PROPOSAL-SHORT');
  });

  it('CHANGE-VOTERS: one person with two votes', () => {
    const twin = { ...governance.voters[0]!, id: 'f9', publicKey: pair('twin').publicKey };
    const change: Change = { kind: 'governance', governance: { ...governance, voters: [...governance.voters, twin] } };
    expect(codeIn(() => propose(on, wish(change)))).toBe('CHANGE-VOTERS');
  });

  it('PROPOSAL-EXPIRED, PROPOSAL-STALE, PROPOSAL-FUTURE, PROPOSAL-CONSORTIUM: late, old, of another register', async () => {
    const proposal = told();
    const [bytes, votes] = [encodeProposal(proposal), await cast(proposal)];
    expect(refused(bytes, votes, on, '2027-01-01T00:00:00Z')).toBe('PROPOSAL-EXPIRED');
    const next = (await passed(propose(on, wish({ kind: 'role', member: 'lab', role: 'court' })))).register;
    expect(refused(bytes, votes, next)).toBe('PROPOSAL-STALE');
    const later = propose(next, wish(joining, { chain }), chainFiles);
    expect(refused(encodeProposal(later), await cast(later), on)).toBe('PROPOSAL-FUTURE'); // a register rolled back
    expect(refused(bytes, votes, register({ previous: '11'.repeat(32) }))).toBe('PROPOSAL-FUTURE');
    const elsewhere = register({ consortium: { ...on.consortium, id: 'other' } });
    expect(refused(bytes, votes, elsewhere)).toBe('PROPOSAL-CONSORTIUM');
  });

  it('a proposal of which any one byte is another', async () => {
    const alone = application('carrier', {}, [['participant', 'ed25519']]);
    const proposal = told({ kind: 'admit', application: alone });
    const [bytes, votes] = [encodeProposal(proposal), await cast(proposal)];
    const step = Math.ceil(bytes.length / 40);
    const places = [...bytes.keys()].filter((n) => n % step === 0);
    const codes = new Set(
      places.map((n) => {
        const other = bytes.slice();
        other[n] = (other[n] ?? 0) ^ 1;
        return refused(other, votes);
      }),
    );
    expect(codes.has(undefined)).toBe(false);
    expect(codes.size).toBeGreaterThan(3);
  });

  it('an application that was exchanged after the vote', async () => {
    const proposal = told();
    const other = {
      ...proposal,
      change: {
        kind: 'admit' as const,
        application: application('carrier', { contacts: [{ name: 'Mallory', reach: 'elsewhere' }] }),
      },
    };
    expect(refused(encodeProposal(other), await cast(proposal))).toBe('PROPOSAL-OUTCOME');
  });
});

describe('what the ledger gets', () => {
  it('is one registration for each new key of a participant, at the moment of the proposal', () => {
    const made = rebuildAll(on, told(), chainFiles).files;
    const bytes = made.get('jdchain/carrier/registration.tx')!;
    const signer = pair('brand');
    const by = { suite: signer.suite, raw: fromHex(signer.publicKey, 'key') };
    const signed = withSignature(bytes, by, (txHash) => suite(signer.suite).sign(txHash, signer.secret));
    const read = parseRegistration(signed);
    expect(read).toMatchObject({ ledgerHash: ledger, name: 'carrier', time: Date.parse(created) });
    expect(read.publicKey).toBe(text(made.get('jdchain/carrier/registration.pub')!));
    expect(signersOf(bytes, signed, 'signed')).toEqual([by]);
    const { ledgerHash, name, publicKey, time } = read;
    const alone = buildRegistration({ ledgerHash, name, publicKey, time, signer: by }, (txHash) =>
      suite(signer.suite).sign(txHash, signer.secret),
    );
    expect(signed).toEqual(alone.bytes);
    expect(jdchainLines(on, told(), plan)[0]?.text.en).toContain(alone.txHash);
  });

  it('names a further key of a participant by its fingerprint, and a rehearsal as one', () => {
    const two = application('carrier', {}, [
      ['participant', 'ed25519'],
      ['participant', 'sm2'],
    ]);
    const paths = [...rebuildAll(on, told({ kind: 'admit', application: two }), chainFiles).files.keys()];
    const own = keyId(two.keys[1]!).slice(0, 8);
    expect(paths).toContain(`jdchain/carrier/registration-${own}.tx`);
    const practice = register({ rehearsal: true });
    const change: Change = { kind: 'admit', application: application('carrier', { rehearsal: true }) };
    const lines = jdchainLines(practice, propose(practice, wish(change, { chain }), chainFiles), plan);
    expect(lines[0]?.text.zh).toContain('REHEARSAL-carrier');
  });

  it('PROPOSAL-CHAIN, JDCHAIN-LEDGER-HASH: nothing to tell it, no such chain, no ledger', () => {
    expect(codeIn(() => told({ kind: 'role', member: 'lab', role: 'court' }))).toBe('PROPOSAL-CHAIN');
    expect(codeIn(() => told(joining, { chain: { name: 'other', ledger } }))).toBe('PROPOSAL-CHAIN');
    expect(codeIn(() => told(joining, { chain: { name: 'jdchain', ledger: 'j5' } }))).toBe('JDCHAIN-LEDGER-HASH');
    // Whoever knows no chain makes none of its files, and takes none on trust.
    expect(codeIn(() => rebuildAll(on, told()))).toBe('PROPOSAL-CHAIN');
  });

  it('PROPOSAL-OUTCOME: files of another hash, a file more, a file less, another ledger', () => {
    const proposal = told();
    const { files = [], register: outcome } = proposal.outcome;
    const code = (more: typeof files | undefined) =>
      codeIn(() => {
        const to = { register: outcome, ...(more && { files: more }) };
        rebuildAll(on, readProposal(encodeProposal({ ...proposal, outcome: to })), chainFiles);
      });
    expect(code(files)).toBeUndefined();
    expect(code(files.map((one) => ({ ...one, sha256: '00'.repeat(32) })))).toBe('PROPOSAL-OUTCOME');
    expect(code([...files, { path: 'jdchain/more.tx', sha256: '00'.repeat(32) }])).toBe('PROPOSAL-OUTCOME');
    expect(code(files.slice(1))).toBe('PROPOSAL-OUTCOME');
    expect(code(undefined)).toBe('PROPOSAL-OUTCOME');
    const elsewhere = { ...proposal, chain: { ...chain, ledger: `${ledger.slice(0, -1)}h` } };
    expect(codeIn(() => rebuildAll(on, elsewhere, chainFiles))).toBe('PROPOSAL-OUTCOME');
  });

  it('JDCHAIN-SIGNED-OTHER, JDCHAIN-SIGNATURE: what was signed is what was approved, to the byte', () => {
    const files = (more: object) => rebuildAll(on, told(joining, more), chainFiles).files;
    const path = 'jdchain/carrier/registration.tx';
    const [bytes, later] = [files({ chain }).get(path)!, files({ chain, created: '2026-11-22T08:00:01Z' }).get(path)!];
    const { suite: name, secret, publicKey } = pair('brand');
    const by = { suite: name, raw: fromHex(publicKey, 'key') };
    const signed = withSignature(later, by, (txHash) => suite(name).sign(txHash, secret));
    expect(codeIn(() => signersOf(bytes, signed, 'signed'))).toBe('JDCHAIN-SIGNED-OTHER');
    expect(codeIn(() => signersOf(bytes, bytes, 'signed'))).toBe('JDCHAIN-SIGNATURE');
    const wrong = withSignature(bytes, by, () => new Uint8Array(64).fill(7));
    expect(codeIn(() => signersOf(bytes, wrong, 'signed'))).toBe('JDCHAIN-SIGNATURE');
    expect(signedPath('a/registration.tx')).toBe('a/registration.signed.tx');
    expect(signedPath('a/registration.pub')).toBeUndefined();
  });
});
