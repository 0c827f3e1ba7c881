/**
 * The scheme `app:`: the page is served from the built folder and from nothing else
 * (Electron security checklist, items 7 and 18). One origin, `app://rootseal`, with the policy as a header.
 */
import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, join, posix } from 'node:path';

export const scheme = 'app';
export const origin = `${scheme}://rootseal`;

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
};

/** Must run before the application is ready. */
export function claimScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
}

/**
 * The file of the built page that an address names, as a path relative to the page's folder; undefined for another
 * origin, a file kind that is not served, or a path that would leave the folder.
 */
export function fileOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol: asked, host, pathname } = new URL(address);
  if (`${asked}//${host}` !== origin || /%|\\|\0/.test(pathname)) return undefined;
  const path = posix.normalize(pathname === '/' ? '/index.html' : pathname).slice(1);
  return path.startsWith('..') || !Object.hasOwn(kinds, extname(path)) ? undefined : path;
}

const refused = () => new Response('not here', { status: 404, headers: { 'content-security-policy': policy } });

async function serve(folder: string, address: string): Promise<Response> {
  const path = fileOf(address);
  if (path === undefined) return refused();
  const bytes = await readFile(join(folder, path)).catch(() => undefined);
  if (bytes === undefined) return refused();
  return new Response(bytes, {
    headers: {
      'content-type': kinds[extname(path)]!,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    },
  });
}

/** Serves `folder` to one session. */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle(scheme, (request) => serve(folder, request.url));
}
