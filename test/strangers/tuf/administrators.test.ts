/**
 * Keys of administrators count for the root of a true home, three of four in all: two of them sign elsewhere what the roots
 * have signed, a root key is rotated, and a client of TUF that knows the first root file alone follows from 1 to 3.
 * tuf-js and python-tuf take each version and refuse what falls short of it, an older one, and one that has ended.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { verifyPath } from '../../../main/cli/verify/verify.ts';
import { type FinishedHome, copyHome, finishedHome, rootseal } from '../../support/ceremony.ts';
import { absence, judgeByPython } from './python.ts';
import type { Answer } from './table.ts';
import { judgeByTufJs, serve, targetsIn } from './tuf-js.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const absent = absence();
const folder = mkdtempSync(join(tmpdir(), 'tuf-administrators-'));
/** What each of them has on a machine of their own, and the public files as of each state. */
const apart = mkdtempSync(join(tmpdir(), 'tuf-apart-'));
let server: Server;
let url = '';
let home: FinishedHome;

interface Case {
  readonly says: string;
  readonly before?: string;
  readonly now: string;
  readonly changed?: (tuf: string) => void;
  /** A clock that stands. */
  readonly at?: string;
  readonly answer: Answer;
}

interface Signatures {
  signatures: { keyid: string; sig: string }[];
}
const signatures =
  (name: string, change: (all: Signatures['signatures']) => Signatures['signatures']) => (tuf: string) => {
    const file = join(tuf, name);
    const root = JSON.parse(readFileSync(file, 'utf8')) as Signatures;
    writeFileSync(file, JSON.stringify({ ...root, signatures: change(root.signatures) }));
  };
const without = (n: number) => (all: Signatures['signatures']) => all.filter((_, i) => i !== n);

const followed: readonly Case[] = [
  { says: 'the founding, then lists that were signed anew', before: 'founded', now: 'renewed', answer: 'accepts' },
  { says: 'the root file that gives administrators their say', before: 'renewed', now: 'joined', answer: 'accepts' },
  { says: 'the rotated key, from the state before', before: 'joined', now: 'rotated', answer: 'accepts' },
  { says: 'from the founding to the third root at a leap', before: 'founded', now: 'rotated', answer: 'accepts' },
  { says: 'the third root from the first alone', now: 'rotated', answer: 'accepts' },
  { says: 'a month before it ends', now: 'rotated', at: '2036-10-01T00:00:00+00:00', answer: 'accepts' },
];
const refused: readonly Case[] = [
  {
    says: 'frozen: the last state, after it has ended',
    now: 'rotated',
    at: '2037-01-01T00:00:00+00:00',
    answer: 'refuses',
  },
  { says: 'rolled back to before the lists were signed anew', before: 'rotated', now: 'founded', answer: 'refuses' },
  ...[0, 1, 2].map((n): Case => ({
    says: `the second root with one signature less (${String(n)})`,
    ...{ before: 'renewed', now: 'joined', changed: signatures('2.root.json', without(n)), answer: 'refuses' },
  })),
  ...[0, 1, 2, 3].map((n): Case => ({
    says: `the third root with one signature less (${String(n)})`,
    // Old and new key, and two administrators: four for two thresholds of three.
    ...{ before: 'joined', now: 'rotated', changed: signatures('3.root.json', without(n)), answer: 'refuses' },
  })),
  {
    says: 'one administrator twice in the place of two',
    ...{ before: 'renewed', now: 'joined', answer: 'refuses' },
    changed: signatures('2.root.json', ([one, two]) => [one!, two!, two!]),
  },
  {
    says: 'a root is skipped',
    ...{ now: 'rotated', answer: 'refuses' },
    changed: (tuf) => {
      renameSync(join(tuf, '3.root.json'), join(tuf, '2.root.json'));
    },
  },
  {
    says: 'a root is missing',
    ...{ now: 'rotated', answer: 'refuses' },
    changed: (tuf) => {
      rmSync(join(tuf, '2.root.json'));
    },
  },
];
const cases = [...followed, ...refused];

const of = (state: string) => join(apart, state);

/** The public files without the co-signatures, which TUF does not know of; the verifier accepts them as they stand. */
function keep(state: string): void {
  const report = verifyPath(home.bundle, { lang: 'en', rehearsal: true });
  expect(report.valid, report.text.en).toBe(true);
  cpSync(home.bundle, of(state), { recursive: true });
  for (const name of readdirSync(join(of(state), 'tuf')))
    if (name.endsWith('.sm2sig')) rmSync(join(of(state), 'tuf', name));
}

