/**
 * A page that is lost, hangs, or has seen a secret being typed. The program holds the whole state, so a new page finds
 * its place by asking once (`desk.watch`); only a page that is lost again and again ends the program.
 */
import { app, type BrowserWindow, dialog } from 'electron';
import { elsewhere, origin } from './protocol.ts';
import { load } from './window.ts';
import { type Lang, words } from './words.ts';

const often = { times: 3, withinMs: 60_000 };

/** @param end ends the program with this exit code. */
export function recover(window: BrowserWindow, lang: () => Promise<Lang>, end: (code: number) => Promise<void>): void {
  const lost: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    console.error(`rootseal: the page ended (${reason}) and is loaded anew`);
    lost.push(Date.now());
    const lately = lost.filter((moment) => moment > Date.now() - often.withinMs);
    if (lately.length <= often.times) void load(window);
    else void lang().then((said) => giveUp(said, end));
  });
  // No handler hears of the way to about:blank beforehand.
  window.webContents.on('did-navigate', (_event, address) => {
    if (!address.startsWith(`${origin}/`)) void load(window);
  });
  window.on('unresponsive', () => void lang().then((said) => askToReload(window, said)));
}

/**
 * A page in a new process in the place of the one there is: a process remembers the keys that went through it for a
 * while, and nobody but the kernel can take that from it. Resolves once the old process is left; the way back is
 * `recover`'s.
 */
export async function renew({ webContents }: BrowserWindow): Promise<void> {
  const before = webContents.getOSProcessId();
  // The way back may cut it short.
  await webContents.loadURL(elsewhere).catch(() => undefined);
  if (webContents.getOSProcessId() === before) webContents.forcefullyCrashRenderer();
}

async function giveUp(lang: Lang, end: (code: number) => Promise<void>): Promise<void> {
  console.error(`rootseal: ${words.lost[lang]}`);
  await dialog.showMessageBox({ type: 'error', title: 'Rootseal', message: words.lost[lang], noLink: true });
  await end(1);
}

/** Asked once at a time; "wait" is what Enter and Escape mean. */
async function askToReload(window: BrowserWindow, lang: Lang): Promise<void> {
  const asked = new AbortController();
  window.once('responsive', () => asked.abort());
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: 'Rootseal',
    message: words.hangs[lang],
    buttons: [words.wait[lang], words.reload[lang]],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
    signal: asked.signal,
  });
  // 'render-process-gone' loads it anew.
  if (response === 1 && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
}

/** A second start brings the window to the front. */
export function showAgain(window: BrowserWindow): void {
  app.on('second-instance', () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
}
