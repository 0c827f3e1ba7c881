/** The vault of a window, found among its processes and killed as a failing machine does. */
import { expect, vi } from 'vitest';
import type { Window } from './hosts.ts';
import type { People } from './people.ts';
import { commandLine, treeOf } from './processes.ts';

function vaultOf(pid: number): number {
  const found = treeOf(pid).filter((one) =>
    commandLine(one).some((word) => /rootseal-vault|vault\/main\.ts/.test(word)),
  );
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** Until the act has failed the window shows the field of the vault that was. */
export async function killVault(window: Pick<Window, 'pid'>, people: People): Promise<void> {
  process.kill(vaultOf(window.pid), 'SIGKILL');
  await vi.waitFor(async () => expect((await people.activity())?.status).toBe('failed'), { timeout: 20_000 });
}
