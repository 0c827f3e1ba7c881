/**
 * Witnesses of a real log, by real processes: one with the program, one with `rootseal-verify` and OpenSSL alone. Then a
 * home that was rolled back and gone on with, by somebody who has the whole machine, its passphrases and its log key.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyProof, parseProof } from '../../main/core/audit/proof.ts';
import { formatVkey, parseVkeyFile, vkeyFile } from '../../main/core/audit/note.ts';
import { parseWitnessVkey } from '../../main/core/audit/cosignature.ts';
import { fromHex } from '../../main/core/encoding/hex.ts';
import { requestFor } from '../../main/app/witness.ts';
import { openStore } from '../../main/store/store.ts';
import { type FinishedHome, copyHome, finishedHome } from '../support/ceremony.ts';
import { asked, direct, npm, ownFolder, refused, rootseal } from '../cli/run.ts';

vi.setConfig({ testTimeout: 200_000 });

const folder = ownFolder('witness');
const file = (name: string) => join(folder, name);
const bytes = (path: string) => new Uint8Array(readFileSync(path));
const passphrase = 'rehearsal only walnut ferry thimble';
const third = { third: `${passphrase}\n` };
const verify = (args: readonly string[]) => asked(args, {}, (all, options) => npm('verify', all, options));
const notVerified = (args: readonly string[]) => refused(args, {}, (all, options) => npm('verify', all, options));

let home: FinishedHome;
let rolledBack: FinishedHome;
let policy: string;

/** A drill: the log grows, and a new checkpoint is signed. */
const drill = async ({ dir, answersFile }: FinishedHome) => {
  const shares = ['c1', 'c2', 'c3'].flatMap((id) => ['--share', join(dir, 'shares', `${id}.age`)]);
  expect((await asked(['restore', dir, ...shares, '--purpose', 'drill', '--answers', answersFile])).status).toBe(0);
};
const request = (at: FinishedHome, name: string, more: readonly string[] = []) =>
  asked(['log', 'request', at.dir, '--out', file(name), ...more], {}, direct);
const cosigning = (name: string, more: readonly string[] = []) => [
  ...[
    'log',
    'cosign',
    file(name),
    '--state',
    file('app.state'),
    '--key',
    file('app.age'),
    '--witness',
    file('app.vkey'),
  ],
  ...['--out', file(`${name}.line`), '--passphrase-fd', '3', ...more],
];
const returned = (at: FinishedHome, line: string, vkey: string) =>
  asked(['log', 'cosigned', at.dir, '--cosignature', file(line), '--witness', file(vkey)], {}, direct);
const judging = (name: string, more: readonly string[] = []) => [
  ...['cosign', file(name), '--state', file('stock.state'), '--out', file(`${name}.msg`), ...more],
];
const bySsl = (name: string) => {
  const message = file(`${name}.msg`);
  execFileSync('openssl', [
    'pkeyutl',
    '-sign',
    '-rawin',
    '-inkey',
    file('k.pem'),
    '-in',
    message,
    '-out',
    `${message}.sig`,
  ]);
  const signed = ['--signature', `${message}.sig`, '--witness', file('stock.vkey')];
  return verify(['cosigned', message, ...signed, '--out', file(`${name}.stock`)]);
};
const underPolicy = (at: FinishedHome, more: readonly string[] = []) => [
  ...[at.bundle, '--rehearsal', '--policy', policy, ...more],
];

beforeAll(async () => {
  home = copyHome(await finishedHome('rehearsal'));
  const key = ['log', 'witness-key', '--name', 'regulator.example/wang', '--rehearsal', '--out', file('app.age')];
  expect((await asked([...key, '--passphrase-fd', '3'], third, rootseal)).status).toBe(0);
  execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', file('k.pem')]);
  execFileSync('openssl', ['pkey', '-in', file('k.pem'), '-pubout', '-out', file('k.pub')]);
  await verify(['witness-key', file('k.pub'), '--name', 'lab.example/li', '--out', file('stock.vkey')]);
  policy = file('policy');
  const vkey = (name: string) => readFileSync(name, 'utf8').trimEnd();
  const lines = [
    `log ${vkey(join(home.bundle, 'log.vkey'))}`,
    ...[`witness wang ${vkey(file('app.vkey'))}`, `witness li ${vkey(file('stock.vkey'))}`],
    ...['group both all wang li', 'quorum both', '#rootseal max-age 30'],
    `#rootseal root ${home.made.roots.find(({ suite }) => suite === 'ed25519')?.fingerprint ?? ''}`,
  ];
  writeFileSync(policy, `${lines.join('\n')}\n`);
}, 200_000);

