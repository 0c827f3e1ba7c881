/**
 * A real ceremony held in a window: in the distribution's Chromium, in a network namespace of its own, by an ordinary
 * user, with the facts of the room taken before. A network that stood up then is excused on the form by two people.
 */
import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { roomFactsSchema } from '../../main/core/ceremony/room.ts';
import { hasAge } from './support/age.ts';
import { root } from './support/electron.ts';
import { missing } from './support/hosts.ts';
import { type Said, runProgram } from './support/program.ts';

const program = join(root, 'test', 'e2e', 'support', 'real.ts');
const isRoot = process.getuid?.() === 0;
/** Root has no sandbox in a browser, which then takes no real secret. */
const asPerson = isRoot ? ['runuser', '-u', 'nobody', '--'] : [];
const inRoom = ['sh', join(root, 'scripts', 'in-room'), process.execPath];

const run = (...words: readonly string[]): Promise<Said> => {
  const env = { ...process.env, HOME: '/nonexistent', XDG_RUNTIME_DIR: '', XDG_CONFIG_HOME: '' };
  return runProgram([...asPerson, ...words], { seconds: 360, env });
};

async function lacking(): Promise<string | undefined> {
  const why = missing('chromium') ?? (hasAge ? undefined : 'no age');
  if (why !== undefined) return why;
  if ((await run('test', '-r', program)).status !== 0) return 'nobody but root can read this checkout';
  return (await run('unshare', '-c', '-n', 'true')).status === 0 ? undefined : 'no network namespace to be had';
}

const why = await lacking();
if (why !== undefined) console.warn(`SKIPPED: a real ceremony in the window: ${why}`);

/** What the launcher finds in this room, so whether an exception is to be expected. */
async function networkIsUp(): Promise<boolean> {
  const facts = JSON.parse((await run(...inRoom, '-p', 'process.env.ROOTSEAL_ROOM')).stdout) as unknown;
  const { interfaces } = roomFactsSchema.parse(facts);
  return interfaces.some(({ up, loopback, addresses }) => up && !loopback && addresses.length > 0);
}

// Some 40 s at rest: Chromium opens a page of its own after each secret act, so two busy cores make it minutes.
describe.skipIf(why !== undefined)('a real ceremony in the window', { timeout: 400_000 }, () => {
  it('is held in the room by an ordinary user, and is valid without being called a rehearsal', async () => {
    const { stdout, stderr } = await run(...inRoom, program);
    const line = stdout.split('\n').find((one) => one.startsWith('{'));
    expect(line, stderr).toBeDefined();
    const told = JSON.parse(line!) as { uid: number; network: string; share: number };
    const exceptions = (await networkIsUp())
      ? [expect.objectContaining({ rule: 'ROOM-NETWORK', by: ['p1', 'p3'] })]
      : [];
    expect(told).toMatchObject({
      rehearsal: false,
      verdict: { valid: true, rehearsal: false },
      log: { ok: true, rehearsal: false, closed: true, exceptions },
    });
    expect(told.share).toBeGreaterThan(100);
    expect(told.uid).not.toBe(0);
    expect(told.network).not.toBe(readlinkSync('/proc/self/ns/net'));
  });
});
