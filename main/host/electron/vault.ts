/**
 * The vault as a utility process: Electron's own way to a child that runs Node, which works with the RunAsNode fuse off.
 * Measured: an empty environment is ignored and all of main's inherited; a heap limit takes effect only by --js-flags;
 * bytes are copied on the way, so that they may be zeroed right after they were sent.
 */
import {
  MessageChannelMain,
  type MessagePortMain,
  type UtilityProcess,
  type WebContents,
  utilityProcess,
} from 'electron';
import type { DesktopOptions } from '../../app/desktop/index.ts';

type Launcher = NonNullable<DesktopOptions['launch']>;
type OpenPort = NonNullable<DesktopOptions['openPort']>;

/** MiB of V8's heap. What age's scrypt needs lies outside of it. */
const heap = 512;

function kill(child: UtilityProcess): void {
  // Undefined once it has gone: no other process is meant.
  if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
}

export const launchVault: Launcher = ({ entry, env }) => {
  const child = utilityProcess.fork(entry, [], {
    env: { ...env },
    execArgv: [`--js-flags=--max-old-space-size=${heap}`],
    stdio: ['ignore', 'ignore', 'pipe'],
    serviceName: 'rootseal-vault',
  });
  return {
    get pid() {
      return child.pid;
    },
    send: (message, done) => {
      child.postMessage(message);
      done?.();
    },
    onMessage: (listener) => child.on('message', listener),
    onStderr: (listener) => child.stderr?.on('data', listener),
    // A signal and an exit code look the same here (9); the client goes by "done" alone.
    onEnd: (listener) => child.once('exit', () => listener()),
    kill: () => kill(child),
    port: (port, field) => child.postMessage({ port: field }, [port as MessagePortMain]),
  };
};

/** The two ends of a channel for one opening of a field. What passes there, no code of main sees. */
export const portOpener =
  (page: () => WebContents | undefined): OpenPort =>
  (vault, field) => {
    const standing = page();
    if (standing === undefined) return;
    const { port1, port2 } = new MessageChannelMain();
    if (vault.attachPort(port1, field)) standing.postMessage('vault-port', { field }, [port2]);
  };
