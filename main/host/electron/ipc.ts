/**
 * Electron's side of the gate (host/gate.ts): who asks must be the main frame of our own origin. No other file
 * imports ipcMain.
 */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { Handlers } from '../../../preload/contract/index.ts';
import { type ChannelName, channelNames } from '../../../preload/contract/names.ts';
import { refused } from '../refusal.ts';
import { origin } from './protocol.ts';

/** The page itself, not a frame within it and not another origin. */
function isOurPage(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url.startsWith(`${origin}/`);
}

/** @param answered hears of each call of the page once its answer is there. */
export function serveContract(handlers: Handlers, answered: (name: ChannelName) => void = () => undefined): void {
  for (const name of channelNames) {
    ipcMain.handle(name, async (event, request: unknown) => {
      if (!isOurPage(event)) return refused('CHANNEL-SENDER', name, 'not asked by the page', '不是本页面发出的请求');
      // The schemas of all channels: the page's first call comes long after its window.
      const { answer } = await import('../gate.ts');
      const given = await answer(name, handlers, request);
      answered(name);
      return given;
    });
  }
}
