/**
 * Judges results of vitest's JSON reporter against test/expected-suites.json (suite -> least number of tests that
 * must pass): a suite that ran fewer, a suite on disk that is not named, a failure or a skip are problems.
 * The last line on standard output is `N passed, N failed, N skipped`.
 *
 *   node scripts/expected-suites.mjs [--passed N] [--failed N] RESULT.json…    stages outside vitest are added
 *   node scripts/expected-suites.mjs --write RESULT.json…                      names what ran, with its counts
 *   node scripts/expected-suites.mjs --failing RESULT.json…                    prints the suites that failed
 * Of a suite that ran in several results, the last counts.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const listFile = join(root, 'test', 'expected-suites.json');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: 'boolean' },
    failing: { type: 'boolean' },
    passed: { type: 'string' },
    failed: { type: 'string' },
  },
});

/** @returns {Map<string, {passed: number, failed: number, skipped: number}>} by path from the root */
function readResults(files) {
  const suites = new Map();
  for (const file of files.filter((path) => existsSync(path)))
    for (const suite of JSON.parse(readFileSync(file, 'utf8')).testResults) {
      const name = relative(root, suite.name).split(sep).join('/');
      const tests = suite.assertionResults.map((test) => test.status);
      const count = (...of) => tests.filter((status) => of.includes(status)).length;
      const broken = suite.status === 'failed' && count('failed') === 0 ? 1 : 0;
      const skipped = tests.length - count('passed') - count('failed');
      suites.set(name, { passed: count('passed'), failed: count('failed') + broken, skipped });
    }
  return suites;
}

function problemsOf(expected, ran, disk) {
  const say = [];
  for (const [name, least] of Object.entries(expected)) {
    const { passed = 0, skipped = 0 } = ran.get(name) ?? {};
    if (!disk.includes(name)) say.push(`${name}: named, but not on disk`);
    else if (!ran.has(name)) say.push(`${name}: did not run`);
    else if (passed < least) say.push(`${name}: ${passed} passed, at least ${least} were expected`);
    if (skipped > 0) say.push(`${name}: ${skipped} skipped, and here nothing may be`);
  }
  for (const name of disk) if (!Object.hasOwn(expected, name)) say.push(`${name}: not named in expected-suites.json`);
  for (const [name, { failed }] of ran) if (failed > 0) say.push(`${name}: ${failed} failed`);
  return say;
}

const ran = readResults(positionals);
const disk = globSync('test/**/*.test.ts', {
  cwd: root,
  exclude: (name) => name === 'node_modules' || name === '.tools',
})
  .map((path) => path.split(sep).join('/'))
  .sort();
const expected = existsSync(listFile) ? JSON.parse(readFileSync(listFile, 'utf8')) : {};

if (values.failing) {
  for (const [name, { failed }] of ran) if (failed > 0) console.log(name);
} else if (values.write) {
  const next = { ...expected };
  for (const [name, { passed }] of ran) next[name] = passed;
  const kept = Object.keys(next)
    .filter((name) => disk.includes(name))
    .sort();
  writeFileSync(listFile, `${JSON.stringify(Object.fromEntries(kept.map((name) => [name, next[name]])), null, 2)}\n`);
  console.log(`${kept.length} suites named`);
} else {
  const problems = problemsOf(expected, ran, disk);
  for (const problem of problems) console.log(`suite ${problem}`);
  const sum = (key) => [...ran.values()].reduce((total, suite) => total + suite[key], 0);
  const passed = sum('passed') + Number(values.passed ?? 0);
  const failed = sum('failed') + Number(values.failed ?? 0);
  console.log(`${passed} passed, ${failed} failed, ${sum('skipped')} skipped`);
  process.exitCode = problems.length === 0 && failed === 0 ? 0 : 1;
}
