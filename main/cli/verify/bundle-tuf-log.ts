/** That the TUF files are what the log tells of them: sets with where they stand, versions, whose keys count for a root. */
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import type { SetRecord } from '../../core/ceremony/sets.ts';
import { tufRoles } from '../../core/ceremony/tuf-roles.ts';
import {
  type TufTold,
  tufRenewed,
  tufRenewedKind,
  tufRoot,
  tufRootKind,
  tufTold,
} from '../../core/ceremony/tuf-told.ts';
import { type Text, refuse } from '../../core/rules.ts';
import type { Role } from '../../core/tuf/roles.ts';
import { type TufVerdict, verifyRepository } from '../../core/tuf/verify.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { type Log, dataOf } from './receipts.ts';
import type { Passed } from './report.ts';
import { verifyRules } from './rules.ts';
import { type Files, below } from './tree.ts';

/**
 * TUF lists every set with where it stands, counts one version a set, decision or renewal, one root file a rotated key or
 * root that was signed anew, and for that of the administrators just those that the log tells. VERIFY-TUF-SETS
 */
export function checkTufSets(files: Files, plan: ResolvedPlan, sets: readonly SetRecord[], log: Log): Passed<number> {
  const verdict = verifyRepository(below(files, 'tuf/'));
  const { versions } = verdict;
  const inForce = sets.filter((set) => set.inForce !== undefined);
  checkStates(verdict, inForce);
  checkEntries(log);
  const told = tufTold(log.decoded, plan);
  const lists = [versions.targets, ...verdict.lists.values(), versions.snapshot, versions.timestamp];
  if (lists.some((version) => version !== told.version))
    throw at('tuf/targets.json', {
      en: `version ${lists.join('/')}, and there were ${String(told.version)} share sets in force, decisions and renewals`,
      zh: `版本为 ${lists.join('/')}，而生效过的份额组、决定与续签共 ${String(told.version)} 项`,
    });
  if (versions.root !== told.roots)
    throw at(`tuf/${String(versions.root)}.root.json`, {
      en: `${String(versions.root)} root files, and the log tells of ${String(told.roots)}`,
      zh: `根文件 ${String(versions.root)} 个，而日志记有 ${String(told.roots)} 个`,
    });
  checkRootRole(verdict, plan, inForce, told);
  const detail = `targets ${String(versions.targets)}, root ${String(versions.root)}`;
  return { value: versions.targets, detail };
}

const at = (subject: string, reason: Text) => refuse(verifyRules, 'VERIFY-TUF-SETS', { reason }, { subject });

function checkStates({ targets }: TufVerdict, inForce: readonly SetRecord[]): void {
  for (const { id, epoch, state } of inForce) {
    const path = `share-sets/${id}.json`;
    const facts = targets.find((target) => target.path === path)?.custom.rootseal;
    const alone = inForce.length === 1 && facts?.state === undefined;
    if (!alone && (facts?.state !== state || facts.epoch !== epoch))
      throw at(path, { en: 'the TUF targets say otherwise of this share set', zh: 'TUF 目标对该份额组的说明不符' });
  }
}

/** They are of their shape, and a renewal stands behind a restore of the roots for it. VERIFY-ENTRY, VERIFY-TUF-SETS */
function checkEntries(log: Log): void {
  for (const entry of log.decoded) {
    if (entry.kind === tufRootKind) dataOf(entry, tufRoot);
    if (entry.kind !== tufRenewedKind) continue;
    dataOf(entry, tufRenewed);
    const before = log.decoded[entry.index - 1];
    if (before?.kind !== 'restore.done' || before.data['purpose'] !== 'tuf')
      throw at('log/', {
        en: `entry ${String(entry.index)}: no restore of the roots signed it`,
        zh: `第 ${String(entry.index)} 条记录：没有为其恢复根密钥的记录`,
      });
  }
}

/** The keys that may exchange all keys: of the roots that sign, and of the administrators that the log tells. */
function checkRootRole(verdict: TufVerdict, plan: ResolvedPlan, sets: readonly SetRecord[], told: TufTold): void {
  const { administrators } = told;
  const { top } = tufRoles(plan, sets.at(-1)?.roots ?? []);
  const wanted = [...top.roots, ...(administrators?.keys ?? [])].map(({ publicKey }) => publicKey);
  const { keys, threshold }: Role = verdict.roles.root;
  const found = keys.map(({ publicKey }) => toHex(publicKey));
  const same = found.length === wanted.length && found.every((key) => wanted.includes(key));
  if (same && threshold === (administrators?.threshold ?? top.threshold)) return;
  throw at(`tuf/${String(verdict.versions.root)}.root.json`, {
    en: 'other keys, or fewer of them, could exchange all keys than the log tells',
    zh: '可更换全部密钥的密钥或其门限与日志所记不符',
  });
}
