/**
 * The long run of the adversarial suite: `node scripts/adversarial.ts [CASES [SEED]]`, 1,000 cases a kind unless said. Writes
 * what it counted into docs/assurance.md, between its two markers; a case that was answered wrongly
 * is printed with the seed that makes it again, and the run ends with 1.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

const pageFile = fileURLToPath(new URL('../docs/assurance.md', import.meta.url));
const markers = ['<!-- adversarial: written by scripts/adversarial.ts -->', '<!-- end of adversarial -->'] as const;
/** A run of fewer cases a kind is a look, and is not written down. */
const fewest = 100;

interface Row {
  readonly name: string;
  readonly answer: string;
  readonly cases: number;
  readonly right: number;
  readonly wrongSecrets: number;
  readonly crashes: number;
}

interface Job {
  readonly cases: number;
  readonly seed: number;
  /** Of the kinds this one, and every `step`-th after it. */
  readonly first: number;
  readonly step: number;
}

interface Done {
  readonly place: number;
  readonly row: Row;
}

const count = (n: number) => n.toLocaleString('en-US');

function parts(page: string): readonly [before: string, table: string, after: string] {
  const [before, rest] = page.split(markers[0]);
  const [table, after] = rest?.split(markers[1]) ?? [];
  if (before === undefined || table === undefined || after === undefined)
    throw new Error(`${pageFile} lacks its markers`);
  return [before, table, after];
}

/** The rows of the table in docs/assurance.md: name, answer, cases, answered rightly, wrong secrets, crashes. */
export function assuranceRows(page: string): string[][] {
  const [, table] = parts(page);
  const rows = table.split('\n').filter((line) => /^\| (?!kind \|)/.test(line));
  return rows.map((line) => line.slice(2, -2).split(' | '));
}

function written(page: string, rows: readonly Row[], seed: number): string {
  const [before, , after] = parts(page);
  const lines = rows.map(({ name, answer, cases, right, wrongSecrets, crashes }) => {
    return `| ${[name, answer, count(cases), count(right), wrongSecrets, crashes].join(' | ')} |`;
  });
  const all = rows.reduce((sum, { cases }) => sum + cases, 0);
  const told = `${rows.length} kinds, ${count(all)} cases, seed ${seed}.`;
  const head = '| kind | answer | cases | answered rightly | wrong secrets | crashes |\n|---|---|---|---|---|---|';
  return [before + markers[0], '', told, '', head, ...lines, '', markers[1] + after].join('\n');
}

/** One worker's share of the kinds. Every tenth case is under an Ed25519 root, the others under P-256, which verifies faster. */
async function work({ cases, seed, first, step }: Job): Promise<void> {
  const { kinds } = await import('../test/adversarial/kinds.ts');
  const { Random } = await import('../test/support/random.ts');
  const { Room } = await import('../test/adversarial/trial.ts');
  const { makeWorlds } = await import('../test/adversarial/worlds.ts');
  const [usual, fast] = [await makeWorlds(), await makeWorlds(['p256', 'sm2'])];
  const room = new Room();
  for (let place = first; place < kinds.length; place += step) {
    const { name, answer, make } = kinds[place]!;
    const all: string[][] = [];
    for (let n = 0; n < cases; n++) {
      const own = seed + 1_000_003 * place + n;
      const faults = await room.faults(await make(n % 10 === 0 ? usual : fast, new Random(own), n));
      if (faults.length > 0) process.stdout.write(`${name}, seed ${own}, case ${n}: ${faults.join('; ')}\n`);
      all.push(faults);
    }
    const having = (text: string) => all.filter((faults) => faults.some((one) => one.startsWith(text))).length;
    const right = all.filter(({ length }) => length === 0).length;
    const row = { name, answer, cases, right, wrongSecrets: having('WRONG SECRET'), crashes: having('CRASH') };
    parentPort?.postMessage({ place, row } satisfies Done);
  }
  room.close();
  parentPort?.close(); // a module of the vault listens on it, which would keep this thread
}

function workerOf(job: Job, rows: Map<number, Row>): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: job, execArgv: ['--no-warnings'] });
    worker.on('message', ({ place, row }: Done) => {
      rows.set(place, row);
      process.stdout.write(`${count(row.right)} of ${count(row.cases)}: ${row.name}\n`);
    });
    worker.on('error', reject);
    worker.on('exit', () => resolve());
  });
}

async function main(cases: number, seed: number): Promise<number> {
  const rows = new Map<number, Row>();
  const step = availableParallelism();
  const workers = Array.from({ length: step }, (_, first) => workerOf({ cases, seed, first, step }, rows));
  await Promise.all(workers);
  const inOrder = [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
  if (cases >= fewest) writeFileSync(pageFile, written(readFileSync(pageFile, 'utf8'), inOrder, seed));
  return inOrder.every(({ right }) => right === cases) ? 0 : 1;
}

if (!isMainThread && parentPort) await work(workerData as Job);
else if (import.meta.main) {
  const [cases = '1000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
  process.exitCode = await main(Number(cases), Number(seed));
}
