/**
 * What is set before Electron is ready: the sandbox for every page, and the switches that keep Chromium's own services
 * from the network (docs/architecture.md, "No network, in layers"). The namespace of scripts/in-room is what enforces;
 * these are the layer for a machine that has none.
 */
import { app } from 'electron';
import { existsSync } from 'node:fs';

/** Name and value as Chromium takes them; an empty value is a switch without one. */
export const switches = {
  // Measured: with this one and the background ones no name was asked for at start; without, eight queries.
  'host-resolver-rules': 'MAP * ~NOTFOUND',
  'no-proxy-server': '',
  'disable-background-networking': '',
  'disable-component-update': '',
  'disable-default-apps': '',
  'disable-domain-reliability': '',
  'disable-sync': '',
  'dns-prefetch-disable': '',
  'force-webrtc-ip-handling-policy': 'disable_non_proxied_udp',
  'metrics-recording-only': '',
  'no-first-run': '',
  'no-pings': '',
  // Chromium's own complaints (no D-Bus, no graphics device) stand among what people should read.
  'log-level': '3',
  // Nothing of a page may lie on a disk.
  'disable-http-cache': '',
  'disable-gpu-shader-disk-cache': '',
  'disable-features': [
    'AutofillServerCommunication',
    'CertificateTransparencyComponentUpdater',
    'DialMediaRouteProvider',
    'HardwareMediaKeyHandling',
    'MediaRouter',
    'NetworkTimeServiceQuerying',
    'OptimizationHints',
    'Translate',
  ].join(','),
} as const;

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