describe('two witnesses', () => {
  it('cosign the founding’s checkpoint; only then does the policy accept the bundle, and its key anchors it', async () => {
    expect(await notVerified(underPolicy(home))).toMatchObject({
      ...{ status: 1, code: 'POLICY-QUORUM', json: { valid: true, accepted: false } },
    });
    await request(home, 'r1');
    expect(await refused(cosigning('r1'), third, rootseal)).toMatchObject({ status: 2, code: 'WITNESS-NEW' });
    const log = ['--log', join(home.bundle, 'log.vkey')];
    expect((await asked(cosigning('r1', log), third, rootseal)).json).toMatchObject({
      ok: true,
      size: home.made.log.size,
    });
    expect((await returned(home, 'r1.line', 'app.vkey')).json).toMatchObject({ known: false });
    expect((await returned(home, 'r1.line', 'app.vkey')).json).toMatchObject({ known: true });
    expect(await notVerified(underPolicy(home))).toMatchObject({ code: 'POLICY-QUORUM' });
    expect(await notVerified(judging('r1'))).toMatchObject({ status: 2, code: 'VERIFY-WITNESS-NEW' });
    await verify(judging('r1', log));
    await bySsl('r1');
    await returned(home, 'r1.stock', 'stock.vkey');
    expect((await verify(underPolicy(home))).json).toMatchObject({
      ...{ ok: true, valid: true, anchored: true, accepted: true },
      witnessed: [{ name: 'regulator.example/wang' }, { name: 'lab.example/li' }],
    });
  });

  it('nothing is written over, and a stick that got lost is answered again', async () => {
    expect(await refused(cosigning('r1'), third, rootseal)).toMatchObject({ code: 'FILE-EXISTS' });
    expect(await notVerified(judging('r1'))).toMatchObject({ status: 3, code: 'VERIFY-WRITE' });
    cpSync(file('r1'), file('r1-again'));
    expect((await asked(cosigning('r1-again'), third, rootseal)).json).toMatchObject({ size: home.made.log.size });
    expect((await verify(judging('r1-again'))).json).toMatchObject({ size: home.made.log.size });
  });

  it('a policy is held against log, root and age', async () => {
    const changed = (name: string, from: RegExp, to: string) => {
      writeFileSync(file(name), readFileSync(policy, 'utf8').replace(from, to));
      return [home.bundle, '--rehearsal', '--policy', file(name)];
    };
    const root = changed('p-root', /#rootseal root \w{64}/, `#rootseal root ${'ab'.repeat(32)}`);
    expect(await notVerified(root)).toMatchObject({ status: 1, code: 'POLICY-ROOT' });
    const other = readFileSync(file('stock.vkey'), 'utf8').trimEnd();
    const foreign = formatVkey('rootseal/other', parseWitnessVkey(other).publicKey);
    expect(await notVerified(changed('p-other', /^log .*$/m, `log ${foreign}`))).toMatchObject({ code: 'POLICY-LOG' });
    expect(await notVerified(changed('p-log', /^log .*$/m, `log ${other}`))).toMatchObject({ code: 'VKEY-ALGORITHM' });
    const old = underPolicy(home, ['--at', '2030-01-01']);
    expect(await notVerified(old)).toMatchObject({
      status: 1,
      code: 'POLICY-AGE',
      json: { valid: true, accepted: false },
    });
    // Before it was made, no cosignature counts.
    expect(await notVerified(underPolicy(home, ['--at', '2020-01-01']))).toMatchObject({ code: 'POLICY-QUORUM' });
  });

  it('follow the log as it grows; the older cosigned checkpoint stays beside it', async () => {
    rolledBack = copyHome(home);
    await drill(home);
    expect(await notVerified(underPolicy(home))).toMatchObject({
      ...{
        code: 'POLICY-QUORUM',
        json: { message: expect.stringContaining(`at most ${String(home.made.log.size)} `) },
      },
    });
    await request(home, 'r2', ['--witness', file('app.vkey')]);
    expect(readFileSync(file('r2'), 'utf8')).toMatch(new RegExp(`^old ${String(home.made.log.size)}\n`));
    await asked(cosigning('r2'), third, rootseal);
    await verify(judging('r2'));
    await bySsl('r2');
    await returned(home, 'r2.line', 'app.vkey');
    await returned(home, 'r2.stock', 'stock.vkey');
    expect((await verify(underPolicy(home))).json).toMatchObject({ accepted: true });
    expect(existsSync(join(home.bundle, 'log', 'cosigned', String(home.made.log.size)))).toBe(true);
  });

  it('an entry’s proof stands alone, with the cosignatures on it', async () => {
    const { json } = await asked(['log', 'proof', home.dir, '--entry', '5', '--out', file('5.tlog-proof')], {}, direct);
    expect(json).toMatchObject({ entry: 5 });
    const key = parseVkeyFile(bytes(join(home.bundle, 'log.vkey')));
    const one = parseProof(bytes(file('5.tlog-proof')));
    expect(verifyProof(one, bytes(file('5.tlog-proof.entry')), key).size).toBe(json['size']);
    expect(new TextDecoder().decode(one.checkpoint)).toContain('lab.example/li');
  });
});

describe('what a witness is told at once', () => {
  it('a key that votes cosigns nothing', async () => {
    const key = ['member', 'key', '--id', 'f1', '--suite', 'ed25519', '--out', file('vote.age'), '--rehearsal'];
    const { json } = await asked([...key, '--passphrase-fd', '3'], third, rootseal);
    writeFileSync(file('vote.vkey'), vkeyFile('f1.example', fromHex(String(json['publicKey']), 'key'), 'witness'));
    const args = ['log', 'cosign', file('r1'), '--state', file('v.state'), '--log', join(home.bundle, 'log.vkey')];
    const by = ['--key', file('vote.age'), '--witness', file('vote.vkey'), '--out', file('v.line')];
    expect(await refused([...args, ...by, '--passphrase-fd', '3'], third, rootseal)).toMatchObject({
      ...{ status: 1, code: 'VAULT-WITNESS-KEY' },
    });
    expect(existsSync(file('v.line'))).toBe(false);
  });

  it('names, keys and messages that are none, a log that nobody signed', async () => {
    const name = ['log', 'witness-key', '--name', 'two words', '--out', file('n.age'), '--passphrase-fd', '3'];
    expect(await refused(name, third, rootseal)).toMatchObject({ status: 2, code: 'WITNESS-NAME' });
    const key = ['witness-key', file('k.pub'), '--name', 'two words', '--out', file('n.vkey')];
    expect(await notVerified(key)).toMatchObject({ status: 2, code: 'VERIFY-WITNESS-KEY' });
    const message = ['cosigned', file('r1'), '--signature', file('r1'), '--witness', file('stock.vkey')];
    expect(await notVerified([...message, '--out', file('n.line')])).toMatchObject({ code: 'VERIFY-WITNESS-MESSAGE' });
    openStore(file('ceremony.db'), { create: true }).close();
    expect(() => requestFor(folder, {})).toThrow(expect.objectContaining({ code: 'LOG-NO-CHECKPOINT' }));
  });
});

describe('whoever has the whole machine', () => {
  it('a home that was rolled back asks for what the witnesses have seen grow: refused as shrunk', async () => {
    await request(rolledBack, 'x1');
    expect(await refused(cosigning('x1'), third, rootseal)).toMatchObject({ status: 1, code: 'WITNESS-SHRUNK' });
    expect(await notVerified(judging('x1'))).toMatchObject({ status: 1, code: 'WITNESS-SHRUNK' });
  });

  it('gone on with, the history is another one: a fork, named by both, and both notes stay', async () => {
    await drill(rolledBack);
    const size = String((await request(home, 'r3')).json['size']);
    // The same drill leaves as many entries: two checkpoints of one size, both signed by the log.
    expect(String((await request(rolledBack, 'x2')).json['size'])).toBe(size);
    await request(rolledBack, 'x3', ['--old', size]);
    for (const name of ['x2', 'x3']) {
      const told = await refused(cosigning(name), third, rootseal);
      expect(told).toMatchObject({ status: 1, code: 'WITNESS-FORK' });
      expect(String(told.json['message']).match(new RegExp(`: ${size} \\S{44} `, 'g'))).toHaveLength(2);
      expect(await notVerified(judging(name))).toMatchObject({ status: 1, code: 'WITNESS-FORK' });
    }
  });

  it('one more drill hides the size, and not the fork', async () => {
    await drill(rolledBack);
    const size = String((await request(home, 'r4')).json['size']);
    await request(rolledBack, 'x4', ['--old', size]);
    expect(await refused(cosigning('x4'), third, rootseal)).toMatchObject({ status: 1, code: 'WITNESS-PROOF' });
    const ahead = ['log', 'request', home.dir, '--old', '99999', '--out', file('x5')];
    expect(await refused(ahead, {}, direct)).toMatchObject({ status: 2, code: 'LOG-SIZE' });
  });

  it('the checkpoint that a witness keeps is not one that the other history grew out of', async () => {
    const kept = file('kept');
    const state = JSON.parse(readFileSync(file('app.state'), 'utf8')) as { checkpoint: string };
    writeFileSync(kept, state.checkpoint);
    expect((await verify([home.bundle, '--rehearsal', '--checkpoint', kept])).json).toMatchObject({ anchored: true });
    expect(await notVerified([rolledBack.bundle, '--rehearsal', '--checkpoint', kept])).toMatchObject({
      ...{ status: 1, code: 'VERIFY-ANCHOR-CHECKPOINT' },
    });
  });

  it('a cosignature of one history is none of the other', async () => {
    const line = ['--cosignature', file('r2.line'), '--witness', file('app.vkey')];
    expect(await refused(['log', 'cosigned', rolledBack.dir, ...line], {}, direct)).toMatchObject({
      ...{ status: 1, code: 'COSIGNATURE-STRANGE' },
    });
  });
});
