/**
 * kill -9 of main and of the vault while a share set is re-split, replaced or rotated: at changes of the file system drawn
 * over a measured run, between the transaction and its renames, and at random times. After each there is exactly one set
 * in force, by the log alone; nothing acknowledged is lost, no file is half there; and it goes on: a pending set comes
 * into force, what never began begins again, until the verifier accepts and the shares in the home restore the roots.
 *
 * Half of ROOTSEAL_KILLS says how often (15), ROOTSEAL_SEED which draw (printed).
 */
import { randomInt } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { decodeEntries } from '../../main/core/audit/entry.ts';
import { parseResolvedPlan } from '../../main/core/ceremony/plan.ts';
import { type SetRecord, activeSet, pendingSet, setsOf } from '../../main/core/ceremony/sets.ts';
import { exampleAnswers, examplePlan } from './example.ts';
import { demandGone, demandKept, demandNothingHalf, look, verify, workshop } from './help.ts';
import { Random } from '../support/random.ts';
import type { Moment } from './preload.ts';

const kills = Math.ceil(Number(process.env['ROOTSEAL_KILLS'] ?? 30) / 2);
const seed = Number(process.env['ROOTSEAL_SEED'] ?? randomInt(2 ** 31));
const { run, start, file } = workshop();
const answers = file('set-answers.json');
const founded = file('founded');
const purposes = ['resplit', 'replace', 'rotate'] as const;
type Purpose = (typeof purposes)[number];

const random = new Random(seed);
const draw = (end: number) => random.upTo(end);
const whole = (below: number) => Math.floor(draw(below));

const more: Readonly<Record<Purpose, readonly string[]>> = {
  resplit: ['--plan', file('set.json')],
  replace: ['--custodian', 'c3'],
  rotate: ['--root', 'root-ed'],
};
const share = (dir: string, id: string) => ['--share', join(dir, 'shares', `${id}.age`)];
const restore = (dir: string, purpose: string, holders: readonly string[], ...rest: readonly string[]) => [
  ...['restore', dir, ...holders.flatMap((id) => share(dir, id)), '--purpose', purpose, '--answers', answers, ...rest],
];
const wish = (dir: string, purpose: Purpose) => restore(dir, purpose, ['c1', 'c2'], ...more[purpose]);
const goOn = (dir: string) => ['set', 'resume', dir, '--answers', answers];

/** The measured run of each purpose: milliseconds, and the moments in it. */
const measured = new Map<Purpose, { length: number; moments: Record<Moment, number> }>();

beforeAll(async () => {
  const plan = examplePlan() as { custodians: object[] };
  const holders = plan.custodians.map((one) => ({ ...one }));
  const fourth = { ...holders[0], id: 'c4', name: { zh: '第四保管人', en: 'Fourth custodian' } };
  const set = { format: 'rootseal.set-plan/1', threshold: 3, custodians: [...holders, fourth] };
  writeFileSync(file('set.json'), JSON.stringify(set));
  writeFileSync(answers, JSON.stringify(exampleAnswers()), { mode: 0o600 });
  expect((await start(run(founded)).ended).exit).toBe(0);
  for (const purpose of purposes) {
    const dir = copyOf(`measured-${purpose}`);
    const main = start(wish(dir, purpose), { trace: file('trace') });
    const { exit, json } = await main.ended;
    expect([exit, json['code'], json['message']]).toEqual([0, undefined, undefined]);
    const [moments = { any: 1, settle: 1 }] = JSON.parse(readFileSync(file('trace'), 'utf8')) as Record<
      Moment,
      number
    >[];
    measured.set(purpose, { length: performance.now() - main.began, moments });
    expect(oneInForce(dir).epoch).toBe(2);
    verify(dir);
    rmSync(dir, { recursive: true });
  }
}, 600_000);

function copyOf(name: string): string {
  cpSync(founded, file(name), { recursive: true, preserveTimestamps: true });
  return file(name);
}

function setsIn(dir: string): SetRecord[] {
  const entries = decodeEntries([...(look(dir)?.entries ?? [])]);
  return setsOf(entries, parseResolvedPlan(new Uint8Array(readFileSync(join(dir, 'public', 'plan.json')))));
}

/** By the log alone, at any moment: never none, never two. */
function oneInForce(dir: string): SetRecord {
  const sets = setsIn(dir);
  expect(sets.filter(({ state }) => state === 'active')).toHaveLength(1);
  expect(sets.map(({ epoch }) => epoch)).toEqual(sets.map((_, i) => i + 1));
  return activeSet(sets)!;
}

