/**
 * What Chromium is started with: a window of its own, nothing for the network, nothing kept. The namespace of
 * scripts/in-room is what enforces that nothing is sent; these are the layer for a machine that has none.
 */
import { join } from 'node:path';

/** Size and place of the window, in pixels of the screen; `state` as Chromium's protocol names it. */
export interface Place {
  readonly left?: number;
  readonly top?: number;
  readonly width: number;
  readonly height: number;
  readonly state: 'normal' | 'minimized' | 'maximized' | 'fullscreen';
}

export const firstPlace: Place = { width: 1280, height: 800, state: 'normal' };

/** Switches of Playwright's own that a program has no use for. */
export const notOurs = [
  '--disable-popup-blocking',
  '--enable-unsafe-swiftshader',
  '--unsafely-disable-devtools-self-xss-warnings',
];

/** Puts what processes share into files below TMPDIR: wanted only where the shared memory of the system is too small. */
export const sharedInFiles = '--disable-dev-shm-usage';

/** The page before the page: an app window begins with it, since an address of ours would be looked up by name first. */
const blank = (paper: string) =>
  `data:text/html,<title>Rootseal</title><meta name=color-scheme content="${encodeURIComponent(paper)}">`;

/** Files and folders are chosen in our own browser of folders: a page has nothing to open a dialog of the system by. */
const noPickers = '--disable-blink-features=FileSystemAccess,FileSystemAccessLocal';

const shut = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-proxy-server',
  '--disable-quic',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--dns-prefetch-disable',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--no-pings',
  '--safebrowsing-disable-auto-update',
];

/** Without it a bar across the window says that a switch above is "unsupported". */
const noBar = '--test-type';

/** Chromium heeds the last list of several: Playwright's own for the pages of a program, and ours. */
const withoutFeatures = [
  // A key in a secret field would be answered only after the next frame: every task of the page waits for that one.
  'DeferRendererTasksAfterInput',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** `colors`: `light`, `dark` or `light dark`, for what is seen before the page has painted. */
export function switches(place: Place, colors: string): string[] {
  const { left, top, width, height } = place;
  return [
    `--app=${blank(colors)}`,
    '--class=Rootseal',
    `--disable-features=${withoutFeatures.join(',')}`,
    `--window-size=${width},${height}`,
    ...(left === undefined || top === undefined ? [] : [`--window-position=${left},${top}`]),
    ...shut,
    noPickers,
    noBar,
  ];
}

/** What of the surroundings a window needs: the display, the language, input methods, screen readers. */
const kept =
  /^(DISPLAY|WAYLAND_DISPLAY|XDG_(RUNTIME_DIR|SESSION_TYPE|CURRENT_DESKTOP)|DBUS_SESSION_BUS_ADDRESS|AT_SPI_BUS_ADDRESS|LANG|LANGUAGE|LC_[A-Z]+|TZ|XMODIFIERS|(GTK|QT)_IM_MODULE|GDK_SCALE|XCURSOR_(SIZE|THEME)|PATH)$/;

type Surroundings = Readonly<Record<string, string | undefined>>;

/** The environment of the browser: `folder` is its home and its place for temporary files. */
export function environment(env: Surroundings, folder: string): Record<string, string> {
  const own = Object.entries(env).filter(
    (pair): pair is [string, string] => kept.test(pair[0]) && pair[1] !== undefined,
  );
  const authority = env['XAUTHORITY'] ?? (env['HOME'] === undefined ? undefined : join(env['HOME'], '.Xauthority'));
  return {
    ...Object.fromEntries(own),
    ...(authority !== undefined && { XAUTHORITY: authority }),
    HOME: folder,
    TMPDIR: folder,
  };
}
