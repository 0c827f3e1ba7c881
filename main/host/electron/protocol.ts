/** The scheme `app:`: one origin, `app://rootseal`, served from the built page and from nothing else (host/pages.ts). */
import { protocol, type Session } from 'electron';
import { type Telling, told } from '../look.ts';
import { serveFile } from '../pages.ts';

export const scheme = 'app';
export const origin = `${scheme}://rootseal`;

/** An empty page of another site than ours: Chromium gives it a process of its own, and ends that of the page before. */
export const elsewhere = 'data:text/html,';

/** Must run before the application is ready. */
export function claimScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
}

/** The page as this host serves it. */
export interface Site {
  /** Folder of the built page. */
  readonly folder: string;
  readonly telling: Telling;
}

/**
 * Loads what Electron makes each request of, which takes as long as half of the rest of the way to the first paint:
 * called while nothing else is to be done, between asking for the page and being asked for it.
 */
export const warm = (): unknown => new Request(`${origin}/`);

/** Serves the page to one session. */
export function servePage(session: Session, { folder, telling }: Site): void {
  session.protocol.handle(scheme, async (request) => {
    const answer = await serveFile(folder, origin, request.url);
    const { status, headers, body } = await told(answer, telling);
    return new Response(body, { status, headers });
  });
}
