/**
 * Loaded before a program that opens Chromium: says on descriptor 3 when its page has painted
 * first, and when all of it was there, in ms since 1970.
 */
import { writeSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { painted } from './painted.cjs';

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
