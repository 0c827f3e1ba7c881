/** The built single file as others run it: from an empty folder, with plain Node and nothing of ours. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FinishedHome, copyHome, finishedHome, rootseal } from '../support/ceremony.ts';
import { plainNode, runVerifier, verifierFile } from '../support/verifier.ts';

console.info(`the verifier runs with ${plainNode.path} (${plainNode.version})`);
const empty = mkdtempSync(join(tmpdir(), 'rootseal-empty-'));
const scratch = mkdtempSync(join(tmpdir(), 'rootseal-verify-'));
afterAll(() => {
  rmSync(empty, { recursive: true });
  rmSync(scratch, { recursive: true });
});

const real = await finishedHome('real');
const rehearsal = await finishedHome('rehearsal');

interface Answer {
  readonly ok: boolean;
  readonly code?: string;
  readonly message?: string;
  readonly subject?: string;
  readonly kind: string;
  readonly valid: boolean;
  readonly anchored: boolean;
  readonly accepted: boolean | null;
  readonly checks: readonly { id: string; ok: boolean; detail: string }[];
  readonly size: number | null;
  readonly root: string | null;
  readonly cosignatures: readonly string[];
}

/** Exit code and the one JSON object; standard error stays empty. */
function ask(...args: string[]): Answer & { exit: number | null } {
  const { status, stdout, stderr } = runVerifier([...args, '--json'], { cwd: empty });
  expect(stderr).toBe('');
  expect(stdout.endsWith('}\n')).toBe(true);
  expect(stdout.trimEnd()).not.toContain('\n');
  return { exit: status, ...(JSON.parse(stdout) as Answer) };
}

const verdict = (...args: string[]) => {
  const { exit, code, valid, anchored, accepted } = ask(...args);
  return { exit, ...(code !== undefined && { code }), valid, anchored, accepted };
};
const good = { exit: 0, valid: true, anchored: false, accepted: null };
const anchored = { exit: 0, valid: true, anchored: true, accepted: true };
const refused = (code: string) => ({ exit: 1, code, valid: false, anchored: false, accepted: false });

/** Copies a path elsewhere, so that nothing of the home is beside it. */
function alone(path: string): string {
  const to = join(mkdtempSync(join(scratch, 'alone-')), path.split('/').at(-1)!);
  cpSync(path, to, { recursive: true });
  return to;
}

