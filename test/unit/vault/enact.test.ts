/**
 * A decision of the voters in the vault: the roots sign the TUF files of just this decision, a member's key signs just
 * the transactions in it, and nothing of it happens out of its order. The acts are called by themselves, for a refusal
 * ends a vault; test/life runs them in its process.
 */
import { describe, expect, it } from 'vitest';
import { encodeResolvedPlan } from '../../../main/core/ceremony/plan.ts';
import { encodeApproval } from '../../../main/core/consortium/approval.ts';
import { encodeProposal, propose } from '../../../main/core/consortium/proposal.ts';
import { encodeRegister } from '../../../main/core/consortium/register.ts';
import { sha256 } from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { delegatedNames, signedBytes, tufKeyId, writeRepository } from '../../../main/core/tuf/index.ts';
import { jdchainFiles, signersOf } from '../../../main/export/jdchain/admission.ts';
import { enact, signTransaction } from '../../../main/vault/acts/enact.ts';
import { signTuf } from '../../../main/vault/acts/restore.ts';
import type { VaultAct } from '../../../main/vault/protocol.ts';
import { type OpenKey, Session, type SessionParts } from '../../../main/vault/session.ts';
import {
  application,
  codeIn,
  during,
  governance,
  type Pair,
  pair,
  planned,
  register,
  vote,
  wish,
} from '../consortium/kit.ts';

