/**
 * What is traced by airgap.test.ts, a program of its own: first a control that really asks the network, then the real
 * desktop on one host, from its start over its screens to its end. Says `walked` when it has come through.
 *
 *   node test/e2e/support/airgap.ts chromium|electron
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createDesktop } from '../../../main/app/desktop/desktop.ts';
import { software } from '../../../main/app/software.ts';
import { findBrowser } from '../../../main/host/chromium/find.ts';
import { openChromium } from '../../../main/host/chromium/host.ts';
import { placesOf } from '../../../main/host/places.ts';
import { control } from './airgap-control.ts';
import { driveElectron } from './electron.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** Services of a browser that wait for a quiet moment are waited for. */
const quietMs = 15_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function walk(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await pause(quietMs);
}

async function chromium(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'rootseal-airgap-'));
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: home };
  const { settingsFile, folders } = placesOf(root, 'chromium', env);
  const services = { version: software.version, env, settingsFile, folders };
  const host = await openChromium((side) => createDesktop({ ...side, ...services }), {
    executable: findBrowser(process.env),
    pages: join(root, 'out', 'renderer'),
    env,
    say: (text) => console.error(text.en),
  });
  await walk(host.current.page);
  await host.end({ code: 0 });
  rmSync(home, { recursive: true });
}

async function electron(): Promise<void> {
  const driven = await driveElectron({ env: process.env });
  await walk(driven.page);
  await driven.close();
}

spawnSync(process.execPath, ['--input-type=module', '-e', control]);
await (process.argv[2] === 'electron' ? electron() : chromium());
console.log('walked');
process.exit(0);
