/**
 * The list of a log of 10,000 entries, on each host that is here (Electron where ROOTSEAL_ELECTRON names its binary): a
 * rehearsal held by the command line, and exceptions recorded behind it as the program records them.
 * - opening it, from the click to the first rows, the first time (the store is checked whole) and once more;
 * - scrolling by wheel, by page key and by the scroll bar: from one frame's begin to the next, against the same screen
 *   at rest in the same run; goal: 99 of 100 frames within one and a half of a frame at rest, so none left out. Rows that are on their way when a
 *   frame begins are counted.
 * Needs a machine with nothing else to do; the screen at rest tells when it had.
 * Run on a built desktop: node bench/log-scroll.ts [--json]
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Home } from '../main/app/home.ts';
import { Journal } from '../main/app/journal.ts';
import { openStore } from '../main/store/store.ts';
import { exampleAnswers, examplePlan } from '../test/crash/example.ts';
import { type Window, missing, openWindow } from '../test/e2e/support/hosts.ts';

const size = 10_000;
/** Of a frame at rest. */
const goal = 1.5;
const turnMs = 4_000;
const stepMs = 30;
const root = join(import.meta.dirname, '..');

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A whole rehearsal of the example. */
function rehearse(folder: string): string {
  const file = (name: string, content: object) => {
    writeFileSync(join(folder, name), JSON.stringify(content), { mode: 0o600 });
    return join(folder, name);
  };
  const dir = join(folder, 'ledger');
  const given = ['--rehearsal', '--answers', file('answers.json', exampleAnswers())];
  const run = ['ceremony', 'run', file('plan.json', examplePlan()), '--into', dir, ...given];
  execFileSync(process.execPath, [join(root, 'main', 'cli', 'rootseal.ts'), ...run], {
    stdio: ['ignore', 'ignore', 2],
  });
  return dir;
}

/** Exceptions, as they are recorded after the close, up to `size` entries. */
function lengthen(dir: string): void {
  const store = openStore(new Home(dir).database, {});
  const journal = new Journal(store, { ceremony: '', rehearsal: true, origin: '' });
  const [first] = journal.entries();
  const named = new Journal(store, { ceremony: first!.ceremony, rehearsal: true, origin: '' });
  const entry = (n: number) => ({
    kind: 'exception',
    data: { rule: 'ROOM-SWAP', reason: `Observed at check ${n} of the room`, by: ['c1', 'c2'] },
  });
  named.append(...Array.from({ length: size - named.head.size }, (_, n) => entry(n + 1)));
  store.close();
}

/** In the page: the time of each frame, and how many began with rows on their way. */
const watchFrames = `(() => {
  window.frames_ = { times: [], late: 0 };
  let last = performance.now();
  // The time at which the browser began the frame: one that was left out counts twice, one that came late in its time once.
  const frame = (now) => {
    window.frames_.times.push(now - last);
    const waiting = [...document.querySelectorAll('.rows-sight [role="row"]')].some((row) => row.children.length === 1);
    if (waiting) window.frames_.late++;
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})()`;

interface Frames {
  readonly times: number[];
  readonly late: number;
}
const takeFrames = `(() => {
  const taken = window.frames_;
  window.frames_ = { times: [], late: 0 };
  return taken;
})()`;

const at = (samples: readonly number[], share: number): number =>
  samples.toSorted((a, b) => a - b)[Math.ceil(share * samples.length) - 1] ?? NaN;

/** Milliseconds from the click to the first row that is there. */
const opening = `(async () => {
  const begun = performance.now();
  [...document.querySelectorAll('.home-ways button')].find((one) => one.textContent === 'Log').click();
  const there = () => [...document.querySelectorAll('.rows-sight [role="row"]')].some((row) => row.children.length > 1);
  while (!there()) await new Promise(requestAnimationFrame);
  return performance.now() - begun;
})()`;

async function openLog(page: Page): Promise<number> {
  await page.locator('.brand').click();
  await page.locator('.home-ways').getByText('Log', { exact: true }).waitFor();
  return page.evaluate<number>(opening);
}

