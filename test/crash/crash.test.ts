/**
 * kill -9 of main and of the vault, at times drawn over a measured run, in each of the nine steps, and between a
 * step's transaction and its renames (docs/architecture.md, "Acts"). After each: the store opens, nothing acknowledged
 * is lost, no file is half there; `ceremony resume` goes on with the same answers until the verifier accepts.
 *
 * ROOTSEAL_KILLS says how often (30), ROOTSEAL_SEED which draw (printed).
 */
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { stepIds } from '../../main/core/ceremony/steps.ts';
import { type Main, type Seen, demandGone, demandKept, demandNothingHalf, look, verify, workshop } from './help.ts';
import { Random } from '../support/random.ts';
import type { Moment } from './preload.ts';

const kills = Number(process.env['ROOTSEAL_KILLS'] ?? 30);
const seed = Number(process.env['ROOTSEAL_SEED'] ?? randomInt(2 ** 31));
const { run, resume, start, file } = workshop();

/** Where a kill strikes: `step` is 1 to 9, 0 before the first. */
type Kill =
  | { readonly who: 'main'; readonly step: number; readonly kind: Moment; readonly nth: number }
  | { readonly who: 'main' | 'vault'; readonly step: number; readonly after: number };

const random = new Random(seed);
const draw = (end: number) => random.upTo(end);
const whole = (below: number) => Math.floor(draw(below));

/** The measured run: when each step began, in milliseconds, how long all took, and the moments in each step. */
const measured = { begun: [0], length: 0, moments: [] as Record<Moment, number>[] };

beforeAll(async () => {
  await start(run(file('warm'))).ended; // what is compiled is kept from here on
  const main = start(run(file('measured')), { trace: file('trace') });
  const { exit, json } = await main.ended;
  expect([exit, json['code']]).toEqual([0, undefined]);
  measured.length = performance.now() - main.began;
  measured.begun = [0, ...main.begun.slice(1)];
  measured.moments = JSON.parse(readFileSync(file('trace'), 'utf8')) as typeof measured.moments;
  verify(file('measured'));
}, 120_000);

/** Thirty kills: each step once, each act's renames once, the rest at random times, every third at the vault. */
function round(): Kill[] {
  const steps = stepIds.map((_, i) => i + 1);
  const at = (kind: Moment) => (step: number) => {
    const nth = 1 + whole(measured.moments[step]?.[kind] ?? 1);
    return { who: 'main', step, kind, nth } as const;
  };
  const settling = steps.filter((step) => (measured.moments[step]?.settle ?? 0) > 0);
  const aimed = [...steps.map(at('any')), ...settling.map(at('settle'))];
  return [...aimed, ...Array.from({ length: 30 - aimed.length }, (_, i) => atRandom(i % 3 === 2 ? 'vault' : 'main'))];
}

function atRandom(who: 'main' | 'vault'): Kill {
  const time = draw(measured.length);
  const step = measured.begun.findLastIndex((begun) => begun <= time);
  return { who, step, after: time - (measured.begun[step] ?? 0) };
}

/** Ceremonies of five kills each, in the order of the steps they strike in. */
function dealt(pool: Kill[]): Kill[][] {
  const order = pool.map((kill) => ({ kill, at: draw(1) })).sort((a, b) => a.at - b.at);
  const hands: Kill[][] = [];
  for (const [i, { kill }] of order.entries()) (hands[Math.floor(i / 5)] ??= []).push(kill);
  return hands.map((hand) => hand.sort((a, b) => place(a) - place(b)));
}

/** Where in the run a kill strikes: a step's renames come last in it. */
function place(kill: Kill): number {
  if ('after' in kill) return kill.step + Math.min(0.8, kill.after / measured.length);
  return kill.step + (kill.kind === 'settle' ? 0.9 : 0);
}

/** Strikes; true when it did, false when what was aimed at had already ended. */
async function strike(main: Main, kill: Kill, dir: string): Promise<{ struck: boolean; seen: Seen | undefined }> {
  if ('kind' in kill) return { struck: (await main.ended).signal === 'SIGKILL', seen: undefined };
  await main.until(() => main.step >= kill.step);
  await sleep(kill.after);
  if (kill.who === 'vault') await main.until(() => main.vault !== undefined);
  const seen = look(dir); // read by an onlooker, so acknowledged
  const { vault, isOver } = main;
  if (kill.who === 'main') main.kill();
  else if (vault !== undefined) process.kill(vault, 'SIGKILL');
  const ended = await main.ended;
  await demandGone(vault);
  if (kill.who === 'main') return { struck: !isOver && ended.signal === 'SIGKILL', seen };
  if (ended.exit !== 0) expect([ended.exit, ended.json['code']]).toEqual([4, 'VAULT-ENDED']);
  return { struck: ended.exit === 4, seen };
}

