/**
 * How sealed keys get to the vault: by a port of its own (Electron), which arrives as a message of this window, or by
 * the contract's channel `secret.key` (Chromium). `secret.open` says which.
 */
import { ask } from '../api.ts';
import { type Carry, type KeyAnswer, SealedField } from './seal.ts';

interface Transport {
  readonly carry: Carry;
  close(): void;
}

/** From the answer of `secret.open` to the port; it is there before as a rule. */
const portMs = 3_000;

let turn: Promise<unknown> = Promise.resolve();

/** Opens one field: what is pressed goes sealed to the vault, on a way that is closed with the signal. */
export async function openField(
  field: { readonly id: string; readonly key: string },
  signal: AbortSignal,
): Promise<SealedField> {
  const transport = await openTransport(field.id, signal);
  signal.addEventListener('abort', () => transport.close());
  if (signal.aborted) transport.close();
  signal.throwIfAborted();
  return SealedField.open(field, transport.carry);
}

/** Opens the way to one field. One after the other, so that no port comes to a page that awaits another. */
function openTransport(field: string, signal: AbortSignal): Promise<Transport> {
  const opened = turn.then(() => {
    signal.throwIfAborted();
    return open(field);
  });
  turn = opened.catch(() => undefined);
  return opened;
}

async function open(field: string): Promise<Transport> {
  const awaited = awaitPort(field);
  try {
    const { transport } = await ask('secret.open', { field });
    return transport === 'call' ? byCall(field) : byPort(await awaited.port());
  } finally {
    awaited.stop();
  }
}

function byCall(field: string): Transport {
  return { carry: (message) => ask('secret.key', { field, ...message }), close: () => undefined };
}

/** Listens for the port before it is asked for. Nobody but this very window may bring it. */
function awaitPort(field: string) {
  let come: (port: MessagePort) => void = () => undefined;
  const port = new Promise<MessagePort>((resolve) => (come = resolve));
  const listen = ({ source, origin, data, ports: [given] }: MessageEvent<unknown>) => {
    if (source === window && origin === location.origin && given && isPortOf(data, field)) come(given);
  };
  let clock: number | undefined;
  const late = () =>
    new Promise<never>((_, reject) => {
      clock = setTimeout(() => reject(new Error('the port to the vault did not come')), portMs);
    });
  window.addEventListener('message', listen);
  return {
    port: () => Promise.race([port, late()]),
    stop: () => {
      clearTimeout(clock);
      window.removeEventListener('message', listen);
    },
  };
}

const isPortOf = (data: unknown, field: string): boolean =>
  typeof data === 'object' &&
  data !== null &&
  'type' in data &&
  data.type === 'vault-port' &&
  'field' in data &&
  data.field === field;

/** Presses go one at a time, so the next message is the answer to the last. */
function byPort(port: MessagePort): Transport {
  let settle: { resolve: (answer: KeyAnswer) => void; reject: (error: Error) => void } | undefined;
  let ended: Error | undefined;
  const end = (error: Error) => {
    ended = error;
    settle?.reject(error);
    settle = undefined;
  };
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isAnswer(data)) settle?.resolve(data);
    else end(new Error('not an answer of the vault'));
    settle = undefined;
  };
  port.addEventListener('close', () => end(new Error('the vault has gone')));
  return {
    carry: (message) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        if (ended) reject(ended);
        else port.postMessage(message);
      }),
    close: () => port.close(),
  };
}

const isAnswer = (data: unknown): data is KeyAnswer =>
  typeof data === 'object' &&
  data !== null &&
  'n' in data &&
  typeof data.n === 'number' &&
  'sealed' in data &&
  typeof data.sealed === 'string';
