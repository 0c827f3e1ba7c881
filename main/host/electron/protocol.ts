/** The scheme `app:`: one origin, `app://rootseal`, served from the built page and from nothing else (host/pages.ts). */
import { protocol, type Session } from 'electron';
import { type Telling, told } from '../look.ts';
import { serveFile } from '../pages.ts';

export const scheme = 'app';
export const origin = `${scheme}://rootseal`;

/** Must run before the application is ready. */
export function claimScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
}

/** The page as this host serves it. */
export interface Site {
  /** Folder of the built page. */
  readonly folder: string;
  readonly telling: Telling;
  /** Hears of each answer. */
  readonly served: () => void;
}

/** Serves the page to one session. */
export function servePage(session: Session, { folder, telling, served }: Site): void {
  session.protocol.handle(scheme, async (request) => {
    const answer = await serveFile(folder, origin, request.url);
    const { status, headers, body } = await told(answer, telling);
    served();
    return new Response(body, { status, headers });
  });
}
