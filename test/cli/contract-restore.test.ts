/**
 * `share check` and `restore` as their users run them: verdicts, quorums out of any pool, purposes and what they leave,
 * judged by OpenSSL where a signature or a key comes out. One home of its own, used from top to bottom.
 */
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeEntry } from '../../main/core/audit/entry.ts';
import { digestMessage } from '../../main/core/encoding/bytes.ts';
import { fromHex } from '../../main/core/encoding/hex.ts';
import { toSpkiPem } from '../../main/core/keys/pem.ts';
import { openStore } from '../../main/store/store.ts';
import { OpenSsl, opensslVersion } from '../strangers/openssl/openssl.ts';
import { type FinishedHome, copyHome, finishedHome } from '../support/ceremony.ts';
import { asked, direct, npm, objectOf, ownFolder, refused } from './run.ts';

const folder = ownFolder('restore');
const openssl = new OpenSsl(mkdtempSync(join(folder, 'openssl-')));
const there = 'version' in opensslVersion();
let home: FinishedHome;
let real: FinishedHome;
let set: string;
const share = (id: string) => join(home.dir, 'shares', `${id}.age`);

beforeAll(async () => {
  home = copyHome(await finishedHome('rehearsal'));
  real = await finishedHome('real');
  set = setOf(home);
});

function setOf({ bundle }: FinishedHome): string {
  const [name = ''] = readdirSync(join(bundle, 'share-sets'));
  return join(bundle, 'share-sets', name);
}

