/** Services that are loaded behind their window: once, by whoever needs them first. */
import { expect, it } from 'vitest';
import type { Desktop } from '../../../main/app/desktop/index.ts';
import { soon } from '../../../main/host/soon.ts';
import type { Handlers } from '../../../preload/contract/index.ts';

const settings = { lang: 'system', theme: 'system', wall: false, homes: [] } as const;
const told = { settings: { ...settings, homes: [] }, systemLang: 'en' } as const;

function made() {
  const asked: unknown[] = [];
  const whole: Desktop = {
    handlers: {
      'settings.get': () => Promise.reject(new Error('not the light one')),
      'homes.forget': async (request: unknown) => {
        asked.push(request);
        return {};
      },
      'homes.list': () => Promise.reject(new Error('as it is')),
    } as unknown as Handlers,
    busy: () => asked.length > 0,
    atHome: () => asked.length === 0,
    asksFirst: () => asked.length > 0,
    stop: async () => void asked.push('stopped'),
  };
  let loads = 0;
  const desktop = soon(
    async () => {
      loads += 1;
      return whole;
    },
    { 'settings.get': async () => ({ ...told, settings: { ...settings, homes: [] } }) },
  );
  return { desktop, asked, loads: () => loads };
}

it('serves a few channels without loading, and is idle', async () => {
  const { desktop, asked, loads } = made();
  expect(await desktop.handlers['settings.get']({})).toEqual(told);
  expect([desktop.busy(), desktop.asksFirst(), desktop.atHome()]).toEqual([false, false, true]);
  await desktop.stop();
  expect([asked, loads()]).toEqual([[], 0]);
});

it('loads once, hands the request on, and answers as the services do', async () => {
  const { desktop, asked, loads } = made();
  await Promise.all([desktop.load(), desktop.handlers['homes.forget']({ dir: '/a' })]);
  await expect(desktop.handlers['homes.list']({})).rejects.toThrow('as it is');
  expect([desktop.busy(), desktop.asksFirst(), desktop.atHome()]).toEqual([true, true, false]);
  await desktop.stop();
  expect([asked, loads()]).toEqual([[{ dir: '/a' }, 'stopped'], 1]);
});