const plan = planned(undefined, true);
const chainFiles = jdchainFiles(plan);
const before = register({ rehearsal: true, version: 4 });
const chain = { name: 'jdchain', ledger: 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg' };
const joining = application('carrier', { rehearsal: true }, [['participant', 'ed25519']]);
const proposal = propose(before, wish({ kind: 'admit', application: joining }, { chain }), chainFiles);
const folder = 'public/consortium/5/jdchain/carrier';
const three = governance.voters.filter(({ id }) => id !== 'f3');
const votes = (await Promise.all(three.map((who) => vote(proposal, who)))).map(encodeApproval);
const keyOf = (id: string, { suite, secret, publicKey }: Pair): OpenKey => ({
  ...{ id, suite, secret, publicKey: fromHex(publicKey, id) },
});
const root = keyOf('root-ed', pair('root'));

/** An act in which the roots are open, and the key of the member brand. */
function opened(act: VaultAct = 'enact'): Session {
  const never = {} as unknown as Pick<SessionParts, 'source' | 'identities' | 'age'>;
  const quiet = { progress: () => undefined, verdict: () => Promise.resolve() };
  const session = new Session({ ...never, ...quiet, act, lang: 'en', rehearsal: true });
  session.roots.set(root.id, root);
  session.members.set('brand', keyOf('brand', pair('brand')));
  return session;
}

interface Named {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The TUF files over these targets, by name; every one signed by one key. */
async function repository(files: readonly Named[], version = 2, by = root, roles = true) {
  const always = ['public/log.vkey', 'public/genesis/jdchain/genesis.json'].map((path) => ({
    path,
    bytes: by.publicKey,
  }));
  const targets = [...always, ...files].map(({ path, bytes }) => ({
    path: path.slice('public/'.length),
    length: bytes.length,
    sha256: toHex(sha256(bytes)),
    custom: { rootseal: { kind: 'register', rehearsal: true } },
  }));
  const keys = [{ suite: 'ed25519' as const, publicKey: by.publicKey }];
  const keyid = tufKeyId('ed25519', by.publicKey);
  const delegations = roles ? delegatedNames.map((name) => ({ name, keys, threshold: 1 })) : [];
  const wanted = { keys, threshold: 1, version, expires: '2027-12-01T00:00:00Z', targets, delegations };
  const signing = opened('restore');
  signing.roots.set(by.id, by);
  const made = await writeRepository(wanted, (bytes) =>
    Promise.resolve([{ keyid, sig: signTuf(signing, { root: by.id, bytes }).signature }]),
  );
  return (name: string) => [...made].find(([path]) => path.endsWith(name))![1];
}
/** The bytes that are signed of each TUF file over these targets, by name. */
async function tufOver(files: readonly Named[], version = 8, roles = true) {
  const file = await repository(files, version, root, roles);
  return (name: string) => signedBytes(file(name));
}

/** The lists in force: version 7, with the register of version 4. */
const listed = (register_: Uint8Array, version = 4) => ({
  path: `public/consortium/${String(version)}/register.json`,
  bytes: register_,
});
/** Both lists that the act is given. */
async function listsOver(files: readonly Named[], by = root, versions = [7, 7]) {
  const [top = 7, own = 7] = versions;
  const targets = (await repository(files, top, by))('targets.json');
  return { targets, admissions: (await repository(files, own, by))('admissions.json') };
}
const planFile = { path: 'public/plan.json', bytes: encodeResolvedPlan(plan) };
const input = {
  plan: planFile.bytes,
  before: encodeRegister(before),
  proposal: encodeProposal(proposal),
  votes,
  time: during,
  ...(await listsOver([listed(encodeRegister(before)), planFile])),
};

describe('a decision in the vault', () => {
  const tuf = (session: Session, bytes: Uint8Array) => codeIn(() => signTuf(session, { root: root.id, bytes }));

  it('is signed by the roots as it was voted on: VAULT-DECIDED for anything else', async () => {
    const session = opened();
    const { files } = enact(session, input);
    const good = await tufOver(files);
    const lists = ['targets.json', 'revocations.json', 'genesis.json', 'admissions.json'];
    for (const name of [...lists, 'snapshot.json', 'timestamp.json']) expect(tuf(session, good(name))).toBeUndefined();
    expect(tuf(session, good('root.json'))).toBe('VAULT-DECIDED');
    const older = await tufOver(files, 7);
    for (const name of lists) expect(tuf(session, older(name))).toBe('VAULT-DECIDED');
    for (const gone of files) {
      const list = gone.path.endsWith('revocations.json') ? 'revocations.json' : 'admissions.json';
      const rest = files.filter((one) => one !== gone);
      expect(tuf(session, (await tufOver(rest))(list))).toBe('VAULT-DECIDED');
      const other = await tufOver([...rest, { ...gone, bytes: new Uint8Array(9) }]);
      expect(tuf(session, other(list))).toBe('VAULT-DECIDED');
    }
  });

  it('VAULT-DECIDED: no list is signed of which it cannot be said whose it is', async () => {
    const session = opened();
    const { files } = enact(session, input);
    const plain = await tufOver(files, 8, false);
    expect(tuf(session, plain('targets.json'))).toBe('VAULT-DECIDED'); // mixed: it could go out as any list
    const none = await tufOver(files.filter(({ path }) => !path.endsWith('revocations.json')));
    expect(tuf(session, none('revocations.json'))).toBe('VAULT-DECIDED'); // empty
    const top = await tufOver([], 8, false);
    expect(tuf(session, top('targets.json'))).toBe('VAULT-DECIDED'); // it would take away the roles
  });

  it('has its transactions signed by a member’s key: VAULT-APPROVED for anything else', () => {
    const session = opened();
    const sign = (path: string, members = ['brand']) => signTransaction(session, { members, path }).bytes;
    const path = `${folder}/registration.tx`;
    expect(codeIn(() => sign(path))).toBe('VAULT-ORDER');
    const { files } = enact(session, input);
    const unsigned = files.find((one) => one.path === path)!;
    const [signer, ...more] = signersOf(unsigned.bytes, sign(path), 'signed');
    expect(more).toEqual([]);
    expect(toHex(signer!.raw)).toBe(pair('brand').publicKey);
    for (const other of [`${folder}/registration.pub`, `${folder}/other.tx`, 'public/consortium/5/register.json'])
      expect(codeIn(() => sign(other))).toBe('VAULT-APPROVED');
    expect(codeIn(() => sign(path, ['lab']))).toBe('VAULT-MEMBER');
    // A root signs only for a ledger that its plan has locked down.
    expect(codeIn(() => sign(path, ['root-ed']))).toBe('VAULT-MEMBER');
    session.decided = { ...session.decided!, root: 'root-ed' };
    expect(toHex(signersOf(unsigned.bytes, sign(path, ['root-ed']), 'signed')[0]!.raw)).toBe(pair('root').publicKey);
  });

  it('comes after the roots and before TUF, in an act of its own: VAULT-ORDER, VAULT-ACT', async () => {
    const bytes = (await tufOver([{ path: 'public/a', bytes: new Uint8Array(1) }]))('targets.json');
    expect(tuf(opened(), bytes)).toBe('VAULT-ORDER');
    const early = opened();
    early.roots.clear();
    expect(codeIn(() => enact(early, input))).toBe('VAULT-ORDER');
    for (const act of ['restore', 'renew', 'sign', 'vote'] as const)
      for (const op of ['enact', 'signTransaction'] as const)
        expect(codeIn(() => opened(act).demandOp(op))).toBe('VAULT-ACT');
  });

  it('is judged there whatever the program says: votes, time, register, rehearsal', () => {
    const code = (more: object) => codeIn(() => enact(opened(), { ...input, ...more }));
    expect(code({})).toBeUndefined();
    expect(code({ votes: votes.slice(1) })).toBe('PROPOSAL-SHORT');
    expect(code({ time: '2027-06-01T00:00:00Z' })).toBe('PROPOSAL-EXPIRED');
    expect(code({ before: encodeRegister(register()) })).toBe('VAULT-REHEARSAL');
  });

  it('VAULT-REGISTER: is made on the register that the roots have listed last, or on the founding’s, where nobody votes', async () => {
    const code = (more: object) => codeIn(() => enact(opened(), { ...input, ...more }));
    const mine = encodeRegister(before);
    const other = encodeRegister({ ...before, governance: { ...governance, voters: [] } });
    expect(code({ before: other })).toBe('VAULT-REGISTER');
    const elsewhere = encodeResolvedPlan({ ...plan, expires: '2037-01-01T00:00:00Z' });
    expect(code({ plan: elsewhere })).toBe('VAULT-REGISTER'); // another plan than the roots have listed
    expect(code({ ...(await listsOver([planFile, listed(other)])) })).toBe('VAULT-REGISTER');
    expect(code({ ...(await listsOver([planFile, listed(mine), listed(mine, 5)])) })).toBe('VAULT-REGISTER'); // rolled back
    expect(code({ ...(await listsOver([{ path: 'public/plan.json', bytes: mine }])) })).toBe('VAULT-REGISTER');
    const stranger = keyOf('stranger', pair('stranger'));
    expect(code({ ...(await listsOver([planFile, listed(mine)], stranger)) })).toBe('VAULT-REGISTER');
    expect(code({ admissions: undefined })).toBe('VAULT-REGISTER'); // withheld
    expect(code(await listsOver([planFile, listed(mine)], root, [7, 6]))).toBe('VAULT-REGISTER');
    const before7 = (await repository([planFile, listed(mine)], 7, root, false))('targets.json');
    expect(code({ targets: before7, admissions: undefined })).toBeUndefined(); // from before there were roles

    const none = { voters: [], rules: { admit: [], remove: [], keys: [], role: [], governance: [] } };
    const first = register({ rehearsal: true, governance: none, previous: toHex(sha256(planFile.bytes)) });
    const founding = async (some: typeof first, files: readonly Named[]) => {
      const wanted = propose(some, wish({ kind: 'role', member: 'lab', role: 'court' }));
      const on = { plan: planFile.bytes, before: encodeRegister(some), proposal: encodeProposal(wanted) };
      const asked = { ...on, votes: [], time: during, ...(await listsOver(files)) };
      return codeIn(() => enact(opened(), asked));
    };
    expect(await founding(first, [planFile])).toBeUndefined();
    expect(await founding({ ...first, previous: '00'.repeat(32) }, [planFile])).toBe('VAULT-REGISTER');
    expect(await founding(first, [planFile, listed(mine, 2)])).toBe('VAULT-REGISTER');
    const voters = { ...none, voters: governance.voters };
    expect(await founding({ ...first, governance: voters }, [planFile])).toBe('VAULT-REGISTER');
  });
});
