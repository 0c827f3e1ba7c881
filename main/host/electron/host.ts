/**
 * Electron as a host: one window for the services of `create`, its secrets by a port to the vault, and everything that
 * makes the window come back when its page is lost.
 */
import { app, type BrowserWindow, type WebContents } from 'electron';
import { join } from 'node:path';
import type { Desktop, DesktopOptions } from '../../app/desktop/index.ts';
import type { Text } from '../../../preload/contract/common.ts';
import type { ChannelName } from '../../../preload/contract/index.ts';
import { type Places, placesOf } from '../places.ts';
import { Awake } from './awake.ts';
import { Closing } from './closing.ts';
import { serveContract } from './ipc.ts';
import { hideMenu, setKeys } from './menu.ts';
import { recover, renew, showAgain } from './recovery.ts';
import { reportTo } from './report.ts';
import { warm } from './protocol.ts';
import { prepare } from './start.ts';
import { unsandboxed } from './switches.ts';
import { paint } from './theme.ts';
import { launchVault, portOpener } from './vault.ts';
import type { Permits } from './session.ts';
import { type Page, confine, load, makeWindow } from './window.ts';
import { type Lang, words } from './words.ts';

export interface Program {
  readonly version: string;
  readonly page: Pick<Page, 'folder' | 'preload'>;
  /** The folder of the program, with `examples/`; a packaged one has them beside its runtime, not in the archive. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** The language of the surroundings, for what is said before any setting is read. */
  readonly lang: Lang;
  /** A file for the self-report, if it is asked for: the program writes it after the first paint and ends. */
  readonly report?: string | undefined;
  readonly create: (options: DesktopOptions) => Desktop;
}

/** Starts it, or ends the process with what hinders it. */
export function openElectron(program: Program): void {
  const root = app.isPackaged ? join(process.resourcesPath, '..', '..') : program.root;
  const places = placesOf(root, 'electron', program.env);
  const refused = prepare(places.state, program.lang);
  if (refused !== undefined) {
    app.exit(refused);
    return;
  }
  const host = made(program, places);
  if (host === undefined) return;
  app.on('web-contents-created', (_event, contents) => confine(contents));
  void app.whenReady().then(() => host.open());
}

/** A refusal of ours is said in the person's language and answered 1; anything else is a crash. */
function made(program: Program, places: Places): ElectronHost | undefined {
  try {
    return new ElectronHost(program, places);
  } catch (error) {
    if (!(error instanceof Error) || !('text' in error)) throw error;
    console.error(`rootseal: ${(error.text as Text)[program.lang]}`);
    app.exit(1);
    return undefined;
  }
}

/** From a page that is drawn to its being seen: loading would keep the window's own thread from showing it. */
const shownMs = 50;

class ElectronHost {
  private readonly program: Program;
  private readonly desktop: Desktop;
  private readonly closing = new Closing(() => this.desktop);
  private readonly awake = new Awake();
  private readonly asked = new Set<ChannelName>();
  private readonly permits: Permits = { camera: false };
  private window: BrowserWindow | undefined;
  /** A new page is on its way: the one that still stands takes no more secrets. */
  private renewing = false;

  constructor(program: Program, { settingsFile, folders }: Places) {
    this.program = program;
    this.closing.guard();
    const { version, env, create } = program;
    this.desktop = create({
      host: 'electron',
      version,
      env,
      settingsFile,
      folders,
      launch: launchVault,
      openPort: portOpener(() => (this.renewing ? undefined : this.page)),
      unfit: (rehearsal) => (unsandboxed() && !rehearsal ? words.unsandboxed : undefined),
      onSecretEnd: () => void this.renew(),
      onCamera: (open) => {
        this.permits.camera = open;
      },
      onClose: () => this.closing.allow(this.window),
    });
  }

  private get page(): WebContents {
    if (this.window === undefined) throw new Error('no window is open');
    return this.window.webContents;
  }

  async open(): Promise<void> {
    this.closing.hearSignals();
    setKeys();
    serveContract(this.desktop.handlers, (name) => void this.answered(name));
    const page = { ...this.program.page, telling: () => this.telling() };
    const window = makeWindow(page, await this.colour(), this.permits);
    this.window = window;
    window.once('ready-to-show', () => setTimeout(() => void this.desktop.load?.(), shownMs));
    hideMenu(window);
    this.closing.watch(window);
    showAgain(window);
    recover(
      window,
      () => this.lang(),
      (code) => this.closing.end(code),
    );
    const { report } = this.program;
    if (report !== undefined) reportTo(report, { window, desktop: this.desktop, asked: this.asked }, this.closing);
    const loaded = load(window);
    warm();
    await loaded;
  }

  private async renew(): Promise<void> {
    if (this.window === undefined || this.window.isDestroyed() || this.renewing) return;
    this.renewing = true;
    try {
      await renew(this.window);
    } finally {
      this.renewing = false;
    }
  }

  /** After each call of the page: an act may have begun or ended, a theme been chosen. */
  private async answered(name: ChannelName): Promise<void> {
    this.asked.add(name);
    this.awake.keep(this.desktop.busy());
    if (name === 'settings.put') this.window?.setBackgroundColor(await this.colour());
  }

  private async telling() {
    return { ...(await this.settings()), home: this.desktop.atHome() };
  }

  private async settings() {
    return this.desktop.handlers['settings.get']({});
  }

  /** Settings that cannot be read are the page's to tell. */
  private async colour(): Promise<string> {
    const theme = await this.settings().then(
      ({ settings }) => settings.theme,
      () => 'system' as const,
    );
    return paint({ theme });
  }

  private async lang(): Promise<Lang> {
    return this.settings().then(
      ({ settings, systemLang }) => (settings.lang === 'system' ? systemLang : settings.lang),
      () => this.program.lang,
    );
  }
}
