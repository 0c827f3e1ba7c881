/** Vitest's worker in Electron's utility process, the kind of process that the vault is. */
import { init, runBaseTests, setupEnvironment } from 'vitest/worker';

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  off(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
type Hear = (message: unknown) => void;
const heard = new Map<Hear, (event: { readonly data: unknown }) => void>();

init({
  post: (message) => parentPort.postMessage(message),
  on: (hear: Hear) => {
    const listener = ({ data }: { readonly data: unknown }) => hear(data);
    heard.set(hear, listener);
    parentPort.on('message', listener);
  },
  off: (hear: Hear) => {
    const listener = heard.get(hear);
    if (listener !== undefined) parentPort.off('message', listener);
    heard.delete(hear);
  },
  runTests: (state, traces) => runBaseTests('run', state, traces),
  collectTests: (state, traces) => runBaseTests('collect', state, traces),
  setup: setupEnvironment,
});
