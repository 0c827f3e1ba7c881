/** The Shamir code of HashiCorp Vault and OpenBao, `main.go` beside this file: JSON lines in, JSON lines out. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const program = join(import.meta.dirname, 'bin', 'vaultshamir');

/** Why it cannot be asked; empty if it can. */
export const absence = (): string =>
  existsSync(join(import.meta.dirname, 'bin', 'built')) ? '' : 'not built: run test/strangers/vaultshamir/setup.sh';

export type Lib = 'vault' | 'bao';
export type Asked =
  | { readonly lib: Lib; readonly op: 'split'; readonly secret: string; readonly n: number; readonly t: number }
  | { readonly lib: Lib; readonly op: 'combine'; readonly shares: readonly string[] };
/** All hex. */
export interface Said {
  readonly secret?: string;
  readonly shares?: readonly string[];
  readonly error?: string;
}

/** One answer a question, in their order. */
export function ask(questions: readonly Asked[]): Said[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const { status, stdout, stderr, error } = spawnSync(program, { input, encoding: 'utf8', timeout: 60_000 });
  if (error !== undefined || status !== 0) throw error ?? new Error(stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Said);
}
