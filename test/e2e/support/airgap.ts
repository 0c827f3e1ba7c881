/**
 * What is traced by airgap.test.ts, a program of its own: first a control that really asks the network, then the real
 * desktop on one host, from its start over a whole rehearsal to its end. Says `verified` when it has come through.
 *
 *   node test/e2e/support/airgap.ts chromium|electron
 */
import { spawnSync } from 'node:child_process';
import { control } from './airgap-control.ts';
import { openWindow } from './hosts.ts';
import { People, textsOf } from './people.ts';
import { beginRehearsal, furnish, secretOf, verify } from './story.ts';

const host = process.argv[2] === 'electron' ? 'electron' : 'chromium';

/** Services of a browser that wait for a quiet moment are waited for. */
const quietMs = 10_000;

spawnSync(process.execPath, ['--input-type=module', '-e', control]);
const window = await openWindow(host, 'en', furnish);
try {
  const dir = await beginRehearsal(await window.page(), textsOf('en'), window.home, 'ledger');
  const { status, failure } = await new People(() => window.page(), { secret: secretOf }).live();
  await new Promise((resolve) => setTimeout(resolve, quietMs));
  console.log(status === 'finished' && verify(dir).valid ? 'verified' : JSON.stringify(failure));
} catch (error) {
  console.error(error);
} finally {
  // Whatever is left open would be traced for ever.
  await window.close();
}
process.exit(0);
