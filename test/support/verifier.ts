/** The verifier under test: as a function over files in memory, and as the built single file run by plain Node. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { type VerifyOptions, verifyBundle } from '../../main/cli/verify/bundle.ts';
import { type Check, Report } from '../../main/cli/verify/report.ts';

const root = join(import.meta.dirname, '..', '..');

export interface Judged {
  readonly valid: boolean;
  readonly checks: readonly Check[];
  /** `code subject` of each refusal, in order. */
  readonly refusals: readonly string[];
}

/** Judges a bundle in memory, as real and now unless said otherwise. */
export function judge(files: ReadonlyMap<string, Uint8Array>, options: Partial<VerifyOptions> = {}): Judged {
  const report = new Report('en');
  verifyBundle(files, { now: new Date().toISOString(), ...options }, report);
  const refused = report.checks.filter(({ ok }) => !ok);
  return {
    valid: report.valid,
    checks: report.checks,
    refusals: refused.map(({ code = '', subject = '' }) => `${code} ${subject}`.trim()),
  };
}

/** Whether a refusal names the file, by subject (an empty folder ends in /) or in its words. */
export function names(checks: readonly Check[], path: string): boolean {
  return checks.some(
    ({ ok, subject, detail }) => !ok && (subject === path || subject === `${path}/` || detail.includes(path)),
  );
}

/** A Node that a person has who has nothing of ours: the first on PATH that npm did not bring, else ours. */
export const plainNode = ((): { path: string; version: string } => {
  const places = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  const foreign = places.find(
    (path) => existsSync(path) && !realpathSync(path).includes(`${sep}node_modules${sep}`) && !path.startsWith(root),
  );
  const path = foreign ?? process.execPath;
  const version = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.trim();
  return {
    path,
    version: foreign === undefined ? `${version}, the one that npm brought: no other is on PATH` : version,
  };
})();

/** The built single file. */
export const verifierFile = join(root, 'dist', 'rootseal-verify.mjs');

/** Runs a verifier file from `cwd` with nothing of this environment but the locale. */
export function runVerifier(
  args: readonly string[],
  { cwd, file = verifierFile, lang = 'C' }: { readonly cwd: string; readonly file?: string; readonly lang?: string },
): SpawnSyncReturns<string> {
  return spawnSync(plainNode.path, [file, ...args], { cwd, env: { LANG: lang }, encoding: 'utf8', maxBuffer: 2 ** 26 });
}
