/** An evidence bundle (`DIR/public`): named checks one after the other, then the anchors. */
import { parseVkeyFile } from '../../core/audit/note.ts';
import { type ResolvedPlan, planHash } from '../../core/ceremony/plan.ts';
import { tufRoles } from '../../core/ceremony/tuf-roles.ts';
import { registerHash } from '../../core/consortium/register.ts';
import { toHex } from '../../core/encoding/hex.ts';
import type { Statement } from '../../core/sealing/statement.ts';
import type { Genesis } from '../../export/jdchain/genesis.ts';
import { type Anchors, anchorCheckpoint, anchorRoot } from './anchors.ts';
import { checkDemands } from './bundle-demands.ts';
import { checkGenesis, checkLedgerHash, checkPermissions, recordedLedgerHash } from './bundle-genesis.ts';
import { checkEntries, checkLog, checkReceipts, checkRecorded, checkSteps } from './bundle-log.ts';
import { checkRegister } from './bundle-register.ts';
import { checkRestores } from './bundle-restores.ts';
import type { Judged } from './policy.ts';
import { type Wanted, checkMode, checkPlan, checkRoots, checkShareSets } from './bundle-roots.ts';
import { checkSets, checkShareReceipts, firstStatements } from './bundle-sets.ts';
import { checkSm2, checkTargets, checkTuf } from './bundle-tuf.ts';
import { checkTufSets } from './bundle-tuf-log.ts';
import type { Log } from './receipts.ts';
import type { Report } from './report.ts';
import { type RestoreFacts, restoreFacts, restoresTold } from './restores-told.ts';
import { type Files, need } from './tree.ts';

export interface VerifyOptions extends Anchors {
  /** Real outputs (false, unless said), a rehearsal's, or either. */
  readonly rehearsal?: Wanted;
  /** ISO time at which expiry is judged. */
  readonly now: string;
  /** Accept a ceremony that is not closed yet. */
  readonly open?: boolean;
}

export interface BundleFacts {
  readonly rehearsal?: boolean;
  readonly size?: number;
  readonly root?: string;
  readonly cosignatures: readonly string[];
  /** Every use of the roots that the log tells of, in its order; absent where the log was not read so far. */
  readonly restores?: readonly RestoreFacts[];
  /** Of the ledger, Base58, where the founding came to it. */
  readonly ledgerHash?: string;
  /** When each current file of TUF expires, by its name. */
  readonly expires?: Readonly<Record<string, string>>;
  /** The register in force: its version, and its SHA-256 in hex. */
  readonly register?: { readonly version: number; readonly sha256: string };
  /** What a policy is held against. */
  readonly judged?: Judged;
}

/** Runs every check that the ones before it allow; what the report then holds is the verdict. */
export function verifyBundle(files: Files, options: VerifyOptions, report: Report): BundleFacts {
  const plan = report.check('PLAN', () => checkPlan(files));
  if (!plan) return { cosignatures: [] };
  const mode = report.check('MODE', () => checkMode(plan.rehearsal, options.rehearsal ?? false));
  const facts = { rehearsal: plan.rehearsal, cosignatures: [] };
  const roots = report.check('ROOTS', () => checkRoots(files, plan));
  if (!roots || mode === undefined) return facts;
  const { signers, expires } = signatures(files, plan, roots, options, report);
  const sets = report.check('SHARE-SETS', () => checkShareSets(files, plan, roots));
  const log = report.check('LOG', () => checkLog(files, plan));
  if (!log || !sets) return facts;
  report.check('LOG-ENTRIES', () => checkEntries(log, plan, toHex(planHash(plan)), roots));
  if (report.check('LOG-STEPS', () => checkSteps(log, options.open ?? false)) === undefined) return facts;
  report.check('LOG-DEMANDS', () => checkDemands(log, plan));
  const first = firstStatements(files, plan, roots);
  report.check('LOG-RECEIPTS', () => checkReceipts(log, first, sets));
  const records = report.check('SETS', () => checkSets(files, plan, log, { roots, sets }));
  if (!records) return facts;
  report.check('SHARE-RECEIPTS', () => checkShareReceipts(log, sets));
  report.check('TUF-SETS', () => checkTufSets(files, plan, records, log));
  for (const area of ['LOG-FILES', 'LOG-TUF', 'LOG-MINUTES'] as const)
    report.check(area, () => checkRecorded(log, files, area));
  const told = restoresTold(log);
  report.check('RESTORES', () => checkRestores(log, records, told));
  const genesis = report.check('GENESIS', () => checkGenesis(files, plan, log));
  if (genesis) permissions(files, plan, log, genesis, report);
  const register = report.check('REGISTER', () => checkRegister(files, plan, log));
  anchors(files, signers, log, options, report);
  const { size, root } = log.checkpoint;
  const restores = restoreFacts(told);
  const ledgerHash = recordedLedgerHash(log);
  return {
    ...{ rehearsal: plan.rehearsal, size, root: toHex(root), cosignatures: log.unknown, restores },
    ...(ledgerHash !== undefined && { ledgerHash }),
    judged: { log, key: logKey(files), signers },
    ...(expires && { expires }),
    ...(register && { register: { version: register.version, sha256: registerHash(register) } }),
  };
}

/** The checks of the TUF files; answers the roots whose signatures on them were seen to hold, and when the files expire. */
function signatures(
  files: Files,
  plan: ResolvedPlan,
  roots: readonly Statement[],
  { now }: VerifyOptions,
  report: Report,
): { signers: Statement[]; expires?: Record<string, string> } {
  const tuf = report.check('TUF', () => checkTuf(files, plan, roots, now));
  const sm2 = report.check('TUF-SM2', () => checkSm2(files, roots));
  const targets = tuf && report.check('TARGETS', () => checkTargets(files, tuf));
  if (!tuf || targets === undefined || sm2 === undefined) return { signers: [] };
  return { signers: [...tufRoles(plan, roots).top.roots, ...sm2], expires: Object.fromEntries(tuf.expiry) };
}

/** The signatures of the genesis, and where all were there, the ledger's hash that follows from them. */
function permissions(files: Files, plan: ResolvedPlan, log: Log, genesis: Genesis, report: Report): void {
  const signed = report.check('PERMISSIONS', () => checkPermissions(files, plan, log, genesis));
  const hash = recordedLedgerHash(log);
  if (signed !== undefined && hash !== undefined)
    report.check('LEDGER-HASH', () => checkLedgerHash(files, log, genesis, hash));
}

function anchors(files: Files, signers: readonly Statement[], log: Log, options: Anchors, report: Report): void {
  const { rootFingerprint, checkpoint } = options;
  if (rootFingerprint !== undefined) report.check('ANCHOR-ROOT', () => anchorRoot(signers, rootFingerprint));
  if (checkpoint !== undefined)
    report.check('ANCHOR-CHECKPOINT', () => anchorCheckpoint(checkpoint, logKey(files), log));
}

const logKey = (files: Files) => parseVkeyFile(need(files, 'log.vkey'));
