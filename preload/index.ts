/**
 * The preload: one narrow function over contextBridge. It forwards a known name with plain data and hands the page
 * no part of Electron (https://www.electronjs.org/docs/latest/tutorial/security, item 20).
 */
import { contextBridge, ipcRenderer } from 'electron';
import { isChannel } from './contract/names.ts';

const unknown = { ok: false, code: 'CHANNEL-UNKNOWN', text: { en: 'no such channel', zh: '没有这个通道' } };

/** `Door.call` of the contract, seen from this side: what crosses is checked in main, by schema. */
function call(name: unknown, request: unknown): Promise<unknown> {
  if (!isChannel(name)) return Promise.resolve(unknown);
  return ipcRenderer.invoke(name, request);
}

contextBridge.exposeInMainWorld('rootseal', { call });
