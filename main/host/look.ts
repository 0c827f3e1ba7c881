/**
 * What the page is told in its own document, before it can ask: how it looks and which language it speaks; and what it
 * paints first, before its script is there. Nothing of it changes after the first paint.
 */
import type { ReplyOf } from '../../preload/contract/index.ts';
import type { Served } from './pages.ts';

/** `home`: it is what the page will show; an act stands on the desk otherwise, at work or over. */
type Told = ReplyOf<'settings.get'> & { readonly home: boolean };
export type Telling = () => Promise<Told>;

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;' };

const spoken = ({ settings, systemLang }: Told) => (settings.lang === 'system' ? systemLang : settings.lang);

/** `<html>` with the settings, but for the folders of consortia, and as they make it look. */
function root(told: Told): string {
  const { lang, theme, wall, start } = told.settings;
  const written = JSON.stringify({ lang, theme, wall, start, systemLang: told.systemLang });
  const locale = spoken(told) === 'zh' ? 'zh-CN' : 'en';
  const look = `lang="${locale}" data-theme="${theme}" data-scale="${wall ? 'wall' : 'desk'}"`;
  return `<html data-settings="${written.replaceAll(/[&"<]/g, (one) => escaped[one]!)}" ${look}>`;
}

const template = /\s*<template data-first="(\w+)">(.*?)<\/template>/gs;
const page = '<div id="page">';

/** The document as it is to look, and with what is painted first where home will be shown: nobody can act on it yet. */
export function withSettings(document: string, told: Told): string {
  const first = [...document.matchAll(template)].find(([, lang]) => lang === spoken(told))?.[2];
  const dressed = document.replaceAll(template, '').replace(/<html[^>]*>/, () => root(told));
  return first === undefined || !told.home
    ? dressed
    : dressed.replace(page, () => `${page.slice(0, -1)} inert>${first}`);
}

/** What is served, told the settings as they are now if it is a document; as it is where they cannot be read. */
export async function told(served: Served, telling: Telling): Promise<Served> {
  if (served.status !== 200 || !served.headers['content-type']?.startsWith('text/html')) return served;
  const settings = await telling().catch(() => undefined);
  if (settings === undefined) return served;
  const document = withSettings(new TextDecoder().decode(served.body), settings);
  return { ...served, body: new TextEncoder().encode(document) };
}
