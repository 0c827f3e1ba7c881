/** Debian's age, which takes a passphrase from a terminal alone: one is made for it. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const agepty = new URL('../../strangers/age/agepty.py', import.meta.url).pathname;
export const hasAge = spawnSync('age', ['--version']).status === 0;

/** What it finds in a share; throws where it opens nothing. `scratch`: a folder to write into. */
export function openedByAge(share: string, passphrase: string, scratch: string): Uint8Array {
  const [secret, out] = [join(scratch, 'passphrase'), join(scratch, 'opened')];
  writeFileSync(secret, passphrase, { mode: 0o600 });
  const { status, stderr } = spawnSync('python3', [agepty, secret, 'age', '-d', '-o', out, share], {
    encoding: 'utf8',
  });
  if (status !== 0 || stderr.includes('rror')) throw new Error(`age: ${stderr}`);
  return new Uint8Array(readFileSync(out));
}