/** A kill that came when all was over would come too late again, wherever machines are as fast. */
const sooner = (kill: Kill): Kill =>
  'after' in kill ? { ...kill, after: kill.after / 2 } : { ...kill, nth: Math.ceil(kill.nth / 2) };

const struck = { main: 0, vault: 0, settling: 0, unborn: 0, byStep: new Map<number, number>() };

function count(kill: Kill, main: Main): void {
  struck[kill.who] += 1;
  if ('kind' in kill && kill.kind === 'settle') struck.settling += 1;
  struck.byStep.set(main.step, (struck.byStep.get(main.step) ?? 0) + 1);
}

/** What `ceremony resume` says of a folder that never got its first entry; it is begun again then. */
async function demandUnborn(dir: string): Promise<void> {
  if (!existsSync(dir)) return;
  const { exit, json } = await start(resume(dir)).ended;
  expect([exit, json['code']]).toEqual([2, expect.stringMatching(/^(CEREMONY-UNBORN|HOME-NOT-ONE)$/)]);
  rmSync(dir, { recursive: true });
  struck.unborn += 1;
}

/** One ceremony under its kills, and to its end. Answers the kills that found nothing to strike. */
async function ceremony(dir: string, hand: readonly Kill[]): Promise<Kill[]> {
  const missed: Kill[] = [];
  let seen: Seen | undefined;
  for (const kill of hand) {
    const next = seen?.state.next;
    if (seen && (next === undefined || stepIds.indexOf(next) + 1 > Math.max(1, kill.step))) {
      missed.push(kill);
      continue;
    }
    const main = start(seen ? resume(dir) : run(dir), 'kind' in kill ? { die: kill } : {});
    const blow = await strike(main, kill, dir);
    const label = `${JSON.stringify(kill)} in ${dir}, seed ${String(seed)}\n${main.said.slice(-400)}`;
    if (blow.struck) count(kill, main);
    else missed.push(sooner(kill));
    const after = look(dir);
    demandKept(seen, after);
    demandKept(blow.seen, after);
    // A step that was said to begin stands on the one before it.
    expect(after?.state.done.length ?? 0, label).toBeGreaterThanOrEqual(Math.max(0, main.step - 1));
    demandNothingHalf(dir);
    seen = after;
    if (!seen) await demandUnborn(dir);
  }
  const { exit, json } = await start(seen ? resume(dir) : run(dir)).ended;
  expect([exit, json['code'], json['message']]).toEqual([0, undefined, undefined]);
  demandKept(seen, look(dir));
  demandNothingHalf(dir);
  expect(verify(dir)).toMatchObject({ valid: true });
  rmSync(dir, { recursive: true });
  return missed;
}

test(`kill -9, ${String(kills)} times (seed ${String(seed)})`, async () => {
  const began = performance.now();
  let number = 0;
  const pool: Kill[] = [];
  const total = () => struck.main + struck.vault;
  const lane = async (hands: Kill[][]): Promise<void> => {
    for (let hand = hands.pop(); hand; hand = hands.pop())
      pool.push(...(await ceremony(file(`home-${String((number += 1))}`), hand)));
  };
  while (total() < kills) {
    expect(number, 'ceremonies held, and kills still find nothing to strike').toBeLessThan(kills + 20);
    while (pool.length < kills - total()) pool.push(...round());
    const now = pool.splice(0, kills - total());
    const hands = dealt(now);
    await Promise.all([lane(hands), lane(hands)]);
  }
  const steps = stepIds.map((id, i) => `${id} ${String(struck.byStep.get(i + 1) ?? 0)}`).join(', ');
  console.log(
    `seed ${String(seed)}: ${String(struck.main)} kills of main (${String(struck.settling)} between transaction and rename), ` +
      `${String(struck.vault)} of the vault, in ${String(number)} ceremonies, ${((performance.now() - began) / 1000).toFixed(0)} s\n` +
      `a run takes ${measured.length.toFixed(0)} ms; by step: before the first ${String(struck.byStep.get(0) ?? 0)}, ${steps}`,
  );
  expect(total()).toBe(kills);
  if (kills >= 30) expect(stepIds.filter((_, i) => !struck.byStep.has(i + 1))).toEqual([]);
});
