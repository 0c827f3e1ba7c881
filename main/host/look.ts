/**
 * What the page is told in its own document, before it can ask: how it looks and which language it speaks. It paints so
 * at once, and nothing changes after the first paint.
 */
import type { ReplyOf } from '../../preload/contract/index.ts';
import type { Served } from './pages.ts';

type Told = ReplyOf<'settings.get'>;
export type Telling = () => Promise<Told>;

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;' };

/** The document with the settings, but for the folders of consortia, as `data-settings` of its `<html>`. */
export function withSettings(document: string, { settings, systemLang }: Told): string {
  const { lang, theme, wall, start } = settings;
  const told = JSON.stringify({ lang, theme, wall, start, systemLang });
  return document.replace('<html', () => `<html data-settings="${told.replaceAll(/[&"<]/g, (one) => escaped[one]!)}"`);
}

/** What is served, told the settings as they are now if it is a document; as it is where they cannot be read. */
export async function told(served: Served, telling: Telling): Promise<Served> {
  if (served.status !== 200 || !served.headers['content-type']?.startsWith('text/html')) return served;
  const settings = await telling().catch(() => undefined);
  if (settings === undefined) return served;
  const document = withSettings(new TextDecoder().decode(served.body), settings);
  return { ...served, body: new TextEncoder().encode(document) };
}
