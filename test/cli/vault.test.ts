/** `rootseal vault import | export` by real processes: options, descriptors, the wizard at a terminal, every file it leaves. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { toBase64 } from '../../main/core/encoding/base64.ts';
import { bytesOf, fromVault } from '../unit/shares/vault-sets.ts';
import { asked, direct, npm, objectOf, ownFolder, refused, root, run } from './run.ts';

const folder = ownFolder('vault');
const identity = 'AGE-SECRET-KEY-157F6CDEJJFF7JAT7KRZGXL0UD50PKEA5TRA4SD77Z5P5EUAYH22S5XVHRK';
const recipient = 'age1l22w5fn3e8wglfyp7dfmhrtch27udxr9rzgplre5yca0dk3kng0q6957lq';
const shares: readonly string[] = fromVault.map((hex, i) => (i % 2 ? hex : toBase64(bytesOf(hex))));
const words = (i: number) => `rehearsal only amber kettle ${i}`;
const holders = (ids: readonly string[]) => ids.flatMap((id) => ['--holder', id]);
const about = ['--name', 'prod', '--kind', 'unseal', '--threshold', '3', '--rehearsal', '--work-factor', '14'];
const lines = (ids: readonly number[]) => ids.flatMap((i) => [shares[i], words(i)]).join('\n');

/** Facts of a room as the launcher hands them in, with a cable in. */
const online = {
  ...{ format: 'rootseal.room/1', platform: 'linux', taken: new Date().toISOString() },
  ...{ routes: { ipv4: [], ipv6: [] }, radios: [], swap: [], core: { pattern: 'core', limit: '0' } },
  ...{ hibernation: false, layer: { name: 'net', why: '' } },
  interfaces: [{ name: 'eth0', up: true, loopback: false, addresses: ['192.0.2.7'] }],
};

const into = join(folder, 'made');
const set = join(into, 'share-set.json');
const answers = join(folder, 'answers.json');
const exporting = (file: string, more: readonly string[] = []) => [
  ...['vault', 'export', file, '--set', set, '--recipient', recipient, '--answers', answers],
  ...more,
];

beforeAll(async () => {
  const passphrases = Object.fromEntries([0, 1, 2, 3].map((i) => [`c${i + 1}`, words(i)]));
  writeFileSync(answers, JSON.stringify({ passphrases }), { mode: 0o600 });
  const args = ['vault', 'import', '--into', into, ...about, '--shares', '6', '--passphrase-fd', '3'];
  const { status, json } = await asked([...args, ...holders(['c1=Dana Reed', 'c2', 'c3', 'c4'])], {
    third: lines([0, 1, 2, 3]),
  });
  expect([status, json]).toEqual([
    0,
    expect.objectContaining({
      proved: true,
      outside: 2,
      scheme: 'vault-gf256',
      weakWorkFactor: ['c1', 'c2', 'c3', 'c4'],
    }),
  ]);
});

