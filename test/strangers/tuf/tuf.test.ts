/**
 * tuf-js and python-tuf, two TUF clients that nobody here wrote, judge every repository of the table that
 * our own verifier judges in test/unit/tuf: they take what our writer makes and refuse what is broken.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../../main/core/encoding/hex.ts';
import type { Json } from '../../../main/core/encoding/jcs.ts';
import { canonicalJson } from '../../../main/core/tuf/index.ts';
import { allCases } from './cases.ts';
import { absence, judgeByPython, runJudge } from './python.ts';
import { judgeByTufJs, serve, type Verdict } from './tuf-js.ts';
import type { State } from './workshop.ts';

const absent = absence();
const required = process.env.ROOTSEAL_STRANGERS === 'required';
if (absent !== '') console.warn(`skipped: ${absent}`);

const cases = await allCases();
const folder = mkdtempSync(join(tmpdir(), 'tuf-cases-'));
const place = (id: number) => join(folder, String(id));

function lay(at: string, files: Iterable<readonly [string, Uint8Array]>): void {
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(at, name)), { recursive: true });
    writeFileSync(join(at, name), bytes);
  }
}

function layState(at: string, { files, targets }: State): void {
  lay(join(at, 'tuf'), files);
  lay(at, targets);
}

beforeAll(() => {
  cases.forEach(({ trusted, before, state }, id) => {
    lay(place(id), [['root.json', trusted]]);
    writeFileSync(join(place(id), 'case.json'), JSON.stringify({ targets: [...state.targets.keys()] }));
    if (before) layState(join(place(id), 'before'), before);
    layState(join(place(id), 'state'), state);
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const named = (client: 'clients' | 'tufJs') => cases.map((one, id) => [one.name, one[client], id] as const);

describe('tuf-js 6.0.2 judges our repositories', () => {
  let server: Server;
  let url = '';

  beforeAll(async () => {
    ({ server, url } = await serve(folder));
  });

  afterAll(() => {
    server.close();
  });

  it.each(named('tufJs'))('%s: %s', async (_name, expected, id) => {
    const targets = [...(cases[id]?.state.targets.keys() ?? [])];
    const { answer, why } = await judgeByTufJs(`${url}/${String(id)}`, place(id), targets);
    expect(answer, why).toBe(expected);
  });
});

it('has python-tuf, or may go without it (ROOTSEAL_STRANGERS is not "required")', () => {
  expect(required ? absent : '').toBe('');
});

describe.skipIf(absent !== '')(`python-tuf 7.0.1 judges our repositories ${absent}`, () => {
  const verdicts = new Map<number, Verdict>();

  beforeAll(() => {
    for (const [id, verdict] of judgeByPython(folder)) verdicts.set(id, verdict);
  });

  it.each(named('clients'))('%s: %s', (_name, expected, id) => {
    const { answer, why } = verdicts.get(id) ?? { answer: 'broken', why: 'not judged' };
    expect(answer, why).toBe(expected);
  });

  it('securesystemslib makes the same canonical JSON', () => {
    const values: Json[] = [
      { b: [1, -1, 0, true, false], a: { '': '', é: '\n\t\u0001"\\/', Z: 'é', 一: '创世 𝄞' } },
      'a "quoted" \\ line\n',
      [],
      {},
      Number.MAX_SAFE_INTEGER,
    ];
    const theirs: unknown = JSON.parse(runJudge('canonical', JSON.stringify(values)));
    expect(theirs).toEqual(values.map((value) => toHex(canonicalJson(value))));
  });
});
