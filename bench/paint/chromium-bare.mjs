/** The least that opens a window in the distribution's Chromium with one sentence in it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const profile = mkdtempSync(join(tmpdir(), 'rootseal-bare-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.argv[2],
  args: ['--app=data:text/html,<title>bare</title>'],
  headless: false,
  viewport: null,
  chromiumSandbox: process.getuid?.() !== 0,
});
await context.route('**', (route) =>
  route.fulfill({ contentType: 'text/html', body: '<title>bare</title><p>A bare window.' }),
);
await context.pages()[0].goto('https://bare.invalid/');
