/** `rootseal log verify | export`: the audit log of a consortium's home, judged from its public files alone. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isEmptyOrAbsent } from '../app/files.ts';
import { exportLogTo } from '../app/log-export.ts';
import { refuse } from '../core/rules.ts';
import type { Answer } from './output.ts';
import { cliRules } from './rules.ts';
import { verifyPath } from './verify/verify.ts';

/** Verifies the log of `DIR/public` when DIR is a home, else DIR itself; a rehearsal's too, saying that it is one. */
export function logVerify(folder: string): Answer {
  const dir = resolve(folder);
  const target = existsSync(join(dir, 'public', 'log')) ? join(dir, 'public', 'log') : dir;
  const report = verifyPath(target, { rehearsal: 'either' });
  return { exit: report.valid ? 0 : 1, json: { ...report.json }, text: report.text };
}

/** Copies the log up to its newest checkpoint, with its verifier key, into a new folder. */
export function logExport(folder: string, out: string): Answer {
  if (!isEmptyOrAbsent(resolve(out))) throw refuse(cliRules, 'CLI-FOLDER', {}, { subject: out });
  const { size, files } = exportLogTo(resolve(folder), resolve(out));
  return {
    exit: 0,
    json: { out: resolve(out), size, files },
    text: { en: `${String(size)} entries exported to ${out}`, zh: `已导出 ${String(size)} 条记录到 ${out}` },
  };
}
