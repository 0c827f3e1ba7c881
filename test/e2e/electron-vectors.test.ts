/**
 * The crypto of the program inside Electron, whose `node:crypto` is BoringSSL: every test with vectors (Wycheproof, CCTV,
 * GB/T 32918, RFC 6962, JCS, age, TUF, splitting and its guard) in a utility process, as the vault is one. What Node
 * passes says nothing about that.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Display, openDisplay } from './support/display.ts';
import { electronHere } from './support/electron.ts';
import { runProgram } from './support/program.ts';
import type { Told } from './support/vectors.ts';

const { missing } = electronHere();
if (missing !== undefined) console.warn(`skipped: ${missing}`);

let display: Display;
let folder: string;
beforeAll(async () => {
  if (missing !== undefined) return;
  display = await openDisplay();
  folder = mkdtempSync(join(tmpdir(), 'rootseal-vectors-'));
});
afterAll(async () => {
  if (missing !== undefined) return;
  await display.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the suites, or lists them, in a vitest of its own. */
async function told(where: 'node' | 'electron'): Promise<Told[]> {
  const results = join(folder, `${where}.json`);
  const program = join(import.meta.dirname, 'support', 'vectors.ts');
  // The environment of this worker would make the other vitest think that it is one.
  const env = Object.fromEntries(
    Object.entries(display.env).filter(([name]) => !/^(VITEST|TEST$|NODE_ENV)/.test(name)),
  );
  const { status, stdout, stderr } = await runProgram([process.execPath, program, where, results], {
    seconds: 240,
    env,
  });
  if (status !== 0) throw new Error(stdout + stderr);
  return JSON.parse(readFileSync(results, 'utf8')) as Told[];
}

/** Tests whose judge is OpenSSL's SM2 or SM3: BoringSSL has neither, and says so. They show where this runs. */
const judgedByOpenSsl = [
  'test/unit/keys/sm3.test.ts > SM3 > every length over the padding edges, as OpenSSL has it',
  'test/unit/keys/suites.test.ts > sm2 > takes k from RFC 6979 with HMAC-SM3 over e, as written here a second time',
  'test/unit/keys/suites.test.ts > sm2 > writes PEM as OpenSSL would, both halves',
];

describe.skipIf(missing !== undefined)('inside Electron', () => {
  it('every vector that Node finds is run and passes, but for what only OpenSSL can judge', async () => {
    const [found, run] = await Promise.all([told('node'), told('electron')]);
    const names = (tests: readonly Told[]) => tests.map(({ name }) => name).sort();
    expect(found.length).toBeGreaterThan(1000);
    expect(names(run)).toEqual(names(found));
    const others = run.filter(({ state }) => state !== 'passed');
    expect(names(others)).toEqual(judgedByOpenSsl);
    for (const { state, errors } of others) {
      expect(state).toBe('failed');
      expect(errors.join()).toMatch(
        /^(Digest method not supported|Invalid digest: sm3|error:.*UNSUPPORTED_ALGORITHM)$/,
      );
    }
  }, 300_000);
});
