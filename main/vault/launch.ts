/**
 * How a vault process comes to be: here as a child of Node; Electron hands in a launcher of its own, because its
 * runtime must not run plain Node (fuses).
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { VaultSource } from './protocol.ts';

/** What is started. */
export interface VaultStart {
  /** Path of the vault's entry. */
  readonly entry: string;
  /** The whole environment. Never empty: an empty one is ignored by some hosts, and all of main's would be inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly source: VaultSource;
}

/** One running vault, whatever runs it. Messages are structured clones, so bytes are Uint8Array both ways. */
export interface VaultProcess {
  readonly pid: number | undefined;
  /** `done` once the message has left, or why it did not. */
  send(message: unknown, done?: (error?: Error) => void): void;
  onMessage(listener: (message: unknown) => void): void;
  onStderr(listener: (chunk: Uint8Array) => void): void;
  /** Once: the process is gone and its last message was delivered. With an error, it never started. */
  onEnd(listener: (error?: Error) => void): void;
  /** The kernel takes everything it holds. */
  kill(): void;
  /** Hands the vault one end of a channel to the page as `{port: field}` with the port transferred. Electron alone has it. */
  port?(port: unknown, field: string): void;
}

/** May throw where the machine refuses at once. */
export type VaultLauncher = (start: VaultStart) => VaultProcess;

/** The descriptor of the child behind stdin, stdout, stderr and the IPC channel. */
export const handedOn = 4;

const env = { LANG: 'C.UTF-8', ROOTSEAL_VAULT: '1' };

/** `main.ts` in the checkout, `vault.js` beside this file in a bundle. */
export function vaultStart(source: VaultSource): VaultStart {
  const file = import.meta.url.endsWith('.ts') ? './main.ts' : './vault.js';
  return { entry: fileURLToPath(new URL(file, import.meta.url)), env, source };
}

/** Starts the vault as a child of Node. @param nodePath the Node program; this process's own unless said. */
export function nodeLauncher(nodePath = process.execPath): VaultLauncher {
  return (start) => asVaultProcess(spawnNode(start, nodePath));
}

/** One byte where prlimit(1) is: unlike none, it also keeps memory from a core pattern that pipes to a program. */
const noDumps = 'prlimit --pid $$ --core=1:1 2>/dev/null || ulimit -c 0';

function spawnNode({ entry, env: whole, source }: VaultStart, nodePath: string): ChildProcess {
  const node = [nodePath, '--disable-sigusr1', '--no-warnings', entry];
  // Node has no setrlimit: a shell sets the core limit, hard and soft, as scripts/in-room does, and becomes the vault.
  const [command = '', ...args] =
    process.platform === 'win32' ? node : ['/bin/sh', '-c', `${noDumps}; exec "$0" "$@"`, ...node];
  return spawn(command, args, {
    env: { ...whole },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc', ...(source.kind === 'fd' ? [source.fd] : [])],
    serialization: 'advanced',
  });
}

function asVaultProcess(child: ChildProcess): VaultProcess {
  return {
    get pid() {
      return child.pid;
    },
    send: (message, done) => {
      child.send(message as object, (error) => done?.(error ?? undefined));
    },
    onMessage: (listener) => child.on('message', listener),
    onStderr: (listener) => child.stderr?.on('data', listener),
    onEnd: (listener) => {
      child.once('close', () => listener());
      child.once('error', (error) => listener(error));
    },
    kill: () => child.kill('SIGKILL'),
  };
}
