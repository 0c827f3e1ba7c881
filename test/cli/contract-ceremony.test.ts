/**
 * `ceremony run` as its users run it: what stops it before anything is made, what it leaves and with which modes,
 * passphrases by descriptor, and that no passphrase is anywhere but where it belongs.
 */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type FinishedHome, filesBelow, finishedHome } from '../support/ceremony.ts';
import { type Ran, asked, direct, npm, objectOf, ownFolder, refused, rootseal } from './run.ts';

const folder = ownFolder('ceremony');
let home: FinishedHome;
let real: FinishedHome;
beforeAll(async () => {
  home = await finishedHome('rehearsal');
  real = await finishedHome('real');
});

let count = 0;
const fresh = () => join(folder, `home-${String(count++)}`);

/** An answers file: the home's own with something changed. */
function answers(change: object, mode = 0o600, of = home): string {
  const file = join(folder, `answers-${String(count++)}.json`);
  writeFileSync(file, JSON.stringify({ ...of.answers, identities: of.identities, ...change }));
  chmodSync(file, mode);
  return file;
}

const run = (into: string, more: readonly string[], plan = home.planFile) => [
  ...['ceremony', 'run', plan, '--into', into],
  ...more,
];

/** Facts of a room as the launcher hands them in: good, but for what is changed. */
const room = (change: object = {}) => ({
  env: {
    ROOTSEAL_ROOM: JSON.stringify({
      ...{ format: 'rootseal.room/1', platform: 'linux', taken: new Date().toISOString(), interfaces: [] },
      ...{ routes: { ipv4: [], ipv6: [] }, radios: [], swap: [], core: { pattern: 'core', limit: '0' } },
      ...{ hibernation: false, layer: { name: 'net', why: '' } },
      ...change,
    }),
  },
});
const eth0 = { name: 'eth0', up: true, loopback: false, addresses: ['192.0.2.7'] };
const networkUp = room({ interfaces: [eth0] });

describe('before anything is made', () => {
  it('a folder that is not empty, a plan that cannot be read, one with errors', async () => {
    const given = ['--rehearsal', '--answers', home.answersFile];
    const full = fresh();
    mkdirSync(full, { mode: 0o700 });
    writeFileSync(join(full, 'x'), '');
    expect(await refused(run(full, given))).toMatchObject({ status: 2, code: 'HOME-NOT-EMPTY', subject: full });
    expect(readdirSync(full)).toEqual(['x']);

    const into = fresh();
    const plan = (name: string, text: string) => {
      cpSync(join(dirname(home.planFile), 'carrier.pub'), join(folder, 'carrier.pub'));
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    expect(await refused(run(into, given, plan('no.json', '{')))).toMatchObject({ status: 2, code: 'PLAN-JSON' });
    expect(await refused(run(into, given, join(folder, 'gone')))).toMatchObject({ status: 2, code: 'FILE-READ' });
    const text = readFileSync(home.planFile, 'utf8').replace('"threshold":3', '"threshold":9');
    const wrong = await refused(run(into, given, plan('wrong.json', text.replace('"1.6.5"', '"1.7.0"'))));
    expect(wrong).toMatchObject({ status: 1, code: 'CEREMONY-PLAN' });
    const fields = (wrong.json['findings'] as { field: string; level: string }[]).map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['threshold', 'chain.version']));
    expect(existsSync(into)).toBe(false);
  });

  it('answers that others can read, that are of no known form, that lack somebody', async () => {
    const into = fresh();
    const given = (file: string) => run(into, ['--rehearsal', '--answers', file]);
    const open = answers({}, 0o644);
    expect(await refused(given(open))).toMatchObject({ status: 2, code: 'ANSWERS-MODE', subject: open });
    expect(await refused(given(answers({ more: 1 })))).toMatchObject({ status: 2, code: 'ANSWERS-FORMAT' });
    const { c3: _c3, ...others } = home.answers.passphrases;
    const lacking = await refused(given(answers({ passphrases: others })));
    expect(lacking).toMatchObject({ status: 2, code: 'CLI-ANSWERS', subject: 'c3' });
    const empty = answers({ passphrases: { ...others, c3: '' } });
    expect(await refused(given(empty))).toMatchObject({ status: 2, code: 'CLI-ANSWERS', subject: 'c3' });
    const noKey = answers({ logPassphrases: {} });
    expect(await refused(given(noKey))).toMatchObject({ status: 2, code: 'CLI-ANSWERS', subject: 'p1' });
    expect(existsSync(into)).toBe(false);
  });

  it('a network that is up, unless two people of the plan answer for it', async () => {
    const into = fresh();
    const given = (by: readonly string[]) =>
      run(into, ['--answers', answers({ exceptions: [{ rule: 'ROOM-NETWORK', reason: 'a test', by }] }, 0o600, real)]);
    const none = run(into, ['--answers', answers({ exceptions: [] }, 0o600, real)]);
    const up = await refused(none, networkUp, direct);
    expect(up).toMatchObject({ status: 3, code: 'ROOM-NETWORK' });
    expect(up.json['message']).toContain('eth0 192.0.2.7');
    for (const by of [['p1'], ['p1', 'p1'], ['p1', 'nobody']])
      expect(await refused(given(by), networkUp, direct)).toMatchObject({ status: 1, code: 'EXCEPTION-PEOPLE' });
    expect(existsSync(into)).toBe(false);

    // Two people: the room is passed, and what stops it is the passphrase of c2, in the founding act.
    const exceptions = [{ rule: 'ROOM-NETWORK', reason: 'a test', by: ['p1', 'p3'] }];
    const passphrases = { ...real.answers.passphrases, c2: 'weak weak weak' };
    const weak = run(into, ['--answers', answers({ exceptions, passphrases }, 0o600, real)], real.planFile);
    expect(await refused(weak, networkUp, direct)).toMatchObject({ status: 1, code: 'PASSPHRASE-WEAK', subject: 'c2' });
    const { json } = await asked(['ceremony', 'status', into]);
    expect(json).toMatchObject({ done: ['room', 'agree-plan'], exceptions: [{ by: ['p1', 'p3'] }] });
    expect(existsSync(join(into, 'shares'))).toBe(false);
  });

  it('a folder that others can read', async () => {
    const into = fresh();
    mkdirSync(into);
    chmodSync(into, 0o755);
    const given = run(into, ['--answers', answers({ exceptions: [] }, 0o600, real)], real.planFile);
    expect(await refused(given, room(), direct)).toMatchObject({ status: 3, code: 'ROOM-FOLDER' });
    expect(readdirSync(into)).toEqual([]);
  });

  it('a folder that cannot be made', async () => {
    const given = run('/dev/null/home', ['--rehearsal', '--answers', home.answersFile]);
    expect(await refused(given)).toMatchObject({ status: 3, code: 'HOME-WRITE' });
  });
});

