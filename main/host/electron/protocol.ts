/** The scheme `app:`: one origin, `app://rootseal`, served from the built page and from nothing else (host/pages.ts). */
import { protocol, type Session } from 'electron';
import { serveFile } from '../pages.ts';

export const scheme = 'app';
export const origin = `${scheme}://rootseal`;

/** Must run before the application is ready. */
export function claimScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
}

/** Serves `folder` to one session. */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle(scheme, async (request) => {
    const { status, headers, body } = await serveFile(folder, origin, request.url);
    return new Response(body, { status, headers });
  });
}
