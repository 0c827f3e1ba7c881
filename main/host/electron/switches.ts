/**
 * What is set before Electron is ready: the sandbox for every page, and the switches that keep Chromium's own services
 * from the network (docs/architecture.md, "No network, in layers"). The namespace of scripts/in-room is what enforces;
 * these are the layer for a machine that has none.
 */
import { app } from 'electron';
import { existsSync } from 'node:fs';
import { switches } from './switch-list.ts';

/** What somebody at the machine could start a packaged program with to look into it or to weaken it. */
const weakening = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'disable-web-security',
  'disable-site-isolation-trials',
  'load-extension',
  'log-net-log',
  'js-flags',
  'user-data-dir',
] as const;

/** The switch that a packaged program will not be started with, if it was. */
export const weakened = (): string | undefined =>
  app.isPackaged ? weakening.find((name) => app.commandLine.hasSwitch(name)) : undefined;

/** True where pages run without the kernel's sandbox. */
export const unsandboxed = (): boolean => app.commandLine.hasSwitch('no-sandbox');

/** Before the application is ready. */
export function setSwitches(): void {
  // With that switch (root cannot do without) every child would end at once. The page then takes no real secret.
  if (!unsandboxed()) app.enableSandbox();
  for (const [name, value] of Object.entries(switches)) app.commandLine.appendSwitch(name, value);
  // A machine without a graphics device draws in software at once instead of trying and failing.
  if (process.platform === 'linux' && !existsSync('/dev/dri')) app.disableHardwareAcceleration();
}