describe('a real bundle', () => {
  it('is valid and, without an anchor, not more than that', () => {
    const { checks, message, ...answer } = ask(real.bundle);
    const { size, root } = real.made.log;
    const log = { size, root, cosignatures: [] };
    const restores = [{ entry: expect.any(Number) as number, purpose: 'found', done: true }];
    const register = { version: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string };
    const lists = ['targets', 'revocations', 'genesis', 'admissions', 'snapshot', 'timestamp'];
    const files = ['1.root.json', ...lists.map((role) => `${role}.json`)];
    const expires = Object.fromEntries(files.map((name) => [name, '2036-11-21T00:00:00Z']));
    const facts = { ...log, restores, expires, register };
    expect(answer).toEqual({ ...good, ok: true, kind: 'bundle', rehearsal: false, ...facts });
    expect(message).toBeUndefined();
    expect(checks.every(({ id, ok, detail }) => ok && id !== '' && detail !== '')).toBe(true);
    expect(checks.map(({ id }) => id)).toEqual([
      ...['FILES', 'PLAN', 'MODE', 'ROOTS', 'TUF', 'TUF-SM2', 'TARGETS', 'SHARE-SETS'],
      ...['LOG', 'LOG-ENTRIES', 'LOG-STEPS', 'LOG-DEMANDS', 'LOG-RECEIPTS', 'SETS', 'SHARE-RECEIPTS', 'TUF-SETS'],
      ...['LOG-FILES', 'LOG-TUF', 'LOG-MINUTES'],
      ...['RESTORES', 'GENESIS', 'PERMISSIONS', 'REGISTER'],
    ]);
  });

  it('is anchored by the fingerprint of either root, however it is written', () => {
    for (const { fingerprint } of real.made.roots) {
      const grouped = fingerprint.toUpperCase().match(/.{4}/g)!.join(' ');
      for (const text of [fingerprint, grouped])
        expect(verdict(real.bundle, '--root-fingerprint', text)).toEqual(anchored);
    }
    const other = rehearsal.made.roots[0]!.fingerprint;
    expect(verdict(real.bundle, '--root-fingerprint', other)).toEqual(refused('VERIFY-ANCHOR-ROOT'));
  });

  it('is anchored by the checkpoint that was read aloud', () => {
    const closing = join(real.dir, 'closing', 'checkpoint');
    expect(verdict(real.bundle, '--checkpoint', closing)).toEqual(anchored);
    const other = join(rehearsal.dir, 'closing', 'checkpoint');
    expect(verdict(real.bundle, '--checkpoint', other)).toEqual(refused('NOTE-UNSIGNED'));
  });

  it('is judged the same by the verifier that lies in it, and through a link', () => {
    const inside = join(real.bundle, 'verify', 'rootseal-verify.mjs');
    expect(readFileSync(inside).equals(readFileSync(verifierFile))).toBe(true);
    const link = join(mkdtempSync(join(scratch, 'link-')), 'public');
    symlinkSync(real.bundle, link);
    const { status, stdout } = runVerifier([link, '--json'], { cwd: empty, file: alone(inside) });
    expect([status, (JSON.parse(stdout) as Answer).valid]).toEqual([0, true]);
  });

  it('has expired one day', () => {
    expect(verdict(real.bundle, '--at', '2036-11-20')).toEqual(good);
    expect(verdict(real.bundle, '--at', '2036-11-20T23:59:59Z')).toEqual(good);
    expect(verdict(real.bundle, '--at', '2036-11-21')).toEqual(refused('TUF-EXPIRED'));
  });

  it('is told to people, a line for each check, in their language', () => {
    const text = (...args: string[]) => runVerifier([real.bundle, ...args], { cwd: empty }).stdout;
    const lines = text().trimEnd().split('\n');
    expect(lines.slice(0, -1).every((line) => line.startsWith('ok   '))).toBe(true);
    expect(lines.at(-1)).toMatch(/^bundle: valid, not anchored .*; 23 of 23 checks passed$/);
    expect(text('--lang', 'zh-CN')).toContain('bundle：有效，未锚定');
    expect(runVerifier([real.bundle], { cwd: empty, lang: 'zh_CN.UTF-8' }).stdout).toContain('有效，未锚定');
    const [print] = real.made.roots;
    expect(text('--root-fingerprint', print!.fingerprint)).toContain('bundle: valid, anchored');
    const no = runVerifier([real.bundle, '--at', '2040-01-01'], { cwd: empty });
    expect([no.status, no.stderr]).toEqual([1, '']);
    expect(no.stdout).toMatch(/^FAIL TUF +TUF-EXPIRED: .*\n/m);
    expect(no.stdout.trimEnd().split('\n').at(-1)).toContain('bundle: REFUSED');
  });
});

describe('a rehearsal', () => {
  it('is refused by name, and verifies as a rehearsal only', () => {
    expect(verdict(rehearsal.bundle)).toEqual(refused('REHEARSAL'));
    expect(verdict(rehearsal.bundle, '--rehearsal')).toEqual(good);
    expect(ask(rehearsal.bundle, '--rehearsal')).toMatchObject({ rehearsal: true });
    expect(verdict(real.bundle, '--rehearsal')).toEqual(refused('VERIFY-NOT-REHEARSAL'));
  });

  it('in every part of it as well', () => {
    const set = `share-sets/${rehearsal.made.shareSets[0]!.id}.json`;
    const parts = ['tuf', 'log', set, 'roots/root-ed.json', '../sealed/root-sm.sealed'];
    for (const part of parts) {
      expect([part, verdict(join(rehearsal.bundle, part))]).toEqual([part, refused('REHEARSAL')]);
      expect([part, verdict(join(rehearsal.bundle, part), '--rehearsal')]).toEqual([part, good]);
    }
    const others = [`share-sets/${real.made.shareSets[0]!.id}.json`, 'tuf', 'log', 'roots/root-ed.json'];
    for (const part of others)
      expect(verdict(join(real.bundle, part), '--rehearsal')).toEqual(refused('VERIFY-NOT-REHEARSAL'));
  });
});

