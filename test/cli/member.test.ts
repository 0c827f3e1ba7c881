/** `rootseal member …` by real processes: what an applicant makes, what is proposed on verified public files, and refusals. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { signingLine } from '../../main/app/voting.ts';
import { readApplication } from '../../main/core/consortium/application.ts';
import { type FinishedHome, copyHome, finishedHome } from '../support/ceremony.ts';
import { hasAge, openedByAge } from '../e2e/support/age.ts';
import { asked, direct, ownFolder, refused, root, rootseal } from './run.ts';

const folder = ownFolder('member');
const form = join(root, 'examples', 'member', 'application-form.json');
const passphrase = 'rehearsal only plum orbit thicket';
const into = join(folder, 'applied');
const file = (name: string) => join(folder, name);
const applying = (where: string, what = form) => [
  ...['member', 'apply', what, '--into', where, '--rehearsal', '--passphrase-fd', '3'],
];

let home: FinishedHome;
let application: string;
beforeAll(async () => {
  home = await finishedHome('rehearsal');
  const { status, json } = await asked(applying(into), { third: `${passphrase}\n` }, rootseal);
  expect([status, json]).toEqual([0, expect.objectContaining({ member: 'retailer', weakPassphrase: true })]);
  application = join(into, 'retailer.application.json');
}, 120_000);

describe('an applicant', () => {
  it('has an application that proves its keys, and private keys in an age file of their own', async () => {
    const { keys, rehearsal } = readApplication(new Uint8Array(readFileSync(application)));
    expect([keys.length, rehearsal, statSync(join(into, 'retailer.keys.age')).mode & 0o777]).toEqual([3, true, 0o600]);
    const { json } = await asked(['member', 'show', application]);
    expect(json).toMatchObject({ consortium: 'food-trace', member: { id: 'retailer' } });
  });

  it.skipIf(!hasAge)("Debian's age opens them with the passphrase", () => {
    const plain = JSON.parse(
      Buffer.from(openedByAge(join(into, 'retailer.keys.age'), passphrase, folder)).toString(),
    ) as object;
    expect(plain).toMatchObject({ format: 'rootseal.keyring/1', owner: 'retailer' });
  });

  it('loses nothing to a second run, and is told of a form that will not do', async () => {
    expect(await refused(applying(into), { third: `${passphrase}\n` }, rootseal)).toMatchObject({
      code: 'FILE-EXISTS',
    });
    const wrong = file('form.json');
    writeFileSync(wrong, readFileSync(form, 'utf8').replace('"participant"', '"peer"'));
    expect(await refused(applying(file('no'), wrong), { third: `${passphrase}\n` }, rootseal)).toMatchObject({
      status: 2,
      code: 'APPLICATION-DRAFT',
      subject: 'keys.0.use',
    });
    expect(existsSync(join(folder, 'no', 'retailer.keys.age'))).toBe(false);
  });

  it('a member offers a further key, a voter hands a card over: both are told apart on the medium, the offer proposed', async () => {
    const stick = file('stick');
    const to = ['--into', stick, '--rehearsal', '--passphrase-fd', '3'];
    const whose = ['--consortium', 'food-trace', '--member', 'lab'];
    const asking = ['member', 'offer', ...whose, '--key', 'gateway=sm2', ...to];
    const { json } = await asked(asking, { third: `${passphrase}\n` }, rootseal);
    const { offer } = json['files'] as { offer: string };
    const card = [
      '--out',
      file('f7.age'),
      '--card',
      join(stick, 'f7.voter.json'),
      '--rehearsal',
      '--passphrase-fd',
      '3',
    ];
    await asked(['member', 'key', '--id', 'f7', '--suite', 'p256', ...card], { third: `${passphrase}\n` }, rootseal);
    const shown = await asked(['member', 'show', offer]);
    expect(shown.json).toMatchObject({ kind: 'offer', format: 'rootseal.key-offers/1' });
    expect(await refused(['member', 'inbox', file('nowhere'), '--register', home.bundle], {}, direct)).toMatchObject({
      ...{ status: 2, code: 'FILE-READ' },
    });
    const found = await asked(['member', 'inbox', stick, '--register', home.bundle], {}, direct);
    const files = found.json['files'] as { kind: string; state: string }[];
    expect(files.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['voter valid', 'sealed known', 'offer valid']);
    const out = ['--proposer', 'p1', '--out', file('keys.json')];
    const made = await asked(['member', 'propose', '--register', home.bundle, '--offer', offer, ...out], {}, direct);
    expect(made.json).toMatchObject({ kind: 'keys' });
    const bad = await refused(
      asking.map((word) => word.replace('sm2', 'rsa')),
      {},
      direct,
    );
    expect(bad).toMatchObject({ status: 2, code: 'CLI-USAGE' });
  });

  it.skipIf(spawnSync('openssl', ['version']).error !== undefined)(
    'a key that lies elsewhere comes in by its public half, and signs for itself with the command that is shown',
    async () => {
      const where = file('hsm');
      mkdirSync(where);
      const key = join(where, 'KEY.pem');
      execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', key]);
      const pem = execFileSync('openssl', ['pkey', '-in', key, '-pubout']);
      writeFileSync(join(where, 'hsm.pem'), pem);
      const own = file('own-form.json');
      writeFileSync(own, readFileSync(form, 'utf8').replaceAll('"participant"', '"user"'));
      const asking = [...applying(where, own), '--public', `participant=${join(where, 'hsm.pem')}`];
      const { json } = await asked(asking, { third: `${passphrase}\n` }, rootseal);
      expect(json).toMatchObject({ lacking: [{ use: 'participant', suite: 'ed25519' }] });
      const [draft, message] = [String(json['draft']), String(json['message'])];
      const out = join(where, 'whole.json');
      const proving = (signature: string) => ['member', 'prove', draft, '--signature', signature, '--out', out];
      expect((await refused(proving(join(where, 'hsm.pem')), {}, direct)).code).toBe('KEY-DER');
      execFileSync('sh', ['-c', signingLine('ed25519', message)], { cwd: where });
      const sig = message.replace('.tosign', '.sig');
      await asked(proving(sig), {}, direct);
      const whole = readApplication(new Uint8Array(readFileSync(out)));
      expect(whole.keys.map(({ use }) => use)).toContain('participant');
      expect(await refused(proving(sig), {}, direct)).toMatchObject({ code: 'FILE-EXISTS' });
      const no = await refused([...applying(file('none')), '--public', 'peer=x.pem'], {}, direct);
      expect(no).toMatchObject({ status: 2, code: 'CLI-USAGE' });
    },
  );

  it('a real key wants a strong passphrase', async () => {
    const real = applying(file('real')).filter((word) => word !== '--rehearsal');
    expect((await refused(real, { third: 'short\n' }, rootseal)).code).toBe('PASSPHRASE-WEAK');
  });
});

describe('a proposal', () => {
  const proposing = (out: string, more: readonly string[], register = home.bundle) => [
    ...['member', 'propose', '--register', register, '--proposer', 'p1', '--out', file(out), ...more],
  ];
  beforeAll(async () => {
    const { status, json } = await asked(proposing('admit.json', ['--admit', application]), {}, direct);
    expect([status, json]).toEqual([0, expect.objectContaining({ kind: 'admit', base: 1, rehearsal: true })]);
  });

  it('is rebuilt by whoever reviews it, from their own copy, with the same hash in words', async () => {
    const copy = copyHome(home);
    const { json } = await asked(['member', 'review', file('admit.json'), '--register', copy.dir], {}, direct);
    const { json: shown } = await asked(['member', 'show', file('admit.json')], {}, direct);
    expect(json).toMatchObject({ proposal: shown['proposal'], state: 'approved', seats: [] });
    expect(json['words']).toHaveLength(32);
    const zh = await direct(['member', 'review', file('admit.json'), '--register', copy.dir, '--lang', 'zh-CN']);
    expect(zh.stdout).toContain('成员 retailer：零售商');
    expect(zh.stdout).toContain('演练');
  });

  it('on public files that were altered, or promising another outcome, is not made and not believed', async () => {
    const copy = copyHome(home);
    const plan = join(copy.bundle, 'plan.json');
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('10.0.0.1', '10.0.0.7'));
    expect(await refused(proposing('x.json', ['--admit', application], copy.dir), {}, direct)).toMatchObject({
      status: 1,
      code: 'CLI-REGISTER',
      subject: copy.dir,
    });
    expect(existsSync(file('x.json'))).toBe(false);
    writeFileSync(
      file('other.json'),
      readFileSync(file('admit.json'), 'utf8').replace('"proposer":"p1"', '"proposer":"p2"'),
    );
    const review = ['member', 'review', file('other.json'), '--register', home.bundle];
    expect((await refused(review, {}, direct)).code).toBe('PROPOSAL-OUTCOME');
    const fingerprint = ['--root-fingerprint', '00'.repeat(32)];
    expect((await refused([...review.with(2, file('admit.json')), ...fingerprint], {}, direct)).code).toBe(
      'CLI-REGISTER',
    );
  });

  it('needs one thing to change, a reason to remove, a voter to vote', async () => {
    const remove = ['--remove', 'lab'];
    expect((await refused(proposing('y.json', []), {}, direct)).code).toBe('CLI-USAGE');
    expect((await refused(proposing('y.json', [...remove, '--admit', application]), {}, direct)).code).toBe(
      'CLI-USAGE',
    );
    expect((await refused(proposing('y.json', remove), {}, direct)).code).toBe('CLI-USAGE');
    const { json } = await asked(proposing('remove.json', [...remove, '--reason', 'sold']), {}, direct);
    expect(JSON.stringify(json['changes'])).toContain('BFT consensus needs 4');
    writeFileSync(file('bad-change.json'), '{"kind":"merge"}');
    expect((await refused(proposing('y.json', ['--change', file('bad-change.json')]), {}, direct)).code).toBe(
      'CHANGE-FILE',
    );
    const voting = ['member', 'statement', file('admit.json'), '--register', home.bundle, '--voter', 'f1'];
    const out = ['--out', file('f1.json')];
    expect((await refused([...voting, '--approve', ...out], {}, direct)).code).toBe('APPROVAL-VOTER');
    expect((await refused([...voting, '--decline', ...out], {}, direct)).code).toBe('CLI-USAGE');
  });
});
