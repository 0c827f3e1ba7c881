/**
 * The suites with vectors, run by vitest in a utility process of Electron, or only found by plain Node:
 * `node test/e2e/support/vectors.ts electron|node RESULTS.json`. The tests are the ones that `npm test` runs.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { PoolOptions, PoolRunnerInitializer, PoolWorker, TestModule, WorkerRequest } from 'vitest/node';
import { createVitest, startVitest } from 'vitest/node';

const root = join(import.meta.dirname, '..', '..', '..');

/**
 * Keys, hashes, sealing, splitting, proofs and encodings; what only a terminal or a whole ceremony shows stays out, and
 * so does shares/shamir.test.ts, which puts a library of its own in the place of another.
 */
const suites = [
  'test/vectors/*.test.ts',
  'test/unit/audit/*.test.ts',
  'test/unit/encoding/*.test.ts',
  'test/unit/jdchain/{genesis,keys,members,registration}.test.ts',
  'test/unit/keys/*.test.ts',
  'test/unit/sealing/*.test.ts',
  'test/unit/shares/{envelope,guard,quorums,set}.test.ts',
  'test/unit/tuf/*.test.ts',
  'test/unit/vault/{age,xchacha}.test.ts',
];

/** One Electron, which runs a file's tests in its utility process. */
class ElectronWorker implements PoolWorker {
  readonly name = 'electron';
  readonly cacheFs = true;
  private readonly env: NodeJS.ProcessEnv;
  private child: ChildProcess | undefined;

  constructor({ env }: PoolOptions) {
    this.env = { ...process.env, ...env };
  }

  private get process(): ChildProcess {
    if (this.child === undefined) throw new Error('not started');
    return this.child;
  }

  on(event: string, callback: (...args: unknown[]) => void): void {
    this.process.on(event, callback);
  }

  off(event: string, callback: (...args: unknown[]) => void): void {
    this.process.off(event, callback);
  }

  send(message: WorkerRequest): void {
    this.process.send(message);
  }

  deserialize(data: unknown): unknown {
    return data;
  }

  async start(): Promise<void> {
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const main = join(import.meta.dirname, 'vectors-main.ts');
    this.child = spawn(process.env['ROOTSEAL_ELECTRON'] ?? '', [...root, '--log-level=3', main], {
      env: this.env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
  }

  async stop(): Promise<void> {
    const { process: child } = this;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await gone;
  }
}

const electron: PoolRunnerInitializer = {
  name: 'electron',
  createPoolWorker: (options) => new ElectronWorker(options),
};

const shared = { config: false, root, watch: false, include: suites, fileParallelism: false } as const;

/** One test, as it is named and, if it was run, how it ended. */
export interface Told {
  readonly name: string;
  readonly state: string;
  readonly errors: readonly string[];
}

const tell = (modules: readonly TestModule[]): Told[] =>
  modules.flatMap((module) =>
    [...module.children.allTests()].map((test) => {
      const { state, errors = [] } = test.result();
      const name = `${relative(root, module.moduleId)} > ${test.fullName}`;
      return { name, state, errors: errors.map(({ message }) => message) };
    }),
  );

/** What plain Node finds in the suites, without running it. */
async function find(): Promise<Told[]> {
  const vitest = await createVitest({ ...shared, reporters: [] });
  const { testModules } = await vitest.collect([], { staticParse: false });
  await vitest.close();
  return tell(testModules);
}

async function runInElectron(): Promise<Told[]> {
  // One process for all: a start costs more than most suites.
  const vitest = await startVitest([], { ...shared, pool: electron, isolate: false, testTimeout: 120_000 });
  const told = tell(vitest.state.getTestModules());
  await vitest.close();
  return told;
}

if (import.meta.main) {
  const [where = '', results = ''] = process.argv.slice(2);
  writeFileSync(results, JSON.stringify(where === 'electron' ? await runInElectron() : await find()));
  // The verdict is the reader's: some tests have a judge that is not in Electron.
  process.exit(0);
}