const struck = { main: 0, vault: 0, settling: 0, old: 0, pending: 0, active: 0 };

/** One blow at a running command; true when it struck. */
async function strike(dir: string, args: readonly string[], purpose: Purpose, how: number): Promise<boolean> {
  const { length, moments } = measured.get(purpose)!;
  const kind: Moment = how % 4 === 1 ? 'settle' : 'any';
  const at = 1 + whole(moments[kind]);
  const before = look(dir);
  if (how % 4 < 2) {
    const main = start(args, { die: { step: 0, kind, nth: at } });
    const dead = (await main.ended).signal === 'SIGKILL';
    demandKept(before, look(dir));
    if (dead) struck[kind === 'settle' ? 'settling' : 'main'] += 1;
    return dead;
  }
  const main = start(args);
  await sleep(draw(length));
  if (how % 4 === 3) await main.until(() => main.vault !== undefined);
  const seen = look(dir); // read by an onlooker, so acknowledged
  const { vault, isOver } = main;
  if (how % 4 === 2) main.kill();
  else if (vault !== undefined) process.kill(vault, 'SIGKILL');
  const ended = await main.ended;
  await demandGone(vault);
  demandKept(seen, look(dir));
  const hit = how % 4 === 2 ? !isOver && ended.signal === 'SIGKILL' : ended.exit === 4;
  if (hit) struck[how % 4 === 2 ? 'main' : 'vault'] += 1;
  return hit;
}

/** One home under one kill or two, and to its end. Answers how many struck. */
async function life(dir: string, purpose: Purpose, how: number, twice: boolean): Promise<number> {
  let hits = (await strike(dir, wish(dir, purpose), purpose, how)) ? 1 : 0;
  const label = `${purpose} ${String(how)} in ${dir}, seed ${String(seed)}`;
  let now = oneInForce(dir);
  demandNothingHalf(dir);
  if (hits > 0) struck[now.epoch > 1 ? 'active' : pendingSet(setsIn(dir)) ? 'pending' : 'old'] += 1;
  if (twice && pendingSet(setsIn(dir))) {
    if (await strike(dir, goOn(dir), purpose, how + 1)) hits += 1;
    now = oneInForce(dir);
    demandNothingHalf(dir);
  }
  // While the new one is pending the old one is of use, not only in name.
  if (pendingSet(setsIn(dir)) && how % 3 === 0) {
    const drill = await start(restore(dir, 'drill', ['c1', 'c3'])).ended;
    expect([drill.exit, drill.json['code']], label).toEqual([0, undefined]);
  }
  const args = pendingSet(setsIn(dir))
    ? goOn(dir)
    : now.epoch === 1
      ? wish(dir, purpose)
      : ['ceremony', 'resume', dir, '--answers', answers];
  const { exit, json } = await start(args).ended;
  expect([exit, json['code'], json['message']], label).toEqual([0, undefined, undefined]);
  const end = oneInForce(dir);
  expect([end.purpose, pendingSet(setsIn(dir))], label).toEqual([purpose, undefined]);
  demandNothingHalf(dir);
  expect(verify(dir)).toMatchObject({ valid: true });
  const holders = end.custodians.slice(0, end.m).map(({ id }) => id);
  const drill = await start(restore(dir, 'drill', holders)).ended;
  expect([drill.exit, drill.json['code']], label).toEqual([0, undefined]);
  rmSync(dir, { recursive: true });
  return hits;
}

test(`kill -9 in the life of a share set, ${String(kills)} times (seed ${String(seed)})`, async () => {
  const began = performance.now();
  let total = 0;
  let number = 0;
  const lane = async (): Promise<void> => {
    while (total < kills) {
      const i = number++;
      expect(i, 'homes taken, and kills still find nothing to strike').toBeLessThan(4 * kills + 20);
      const hits = await life(copyOf(`life-${String(i)}`), purposes[i % 3]!, Math.floor(i / 3), i % 2 === 1);
      total += hits; // after it was awaited: the other lane counts as well
    }
  };
  await Promise.all([lane(), lane()]);
  console.log(
    `seed ${String(seed)}: ${String(total)} kills in ${String(number)} homes: ${String(struck.main)} of main, ` +
      `${String(struck.settling)} between transaction and rename, ${String(struck.vault)} of the vault; the first kill left ` +
      `the old set alone ${String(struck.old)} times, a pending one ${String(struck.pending)}, the new one in force ` +
      `${String(struck.active)}; ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  expect(total).toBeGreaterThanOrEqual(kills);
});
