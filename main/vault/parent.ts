/** Main, as the vault sees it: over the IPC channel of a Node child, or as the parent of Electron's utility process. */

import type { Port } from './field-channel.ts';
import type { Send } from './serving.ts';

interface MainOfVault {
  readonly send: Send;
  onMessage(listener: (message: unknown) => void): void;
  /** A port, and the message that it came with. */
  onPort(listener: (message: unknown, port: Port) => void): void;
  onGone(listener: () => void): void;
}

/** `process.parentPort` of a utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly Port[] }) => void): unknown;
  postMessage(message: unknown): void;
}

/** How long a message that was posted may take to leave a utility process, which does not say when it has. */
const postedMs = 100;

export function mainOfVault(): MainOfVault {
  const { parentPort } = process as { readonly parentPort?: ParentPort };
  return parentPort ? ofElectron(parentPort) : ofNode();
}

function ofNode(): MainOfVault {
  return {
    send: (message, sent) => {
      if (process.connected) process.send?.(message, undefined, undefined, () => sent());
      else sent();
    },
    onMessage: (listener) => process.on('message', listener),
    onPort: () => undefined, // Node's channel carries no port.
    onGone: (listener) => process.on('disconnect', listener),
  };
}

function ofElectron(parentPort: ParentPort): MainOfVault {
  return {
    send: (message, sent) => {
      parentPort.postMessage(message);
      setTimeout(sent, postedMs);
    },
    onMessage: (listener) => parentPort.on('message', ({ data, ports }) => ports.length === 0 && listener(data)),
    onPort: (listener) =>
      parentPort.on('message', ({ data, ports: [port] }) => {
        if (port) listener(data, port);
      }),
    onGone: () => undefined, // Electron ends its utility processes itself.
  };
}
