/**
 * The vault process: the one child that ever holds a secret. It serves one act and is gone.
 *
 * It ends at the end of the act, on any refusal, on an unknown error, when main is gone, and when nothing happens for
 * too long; each time everything held is zeroed first. Uncaught errors leave it by name and place alone, because a
 * message may quote what it was about.
 */

import { refuse } from '../core/rules.ts';
import { mainOfVault } from './parent.ts';
import { Serving } from './serving.ts';
import { vaultRules } from './rules.ts';

// What `ps` shows; it also overwrites the command line, which held the path of this file.
process.title = 'rootseal-vault';

const main = mainOfVault();
const serving = new Serving(main.send);

/** Zeroes and goes. A read that blocks a thread would hold a plain exit back, so the kernel is asked. */
async function leave(exit: number): Promise<void> {
  process.exitCode = exit;
  const quick = setTimeout(() => process.kill(process.pid, 'SIGKILL'), 500);
  await serving.wipe().catch(() => undefined);
  clearTimeout(quick);
  if (serving.mayBlock) process.kill(process.pid, 'SIGKILL');
  process.exit(exit);
}

serving.onLeave = (exit) => void leave(exit);
main.onMessage((message) => serving.receive(message));
main.onPort((belongs, port) => serving.receivePort(belongs, port));
main.onGone(() => void leave(4));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => serving.fail(refuse(vaultRules, 'VAULT-INTERRUPTED')));
}
process.on('uncaughtException', (error) => serving.fail(error));
process.on('unhandledRejection', (error) => serving.fail(error));