describe('a part alone', () => {
  const [ed, sm] = real.made.roots;
  const at = (path: string) => join(real.bundle, path);
  const set = at(`share-sets/${real.made.shareSets[0]!.id}.json`);

  it('a TUF repository, anchored by who signed it', () => {
    const tuf = alone(at('tuf'));
    expect(ask(tuf)).toMatchObject({ ...good, kind: 'tuf', size: null, root: null });
    expect(verdict(tuf, '--root-fingerprint', ed!.fingerprint)).toEqual(anchored);
    // Whose co-signatures they are, the statements beside it say; without them, none anchors.
    expect(verdict(at('tuf'), '--root-fingerprint', sm!.fingerprint)).toEqual(anchored);
    expect(verdict(tuf, '--root-fingerprint', sm!.fingerprint)).toEqual(refused('VERIFY-ANCHOR-ROOT'));
    writeFileSync(join(tuf, 'stray.json'), '{}');
    expect(ask(tuf)).toMatchObject({ exit: 1, code: 'TUF-FILE-UNKNOWN', subject: 'stray.json' });
  });

  it('a log, by the key inside it or beside it', () => {
    const log = alone(at('log'));
    expect(ask(log)).toMatchObject({ exit: 1, code: 'VERIFY-MISSING', subject: 'log.vkey' });
    cpSync(at('log.vkey'), join(log, 'log.vkey'));
    expect(ask(log)).toMatchObject({ ...good, kind: 'log', size: real.made.log.size, root: real.made.log.root });
    expect(verdict(at('log'), '--checkpoint', join(real.dir, 'closing', 'checkpoint'))).toEqual(anchored);
    writeFileSync(join(log, 'tile', '0', 'x'), '');
    expect(ask(log)).toMatchObject({ exit: 1, code: 'TILE-EXTRA', subject: 'tile/0/x' });
  });

  it('a share set, anchored by the root that signed it', () => {
    expect(ask(alone(set))).toMatchObject({ ...good, kind: 'share-set' });
    expect(verdict(set, '--root-fingerprint', ed!.fingerprint)).toEqual(anchored);
    expect(verdict(set, '--root-fingerprint', sm!.fingerprint)).toEqual(refused('VERIFY-ANCHOR-ROOT'));
    expect(verdict(spoiled(set, '"epoch":1', '"epoch":2'))).toEqual(refused('SET-SIGNATURE'));
  });

  it('a root statement', () => {
    const file = at('roots/root-sm.json');
    expect(ask(alone(file))).toMatchObject({ ...good, kind: 'root-statement' });
    expect(verdict(file, '--root-fingerprint', sm!.fingerprint)).toEqual(anchored);
    expect(verdict(spoiled(file, 'consortium-gm', 'consortium-gn'))).toEqual(refused('ROOT-SIGNATURE'));
  });

  it('a sealed root: by its form, and by its statement where that lies beside it', () => {
    const file = join(real.dir, 'sealed', 'root-sm.sealed');
    expect(ask(alone(file))).toMatchObject({ ...good, kind: 'sealed-root' });
    expect(verdict(file, '--root-fingerprint', sm!.fingerprint)).toEqual(anchored);
    expect(verdict(alone(file), '--root-fingerprint', sm!.fingerprint)).toEqual(refused('VERIFY-ANCHOR-ROOT'));
    const home = copyHome(real);
    const sealed = join(home.dir, 'sealed', 'root-sm.sealed');
    const bytes = readFileSync(sealed);
    writeFileSync(
      sealed,
      bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte)),
    );
    expect(ask(sealed)).toMatchObject({ exit: 1, code: 'ROOT-SEALED', subject: 'root-sm.sealed' });
    rmSync(dirname(home.dir), { recursive: true });
  });

  function spoiled(file: string, from: string, to: string): string {
    const copy = alone(file);
    writeFileSync(copy, readFileSync(copy, 'utf8').replace(from, to));
    return copy;
  }
});

