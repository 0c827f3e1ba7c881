/**
 * The page's session: in memory, with everything denied that the page does not need
 * (Electron security checklist, items 1, 5, 6 and 18).
 */
import { session, type Session } from 'electron';
import { type Site, elsewhere, origin, servePage } from './protocol.ts';

const isOurs = (address: string) =>
  address.startsWith(`${origin}/`) || address.startsWith(`blob:${origin}/`) || address === elsewhere;

/** No permission is granted, none is said to be held. Devices and screens are refused where nobody offers a choice. */
function denyAll(own: Session): void {
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
}

/** A session in memory that grants nothing and lets no request out but to the page's own files. */
export function closedSession(site: Site): Session {
  const own = session.fromPartition('rootseal', { cache: false });
  denyAll(own);
  own.setSpellCheckerEnabled(false);
  own.on('will-download', (event) => event.preventDefault());
  own.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !isOurs(request.url) }));
  own.enableNetworkEmulation({ offline: true });
  servePage(own, site);
  return own;
}
