/** The verifier that is not the app: found, copied into `public/verify/`, and run as a process of its own. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { nodeProgram } from './node.ts';

export interface VerifierReport {
  readonly exit: number;
  readonly valid: boolean;
  readonly anchored: boolean;
  /** Absent where it was not found out. */
  readonly rehearsal?: boolean;
  /** What it was: a `bundle`, a share set, … */
  readonly kind?: string;
  /** Of JD Chain, Base58, where the bundle tells it. */
  readonly ledgerHash?: string;
  readonly checks: readonly { id: string; ok: boolean; detail: string }[];
  /** Of the first refusal; absent where all is good, or where no report came. */
  readonly code?: string;
  readonly subject?: string;
  readonly message: string;
}

/** Runs a verifier's file as a program of its own and gives what it wrote; for a host that has no Node to run. */
export type VerifierProgram = (
  file: string,
  args: readonly string[],
) => Promise<{ readonly exit: number; readonly stdout: string }>;

/** Plain Node, with nothing of this process's surroundings. */
export const nodeVerifier: VerifierProgram = (file, args) =>
  new Promise((resolve) => {
    const node = nodeProgram();
    const options = { env: { LANG: 'C', ...node.env }, maxBuffer: 1 << 26 };
    execFile(node.path, [file, ...args], options, (error, stdout) => {
      resolve({ exit: error ? (typeof error.code === 'number' ? error.code : 1) : 0, stdout });
    });
  });

/** `dist/rootseal-verify.mjs` of this installation. */
export function verifierFile(): string {
  return join(import.meta.dirname, '..', '..', 'dist', 'rootseal-verify.mjs');
}

/** Runs a verifier's file on `path`; never throws for a refusal. */
export async function runVerifier(
  file: string,
  args: readonly string[],
  program: VerifierProgram = nodeVerifier,
): Promise<VerifierReport> {
  const { exit, stdout } = await program(file, [...args, '--json']);
  return { exit, ...reportOf(stdout) };
}

function reportOf(stdout: string): Omit<VerifierReport, 'exit'> {
  const empty = { valid: false, anchored: false, checks: [], message: stdout.slice(0, 200) };
  try {
    return { ...empty, ...(JSON.parse(stdout) as Partial<VerifierReport>) };
  } catch {
    return empty;
  }
}
