/** The switches that every start of Electron has, as data: set in switches.ts, read back by the self-report and by tests. */

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
    // A key in a secret field would be answered only after the next frame: every task of the page waits for that one.
    'DeferRendererTasksAfterInput',
    'DialMediaRouteProvider',
    'HardwareMediaKeyHandling',
    'MediaRouter',
    'NetworkTimeServiceQuerying',
    'OptimizationHints',
    'Translate',
  ].join(','),
} as const;
