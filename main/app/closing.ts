/** Steps `verify` and `close`: the bundled verifier judges, the final checkpoint is signed and read aloud. */
import { renderClosing } from '../core/ceremony/closing.ts';
import { activeSet, setsOf } from '../core/ceremony/sets.ts';
import { steps } from '../core/ceremony/steps.ts';
import { refuse } from '../core/rules.ts';
import { askAll } from './ask.ts';
import { makeFolders, onDisk, replaceFile } from './files.ts';
import { appRules } from './rules.ts';
import { type Run, commitAct, commitStep, openAct } from './run.ts';
import { openLogKey } from './signing.ts';
import { type VerifierReport, runVerifier } from './verifier.ts';

const rootsInForce = ({ journal, plan }: Run) => activeSet(setsOf(journal.entries(), plan))?.roots ?? [];

/** Runs the verifier that lies in the bundle on the bundle, anchored by the first root's fingerprint. */
export async function verifyBundle(run: Run, more: readonly string[] = []): Promise<VerifierReport> {
  const anchor = rootsInForce(run).find(({ suite }) => suite !== 'sm2')?.fingerprint ?? '';
  const mode = run.journal.id.rehearsal ? ['--rehearsal'] : [];
  const folder = run.home.path('public');
  const judged = (lang: string) =>
    runVerifier(
      run.home.path('public', 'verify', 'rootseal-verify.mjs'),
      [folder, '--root-fingerprint', anchor, ...mode, ...more, '--lang', lang],
      run.verifier,
    );
  const report = await judged('en');
  if (report.exit === 0) return report;
  const reason = { en: firstRefusal(report), zh: firstRefusal(await judged('zh-CN')) };
  throw refuse(appRules, 'CEREMONY-VERIFY', { reason }, { subject: folder });
}

function firstRefusal({ checks, message }: VerifierReport): string {
  const refused = checks.find(({ ok }) => !ok);
  return refused ? `${refused.id} ${refused.detail}` : message;
}

export async function verify(run: Run): Promise<void> {
  await askAll(run, 'verify', steps.verify.say);
  const report = await verifyBundle(run, ['--open']);
  const checks = report.checks.length;
  commitStep(run, 'verify', { files: [], receipts: { valid: report.valid, anchored: report.anchored, checks } });
}

export async function close(run: Run): Promise<void> {
  const { size } = run.journal.head;
  await askAll(run, 'close', {
    en: `The last checkpoint is signed now, over ${String(size)} entries and the closing ones, and read aloud from closing/.`,
    zh: `现在签署最后的检查点，涵盖 ${String(size)} 条记录及结束记录，并依据 closing/ 中的单据宣读。`,
  });
  const vault = await openAct(run, 'close');
  await openLogKey(run, vault);
  await commitAct(run, 'close', { vault, files: [], receipts: { entries: size } });
}

/** Derived from the signed log, so that resume can write it again: `closing/`. */
export function writeClosing(run: Run): void {
  const checkpoint = run.journal.checkpoint() ?? '';
  const roots = rootsInForce(run);
  onDisk(run.home.path('closing'), () => makeFolders(run.home.path('closing'), 0o700));
  const sets = setsOf(run.journal.entries(), run.plan);
  const sheet = renderClosing({ sets, plan: run.plan, rehearsal: run.journal.id.rehearsal, checkpoint, roots });
  for (const [name, bytes] of Object.entries(sheet))
    replaceFile(run.home.path('closing', name), bytes, run.home.scratch);
}
