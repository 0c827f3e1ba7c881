/**
 * Electron's entry: switches before anything starts, one instance, the host; nothing else. The screens of this
 * version show what the program is; ceremonies are run from the command line.
 */
import { app } from 'electron';
import { join } from 'node:path';
import { serveContract } from './host/electron/ipc.ts';
import { claimScheme } from './host/electron/protocol.ts';
import { confine, openWindow } from './host/electron/window.ts';
import { layerOf } from './host/electron/room.ts';

const built = join(import.meta.dirname, '..');

function switches(): void {
  app.enableSandbox();
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  for (const name of ['disable-background-networking', 'disable-component-update', 'no-pings']) {
    app.commandLine.appendSwitch(name);
  }
}

async function start(): Promise<void> {
  app.on('web-contents-created', (_event, contents) => confine(contents));
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();
  const layer = layerOf(process.env.ROOTSEAL_ROOM);
  serveContract({
    'app.info': () => Promise.resolve({ version: app.getVersion(), host: 'electron', layer }),
  });
  await openWindow({ folder: join(built, 'renderer'), preload: join(built, 'preload', 'index.cjs') });
}

claimScheme();
switches();
if (app.requestSingleInstanceLock()) {
  start().catch((error: unknown) => {
    console.error(error);
    app.exit(1);
  });
} else {
  console.error('Rootseal is already open.');
  app.exit(1);
}
