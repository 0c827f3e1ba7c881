/** Go's judge over a log folder: golang.org/x/mod/sumdb and filippo.io/torchwood, `check/main.go` beside this file. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const bin = join(import.meta.dirname, 'bin');

/** Why the judge cannot be asked; empty if it can. */
export function absence(): string {
  return existsSync(join(bin, 'built')) ? '' : 'not built: run test/strangers/tlog/setup.sh';
}

export interface Answer {
  readonly accepted: boolean;
  readonly why: string;
  readonly report: Record<string, unknown>;
}

/** Lays files into a folder. */
export function lay(folder: string, files: Iterable<readonly [string, Uint8Array]>): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

/** What Go says of the files of a log; `old` is an older checkpoint that it must continue. */
export function judgeByGo(files: ReadonlyMap<string, Uint8Array>, vkey: string, old?: Uint8Array): Answer {
  const top = mkdtempSync(join(tmpdir(), 'tlog-'));
  try {
    const folder = join(top, 'log');
    mkdirSync(folder);
    lay(folder, files);
    const args = ['-dir', folder, '-vkey', vkey];
    if (old !== undefined) {
      writeFileSync(join(top, 'old'), old);
      args.push('-old', join(top, 'old'));
    }
    return run(args);
  } finally {
    rmSync(top, { recursive: true });
  }
}

function run(args: readonly string[]): Answer {
  const { status, stdout, stderr, error } = spawnSync(join(bin, 'check'), args, { encoding: 'utf8', timeout: 60_000 });
  if (error !== undefined || status === null) throw error ?? new Error('killed');
  // A crash of the judge (exit 2) is no verdict.
  if (status !== 0 && !stderr.startsWith('FAIL: ')) throw new Error(stderr);
  return { accepted: status === 0, why: stderr.trim(), report: status === 0 ? JSON.parse(stdout) : {} };
}
