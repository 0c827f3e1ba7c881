/**
 * The window while secrets are in it, on each host that is here (Electron where ROOTSEAL_ELECTRON names its binary):
 * - a key typed in a secret field, from keydown to the dot that the vault's answer draws, against an ordinary call of
 *   the same page in turns with it; goal: p99 at most 15 ms. The keys come by XTest, 40 ms apart, as from fast typing.
 * - frames of the page in a founding for five custodians (work factor 14), while no field is open and the vault works,
 *   against those of the idle first screen in the same run; goal: none over 50 ms.
 * Both need a machine with nothing else to do; the idle peer tells when it had.
 * Run on a built desktop: node bench/secret-key.ts [--json]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { examplePlan } from '../test/crash/example.ts';
import { type Window, missing, openWindow } from '../test/e2e/support/hosts.ts';
import { People } from '../test/e2e/support/people.ts';
import { displayOf, run } from '../test/e2e/support/residue.ts';
import { secretOf } from '../test/e2e/support/story.ts';

const goals = { keyMs: 15, frameMs: 50 } as const;
const rounds = 6;
/** Fewer than the dots that are shown at most. */
const perRound = 40;
const apartMs = 40;
const idleMs = 4_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

function spread(samples: readonly number[]): Spread {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

interface Figure {
  readonly name: string;
  readonly ours: Spread;
  readonly peerName: string;
  readonly peer: Spread;
  readonly goal: string;
  readonly met: boolean;
}

/** In the page: from each keydown on the field to the dot of that key. */
const watchKeys = `(() => {
  const box = document.querySelector('.secret-box');
  const pressed = [];
  window.keyTimes = [];
  box.addEventListener('keydown', (event) => { if (event.key.length === 1) pressed.push(performance.now()); }, true);
  let before = box.textContent.length;
  new MutationObserver(() => {
    const dots = box.textContent.length;
    for (; before < dots; before++) window.keyTimes.push(performance.now() - pressed.shift());
    before = dots;
  }).observe(box, { childList: true, characterData: true, subtree: true });
})()`;

const oneCall = `(async () => {
  const begun = performance.now();
  await window.rootseal.call('app.info', {});
  return performance.now() - begun;
})()`;

const typed = 'n7Xq'.repeat(perRound / 4);

async function keys(page: Page, env: NodeJS.ProcessEnv): Promise<Omit<Figure, 'name'>> {
  const calls: number[] = [];
  const times = () => page.evaluate<number[]>('window.keyTimes');
  await run('xset', ['r', 'off'], env);
  await page.evaluate(watchKeys);
  for (let round = 1; round <= rounds; round++) {
    // It spends half of the delay on each of press and release, and none between two keys.
    await run('xdotool', ['type', '--delay', String(2 * apartMs), '--file', '-'], env, typed);
    while ((await times()).length < round * perRound) await pause(100);
    await run('xdotool', ['key', 'Escape'], env);
    for (let call = 0; call < perRound; call++, await pause(apartMs)) calls.push(await page.evaluate<number>(oneCall));
  }
  const ours = spread(await times());
  const goal = `p99 ≤ ${goals.keyMs} ms`;
  return { ours, peerName: 'an ordinary call', peer: spread(calls), goal, met: ours.p99 <= goals.keyMs };
}

/** In the page: the time of each frame, apart by whether the vault works with no field open. */
const watchFrames = `(() => {
  window.frameTimes = { idle: [], working: [] };
  let last = performance.now();
  // The time at which the browser began the frame, as in log-scroll.ts.
  const frame = (now) => {
    const box = document.querySelector('.secret-box');
    const working = window.founding && (!box || box.dataset.phase === 'taken');
    if (working || !window.founding) window.frameTimes[working ? 'working' : 'idle'].push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})()`;

interface Frames {
  readonly idle: number[];
  readonly working: number[];
}
const takeFrames = `(() => {
  const taken = window.frameTimes;
  window.frameTimes = { idle: [], working: [] };
  return taken;
})()`;

function plan(): object {
  const example = new URL('../examples/traceability/plan.json', import.meta.url);
  const { custodians } = JSON.parse(readFileSync(example, 'utf8')) as { custodians: object[] };
  const seal = { kind: 'passphrase', workFactor: 14 };
  return { ...examplePlan(), threshold: 3, custodians: custodians.map((one) => ({ ...one, seal })) };
}

async function measure(host: Window['host']): Promise<Figure[]> {
  const window = await openWindow(host, 'en', (home) => writeFileSync(join(home, 'plan.json'), JSON.stringify(plan())));
  try {
    const page = await window.page();
    await page.evaluate(watchFrames);
    await pause(idleMs);
    const { idle } = await page.evaluate<Frames>(takeFrames);
    const dir = join(window.home, 'ledger');
    const begin = { plan: join(window.home, 'plan.json'), dir, rehearsal: true, exceptions: [], identities: {} };
    await page.evaluate(`rootseal.call('ceremony.begin', ${JSON.stringify(begin)})`);
    const people = new People(() => window.page(), { secret: (field) => secretOf(field) || typed });
    await people.live({ until: ({ field }) => field !== null });
    await page.locator('.secret-box[data-phase="open"]').waitFor();
    const figures = [{ name: `a key in ${host}`, ...(await keys(page, displayOf(process.pid))) }];
    return [...figures, { name: `a frame while sealing in ${host}`, ...(await frames(page, people, idle)) }];
  } finally {
    await window.close();
  }
}

/** Chromium puts another page in the place of this one after the act, so they are fetched all along. */
async function frames(page: Page, people: People, idle: readonly number[]): Promise<Omit<Figure, 'name'>> {
  await page.evaluate('window.founding = true');
  const working: number[] = [];
  const over = new AbortController();
  const fetching = (async () => {
    while (!over.signal.aborted) {
      const taken = await page.evaluate<Frames>(takeFrames).catch(() => undefined);
      if (!taken) return;
      working.push(...taken.working);
      await pause(100);
    }
  })();
  await people.live({ until: ({ secret, question }) => !secret && question !== null });
  over.abort();
  await fetching;
  const ours = spread(working);
  const goal = `none over ${goals.frameMs} ms`;
  return { ours, peerName: 'the idle first screen', peer: spread(idle), goal, met: ours.max <= goals.frameMs };
}

const told = ({ count, p50, p99, max }: Spread): string =>
  `p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}, max ${max.toFixed(1)} ms of ${count}`;

const figures: Figure[] = [];
for (const host of ['electron', 'chromium'] as const) {
  const why = missing(host);
  if (why === undefined) figures.push(...(await measure(host)));
  else console.error(`${host}: not measured: ${why}`);
}
if (process.argv.includes('--json')) console.log(JSON.stringify({ node: process.version, figures }, null, 2));
else
  for (const { name, ours, peerName, peer, goal, met } of figures)
    console.log(`${name}: ${told(ours)}; ${peerName}: ${told(peer)}; goal ${goal}: ${met ? 'met' : 'MISSED'}`);
process.exit(figures.some(({ met }) => !met) ? 1 : 0);