/** A copy with one byte turned over, counted from the end. */
function altered(file: string, name: string): string {
  const bytes = readFileSync(file);
  const at = bytes.length - 5;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

const check = (file: string, more: readonly string[] = ['--answers', home.answersFile], setFile = set) => [
  ...['share', 'check', file, '--set', setFile],
  ...more,
];

describe('share check', () => {
  it('of an intact share says whose it is, of a rehearsal and of a real set', async () => {
    const { status, json } = await asked(check(share('c1')));
    const [made] = home.made.shareSets;
    expect(status).toBe(0);
    expect(json).toEqual({
      ...{ ok: true, file: share('c1'), code: 'SHARE-INTACT', index: 1, custodian: 'c1' },
      ...{ setId: made?.id, epoch: 1, rehearsal: true },
      // Its log lies beside the set file, signed by the key that the root vouches for.
      ...{ inForce: 'yes', asOf: expect.stringMatching(/^\d{4}-.*Z$/) },
    });
    const good = await asked(check(join(real.dir, 'shares', 'c2.age'), ['--answers', real.answersFile], setOf(real)));
    expect(good).toMatchObject({ status: 0, json: { index: 2, custodian: 'c2', rehearsal: false } });
  });

  it('names what is wrong: passphrase, damage, the other world, another kind of file', async () => {
    const wrong = await refused(check(share('c1'), ['--passphrase-fd', '3']), { third: 'no\n' });
    expect(wrong).toMatchObject({ status: 1, code: 'SHARE-PASSPHRASE', subject: share('c1') });
    const input = `${home.answers.passphrases['c1'] ?? ''}\n`;
    const right = await npm('rootseal', [...check(share('c1'), ['--passphrase-fd', '0']), '--json'], { input });
    expect(objectOf(right)).toMatchObject({ ok: true, custodian: 'c1' });
    const damaged = await refused(check(altered(share('c1'), 'c1.age')));
    expect(damaged.status).toBe(1);
    expect(['SHARE-UNREADABLE', 'SHARE-ALTERED']).toContain(damaged.code);
    const other = await refused(check(share('c1'), ['--answers', home.answersFile], setOf(real)));
    expect(other).toMatchObject({ status: 1, code: 'SHARE-REHEARSAL', json: { rehearsal: true } });
    const nothing = await refused(check(join(home.bundle, 'plan.json')));
    expect(nothing).toMatchObject({ status: 2, code: 'SHARE-UNREADABLE' });
    const noSet = await refused(check(share('c1'), ['--answers', home.answersFile], join(home.bundle, 'plan.json')));
    expect(noSet).toMatchObject({ status: 2, code: 'SET-FORMAT' });
    expect(await refused(check(join(folder, 'gone')))).toMatchObject({ status: 2, code: 'FILE-READ' });
  });

  it('opens a share sealed to a recipient with an identity alone', async () => {
    const identity = ['--identity', `c5=${home.identities['c5'] ?? ''}`];
    expect(await asked(check(share('c5'), identity))).toMatchObject({ status: 0, json: { index: 5, custodian: 'c5' } });
    expect(await refused(check(share('c5'), []))).toMatchObject({ status: 2, code: 'IDENTITY-MISSING' });
  });
});

const pool = (...files: readonly string[]) => files.flatMap((file) => ['--share', file]);
const restore = (files: readonly string[], ...more: readonly string[]) => [
  ...['restore', home.dir, ...pool(...files), ...more],
  ...(more.includes('--passphrase-fd') ? [] : ['--answers', home.answersFile]),
];

interface Restored {
  readonly shares: readonly { file: string; ok: boolean; code: string; custodian?: string }[];
  readonly quorum: readonly string[];
  readonly entry: number;
  readonly challenges: readonly { root: string; challenge: string; signature: string }[];
}

/** The entry of the log at an index. */
function entryAt(index: number) {
  const store = openStore(join(home.dir, 'ceremony.db'), { readonly: true });
  try {
    const [bytes] = store.entries(index, index + 1);
    return decodeEntry(bytes ?? new Uint8Array());
  } finally {
    store.close();
  }
}

const size = async () => (await asked(['ceremony', 'status', home.dir])).json['size'];

/** Each root's challenge, by OpenSSL. */
function challengesHold({ challenges }: Restored): void {
  expect(challenges.map(({ root }) => root)).toEqual(home.made.roots.map(({ id }) => id));
  if (!there) return;
  for (const { root, challenge, signature } of challenges) {
    const { suite, publicKey } = home.made.roots.find(({ id }) => id === root) ?? expect.fail(root);
    const pem = toSpkiPem(suite, fromHex(publicKey, root));
    const message = fromHex(challenge, 'challenge');
    expect(openssl.verify(suite, fromHex(signature, 'signature'), message, pem), root).toBe(true);
    expect(openssl.verify(suite, fromHex(signature, 'signature'), message.subarray(1), pem), root).toBe(false);
  }
}

async function bundleHolds(): Promise<void> {
  const verified = objectOf(await npm('verify', [home.bundle, '--rehearsal', '--json']));
  expect(verified, JSON.stringify(verified)).toMatchObject({ ok: true, valid: true });
}

describe(`restore${there ? '' : ' (no OpenSSL 3 here: signatures are not judged by it)'}`, () => {
  it('refuses what cannot be done before anything is opened or written', async () => {
    const before = await size();
    const out = join(folder, 'taken');
    writeFileSync(out, 'mine');
    const quorum = [share('c1'), share('c2'), share('c3')];
    const signing = (...more: string[]) => restore(quorum, '--purpose', 'sign', '--root', 'root-ed', ...more);
    const exporting = (...more: string[]) => restore(quorum, '--purpose', 'export', '--root', 'root-ed', ...more);
    const cases = [
      [signing('--in', set, '--out', out), 'FILE-EXISTS', out],
      [signing('--in', join(folder, 'gone'), '--out', join(folder, 'x')), 'FILE-READ', join(folder, 'gone')],
      [signing('--in', set), 'RESTORE-OPTION', '--out'],
      [exporting('--out', join(folder, 'x')), 'RESTORE-OPTION', '--recipient'],
      [exporting('--recipient', 'age1xyz', '--out', join(folder, 'x')), 'CLI-RECIPIENT', 'age1xyz'],
      [restore(quorum, '--purpose', 'dance'), 'RESTORE-PURPOSE', 'dance'],
      [restore([join(folder, 'gone')], '--purpose', 'drill'), 'FILE-READ', join(folder, 'gone')],
      [
        restore(quorum, '--purpose', 'sign', '--root', 'root-x', '--in', set, '--out', join(folder, 'x')),
        'RESTORE-ROOT',
        'root-x',
      ],
    ] as const;
    for (const [args, code, subject] of cases)
      expect(await refused(args, {}, direct)).toMatchObject({ status: 2, code, subject });
    expect(await refused(restore([], '--purpose', 'drill'))).toMatchObject({ status: 2, code: 'CLI-USAGE' });
    expect(await size()).toBe(before);
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });

  it('with two of three says how many are missing, and keeps it in the log', async () => {
    const { status, code, json } = await refused(restore([share('c4'), share('c1')], '--purpose', 'drill'));
    expect([status, code]).toEqual([1, 'RESTORE-SHORT']);
    expect(json['message']).toContain('1 more');
    const { shares, quorum, entry, challenges } = json as unknown as Restored;
    expect([shares.length, quorum, challenges]).toEqual([2, [], []]);
    expect(entryAt(entry).kind).toBe('restore.refused');
  });

  it('drill: out of a pool in any order, with renamed, bad, double and foreign files', async () => {
    const renamed = join(folder, 'a stick.bin');
    copyFileSync(share('c3'), renamed);
    const foreign = join(folder, 'foreign.age');
    copyFileSync(join(real.dir, 'shares', 'c2.age'), foreign);
    const files = [
      renamed,
      share('c5'),
      altered(share('c1'), 'c1.age'),
      foreign,
      share('c4'),
      share('c1'),
      share('c4'),
    ];
    const { status, json } = await asked(restore(files, '--purpose', 'drill'));
    expect(status).toBe(0);
    const restored = json as unknown as Restored;
    expect(restored.shares.map(({ file }) => file)).toEqual(files);
    expect(restored.shares.map(({ code }) => code)).toEqual([
      ...['SHARE-INTACT', 'IDENTITY-MISSING', 'SHARE-UNREADABLE', 'SHARE-PASSPHRASE'],
      ...['SHARE-INTACT', 'SHARE-INTACT', 'SHARE-DUPLICATE'],
    ]);
    expect(restored.quorum).toEqual(['c1', 'c3', 'c4']);
    expect(json['purpose']).toBe('drill');
    expect(entryAt(restored.entry)).toMatchObject({ kind: 'restore.begun', data: { purpose: 'drill' } });
    challengesHold(restored);
    await bundleHolds();
  });

  it('sign: both suites over D("file"), passphrases by descriptor in the order of the shares, then the log key', async () => {
    const file = join(folder, 'statement.txt');
    writeFileSync(file, 'what the consortium says\n');
    const { passphrases: words, logPassphrases } = home.answers;
    for (const { id, suite, publicKey } of home.made.roots) {
      const out = join(folder, `${id}.sig`);
      const args = restore(
        [share('c4'), share('c5'), share('c1')],
        ...['--purpose', 'sign', '--root', id, '--in', file, '--out', out],
        ...['--identity', `c5=${home.identities['c5'] ?? ''}`, '--passphrase-fd', '3'],
      );
      const third = `${words['c4'] ?? ''}\n${words['c1'] ?? ''}\n${logPassphrases['p1'] ?? ''}\n`;
      const { status, json } = await asked(args, { third });
      expect([status, json['quorum']]).toEqual([0, ['c1', 'c4', 'c5']]);
      const message = digestMessage('file', readFileSync(file));
      const pem = toSpkiPem(suite, fromHex(publicKey, id));
      if (there) expect(openssl.verify(suite, readFileSync(out), message, pem)).toBe(true);
      if (there) expect(openssl.verify(suite, readFileSync(out), readFileSync(file), pem)).toBe(false);
      challengesHold(json as unknown as Restored);
    }
    await bundleHolds();
  });

  it('export: an age file to the recipient alone, with the root as PKCS#8 that OpenSSL reads', async () => {
    const identity = await generateIdentity();
    const out = join(folder, 'root-sm.age');
    const recipient = await identityToRecipient(identity);
    const quorum = [share('c3'), share('c2'), share('c1')];
    const args = restore(quorum, '--purpose', 'export', '--root', 'root-sm', '--recipient', recipient, '--out', out);
    expect((await asked(args)).status).toBe(0);
    const opening = new Decrypter();
    opening.addIdentity(identity);
    const pem = await opening.decrypt(readFileSync(out));
    const { publicKey = '' } = home.made.roots.find(({ id }) => id === 'root-sm') ?? {};
    if (there) expect(openssl.publicPem(pem)).toBe(toSpkiPem('sm2', fromHex(publicKey, 'root-sm')));
    await bundleHolds();
  });
});
