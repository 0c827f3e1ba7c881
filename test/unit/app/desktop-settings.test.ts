/** The settings of a person: kept for their owner alone, never written over something else; what the program is. */
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SettingsFile } from '../../../main/app/desktop/settings-file.ts';
import { infoHandlers } from '../../../main/app/desktop/info.ts';
import { settingsHandlers } from '../../../main/app/desktop/settings.ts';
import type { Settings } from '../../../preload/contract/app.ts';
import { refusal } from '../../refusal.ts';
import { codeOf, get, newFolder, optionsIn } from './desktop-help.ts';

const fresh = { lang: 'system', theme: 'system', wall: false, homes: [] };
const changed: Settings = { lang: 'zh', theme: 'dark', wall: true, homes: [], start: '/srv' };

describe('settings', () => {
  it('are at first as the surroundings say, and come back as they were put', async () => {
    const options = optionsIn(newFolder(), { env: { LC_ALL: 'zh_CN.UTF-8' } });
    const handlers = settingsHandlers(options);
    expect(await get(handlers, 'settings.get', {})).toEqual({ settings: fresh, systemLang: 'zh' });
    await get(handlers, 'settings.put', changed);
    expect(await get(handlers, 'settings.get', {})).toEqual({ settings: changed, systemLang: 'zh' });
    expect(statSync(options.settingsFile).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(options.settingsFile)).mode & 0o777).toBe(0o700);
    expect(readdirSync(dirname(options.settingsFile))).toEqual(['settings.json']);
  });

  it('that a page put do not touch the list of homes, which it may have read earlier', async () => {
    const options = optionsIn(newFolder());
    new SettingsFile(options.settingsFile).addHome('/srv/one');
    const handlers = settingsHandlers(options);
    await get(handlers, 'settings.put', { ...changed, homes: ['/srv/old'] });
    expect((await get(handlers, 'settings.get', {})).settings).toEqual({ ...changed, homes: ['/srv/one'] });
  });

  it.each([
    ['no JSON', 'not json'],
    ['another format', '{"format":"rootseal.settings/2","lang":"zh"}'],
    ['an unknown field', JSON.stringify({ format: 'rootseal.settings/1', ...fresh, secret: 1 })],
    ['bytes', '\u0000\u0001'],
  ])('that are %s are left out, and put aside before anything is written', async (_what, content) => {
    const options = optionsIn(newFolder());
    const folder = dirname(options.settingsFile);
    mkdirSync(folder);
    writeFileSync(options.settingsFile, content);
    const handlers = settingsHandlers(options);
    expect((await get(handlers, 'settings.get', {})).settings).toEqual(fresh);
    expect(readdirSync(folder)).toHaveLength(1);
    await get(handlers, 'settings.put', changed);
    const aside = readdirSync(folder).find((name) => name.endsWith('.old')) ?? '';
    expect(readFileSync(join(folder, aside), 'utf8')).toBe(content);
    expect((await get(handlers, 'settings.get', {})).settings).toEqual(changed);
  });

  it('are put aside also where a folder lies in their place', async () => {
    const options = optionsIn(newFolder());
    mkdirSync(options.settingsFile, { recursive: true });
    const handlers = settingsHandlers(options);
    await get(handlers, 'settings.put', changed);
    expect((await get(handlers, 'settings.get', {})).settings).toEqual(changed);
  });

  it('that cannot be kept are refused by name', async () => {
    const options = optionsIn(newFolder(), { settingsFile: '/proc/rootseal/settings.json' });
    expect(await codeOf(settingsHandlers(options), 'settings.put', changed)).toBe('SETTINGS-WRITE');
  });

  it('hold 500 homes, each once', () => {
    const file = new SettingsFile(join(newFolder(), 'settings.json'));
    file.write({ ...file.read(), homes: Array.from({ length: 500 }, (_, i) => `/srv/${i}`) });
    expect(refusal(() => file.addHome('/srv/7'))).toBe('accepted');
    expect(refusal(() => file.addHome('/srv/more'))).toBe('HOMES-FULL');
    file.forgetHome('/srv/7');
    expect(refusal(() => file.addHome('/srv/more'))).toBe('accepted');
    expect(file.read().homes).toHaveLength(500);
    expect(file.read().homes).not.toContain('/srv/7');
  });
});

describe('the program', () => {
  const facts = (name: string) =>
    JSON.stringify({
      ...{ format: 'rootseal.room/1', platform: 'linux', taken: '2026-11-21T02:00:00.000Z', interfaces: [] },
      ...{ routes: { ipv4: [], ipv6: [] }, radios: [], swap: [], core: { pattern: 'core', limit: '0' } },
      ...{ hibernation: false, layer: { name, why: '' } },
    });

  it('says its version, its host and the layer that the launcher took', async () => {
    const layer = async (env: NodeJS.ProcessEnv) =>
      (await get(infoHandlers(optionsIn(newFolder(), { env })), 'app.info', {})).layer;
    expect(await layer({ ROOTSEAL_ROOM: facts('user+net') })).toBe('user+net');
    expect(await layer({ ROOTSEAL_ROOM: facts('net') })).toBe('net');
    expect(await layer({ ROOTSEAL_ROOM: facts('something') })).toBe('none');
    expect(await layer({ ROOTSEAL_ROOM: 'no JSON' })).toBe('none');
    expect(await layer({})).toBe('none');
  });

  it('says why a window must not take secrets', async () => {
    const folder = newFolder();
    const unfit = { en: 'no sandbox', zh: '没有沙箱' };
    const info = (options: object) => get(infoHandlers(optionsIn(folder, options)), 'app.info', {});
    const { folders } = optionsIn(folder);
    expect(await info({})).toEqual({ version: '0.0.0', host: 'chromium', layer: 'none', folders });
    expect((await info({ unfit: () => unfit })).unfit).toEqual(unfit);
  });
});
