/**
 * The long run before the real JD Chain 1.6.5 classes: thousands of random plans, with their keys, genesis, permissions, registrations,
 * decisions and lock-downs. `node scripts/jdchain-classes.ts [--plans N] [--seed HEX]`; test/strangers/jdchain/setup.sh builds the classes.
 * A line a round, so that a run may be ended at any time; it ends with 1 at the first round with a fault, which its seed repeats.
 */

import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { absence } from '../test/strangers/jdchain/jvm.ts';
import { type Round, round } from '../test/strangers/jdchain/round.ts';

const { values } = parseArgs({ options: { plans: { type: 'string' }, seed: { type: 'string' } } });
const wanted = Number(values.plans ?? 5000);
const seed = values.seed ?? randomBytes(8).toString('hex');
const perRound = 50;

const absent = absence();
if (absent !== '' || !Number.isInteger(wanted) || wanted < 1) {
  console.error(absent === '' ? '--plans takes a whole number' : absent);
  process.exit(2);
}

const begun = Date.now();
const sum: Record<string, number> = { plans: 0 };

function add({ plans, asked }: Round): void {
  for (const [about, count] of Object.entries({ plans, ...asked })) sum[about] = (sum[about] ?? 0) + count;
}

const told = () =>
  Object.entries(sum)
    .map(([about, count]) => `${String(count)} ${about}`)
    .join(', ');

for (let n = 0; (sum['plans'] ?? 0) < wanted; n++) {
  const name = `${seed}/${String(n)}`;
  const made = round(name, Math.min(perRound, wanted - (sum['plans'] ?? 0)));
  add(made);
  if (made.faults.length > 0) {
    console.error(`round ${name}: ${String(made.faults.length)} answered otherwise\n${made.faults.join('\n')}`);
    process.exit(1);
  }
  console.log(`${told()}; ${String(Math.round((Date.now() - begun) / 1000))} s`);
}
console.log(`seed ${seed}: ${told()}; all as here, in ${String(Math.round((Date.now() - begun) / 1000))} s`);
