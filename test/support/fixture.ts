/**
 * What a release left behind, kept for ever (test/fixtures/<version>): a rehearsal's home without what only repeats
 * elsewhere (the verifier's file, minutes as HTML), pages of a sheet as a scanner gave them, and its typed lines.
 */
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const fixture = (version: string, ...path: readonly string[]): string =>
  join(import.meta.dirname, '..', 'fixtures', version, ...path);

/** A copy that may be written into, with the file for `--answers`. */
export function copyFixture(version: string): { home: string; answers: string; identity: string } {
  const to = mkdtempSync(join(tmpdir(), `rootseal-${version}-`));
  cpSync(fixture(version), to, { recursive: true });
  // Git keeps neither of these modes.
  chmodSync(join(to, 'answers.json'), 0o600);
  if (existsSync(join(to, 'c5.identity'))) chmodSync(join(to, 'c5.identity'), 0o600);
  return { home: join(to, 'home'), answers: join(to, 'answers.json'), identity: join(to, 'c5.identity') };
}

export function passphrasesOf(version: string): Readonly<Record<string, string>> {
  const answers = JSON.parse(readFileSync(fixture(version, 'answers.json'), 'utf8')) as {
    passphrases: Record<string, string>;
  };
  return answers.passphrases;
}
