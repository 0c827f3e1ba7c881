/**
 * A client that trusts the very first root file, and took the first version, goes along with a rotated root: tuf-js and
 * python-tuf take the next versions of a true home, step by step and from the beginning, and refuse them when the new
 * root file is signed by one of the two keys alone.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { copyHome, filesBelow, finishedHome, rootseal } from '../../support/ceremony.ts';
import { absence, judgeByPython } from './python.ts';
import { judgeByTufJs, serve, targetsIn } from './tuf-js.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const absent = absence();
const folder = mkdtempSync(join(tmpdir(), 'tuf-rotated-'));
let server: Server;
let url = '';
let targets: string[] = [];

/** Cases: 0 from version to version, 1 from the first root at once, 2 without the old key's signature, 3 without the new one's. */
const answers = ['accepts', 'accepts', 'refuses', 'refuses'] as const;

beforeAll(async () => {
  const home = copyHome(await finishedHome('rehearsal'));
  const at = (id: number, ...more: string[]) => join(folder, String(id), ...more);
  for (const id of answers.keys()) mkdirSync(at(id));
  cpSync(home.bundle, at(0, 'before'), { recursive: true });
  const shares = ['c1', 'c2', 'c3'].flatMap((id) => ['--share', join(home.dir, 'shares', `${id}.age`)]);
  const more = ['--answers', home.answersFile, '--identity', `c5=${home.identities['c5'] ?? ''}`, '--json'];
  const made = rootseal(home, ['restore', home.dir, ...shares, '--purpose', 'rotate', '--root', 'root-ed', ...more]);
  expect(made.status, made.stdout).toBe(0);
  targets = targetsIn(home.bundle);
  for (const id of answers.keys()) {
    cpSync(home.bundle, at(id, 'state'), { recursive: true });
    cpSync(join(home.bundle, 'tuf', '1.root.json'), at(id, 'root.json'));
    writeFileSync(at(id, 'case.json'), JSON.stringify({ targets }));
    // Their repository holds what TUF knows of and nothing beside it.
    for (const state of ['state', ...(id === 0 ? ['before'] : [])])
      for (const name of readdirSync(at(id, state, 'tuf')))
        if (name.endsWith('.sm2sig')) rmSync(at(id, state, 'tuf', name));
  }
  const one = JSON.parse(readFileSync(join(home.bundle, 'tuf', '1.root.json'), 'utf8')) as {
    signatures: { keyid: string }[];
  };
  const old = one.signatures[0]?.keyid;
  for (const [id, keep] of [
    [2, (keyid: string) => keyid !== old],
    [3, (keyid: string) => keyid === old],
  ] as const) {
    const path = at(id, 'state', 'tuf', '2.root.json');
    const two = JSON.parse(readFileSync(path, 'utf8')) as { signatures: { keyid: string }[] };
    expect(two.signatures).toHaveLength(2);
    writeFileSync(path, JSON.stringify({ ...two, signatures: two.signatures.filter(({ keyid }) => keep(keyid)) }));
  }
  expect(filesBelow(join(home.bundle, 'tuf')).has('2.root.json')).toBe(true);
  ({ server, url } = await serve(folder));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

it('tuf-js follows the rotated root, and takes it from both keys alone', async () => {
  for (const [id, answer] of answers.entries()) {
    const verdict = await judgeByTufJs(`${url}/${String(id)}`, join(folder, String(id)), targets);
    expect(verdict.answer, `${String(id)}: ${verdict.why}`).toBe(answer);
  }
});

it.skipIf(absent !== '')(`python-tuf follows the rotated root, and takes it from both keys alone ${absent}`, () => {
  const verdicts = judgeByPython(folder);
  for (const [id, answer] of answers.entries())
    expect(verdicts.get(id)?.answer, `${String(id)}: ${verdicts.get(id)?.why ?? ''}`).toBe(answer);
});
