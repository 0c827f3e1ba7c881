/**
 * A real ceremony in a window, as a program of its own: started like `npm start` starts the Chromium host, in the room
 * and as an ordinary user. Strong passphrases are drawn here and thrown away. Says what came of it as one JSON object.
 *
 *   sh scripts/in-room node test/e2e/support/real.ts
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { openedByAge } from './age.ts';
import { root } from './electron.ts';
import { openWindow } from './hosts.ts';
import { People, textsOf } from './people.ts';
import { beginReal, furnish, leave, verify } from './story.ts';

const texts = textsOf('en');
const drawn = new Map<string, string>();

/** One for each person and part, chosen and typed again alike. */
function secretOf({ who, role }: { readonly who: string; readonly role: string }): string {
  const key = `${role} ${who}`;
  if (!drawn.has(key)) drawn.set(key, randomBytes(20).toString('hex'));
  return drawn.get(key) ?? '';
}

/** The log's own account of it, by the command line. */
const statusOf = (dir: string): unknown =>
  JSON.parse(
    execFileSync(process.execPath, [join(root, 'main/cli/rootseal.ts'), '--json', 'ceremony', 'status', dir], {
      encoding: 'utf8',
    }),
  );

const window = await openWindow('chromium', 'en', furnish);
try {
  const excuse = { reason: 'The machine of the tests has a network.', by: [0, 1] } as const;
  const dir = await beginReal(await window.page(), texts, window.home, 'ledger', excuse);
  const seen = async (stage: string) => console.error(`${(performance.now() / 1000).toFixed(1)} s: ${stage}`);
  const { status, failure, rehearsal } = await new People(() => window.page(), { secret: secretOf, seen }).live();
  if (status !== 'finished') throw new Error(`${status}: ${JSON.stringify(failure)}`);
  await leave(await window.page(), texts);
  const share = openedByAge(join(dir, 'shares', 'c2.age'), secretOf({ who: 'c2', role: 'custodian' }), window.home);
  console.log(
    JSON.stringify({
      uid: process.getuid?.(),
      network: readlinkSync('/proc/self/ns/net'),
      rehearsal,
      share: share.length,
      verdict: verify(dir, 'real'),
      log: statusOf(dir),
    }),
  );
} catch (error) {
  console.error(error);
} finally {
  await window.close();
}
process.exit(0);