/** Drives until the turn is over, and answers the frames of that time. */
async function turn(page: Page, step: (n: number) => Promise<unknown>): Promise<Frames> {
  await page.evaluate(takeFrames);
  const over = performance.now() + turnMs;
  for (let n = 0; performance.now() < over; n++) await Promise.all([step(n), pause(stepMs)]);
  return page.evaluate<Frames>(takeFrames);
}

async function drives(page: Page): Promise<Record<string, Frames>> {
  const list = page.locator('.rows');
  const { x, y, width, height } = (await list.boundingBox())!;
  await list.focus();
  await page.mouse.move(x + width / 2, y + height / 2);
  const rest = await turn(page, async () => undefined);
  const wheel = await turn(page, (n) => page.mouse.wheel(0, n % 60 < 50 ? 240 : -480));
  await page.keyboard.press('Home');
  const pages = await turn(page, () => page.keyboard.press('PageDown'));
  await page.keyboard.press('Home');
  const bar = { x: x + width - 6, top: y + 50, way: height - 80 };
  await page.mouse.move(bar.x, bar.top);
  await page.mouse.down();
  const drag = await turn(page, (n) => page.mouse.move(bar.x, bar.top + (bar.way * (n % 100)) / 100));
  await page.mouse.up();
  return { rest, wheel, 'page key': pages, 'scroll bar': drag };
}

interface Figure {
  readonly name: string;
  readonly frames: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Frames that began with rows on their way. */
  readonly late: number;
  readonly rest: { readonly p50: number; readonly p99: number };
  readonly met: boolean;
}

async function measure(host: Window['host'], ledger: string): Promise<{ opened: number[]; figures: Figure[] }> {
  const window = await openWindow(host, 'en', (home) => {
    cpSync(ledger, join(home, 'ledger'), { recursive: true });
    const own = join(home, '.config', 'rootseal');
    mkdirSync(own, { recursive: true, mode: 0o700 });
    const settings = { format: 'rootseal.settings/1', lang: 'en', theme: 'light', wall: false };
    writeFileSync(join(own, 'settings.json'), JSON.stringify({ ...settings, homes: [join(home, 'ledger')] }));
  });
  try {
    const page = await window.page();
    const opened = [await openLog(page), await openLog(page)];
    await page.evaluate(watchFrames);
    const { rest, ...driven } = await drives(page);
    const idle = { p50: at(rest!.times, 0.5), p99: at(rest!.times, 0.99) };
    const figures = Object.entries(driven).map(([how, { times, late }]) => {
      const [p50, p99, max] = [at(times, 0.5), at(times, 0.99), at(times, 1)];
      const met = p99 <= goal * idle.p50;
      return { name: `${how} in ${host}`, frames: times.length, p50, p99, max, late, rest: idle, met };
    });
    return { opened, figures };
  } finally {
    await window.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'rootseal-bench-'));
const results: ({ host: string } & Awaited<ReturnType<typeof measure>>)[] = [];
try {
  const ledger = rehearse(folder);
  lengthen(ledger);
  for (const host of ['electron', 'chromium'] as const) {
    const why = missing(host);
    if (why === undefined) results.push({ host, ...(await measure(host, ledger)) });
    else console.error(`${host}: not measured: ${why}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const ms = (value: number) => value.toFixed(1);
if (process.argv.includes('--json')) console.log(JSON.stringify({ node: process.version, size, results }, null, 2));
else
  for (const { host, opened, figures } of results) {
    console.log(`a log of ${size} entries opened in ${host}: ${opened.map((one) => `${ms(one)} ms`).join(', then ')}`);
    for (const { name, frames, p50, p99, max, late, rest, met } of figures)
      console.log(
        `scrolled by ${name}: p50 ${ms(p50)}, p99 ${ms(p99)}, max ${ms(max)} ms of ${frames} frames, ${late} with rows on their way; at rest p50 ${ms(rest.p50)}, p99 ${ms(rest.p99)}; goal p99 ≤ ${goal}x at rest: ${met ? 'met' : 'MISSED'}`,
      );
  }
process.exit(results.some(({ figures }) => figures.some(({ met }) => !met)) ? 1 : 0);
