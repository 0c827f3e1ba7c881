/**
 * A client of TUF follows a consortium whose register changes: two decisions put into force in a true home, each a
 * version of its own. tuf-js and python-tuf take versions 1 to 3, step by step, at a leap and from the first root, with
 * every file of the register; an older version behind a newer one, a mixture of two, and another file under a name of
 * the register are refused.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { copyHome, type FinishedHome, finishedHome, rootseal } from '../../support/ceremony.ts';
import { absence, judgeByPython } from './python.ts';
import type { Answer } from './table.ts';
import { judgeByTufJs, serve, targetsIn } from './tuf-js.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const absent = absence();
const folder = mkdtempSync(join(tmpdir(), 'tuf-decided-'));
/** The public files as of each version, outside of what is served. */
const versions = mkdtempSync(join(tmpdir(), 'tuf-versions-'));
let server: Server;
let url = '';
let home: FinishedHome;

interface Case {
  readonly says: string;
  readonly before?: number;
  readonly now: number;
  /** What the server gives of another version, or of another file. */
  readonly exchanged?: (state: string) => void;
  readonly answer: Answer;
}
const from =
  (version: number, path: string, to = path) =>
  (state: string) => {
    cpSync(join(versions, String(version), path), join(state, to));
  };
const cases: readonly Case[] = [
  { says: 'version 1, then 2', before: 1, now: 2, answer: 'accepts' },
  { says: 'version 2, then 3', before: 2, now: 3, answer: 'accepts' },
  { says: 'version 1, then 3', before: 1, now: 3, answer: 'accepts' },
  { says: 'version 3 from the first root', now: 3, answer: 'accepts' },
  { says: 'rolled back from 3 to 2', before: 3, now: 2, answer: 'refuses' },
  { says: 'rolled back from 2 to the founding', before: 2, now: 1, answer: 'refuses' },
  {
    says: 'the timestamp of 3 over the snapshot of 2',
    now: 2,
    exchanged: from(3, 'tuf/timestamp.json'),
    answer: 'refuses',
  },
  {
    says: 'the snapshot of 2 under the timestamp of 3',
    now: 3,
    exchanged: from(2, 'tuf/snapshot.json'),
    answer: 'refuses',
  },
  {
    says: 'the targets of 2 under the snapshot of 3',
    now: 3,
    exchanged: from(2, 'tuf/targets.json'),
    answer: 'refuses',
  },
  ...['admissions', 'revocations', 'genesis'].map((role): Case => ({
    says: `the list ${role} of 2 under the snapshot of 3`,
    ...{ now: 3, answer: 'refuses' },
    exchanged: from(2, `tuf/${role}.json`),
  })),
  {
    says: 'the register of 2 in the place of that of 3',
    ...{ now: 3, answer: 'refuses' },
    exchanged: from(2, 'consortium/2/register.json', 'consortium/3/register.json'),
  },
];

/** The public files without the co-signatures, which TUF does not know of. */
function keep(version: number): void {
  const to = join(versions, String(version));
  cpSync(home.bundle, to, { recursive: true });
  for (const name of readdirSync(join(to, 'tuf'))) if (name.endsWith('.sm2sig')) rmSync(join(to, 'tuf', name));
}

/** One decision, by the roots alone as long as nobody votes. */
function decide(version: number, change: readonly string[]): void {
  const proposal = join(versions, `${String(version)}.proposal.json`);
  const run = (args: readonly string[]) => {
    const made = rootseal(home, [...args, '--json']);
    expect(made.status, made.stdout + made.stderr).toBe(0);
  };
  run(['member', 'propose', '--register', home.dir, '--proposer', 'p1', ...change, '--out', proposal]);
  const shares = ['c1', 'c2', 'c3'].flatMap((id) => ['--share', join(home.dir, 'shares', `${id}.age`)]);
  run(['member', 'enact', home.dir, '--proposal', proposal, ...shares, '--answers', home.answersFile]);
  keep(version);
}

beforeAll(async () => {
  home = copyHome(await finishedHome('rehearsal'));
  keep(1);
  decide(2, ['--role', 'lab=court']);
  decide(3, ['--remove', 'producer', '--reason', 'left the trade']);
  for (const [id, { before, now, exchanged }] of cases.entries()) {
    const at = (...more: string[]) => join(folder, String(id), ...more);
    const of = (version: number) => join(versions, String(version));
    mkdirSync(at());
    if (before !== undefined) cpSync(of(before), at('before'), { recursive: true });
    cpSync(of(now), at('state'), { recursive: true });
    cpSync(join(of(1), 'tuf', '1.root.json'), at('root.json'));
    writeFileSync(at('case.json'), JSON.stringify({ targets: targetsIn(of(now)) }));
    exchanged?.(at('state'));
  }
  ({ server, url } = await serve(folder));
});

afterAll(() => {
  server.close();
  for (const path of [folder, versions, dirname(home.dir)]) rmSync(path, { recursive: true });
});

it('lists the register, its revocations and what decided it', () => {
  const own = targetsIn(join(versions, '3')).filter((path) => path.startsWith('consortium/3/'));
  expect(own).toEqual(['revocations', 'proposal', 'register'].map((name) => `consortium/3/${name}.json`));
  const text = readFileSync(join(versions, '3', 'consortium', '3', 'revocations.json'), 'utf8');
  const { revoked } = JSON.parse(text) as { revoked: { member: string; reason: string }[] };
  expect(revoked.map(({ member, reason }) => [member, reason])).toEqual([['producer', 'left the trade']]);
});

it('tuf-js follows the register from version to version, and nothing else', async () => {
  for (const [id, { says, now, answer }] of cases.entries()) {
    const targets = targetsIn(join(versions, String(now)));
    const verdict = await judgeByTufJs(`${url}/${String(id)}`, join(folder, String(id)), targets);
    expect(verdict.answer, `${says}: ${verdict.why}`).toBe(answer);
  }
});

it.skipIf(absent !== '')(`python-tuf follows the register from version to version, and nothing else ${absent}`, () => {
  const verdicts = judgeByPython(folder);
  for (const [id, { says, answer }] of cases.entries())
    expect(verdicts.get(id)?.answer, `${says}: ${verdicts.get(id)?.why ?? ''}`).toBe(answer);
});
