/**
 * The built page as both hosts serve it: which file an address names, of what kind it is, and the policy it stands
 * under (Electron security checklist, items 7 and 18). Each host adds the way by which requests reach it.
 */
import { readFile } from 'node:fs/promises';
import { extname, join, posix } from 'node:path';

/** No source but our own files; no inline code; nothing can be connected to, framed or sent. */
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

/** An answer to one request of the page, for the host to hand over. */
export interface Served {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * The file of the built page that an address names, as a path relative to the page's folder; undefined for another
 * origin (`scheme://host`, as the host claims it), a file kind that is not served, or a path that would leave the
 * folder.
 */
export function fileOf(origin: string, address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol: asked, host, pathname } = new URL(address);
  if (`${asked}//${host}` !== origin || /%|\\|\0/.test(pathname)) return undefined;
  const path = posix.normalize(pathname === '/' ? '/index.html' : pathname).slice(1);
  return path.startsWith('..') || !Object.hasOwn(kinds, extname(path)) ? undefined : path;
}

const notHere = (): Served => ({
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'content-security-policy': policy },
  body: new TextEncoder().encode('not here'),
});

/** The answer to an address under `origin`, from the files of `folder`: 200 with its bytes, or 404. */
export async function serveFile(folder: string, origin: string, address: string): Promise<Served> {
  const path = fileOf(origin, address);
  const body = path === undefined ? undefined : await readFile(join(folder, path)).catch(() => undefined);
  if (path === undefined || body === undefined) return notHere();
  const headers = {
    'content-type': kinds[extname(path)]!,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  };
  return { status: 200, headers, body };
}
