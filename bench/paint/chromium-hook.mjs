/**
 * Loaded before a program that opens Chromium: says on descriptor 3 when its page has painted
 * first, and when all of it was there, in ms since 1970.
 */
import { writeSync } from 'node:fs';
import { chromium } from 'playwright-core';

const first = `new Promise((done) =>
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === 'first-contentful-paint') done(performance.timeOrigin + startTime);
  }).observe({ type: 'paint', buffered: true }))`;

/** Home, with what the services answered, in the frame before this moment; a bare window has nothing more to show. */
const whole = `new Promise((done) => {
  const there = () => !document.getElementById('page') || document.querySelector('.home[data-newcomer], .home-list > *');
  const look = () => requestAnimationFrame(() => {
    if (there()) setTimeout(() => done(performance.timeOrigin + performance.now()));
    else look();
  });
  look();
})`;

const painted = `Promise.all([${first}, ${whole}]).then((times) => times.join(' '))`;

const launch = chromium.launchPersistentContext.bind(chromium);
chromium.launchPersistentContext = async (...given) => {
  const context = await launch(...given);
  const [page] = context.pages();
  page.on('domcontentloaded', async () => {
    if (page.url() === 'about:blank' || page.url().startsWith('data:text/html,<title>Rootseal')) return;
    writeSync(3, `${await page.evaluate(painted)}\n`);
  });
  return context;
};
