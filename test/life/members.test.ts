/**
 * Members come and go, with real processes from end to end and machines that share nothing but copied files: a company
 * applies, the roots give the consortium voters, those admit the company by three votes, one of them signed by
 * ssh-keygen, and a quorum of the roots puts it into force. The verifier judges the bundle after each.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { sshKey, sshNamespace } from '../../main/core/consortium/ssh.ts';
import { toHex } from '../../main/core/encoding/hex.ts';
import { parseRegistration } from '../../main/export/jdchain/registration.ts';
import { verifyPath } from '../../main/cli/verify/verify.ts';
import { type FinishedHome, copyHome, finishedHome } from '../support/ceremony.ts';
import { asked, direct, npm, objectOf, ownFolder, refused, root, rootseal } from '../cli/run.ts';

vi.setConfig({ testTimeout: 300_000 });

const noSsh = spawnSync('ssh-keygen', ['-?']).error ? 'no ssh-keygen' : '';
if (noSsh !== '') console.warn(`skipped: ${noSsh}`);

const folder = ownFolder('members');
/** A machine of its own: what it has lies here, and comes to others as a copy alone. */
const machine = (name: string) => {
  const dir = join(folder, name);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return { file: (...path: string[]) => join(dir, ...path) };
};
const room = machine('room');
const applicant = machine('applicant');
const stick = machine('stick');
const voters = { f1: machine('f1'), f2: machine('f2'), r1: machine('r1') };

/** Of a ledger of JD Chain 1.6.5; the founding here knows none, for not every member signed in its room. */
const ledger = 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg';

let home: FinishedHome;
let answers: string;

const carry = (from: string, name: string) => {
  cpSync(from, stick.file(name), { recursive: true });
  return stick.file(name);
};
/** The public files, as each machine has its own copy of them. */
function copyOf(machine_: { file: (...path: string[]) => string }, version: number): string {
  const to = machine_.file(`public-${String(version)}`);
  cpSync(home.bundle, to, { recursive: true });
  return to;
}
const secrets = (at: { file: (...path: string[]) => string }, id: string) => {
  const file = at.file('answers.json');
  writeFileSync(file, JSON.stringify({ passphrases: { [id]: `rehearsal only ${id} thicket orbit` } }), { mode: 0o600 });
  return ['--answers', file];
};
const enacting = (proposal: string, votes: readonly string[], signers: readonly string[] = []) => [
  ...['member', 'enact', home.dir, '--proposal', proposal, ...votes.flatMap((vote) => ['--vote', vote])],
  ...['c1', 'c2', 'c3'].flatMap((id) => ['--share', join(home.dir, 'shares', `${id}.age`)]),
  ...signers.flatMap((id) => ['--signer', id]),
  ...['--answers', answers],
];
async function bundle(): Promise<Record<string, unknown>> {
  return objectOf(await npm('verify', [home.bundle, '--rehearsal', '--json']));
}
const registerLine = ({ checks }: Record<string, unknown>) =>
  (checks as { id: string; detail: string }[]).find(({ id }) => id === 'REGISTER')?.detail;

beforeAll(async () => {
  home = copyHome(await finishedHome('rehearsal'));
  answers = room.file('answers.json');
  writeFileSync(answers, JSON.stringify(home.answers), { mode: 0o600 });
});

/** The public half of a key made on its owner's machine. */
async function voterKey(id: 'f1' | 'f2'): Promise<{ suite: string; publicKey: string }> {
  const at = voters[id];
  const args = ['member', 'key', '--id', id, '--suite', id === 'f1' ? 'sm2' : 'ed25519', '--out', at.file('key.age')];
  const { json } = await asked([...args, '--rehearsal', ...secrets(at, id)], {}, rootseal);
  return { suite: String(json['suite']), publicKey: String(json['publicKey']) };
}

function sshVoter(): { suite: string; publicKey: string } {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'r1', '-f', voters.r1.file('key')]);
  const blob = Buffer.from(readFileSync(voters.r1.file('key.pub'), 'utf8').split(' ')[1]!, 'base64');
  const { suite, publicKey } = sshKey(new Uint8Array(blob));
  return { suite, publicKey: toHex(publicKey) };
}