describe('an import', () => {
  it('leaves the public set and one age file a holder, and nothing plain', () => {
    expect(readdirSync(into, { recursive: true }).sort()).toEqual([
      'share-set.json',
      'shares',
      ...[1, 2, 3, 4].map((i) => `shares/c${i}.age`),
    ]);
    expect(statSync(join(into, 'shares', 'c1.age')).mode & 0o777).toBe(0o600);
    for (const file of ['share-set.json', 'shares/c1.age'])
      for (const share of shares) expect(readFileSync(join(into, file), 'latin1')).not.toContain(share.slice(0, 10));
  });

  it('each holder checks theirs, and the verifier knows the set', async () => {
    const checked = await asked(['share', 'check', join(into, 'shares', 'c1.age'), '--set', set, '--answers', answers]);
    expect(checked.json).toMatchObject({ code: 'SHARE-INTACT', custodian: 'c1', inForce: 'unknown', rehearsal: true });
    const verified = await npm('verify', [set, '--rehearsal', '--json']);
    expect(objectOf(verified)).toMatchObject({ ok: true, kind: 'share-set', valid: true });
    expect(verified.stdout).toContain('vault-gf256');
  });

  it('goes back as Vault wrote it, in an age file alone; a refused share leaves none', async () => {
    const out = join(folder, 'c2.key.age');
    const { json } = await asked(exporting(join(into, 'shares', 'c2.age'), ['--out', out, '--encoding', 'hex']));
    expect(json).toMatchObject({ ok: true, custodian: 'c2', encoding: 'hex', out });
    const key = join(folder, 'identity');
    writeFileSync(key, `${identity}\n`);
    const opened = spawnSync('age', ['-d', '-i', key, out], { encoding: 'utf8' });
    expect(opened.error ?? opened.stdout).toBe(fromVault[1]);
    expect(JSON.stringify(json)).not.toContain(fromVault[1]);

    const gone = join(folder, 'gone.age');
    const bytes = readFileSync(join(into, 'shares', 'c3.age'));
    writeFileSync(gone, bytes.with(-1, bytes.at(-1)! ^ 1));
    const bad = await refused(exporting(gone, ['--out', join(folder, 'none.age')]), {}, direct);
    expect([bad.status, bad.code, existsSync(join(folder, 'none.age'))]).toEqual([1, 'SHARE-UNREADABLE', false]);
    const taken = await refused(exporting(join(into, 'shares', 'c2.age'), ['--out', out]), {}, direct);
    expect([taken.status, taken.code]).toEqual([2, 'FILE-EXISTS']);
  });

  it('is printed on paper once its holder has opened it, and no other', async () => {
    const printing = (file: string, out: string) => [
      ...['vault', 'sheet', file, '--set', set, '--out', join(folder, out), '--answers', answers],
    ];
    const c2 = join(into, 'shares', 'c2.age');
    const { json } = await asked(printing(c2, 'c2.pdf'));
    expect(json).toMatchObject({ ok: true, code: 'SHARE-INTACT', index: 2, custodian: 'c2' });
    const pdf = readFileSync(join(folder, 'c2.pdf'));
    expect(json['sha256']).toBe(createHash('sha256').update(pdf).digest('hex'));
    const odd = join(folder, 'odd.age');
    const bytes = readFileSync(c2);
    writeFileSync(odd, bytes.with(-1, bytes.at(-1)! ^ 1));
    const bad = await refused(printing(odd, 'odd.pdf'), {}, direct);
    expect([bad.status, bad.code, existsSync(join(folder, 'odd.pdf'))]).toEqual([1, 'SHARE-UNREADABLE', false]);
    expect((await refused(printing(c2, 'c2.pdf'), {}, direct)).code).toBe('FILE-EXISTS');
    const own = join(root, 'test', 'fixtures', 'v1', 'home');
    const ownSet = join(own, 'public', 'share-sets', readdirSync(join(own, 'public', 'share-sets'))[0]!);
    const args = ['vault', 'sheet', join(own, 'shares', 'c1.age'), '--set', ownSet, '--out', join(folder, 'own.pdf')];
    expect((await refused(args, {}, direct)).code).toBe('VAULTSHARE-OWN');
  });

  it('VAULTSHARE-OWN: a share of our own set is not turned into one of Vault', async () => {
    const home = join(root, 'test', 'fixtures', 'v1', 'home');
    const sets = join(home, 'public', 'share-sets');
    const args = [
      '--set',
      join(sets, readdirSync(sets)[0]!),
      '--recipient',
      recipient,
      '--out',
      join(folder, 'own.age'),
    ];
    const { status, code, subject } = await refused(['vault', 'export', join(home, 'shares', 'c1.age'), ...args]);
    expect([status, code, subject]).toEqual([1, 'VAULTSHARE-OWN', join(home, 'shares', 'c1.age')]);
  });
});

