/**
 * The preload: one narrow function over contextBridge. It forwards a known name with plain data and hands the page
 * no part of Electron (https://www.electronjs.org/docs/latest/tutorial/security, item 20). What the program says
 * unasked comes as a message of the page's own window: a port to the vault, and that somebody wants to close.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { isChannel } from './contract/names.ts';

/** The page's window as far as the preload uses it; it is compiled without the types of a page. */
declare const window: { postMessage(message: object, origin: string, ports?: readonly unknown[]): void };
declare const location: { readonly origin: string };

const unknown = { ok: false, code: 'CHANNEL-UNKNOWN', text: { en: 'no such channel', zh: '没有这个通道' } };

/** `Door.call` of the contract, seen from this side: what crosses is checked in main, by schema. */
function call(name: unknown, request: unknown): Promise<unknown> {
  if (!isChannel(name)) return Promise.resolve(unknown);
  return ipcRenderer.invoke(name, request);
}

contextBridge.exposeInMainWorld('rootseal', { call });

// A port cannot cross contextBridge; a message of the window carries it.
ipcRenderer.on('vault-port', ({ ports }, { field }: { field: string }) =>
  window.postMessage({ type: 'vault-port', field }, location.origin, ports),
);
ipcRenderer.on('asked-to-close', () => window.postMessage({ type: 'asked-to-close' }, location.origin));