describe.skipIf(noSsh !== '')(`members${noSsh && ` (skipped: ${noSsh})`}`, () => {
  it('the roots give the consortium its voters: nobody votes on the first decision', async () => {
    const keys = { f1: await voterKey('f1'), f2: await voterKey('f2'), r1: sshVoter() };
    const list = Object.entries(keys).map(([id, key]) => ({
      ...{ id, name: { zh: `表决人 ${id}`, en: `Voter ${id}` }, organisation: id === 'r1' ? 'state' : 'brand', ...key },
      roles: [id === 'r1' ? 'regulator' : 'founder'],
    }));
    const rule = [
      { role: 'founder', count: 2 },
      { role: 'regulator', count: 1 },
    ];
    const rules = { admit: rule, remove: rule, keys: rule, role: rule, governance: rule };
    writeFileSync(
      room.file('voters.json'),
      JSON.stringify({ kind: 'governance', governance: { voters: list, rules } }),
    );
    const proposal = room.file('voters.proposal.json');
    const by = ['--register', home.dir, '--proposer', 'p1', '--out', proposal];
    await asked(['member', 'propose', ...by, '--change', room.file('voters.json')], {}, direct);
    const { json } = await asked(enacting(proposal, []), {}, rootseal);
    expect(json).toMatchObject({ ok: true, purpose: 'enact', quorum: ['c1', 'c2', 'c3'] });
    const verified = await bundle();
    expect(verified, JSON.stringify(verified)).toMatchObject({ ok: true });
    expect(registerLine(verified)).toBe('version 2, 4 members, 3 voters');
  });

  it('a company applies, three voters on three machines admit it, a quorum of the roots puts it into force', async () => {
    const form = join(root, 'examples', 'member', 'application-form.json');
    const apply = [
      'member',
      'apply',
      form,
      '--into',
      applicant.file(),
      '--rehearsal',
      ...secrets(applicant, 'retailer'),
    ];
    await asked(apply, {}, rootseal);
    const application = carry(applicant.file('retailer.application.json'), 'application.json');
    const proposal = stick.file('admit.json');
    const by = ['--register', copyOf(voters.f1, 2), '--proposer', 'f1', '--ledger', ledger, '--out', proposal];
    const { json: proposed } = await asked(['member', 'propose', ...by, '--admit', application], {}, direct);
    const votes: string[] = [];
    for (const id of ['f1', 'f2'] as const) {
      const out = stick.file(`${id}.json`);
      const mine = ['--register', id === 'f1' ? voters.f1.file('public-2') : copyOf(voters.f2, 2), '--voter', id];
      const cast = [
        'member',
        'vote',
        proposal,
        ...mine,
        '--approve',
        '--key',
        voters[id].file('key.age'),
        '--out',
        out,
      ];
      const { json } = await asked([...cast, ...secrets(voters[id], id)], {}, rootseal);
      expect(json['proposal']).toBe(proposed['proposal']);
      votes.push(out);
    }
    expect(await refused(enacting(proposal, votes), {}, rootseal)).toMatchObject({ status: 1, code: 'PROPOSAL-SHORT' });
    votes.push(await voteBySsh(proposal));
    const review = ['member', 'review', proposal, ...votes, '--register', voters.f1.file('public-2')];
    expect((await asked(review, {}, direct)).json).toMatchObject({ state: 'approved', approved: ['f1', 'f2', 'r1'] });
    const [first = '', ...others] = votes;
    const stolen = stick.file('stolen.json');
    writeFileSync(stolen, readFileSync(first, 'utf8').replace('"voter":"f1"', '"voter":"f2"'));
    const theft = await refused(enacting(proposal, [stolen, others[1]!]), {}, rootseal);
    expect(theft).toMatchObject({ status: 1, code: 'APPROVAL-KEY', subject: stolen });
    const own = ['RUNBOOK.html', 'RUNBOOK.md', 'bftsmart/bftsmart.config', 'gateway.conf', 'ledger-binding.conf'];
    const chain = [
      ...['brand', 'carrier', 'lab', 'producer'].flatMap((id) => [`${id}/CHANGE.html`, `${id}/CHANGE.md`]),
      ...[...own, 'local.conf', 'registration.pub', 'registration.tx'].map((name) => `retailer/${name}`),
      'bftsmart.config',
    ];
    const { json } = await asked(enacting(proposal, [stolen, ...votes], ['brand', 'lab']), {}, rootseal);
    expect(json).toMatchObject({ ok: true, purpose: 'enact', enacted: { version: 3, signedBy: ['brand', 'lab'] } });
    expect((json['enacted'] as { files: string[] }).files.toSorted()).toEqual(
      [
        ...['register.json', 'revocations.json', 'proposal.json'].map((name) => `public/consortium/3/${name}`),
        ...['f1', 'f2', 'r1'].map((id) => `public/consortium/3/votes/${id}.json`),
        ...[...chain, 'retailer/registration.signed.tx'].map((name) => `public/consortium/3/jdchain/${name}`),
      ].toSorted(),
    );
    const verified = await bundle();
    expect(verified, JSON.stringify(verified)).toMatchObject({ ok: true });
    expect(registerLine(verified)).toBe('version 3, 5 members, 3 voters');
    expect(verified['register']).toEqual({ version: 3, sha256: proposed['outcome'] });
    expect(existsSync(join(home.bundle, 'consortium', '3', 'votes', 'r1.json'))).toBe(true);
  });

  it('what the new member registers with is what was approved, signed by two members', async () => {
    const file = (name: string) => join(home.bundle, 'consortium', '3', 'jdchain', 'retailer', name);
    const { json } = await asked(['jdchain', 'tx', 'show', file('registration.signed.tx')]);
    expect(json).toMatchObject({ ledgerHash: ledger, unknownOperations: 0 });
    expect((json['endpointSignatures'] as { valid: boolean }[]).map(({ valid }) => valid)).toEqual([true, true]);
    const registration = parseRegistration(new Uint8Array(readFileSync(file('registration.signed.tx'))));
    expect(registration.name).toBe('REHEARSAL-retailer');
    expect(registration.publicKey).toBe(readFileSync(file('registration.pub'), 'utf8'));
    const { json: unsigned } = await asked(['jdchain', 'tx', 'show', file('registration.tx')]);
    expect(unsigned).toMatchObject({ txHash: json['txHash'], endpointSignatures: [] });
  });

  async function voteBySsh(proposal: string): Promise<string> {
    const at = voters.r1;
    const register = ['--register', copyOf(at, 2)];
    const stating = ['member', 'statement', proposal, ...register, '--voter', 'r1', '--approve'];
    await asked([...stating, '--out', at.file('statement.json')], {}, direct);
    const sign = ['-Y', 'sign', '-f', at.file('key'), '-n', sshNamespace, at.file('statement.json')];
    execFileSync('ssh-keygen', sign, { stdio: 'ignore' });
    const out = stick.file('r1.json');
    const signed = ['member', 'signed', at.file('statement.json'), '--signature', at.file('statement.json.sig')];
    await asked([...signed, '--proposal', proposal, ...register, '--out', out], {}, direct);
    return out;
  }

  it('the same decision does not come into force twice, nor one on an old register', async () => {
    const votes = ['f1', 'f2', 'r1'].map((id) => stick.file(`${id}.json`));
    const again = await refused(enacting(stick.file('admit.json'), votes), {}, rootseal);
    expect(again).toMatchObject({ status: 1, code: 'ENACT-DONE', subject: stick.file('admit.json') });
    const old = stick.file('old.json');
    const by = ['--register', voters.f1.file('public-2'), '--proposer', 'f1', '--out', old];
    await asked(['member', 'propose', ...by, '--role', 'lab=court'], {}, direct);
    expect((await refused(enacting(old, votes), {}, rootseal)).code).toBe('PROPOSAL-STALE');
  });

  it('whoever swaps one file of it on the way is named', async () => {
    const names = ['register.json', 'proposal.json', 'revocations.json', 'votes/f1.json', 'votes/r1.json'];
    const folder_ = [
      'registration.tx',
      'registration.signed.tx',
      'registration.pub',
      'ledger-binding.conf',
      'RUNBOOK.md',
    ];
    const chain = [...folder_.map((name) => `jdchain/retailer/${name}`), 'jdchain/brand/CHANGE.md'];
    for (const path of [...names, ...chain].map((name) => `consortium/3/${name}`)) {
      const whole = readFileSync(join(home.bundle, path));
      const other = Buffer.from(whole);
      other[other.length - 1] = (other.at(-1) ?? 0) ^ 1;
      writeFileSync(join(home.bundle, path), other);
      expect(verifyPath(home.bundle, { rehearsal: true }).json).toMatchObject({ ok: false, subject: path });
      writeFileSync(join(home.bundle, path), whole);
    }
    const more = join(home.bundle, 'consortium', '9');
    cpSync(join(home.bundle, 'consortium', '3'), more, { recursive: true });
    expect(verifyPath(home.bundle, { rehearsal: true }).json).toMatchObject({ ok: false, code: 'VERIFY-EXTRA' });
    rmSync(more, { recursive: true });
    expect(await bundle()).toMatchObject({ ok: true });
  });

  it('the log tells it, in both languages, and a share set goes on beside it', async () => {
    const refresh = ['restore', home.dir, '--purpose', 'drill', '--answers', answers];
    const shares = ['c1', 'c2', 'c3'].flatMap((id) => ['--share', join(home.dir, 'shares', `${id}.age`)]);
    await asked([...refresh, ...shares], {}, rootseal);
    expect(await bundle()).toMatchObject({ ok: true });
  });
});
