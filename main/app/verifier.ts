/** The verifier that is not the app: found, copied into `public/verify/`, and run as a process of its own. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { nodeProgram } from './node.ts';

export interface VerifierReport {
  readonly exit: number;
  readonly valid: boolean;
  readonly anchored: boolean;
  readonly checks: readonly { id: string; ok: boolean; detail: string }[];
  readonly message: string;
}

/** `dist/rootseal-verify.mjs` of this installation. */
export function verifierFile(): string {
  return join(import.meta.dirname, '..', '..', 'dist', 'rootseal-verify.mjs');
}

/** Runs a verifier's file with plain Node on `path`; never throws for a refusal. */
export function runVerifier(file: string, args: readonly string[]): Promise<VerifierReport> {
  const node = nodeProgram();
  return new Promise((resolve) => {
    execFile(
      node.path,
      [file, ...args, '--json'],
      { env: { LANG: 'C', ...node.env }, maxBuffer: 1 << 26 },
      (error, stdout) => {
        const exit = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
        resolve({ exit, ...reportOf(stdout) });
      },
    );
  });
}

function reportOf(stdout: string): Omit<VerifierReport, 'exit'> {
  const empty = { valid: false, anchored: false, checks: [], message: stdout.slice(0, 200) };
  try {
    return { ...empty, ...(JSON.parse(stdout) as Partial<VerifierReport>) };
  } catch {
    return empty;
  }
}
