/** The Chromium host without a browser: which one it takes, what it is started with, what it is told of the machine. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isOurs } from '../../../main/host/chromium/door.ts';
import { findBrowser } from '../../../main/host/chromium/find.ts';
import { environment, firstPlace, switches } from '../../../main/host/chromium/switches.ts';
import { HostRefusal } from '../../../main/host/chromium/words.ts';

describe('the browser that is taken', () => {
  let folder: string;
  const at = (...path: string[]) => join(folder, ...path);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rootseal-find-'));
    for (const path of ['old/google-chrome', 'new/chromium', 'new/google-chrome', 'own/browser', 'plain/chromium']) {
      mkdirSync(at(path, '..'), { recursive: true });
      writeFileSync(at(path), '#!/bin/sh\n');
      chmodSync(at(path), path.startsWith('plain') ? 0o644 : 0o755);
    }
    mkdirSync(at('folders', 'chromium'), { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const taken = (env: Record<string, string>) => {
    try {
      return findBrowser(env).slice(folder.length + 1);
    } catch (error) {
      return error instanceof HostRefusal ? [error.code, error.subject] : error;
    }
  };
  const path = (...names: string[]) => ({ PATH: names.map((name) => at(name)).join(':') });

  it("is the distribution's, wherever on PATH it lies, before any other", () => {
    expect(taken(path('old', 'new'))).toBe('new/chromium');
    expect(taken(path('old'))).toBe('old/google-chrome');
  });

  it('is the one that was named, by path or by name', () => {
    expect(taken({ ...path('new'), ROOTSEAL_CHROMIUM: at('own/browser') })).toBe('own/browser');
    expect(taken({ ...path('new', 'own'), ROOTSEAL_CHROMIUM: 'browser' })).toBe('own/browser');
    expect(taken({ ...path('new'), ROOTSEAL_CHROMIUM: '' })).toBe('new/chromium');
  });

  it('is none that cannot be run, that is a folder, or that lies in a folder relative to here', () => {
    for (const name of ['plain', 'folders', 'nowhere'])
      expect(taken(path(name))).toEqual(['CHROMIUM-MISSING', undefined]);
    expect(taken({ PATH: 'new:.:' })).toEqual(['CHROMIUM-MISSING', undefined]);
    expect(taken({})).toEqual(['CHROMIUM-MISSING', undefined]);
  });

  it('is no other one where the one that was named is not there', () => {
    const wrong = at('plain/chromium');
    expect(taken({ ...path('new'), ROOTSEAL_CHROMIUM: wrong })).toEqual(['CHROMIUM-MISSING', wrong]);
    expect(taken({ ...path('new'), ROOTSEAL_CHROMIUM: 'browser' })).toEqual(['CHROMIUM-MISSING', 'browser']);
  });
});

describe('what it is started with', () => {
  it('is an app window on an empty page, where it is wanted', () => {
    const [app] = switches({ left: -5, top: 7, width: 100, height: 200, state: 'normal' }, 'light dark');
    expect(app).toBe('--app=data:text/html,<title>Rootseal</title><meta name=color-scheme content="light%20dark">');
    expect(switches({ left: -5, top: 7, width: 100, height: 200, state: 'normal' }, 'dark')).toEqual(
      expect.arrayContaining(['--window-size=100,200', '--window-position=-5,7']),
    );
    expect(switches(firstPlace, 'dark').filter((one) => one.startsWith('--window-position'))).toEqual([]);
  });

  it('has one list of features that are off, since Chromium heeds the last: a key is answered before the next frame', () => {
    const lists = switches(firstPlace, 'dark').filter((one) => one.startsWith('--disable-features='));
    expect(lists).toHaveLength(1);
    expect(lists[0]!.slice('--disable-features='.length).split(',')).toContain('DeferRendererTasksAfterInput');
  });

  it('shuts names out and opens no port', () => {
    const given = switches(firstPlace, 'dark');
    expect(given).toContain('--host-resolver-rules=MAP * ~NOTFOUND');
    expect(given.filter((one) => /remote-debugging|allow-origins|disable-web-security|no-sandbox/.test(one))).toEqual(
      [],
    );
  });
});

describe('what it is told of the machine', () => {
  it('is the display, the language and how to type, and a home of its own', () => {
    const given = { DISPLAY: ':1', LC_TIME: 'zh_CN.UTF-8', XMODIFIERS: '@im=fcitx', PATH: '/bin', XAUTHORITY: '/x' };
    const secret = {
      ROOTSEAL_ROOM: '{}',
      https_proxy: 'http://x',
      LD_PRELOAD: '/x.so',
      HOME: '/home/li',
      TMPDIR: '/t',
    };
    expect(environment({ ...given, ...secret }, '/private')).toEqual({
      ...given,
      HOME: '/private',
      TMPDIR: '/private',
    });
  });

  it('finds the key of the display where it usually lies', () => {
    expect(environment({ HOME: '/home/li' }, '/private')['XAUTHORITY']).toBe('/home/li/.Xauthority');
  });
});

describe('an address is ours', () => {
  it.each(['https://rootseal.invalid/', 'https://rootseal.invalid/assets/a.js'])('%s', (address) => {
    expect(isOurs(address)).toBe(true);
  });
  it.each([
    'https://rootseal.invalid',
    'https://rootseal.invalid.example/',
    'http://rootseal.invalid/',
    'https://rootseal.invalid:8443/',
    'https://user@rootseal.invalid/',
    'data:text/html,',
    'about:blank',
  ])('not %s', (address) => {
    expect(isOurs(address)).toBe(false);
  });
});