describe('wrong use', () => {
  const closing = join(real.dir, 'closing', 'checkpoint');
  const cases: [string, string[], string][] = [
    ['no path', [], 'VERIFY-USAGE'],
    ['two paths', [real.bundle, real.bundle], 'VERIFY-USAGE'],
    ['an unknown option', [real.bundle, '--force'], 'VERIFY-USAGE'],
    ['an option twice', [real.bundle, '--at', '2030-01-01', '--at', '2031-01-01'], 'VERIFY-USAGE'],
    ['a policy that is not there', [real.bundle, '--policy', join(empty, 'nothing')], 'VERIFY-PATH'],
    ['a policy that is none', [real.bundle, '--policy', join(real.bundle, 'log.vkey')], 'POLICY-FORM'],
    ['a request to cosign without a state', ['cosign', 'x', '--out', 'y'], 'VERIFY-USAGE'],
    ['a witness’s key without a name', ['witness-key', 'x', '--out', 'y'], 'VERIFY-USAGE'],
    ['half a fingerprint', [real.bundle, '--root-fingerprint', 'abcd'], 'VERIFY-USAGE'],
    ['no date', [real.bundle, '--at', 'tomorrow'], 'VERIFY-USAGE'],
    ['a time of no zone', [real.bundle, '--at', '2030-01-01T00:00:00'], 'VERIFY-USAGE'],
    ['a day that is none', [real.bundle, '--at', '2030-13-01'], 'VERIFY-USAGE'],
    ['no language', [real.bundle, '--lang', 'xx'], 'VERIFY-USAGE'],
    ['a path that is not there', [join(empty, 'nothing')], 'VERIFY-PATH'],
    ['a checkpoint that is not there', [real.bundle, '--checkpoint', join(empty, 'nothing')], 'VERIFY-PATH'],
    ['a checkpoint that is a folder', [real.bundle, '--checkpoint', empty], 'VERIFY-PATH'],
    ['an empty folder', [empty], 'VERIFY-KIND'],
    ['some other file', [verifierFile], 'VERIFY-KIND'],
    ['a checkpoint for a TUF repository', [join(real.bundle, 'tuf'), '--checkpoint', closing], 'VERIFY-ANCHOR-KIND'],
    ['a root for a log', [join(real.bundle, 'log'), '--root-fingerprint', '0'.repeat(64)], 'VERIFY-ANCHOR-KIND'],
  ];

  it.each(cases)('%s: exit 2', (_what, args, code) => {
    const answer = ask(...args);
    expect(answer).toMatchObject({ exit: 2, ok: false, code, valid: false, anchored: false, accepted: false });
    expect(answer.message).not.toBe('');
    const { status, stdout, stderr } = runVerifier(args, { cwd: empty });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`${code}: `)).toBe(true);
  });

  it('is told in the language that was asked for', () => {
    const { stderr } = runVerifier([join(empty, 'nothing'), '--lang', 'zh-CN'], { cwd: empty });
    expect(stderr).toContain('无法读取');
  });

  it('nothing is written: the folder it ran in is still empty', () => {
    expect(readdirSync(empty)).toEqual([]);
  });
});

describe('a log rolled back', () => {
  let later: FinishedHome;
  beforeAll(() => {
    later = copyHome(real);
    const shares = ['c1', 'c2', 'c3'].flatMap((id) => ['--share', join(later.dir, 'shares', `${id}.age`)]);
    const args = ['restore', later.dir, ...shares, '--purpose', 'drill', '--answers', later.answersFile, '--json'];
    const { status, stdout, stderr } = rootseal(later, args);
    expect(status, stdout + stderr).toBe(0);
  });
  afterAll(() => rmSync(dirname(later.dir), { recursive: true }));

  it('as it grew, the drill in it: valid, and anchored by both checkpoints', () => {
    expect(verdict(later.bundle)).toEqual(good);
    expect(ask(later.bundle).checks.find(({ id }) => id === 'RESTORES')!.detail).toMatch(/^2 restored the roots, 4 /);
    for (const checkpoint of [join(real.dir, 'closing', 'checkpoint'), join(later.bundle, 'log', 'checkpoint')])
      expect(verdict(later.bundle, '--checkpoint', checkpoint)).toEqual(anchored);
  });

  it('the earlier log beside the later minutes: the minutes belong to nothing', () => {
    const back = join(scratch, 'back');
    cpSync(later.bundle, back, { recursive: true });
    rmSync(join(back, 'log'), { recursive: true });
    cpSync(join(real.bundle, 'log'), join(back, 'log'), { recursive: true });
    const answer = ask(back);
    expect(answer).toMatchObject({ exit: 1, code: 'VERIFY-EXTRA' });
    expect(answer.subject).toMatch(/^minutes\/\d{4}-restore-/);
  });

  it('the later minutes removed as well: only a checkpoint kept outside tells', () => {
    expect(verdict(real.bundle)).toEqual(good);
    const checkpoint = join(later.bundle, 'log', 'checkpoint');
    expect(verdict(real.bundle, '--checkpoint', checkpoint)).toEqual(refused('VERIFY-ANCHOR-CHECKPOINT'));
  });

  it('the earlier checkpoint over the later tiles, the later one over the earlier', () => {
    const mixed = join(scratch, 'mixed');
    mkdirSync(mixed);
    for (const [from, to] of [
      [real, later],
      [later, real],
    ] as const) {
      const bundle = join(mixed, String(from === real));
      cpSync(to.bundle, bundle, { recursive: true });
      cpSync(join(from.bundle, 'log', 'checkpoint'), join(bundle, 'log', 'checkpoint'));
      expect(ask(bundle).code).toMatch(/^TILE-(EXTRA|MISSING)$/);
    }
  });
});
