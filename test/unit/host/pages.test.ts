/** The built page as both hosts serve it: which file an address names, and the policy. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { told, withSettings } from '../../../main/host/look.ts';
import { fileOf, policy, serveFile } from '../../../main/host/pages.ts';

describe.each(['app://rootseal', 'https://rootseal.invalid'])('%s', (origin) => {
  it.each([
    ['/', 'index.html'],
    ['/assets/a.js', 'assets/a.js'],
    ['/assets/../index.html', 'index.html'],
    ['/../../index.html', 'index.html'],
  ])('%s is %s', (asked, path) => {
    expect(fileOf(origin, origin + asked)).toBe(path);
  });

  it.each([
    'app://elsewhere/index.html',
    'https://rootseal/index.html',
    'http://rootseal.invalid/index.html',
    'https://rootseal.invalid:8443/index.html',
    'file:///etc/passwd',
    `${origin}/..%2f..%2fetc/passwd.html`,
    `${origin}/%2e%2e%2fsecret.html`,
    `${origin}/etc/passwd`,
    `${origin}/x.node`,
    `${origin}.evil/index.html`,
    `${origin.replace('://', '://user@')}.evil/index.html`,
    'not an address',
  ])('%s is nothing', (address) => {
    expect(fileOf(origin, address)).toBeUndefined();
  });
});

describe('the page', () => {
  const origin = 'https://rootseal.invalid';
  const settings = { lang: 'system', theme: 'dark', wall: true, homes: ['/srv/one'], start: '/a"<b>&' } as const;
  const telling = async () => ({
    settings: { ...settings, homes: [...settings.homes] },
    systemLang: 'zh' as const,
    home: true,
  });
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rootseal-pages-'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><html lang="zh-CN"><p>');
    writeFileSync(join(folder, 'page.js'), '"<html"');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is answered with its bytes, its kind and the policy', async () => {
    const { status, headers, body } = await serveFile(folder, origin, `${origin}/`);
    expect(status).toBe(200);
    expect(new TextDecoder().decode(body)).toBe('<!doctype html><html lang="zh-CN"><p>');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
    });
  });

  it('is told in its document how it looks, whatever stands in the settings, and no folder of a consortium', async () => {
    const document = withSettings('<!doctype html><html lang="zh-CN"><p>', await telling());
    const [, written = '', dressed] = /^<!doctype html><html data-settings="([^"<]*)" ([^>]*)><p>$/.exec(document)!;
    expect(dressed).toBe('lang="zh-CN" data-theme="dark" data-scale="wall"');
    const read = written.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
    const { homes: _homes, ...look } = settings;
    expect(JSON.parse(read)).toEqual({ ...look, systemLang: 'zh' });
    expect(document).not.toContain('/srv/one');
  });

  it('is painted first in the language that is spoken, out of reach; not where something else than home will be shown', async () => {
    const own =
      '<template data-first="en"><h1>Home\n</h1></template>\n<template data-first="zh"><h1>首页</h1></template>';
    const document = `<html lang="zh-CN"><body><div id="page"></div>\n${own}</body>`;
    const body = (html: string) => html.slice(html.indexOf('<body>'));
    const say = await telling();
    expect(body(withSettings(document, say))).toBe('<body><div id="page" inert><h1>首页</h1></div></body>');
    const english = { ...say, settings: { ...say.settings, lang: 'en' as const } };
    expect(body(withSettings(document, english))).toBe('<body><div id="page" inert><h1>Home\n</h1></div></body>');
    expect(body(withSettings(document, { ...say, home: false }))).toBe('<body><div id="page"></div></body>');
  });

  it('is told so as it is served; other files, and a page whose settings cannot be read, are as they are', async () => {
    const text = async (path: string, say = telling) => {
      const { body } = await told(await serveFile(folder, origin, origin + path), say);
      return new TextDecoder().decode(body);
    };
    expect(await text('/')).toContain('data-settings=');
    expect(await text('/page.js')).toBe('"<html"');
    expect(await text('/missing.html')).toBe('not here');
    expect(await text('/', () => Promise.reject(new Error('no settings')))).toBe(
      '<!doctype html><html lang="zh-CN"><p>',
    );
  });

  it.each(['/missing.js', '/package.json'])('%s is not here, under the same policy', async (asked) => {
    const { status, headers } = await serveFile(folder, origin, origin + asked);
    expect([status, headers['content-security-policy']]).toEqual([404, policy]);
  });

  it('has a policy without anything unsafe, the same in the page and in the header', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../renderer/index.html'), 'utf8');
    const inPage = /content="([^"]+)"/.exec(page)![1]!.split('; ');
    const inHeader = policy.split('; ');
    expect(policy).not.toMatch(/unsafe|https?:|\*|data:/);
    // frame-ancestors has no meaning in a meta element.
    expect(inPage).toEqual(inHeader.filter((rule) => !rule.startsWith('frame-ancestors')));
    expect(inHeader[0]).toBe("default-src 'none'");
  });
});