describe('what a ceremony leaves', () => {
  it('all fields of its answer', () => {
    for (const { made, mode } of [home, real]) {
      expect(made).toMatchObject({ ok: true, rehearsal: mode === 'rehearsal' });
      expect(made.ceremonyId).toMatch(/^[0-9a-f]{32}$/);
      expect(made.roots.map(({ id, suite }) => [id, suite])).toEqual([
        ['root-ed', 'ed25519'],
        ['root-sm', 'sm2'],
      ]);
      for (const { publicKey, fingerprint } of made.roots) {
        expect(publicKey).toMatch(/^[0-9a-f]+$/);
        expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
      }
      expect(made.shareSets).toMatchObject([{ epoch: 1, m: 3, n: 5, scheme: 'shamir' }]);
      expect(made.genesis).toMatchObject([{ chain: 'jdchain', txHash: expect.stringMatching(/^j5/) as unknown }]);
      expect(made.log.checkpoint.split('\n')[1]).toBe(String(made.log.size));
    }
  });

  it('the folder of the contract, secrets for their owner alone', () => {
    for (const { dir, made } of [home, real]) {
      const mode = (path: string) => statSync(join(dir, path)).mode & 0o777;
      expect(mode('.')).toBe(0o700);
      const [set] = made.shareSets;
      const files = [...filesBelow(dir).keys()];
      const expected = [
        ...['ceremony.db', 'public/plan.json', 'public/log.vkey', 'public/roots/root-ed.json'],
        ...['public/roots/root-sm.json', `public/share-sets/${set?.id ?? ''}.json`, 'sealed/root-ed.sealed'],
        ...['sealed/root-sm.sealed', 'private/log-key/p1.age', 'private/brand/local.conf.age'],
        ...['public/genesis/jdchain/genesis.json', 'public/genesis/jdchain/brand/ledger.init'],
        ...['public/tuf/1.root.json', 'public/tuf/targets.json.sm2sig', 'public/log/checkpoint'],
        ...['public/verify/rootseal-verify.mjs', 'closing/checkpoint'],
        ...['c1', 'c2', 'c3', 'c4', 'c5'].map((id) => `shares/${id}.age`),
      ];
      expect(files).toEqual(expect.arrayContaining(expected));
      for (const path of files.filter((name) => /^(shares|sealed|private)\//.test(name)))
        expect([path, mode(path)]).toEqual([path, 0o600]);
      for (const name of ['shares', 'sealed', 'private', 'closing']) expect([name, mode(name)]).toEqual([name, 0o700]);
      const tops = new Set(files.map((path) => path.split('/')[0]));
      for (const name of ['ceremony.db', 'ceremony.db-lock', 'ceremony.db-wal', 'ceremony.db-shm']) tops.delete(name);
      expect([...tops].sort()).toEqual(['closing', 'private', 'public', 'sealed', 'shares']);
    }
  });

  it('the sources of genesis named with their hashes, and a bundle that verifies in its own world alone', async () => {
    const [rehearsal, mixed, good] = await Promise.all([
      npm('verify', [home.bundle, '--rehearsal', '--json']),
      npm('verify', [home.bundle, '--json']),
      npm('verify', [real.bundle, '--json']),
    ]);
    expect(objectOf(rehearsal)).toMatchObject({ ok: true, kind: 'bundle', rehearsal: true });
    expect([mixed.status, objectOf(mixed)['code']]).toEqual([1, 'REHEARSAL']);
    expect(objectOf(good)).toMatchObject({ ok: true, valid: true, anchored: false, accepted: null });
  });
});

/** What every process shows of itself, for as long as a command runs. */
class Watch {
  readonly heard = new Set<string>();
  private readonly timer = setInterval(() => this.look(), 100);

  look(): void {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      for (const part of ['cmdline', 'environ'])
        try {
          this.heard.add(readFileSync(join('/proc', pid, part), 'latin1'));
        } catch {
          // It has ended, or it is somebody else's.
        }
  }

  end(): string {
    clearInterval(this.timer);
    return [...this.heard].join('\n');
  }
}

describe('passphrases', () => {
  it.skipIf(process.platform !== 'linux')('by descriptor, each act its own lines; and nowhere else', async () => {
    const { passphrases: words, logPassphrases, dice } = home.answers;
    const [c1 = '', c2 = '', c3 = '', c4 = ''] = ['c1', 'c2', 'c3', 'c4'].map((id) => words[id]);
    const p1 = logPassphrases['p1'] ?? '';
    const acts = {
      found: [c1, c2, c3, c4, p1, dice],
      check: [c1, c2, c3, c4],
      sign: [c1, c2, c3, c4, p1], // c4 holds the key of a member
      close: [p1],
    };
    const into = fresh();
    const marker = `marker ${String(process.pid)} in an argument`;
    const control = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)', marker], { stdio: 'ignore' });
    const watch = new Watch();
    let ran: Ran;
    try {
      const third = `${Object.values(acts).flat().join('\n')}\n`;
      ran = await rootseal(run(into, ['--rehearsal', '--passphrase-fd', '3', '--json']), { third });
    } finally {
      control.kill();
    }
    const shown = watch.end();
    expect(objectOf(ran), ran.stderr).toMatchObject({ ok: true, rehearsal: true });
    expect(shown).toContain(marker);
    expect(ran.stderr).not.toContain('\r');
    const kept = [...filesBelow(into).values()].map((bytes) => Buffer.from(bytes).toString('latin1'));
    const places = [shown, ran.stdout, ran.stderr, ...kept];
    for (const secret of [c1, c2, c3, c4, p1]) expect(places.filter((place) => place.includes(secret))).toEqual([]);
    // The same search finds what is there: a rehearsal shows its dice, as the rule's worked example.
    expect(kept.filter((place) => place.includes(dice))).not.toEqual([]);
    expect(readFileSync(home.answersFile, 'latin1')).toContain(c1);

    // A share of that rehearsal is foreign to this one.
    const set = readdirSync(join(home.bundle, 'share-sets'))[0] ?? '';
    const check = ['share', 'check', join(into, 'shares', 'c1.age'), '--set', join(home.bundle, 'share-sets', set)];
    const foreign = await refused([...check, '--passphrase-fd', '3'], { third: `${c1}\n` });
    expect(foreign).toMatchObject({ status: 1, code: 'SHARE-FOREIGN', json: { index: 1, custodian: 'c1', epoch: 1 } });
    expect(foreign.json['setId']).not.toBe(home.made.shareSets[0]?.id);
  });

  it('of a finished real ceremony are in no file of its home, nor is its dice', () => {
    const kept = [...filesBelow(real.dir).values()].map((bytes) => Buffer.from(bytes).toString('latin1'));
    const { passphrases, logPassphrases, dice } = real.answers;
    for (const secret of [...Object.values(passphrases), ...Object.values(logPassphrases), dice])
      expect(kept.filter((place) => place.includes(secret))).toEqual([]);
    expect(kept.filter((place) => place.includes(real.made.ceremonyId))).not.toEqual([]);
  });

  it('that run out name who is missing, and the ceremony goes on with them', async () => {
    const into = fresh();
    // Standard input is the one descriptor that npm hands on; the questions of the room must leave it alone.
    const given = run(into, ['--rehearsal', '--passphrase-fd', '0', '--json']);
    const ran = await npm('rootseal', given, { input: 'one for the first\n' });
    const short = { status: ran.status, ...objectOf(ran) };
    expect(short).toMatchObject({ status: 2, code: 'SECRET-MISSING', subject: 'c2' });
    const { status, json } = await asked(['ceremony', 'resume', into, '--answers', home.answersFile]);
    expect([status, json['rehearsal']]).toEqual([0, true]);
  });

  it('come from one place, and an answers file is no link and for its owner alone', async () => {
    const link = join(folder, 'link.json');
    symlinkSync(answers({}, 0o644), link);
    const both = run(fresh(), ['--rehearsal', '--answers', link, '--passphrase-fd', '0']);
    expect(await refused(both)).toMatchObject({ status: 2, code: 'CLI-SECRET-SOURCE' });
    const linked = run(fresh(), ['--rehearsal', '--answers', link]);
    expect(await refused(linked)).toMatchObject({ status: 2, code: 'ANSWERS-READ' });
    const open = run(fresh(), ['--rehearsal', '--answers', answers({}, 0o644)]);
    expect(await refused(open)).toMatchObject({ status: 2, code: 'ANSWERS-MODE' });
  });
});
