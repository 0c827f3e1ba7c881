/**
 * The fuzzer: `npm run fuzz -- [TARGET…] [--seconds N]`, every target at its own length unless said,
 * one after the other (`--lanes N`: so many at a time). Corpora grow below
 * `.cache/fuzz/corpus`, beside the seeds of `test/fuzz/corpus`; a finding lies in `.cache/fuzz/found` and ends it with 1.
 * `--seeds` writes the seeds anew, `--keep` takes what reached new code over into `test/fuzz/corpus`, of every size some.
 *
 * The tool is installed apart (`scripts/setup-strangers fuzz`); without it this says so and answers 0.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { seeds } from '../test/fuzz/seeds.ts';
import type { Target } from '../test/fuzz/target.ts';
import { targets } from '../test/fuzz/targets.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const tool = join(root, 'test/strangers/.tools/jazzer');
const cli = join(tool, 'node_modules/@jazzer.js/core/dist/cli.js');
const work = join(root, '.cache/fuzz');
const seedsOf = (name: string) => join(root, 'test/fuzz/corpus', name);
const grownOf = (name: string) => join(work, 'corpus', name);

/** Of one target in the repository, in bytes: all of them together stay far below 2 MB. */
const keptMost = 30_000;
const keptInputs = 40;
/** Longer inputs than any seed find nothing that a shorter one does not. */
const longest = 16_384;
/** In which one input must be answered, on a machine that is busy as well. */
const hangMs = 10_000;
const memoryMb = 2_048;

const say = (text: string) => process.stdout.write(`${text}\n`);

/** One plain file of every target: the fuzzer counts branches in JavaScript alone. */
async function bundle(): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: join(root, 'test/fuzz/entry.ts'),
      outDir: work,
      emptyOutDir: false,
      target: 'node22',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'entry.mjs', codeSplitting: false } },
    },
  });
}

async function writeSeeds(): Promise<void> {
  for (const [name, all] of Object.entries(await seeds())) {
    mkdirSync(seedsOf(name), { recursive: true });
    all.forEach((bytes, i) => writeFileSync(join(seedsOf(name), `seed-${i + 1}`), bytes));
  }
}

/** The inputs of a folder, smallest first. */
function inputs(folder: string): Uint8Array[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.map((name) => new Uint8Array(readFileSync(join(folder, name)))).toSorted((a, b) => a.length - b.length);
}

const nameOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** Of what found new code, inputs of every size go to the seeds, as long as there is room. */
function keep(name: string): void {
  let room = keptMost - inputs(seedsOf(name)).reduce((sum, { length }) => sum + length, 0);
  const grown = inputs(grownOf(name));
  const stride = Math.max(1, Math.ceil(grown.length / keptInputs));
  for (const bytes of grown.filter((_, i) => i % stride === 0)) {
    room -= bytes.length;
    if (room < 0) return;
    writeFileSync(join(seedsOf(name), nameOf(bytes)), bytes);
  }
}

interface Ran {
  readonly exit: number | null;
  readonly executions: number;
}

function run({ name }: Target, seconds: number): Promise<Ran> {
  for (const folder of [grownOf(name), join(work, 'found')]) mkdirSync(folder, { recursive: true });
  const preload = join(tool, 'preload.so');
  const args = [
    ...[cli, join(work, 'entry.mjs'), grownOf(name), seedsOf(name), '--sync', '--timeout', String(hangMs)],
    ...['-i', '.cache/fuzz/', '-i', 'node_modules/cborg/', '-e', 'jazzer', '--disable_bug_detectors', 'path-traversal'],
    ...['--', `-max_total_time=${seconds}`, `-max_len=${longest}`, `-rss_limit_mb=${memoryMb}`],
    ...['-print_final_stats=1', `-artifact_prefix=${join(work, 'found', `${name}-`)}`],
  ];
  const env = {
    ...process.env,
    ROOTSEAL_FUZZ: name,
    ...(existsSync(preload) && { LD_PRELOAD: preload }),
  };
  return new Promise((resolve, reject) => {
    // Into a file: libFuzzer gives up writing when a pipe is full for a moment.
    const log = join(work, `${name}.log`);
    const out = openSync(log, 'w');
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', out, out] });
    closeSync(out);
    child.on('error', reject);
    child.on('close', (exit) => {
      const said = readFileSync(log, 'utf8');
      const [, executions = '0'] = /Done (\d+) runs/.exec(said) ?? [];
      if (exit !== 0) say(said.slice(-3000));
      resolve({ exit, executions: Number(executions) });
    });
  });
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: 'string' },
      lanes: { type: 'string' },
      seeds: { type: 'boolean' },
      keep: { type: 'boolean' },
    },
  });
  if (values.seeds) await writeSeeds();
  const unknown = positionals.find((name) => !targets.some((target) => target.name === name));
  if (unknown !== undefined) {
    say(`${unknown} is no target; there are: ${targets.map(({ name }) => name).join(' ')}`);
    return 2;
  }
  const wanted = targets.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  if (values.keep) for (const { name } of wanted) keep(name);
  if (values.seeds || values.keep) return 0;
  if (!existsSync(cli)) {
    say('SKIPPED: the fuzzer is not installed here; `sh scripts/setup-strangers fuzz` does it.');
    return 0;
  }
  await bundle();
  let failed = 0;
  const waiting = [...wanted];
  const lane = async () => {
    for (let target = waiting.shift(); target; target = waiting.shift()) {
      const seconds = Number(values.seconds ?? target.seconds);
      const { exit, executions } = await run(target, seconds);
      const verdict = exit === 0 ? 'nothing found' : `FOUND (exit ${exit ?? 'by signal'})`;
      say(`${target.name}: ${seconds} s, ${executions.toLocaleString('en-US')} executions, ${verdict}`);
      if (exit !== 0) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: Number(values.lanes ?? 1) }, lane));
  return failed === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = await main();
