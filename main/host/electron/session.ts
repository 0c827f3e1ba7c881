/**
 * The page's session: in memory, with everything denied that the page does not need
 * (Electron security checklist, items 1, 5, 6 and 18).
 */
import { session, type Session, type WebContents } from 'electron';
import { type Site, elsewhere, origin, servePage } from './protocol.ts';

/** What the page may use for a while: held by the host, read at each request. */
export interface Permits {
  /** The camera's picture: a scan is open. */
  camera: boolean;
}

const isOurs = (address: string) =>
  address.startsWith(`${origin}/`) || address.startsWith(`blob:${origin}/`) || address === elsewhere;

/** The page itself asks, not a frame within it. */
const isPage = ({ isMainFrame, requestingUrl = '' }: { isMainFrame: boolean; requestingUrl?: string }) =>
  isMainFrame && requestingUrl.startsWith(`${origin}/`);

/**
 * The picture of the camera while a scan is open; nothing else is ever granted, nothing else is said to be held. Devices
 * and screens are refused where nobody offers a choice.
 */
function denyAll(own: Session, permits: Readonly<Permits>): void {
  own.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const wanted = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const camera = permission === 'media' && wanted.length === 1 && wanted[0] === 'video';
    answer(camera && permits.camera && isPage(details));
  });
  own.setPermissionCheckHandler((_contents, permission, _origin, details) => {
    const camera = permission === 'media' && details.mediaType === 'video';
    return camera && permits.camera && isPage(details);
  });
  own.setDevicePermissionHandler(() => false);
}

/** A page that goes takes with it what it was permitted: the one that comes after it has no scan open. */
export function withdraw(contents: WebContents, permits: Permits): void {
  const over = () => {
    permits.camera = false;
  };
  contents.on('did-start-navigation', ({ isSameDocument, isMainFrame }) => {
    if (isMainFrame && !isSameDocument) over();
  });
  contents.on('render-process-gone', over);
}

/** A session in memory that grants nothing but `permits` and lets no request out but to the page's own files. */
export function closedSession(site: Site, permits: Readonly<Permits>): Session {
  const own = session.fromPartition('rootseal', { cache: false });
  denyAll(own, permits);
  own.setSpellCheckerEnabled(false);
  own.on('will-download', (event) => event.preventDefault());
  own.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !isOurs(request.url) }));
  own.enableNetworkEmulation({ offline: true });
  servePage(own, site);
  return own;
}
