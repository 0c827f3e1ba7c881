/**
 * The keys of the window that are not the page's: larger, smaller, as it was, the whole screen, the end. A menu that is
 * never shown carries them, so that no code of ours hears what is typed; reloading and developer tools are not in it.
 */
import { BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';

/** Chromium's zoom: each level is 20 %. */
const step = 0.5;
const most = 3;

type Change = (level: number) => number;

/** The same key several times: with and without Shift, and on the number pad. */
const zoom = (accelerators: readonly string[], change: Change): MenuItemConstructorOptions[] =>
  accelerators.map((accelerator) => ({
    label: accelerator,
    accelerator,
    click: (_item, window) => {
      if (!(window instanceof BrowserWindow)) return;
      const level = change(window.webContents.getZoomLevel());
      window.webContents.setZoomLevel(Math.max(-most, Math.min(most, level)));
    },
  }));

export function setKeys(): void {
  const keys: MenuItemConstructorOptions[] = [
    ...zoom(['CommandOrControl+Plus', 'CommandOrControl+=', 'CommandOrControl+numadd'], (level) => level + step),
    ...zoom(['CommandOrControl+-', 'CommandOrControl+numsub'], (level) => level - step),
    ...zoom(['CommandOrControl+0', 'CommandOrControl+num0'], () => 0),
    { role: 'togglefullscreen', accelerator: 'F11' },
    { label: 'close', accelerator: 'CommandOrControl+Q', click: (_item, window) => window?.close() },
  ];
  // Without an Edit menu macOS has no copy and paste in ordinary text fields.
  const edit: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'editMenu' }] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Rootseal', submenu: keys }, ...edit]));
}

/** The keys stay, the bar is gone, also for Alt. */
export function hideMenu(window: BrowserWindow): void {
  window.setAutoHideMenuBar(false);
  window.setMenuBarVisibility(false);
}