function run(args: readonly string[], status = 0): Record<string, unknown> {
  const made = rootseal(home, [...args, '--json']);
  expect(made.status, made.stdout + made.stderr).toBe(status);
  return JSON.parse(made.stdout) as Record<string, unknown>;
}
const own = (id: string) => {
  const file = join(apart, `${id}.answers.json`);
  writeFileSync(file, JSON.stringify({ passphrases: { [id]: `rehearsal only ${id} thicket orbit` } }), { mode: 0o600 });
  return ['--answers', file];
};
const inRoom = () => ['--answers', home.answersFile, '--identity', `c5=${home.identities['c5'] ?? ''}`];
const shares = () => ['c1', 'c2', 'c3'].flatMap((id) => ['--share', join(home.dir, 'shares', `${id}.age`)]);

/** What waits is carried to these administrators, signed there, and brought back. */
function signedBy(...ids: readonly string[]): string[] {
  const root = join(apart, `${ids.join('-')}.root.json`);
  run(['tuf', 'show', home.dir, '--out', root]);
  return ids.flatMap((id) => {
    const out = join(apart, `${ids.join('-')}.${id}.sig`);
    const key = ['--key', join(apart, `${id}.age`), '--administrator', id];
    run(['tuf', 'sign', root, '--register', home.bundle, ...key, '--out', out, ...own(id)]);
    return ['--signature', out];
  });
}

beforeAll(async () => {
  home = copyHome(await finishedHome('rehearsal'));
  keep('founded');
  const keys = (['ed25519', 'p256', 'ed25519'] as const).map((suite, i) => {
    const id = `f${String(i + 1)}`;
    const made = run([
      'member',
      'key',
      '--id',
      id,
      '--suite',
      suite,
      '--rehearsal',
      '--out',
      join(apart, `${id}.age`),
      ...own(id),
    ]);
    return { id, suite, publicKey: made['publicKey'] };
  });
  const people = join(apart, 'people.json');
  writeFileSync(people, JSON.stringify({ threshold: 3, keys }));
  run(['tuf', 'renew', home.dir, '--administrators', people, ...shares(), ...inRoom()]);
  keep('renewed');
  const two = signedBy('f1', 'f2');
  const short = run(['tuf', 'join', home.dir, ...two.slice(0, 2), ...inRoom()], 1);
  expect(short).toMatchObject({ code: 'TUF-ROOT-SHORT' });
  const joined = run(['tuf', 'join', home.dir, ...two, ...inRoom()]);
  expect(joined).toMatchObject({ published: true, root: 2, have: 3, need: 3 });
  keep('joined');
  const rotating = run(['restore', home.dir, '--purpose', 'rotate', '--root', 'root-ed', ...shares(), ...inRoom()], 1);
  expect(rotating).toMatchObject({ code: 'TUF-ROOT-SHORT' });
  run(['tuf', 'join', home.dir, ...signedBy('f2', 'f3'), ...inRoom()]);
  run(['set', 'resume', home.dir, ...inRoom()]);
  keep('rotated');
  for (const [id, { before, now, changed, at: clock }] of cases.entries()) {
    const at = (...more: string[]) => join(folder, String(id), ...more);
    mkdirSync(at());
    if (before !== undefined) cpSync(of(before), at('before'), { recursive: true });
    cpSync(of(now), at('state'), { recursive: true });
    cpSync(join(of('founded'), 'tuf', '1.root.json'), at('root.json'));
    const told = { targets: targetsIn(of(now)), ...(clock !== undefined && { now: clock }) };
    writeFileSync(at('case.json'), JSON.stringify(told));
    changed?.(at('state', 'tuf'));
  }
  ({ server, url } = await serve(folder));
});

afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => {
  server.close();
  for (const path of [folder, apart, dirname(home.dir)]) rmSync(path, { recursive: true });
});

it('has the chain of three, each root file signed by the one before and by itself', () => {
  const signed = [1, 2, 3].map((n) => {
    const file = join(of('rotated'), 'tuf', `${String(n)}.root.json`);
    return (JSON.parse(readFileSync(file, 'utf8')) as Signatures).signatures.length;
  });
  expect(signed).toEqual([1, 3, 4]);
  expect(run(['tuf', 'show', home.dir])).toMatchObject({ version: 3, roots: 3, administrators: { threshold: 3 } });
});

it('tuf-js follows it from 1 to 3, and nothing that falls short of it', async () => {
  for (const [id, { says, now, at, answer }] of cases.entries()) {
    vi.useRealTimers();
    if (at !== undefined) vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(at) });
    const verdict = await judgeByTufJs(`${url}/${String(id)}`, join(folder, String(id)), targetsIn(of(now)));
    expect(verdict.answer, `${says}: ${verdict.why}`).toBe(answer);
  }
});

it.skipIf(absent !== '')(`python-tuf follows it from 1 to 3, and nothing that falls short of it ${absent}`, () => {
  const verdicts = judgeByPython(folder);
  for (const [id, { says, answer }] of cases.entries())
    expect(verdicts.get(id)?.answer, `${says}: ${verdicts.get(id)?.why ?? ''}`).toBe(answer);
});