describe('refused before anybody types, or with nothing written', () => {
  const fresh = join(folder, 'fresh');
  const start = ['vault', 'import', '--into', fresh];
  it.each([
    ['CLI-USAGE', 2, [...start, '--name', 'prod', '--threshold', '3', ...holders(['c1'])]],
    ['CLI-RECIPIENT', 2, [...start, ...about, ...holders(['c1']), '--recipient', 'c1=age1nobody']],
    ['VAULTSHARE-UNPROVED', 2, [...start, ...about, ...holders(['c1', 'c2', 'c3'])]],
    ['IMPORT-INTO', 2, ['vault', 'import', '--into', into, ...about, ...holders(['c1', 'c2', 'c3', 'c4'])]],
  ] as const)('%s', async (code, exit, args) => {
    const { status, code: found } = await refused([...args, '--passphrase-fd', '3'], { third: '' }, direct);
    expect([found, status]).toEqual([code, exit]);
  });

  it('VAULTSHARE-LENGTH by the line of a descriptor: nothing is written, nothing quoted', async () => {
    const third = [shares[0], words(0), shares[1]!.slice(1)].join('\n');
    const args = [...start, ...about, '--passphrase-fd', '3', ...holders(['c1', 'c2', 'c3', 'c4'])];
    const { code, json, stderr } = await refused(args, { third }, direct);
    expect([code, existsSync(fresh)]).toEqual(['VAULTSHARE-LENGTH', false]);
    expect(JSON.stringify(json) + stderr).not.toContain(shares[1]!.slice(1, 12));
  });

  it('IMPORT-ROOM: a real import with a network is refused, for no log would keep an exception', async () => {
    const args = [...start, ...about.filter((word) => word !== '--rehearsal'), ...holders(['c1', 'c2', 'c3', 'c4'])];
    const { status, code, subject } = await refused(
      [...args, '--passphrase-fd', '3'],
      { third: lines([0, 1, 2, 3]), env: { ROOTSEAL_ROOM: JSON.stringify(online) } },
      direct,
    );
    expect([status, code, subject, existsSync(fresh)]).toEqual([3, 'IMPORT-ROOM', 'ROOM-NETWORK', false]);
  });
});

const python = spawnSync('python3', ['-c', 'import pty']).status === 0;
describe.skipIf(!python)('at a terminal', () => {
  let count = 0;
  /** Somebody at the keyboard who says `sure` to what is read out. */
  const play = (to: string, sure: string) => {
    const script = join(folder, `play-${String(count++)}.json`);
    const answersTyped = [
      ['is called .*: ', 'prod\r'],
      ['unseal or recovery: ', 'unseal\r'],
      ['gave out .*: ', '5\r'],
      ['of them unseal .*: ', '2\r'],
      ['Holder 1: .*: ', 'c1=Dana Reed\r'],
      ['Holder 2: .*: ', 'c2=Sun Li\r'],
      ['Holder 3: .*: ', '\r'],
      ['yes to confirm: ', `${sure}\r`],
      ['unseen: ', '{secret}\r'],
      ['New passphrase: ', '{secret}\r'],
      ['once more: ', '{secret}\r'],
    ];
    // Two of three-of-six: said to be two of five, and nobody can tell.
    writeFileSync(script, JSON.stringify({ answers: answersTyped, secrets: { c1: fromVault[0], c2: fromVault[1] } }));
    const command = ['vault', 'import', '--into', to, '--rehearsal', '--work-factor', '14', '--unproved'];
    return run(['python3', join(import.meta.dirname, 'people.py'), script, join(root, 'rootseal'), ...command]);
  };

  it('the wizard asks for what no option says; each types twice, unseen', async () => {
    const to = join(folder, 'typed');
    const { stdout } = await play(to, 'yes');
    expect(stdout).toContain('NOT PROVED');
    expect(readdirSync(join(to, 'shares'))).toEqual(['c1.age', 'c2.age']);
    expect(stdout).not.toContain(fromVault[0].slice(0, 12));
  });

  it('CLI-NOT-SURE: who does not say that it is so is asked for nothing', async () => {
    const to = join(folder, 'unsure');
    const { stdout } = await play(to, 'no');
    expect(stdout).toContain('CLI-NOT-SURE');
    expect([stdout.includes('be alone at the keyboard'), existsSync(to)]).toEqual([false, false]);
  });
});
