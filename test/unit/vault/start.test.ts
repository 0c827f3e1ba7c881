/** A machine that starts no process: the vault says that nothing was done, whether it is told at once or later. */
import type * as Processes from 'node:child_process';
import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { openVault } from '../../../main/vault/client.ts';
import { codeOf } from './room.ts';

const machine = { start: (): unknown => undefined };
vi.mock('node:child_process', async (original) => ({
  ...(await original<typeof Processes>()),
  spawn: () => machine.start(),
}));

const opening = () =>
  codeOf(openVault({ act: 'found', lang: 'en', rehearsal: true, source: { kind: 'answers', path: '/nowhere' } }));
const tooMany = Object.assign(new Error('spawn EAGAIN'), { code: 'EAGAIN', syscall: 'spawn' });

it('refused at once', async () => {
  machine.start = () => {
    throw tooMany;
  };
  expect(await opening()).toBe('VAULT-START');
});

it('refused by an event', async () => {
  machine.start = () => {
    const child = Object.assign(new EventEmitter(), { send: () => true, kill: () => true, connected: true });
    setImmediate(() => child.emit('error', tooMany));
    return child;
  };
  expect(await opening()).toBe('VAULT-START');
});
