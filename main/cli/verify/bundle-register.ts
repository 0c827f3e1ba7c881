/**
 * The register of a consortium, version by version from the founding's: each proposal rebuilt, its votes counted as of
 * the entry that put it into force, by a restore of the roots for exactly this decision.
 */
import type { Entry } from '../../core/audit/entry.ts';
import { type ResolvedPlan, planHash } from '../../core/ceremony/plan.ts';
import { type Enacted, enact, registerChanged, registerChangedKind } from '../../core/consortium/enact.ts';
import { proposalPath, registerPath, votePath } from '../../core/consortium/paths.ts';
import { type Register, encodeRegister, foundingRegister } from '../../core/consortium/register.ts';
import { equal } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { type Text, refuse } from '../../core/rules.ts';
import { memberKeys } from './bundle-genesis.ts';
import { type Log, dataOf } from './receipts.ts';
import { type Passed, inFile } from './report.ts';
import { verifyRules } from './rules.ts';
import { type Files, need } from './tree.ts';

/** Below `public/`. */
const below = (path: string) => path.slice('public/'.length);

/** VERIFY-REGISTER, and what `enact` throws, with the file that it is about. */
export function checkRegister(files: Files, plan: ResolvedPlan, log: Log): Passed<Register> {
  let register = founding(plan, log);
  for (const entry of log.decoded.filter(({ kind }) => kind === registerChangedKind))
    register = next(files, log, register, entry);
  const members = String(register.members.filter(({ left }) => left === undefined).length);
  const [version, voters] = [String(register.version), String(register.governance.voters.length)];
  return {
    value: register,
    detail: {
      en: `version ${version}, ${members} members, ${voters} voters`,
      zh: `第 ${version} 版，成员 ${members} 个，表决人 ${voters} 名`,
    },
  };
}

function founding(plan: ResolvedPlan, log: Log): Register {
  const keys = Object.entries(memberKeys(plan, log)).map(([id, { suite, raw }]) => {
    const key = { use: 'participant', suite, publicKey: toHex(raw) } as const;
    return [id, key] as const;
  });
  return foundingRegister(plan, toHex(planHash(plan)), Object.fromEntries(keys));
}

function next(files: Files, log: Log, before: Register, entry: Entry): Register {
  const told = dataOf(entry, registerChanged);
  const { version, approved, declined } = told;
  const at = below(proposalPath(version));
  const wrong = (reason: Text, subject = at) =>
    refuse(verifyRules, 'VERIFY-REGISTER', { version, reason }, { subject });
  if (version !== before.version + 1) throw wrong({ en: 'a version before it is missing', zh: '缺少之前的版本' });
  const decision = {
    proposal: need(files, at),
    votes: [...approved, ...declined].map((voter) => need(files, below(votePath(version, voter)))),
  };
  const made = inFile(at, () => enact(before, decision, entry.time));
  const path = below(registerPath(version));
  if (!equal(need(files, path), encodeRegister(made.register)))
    throw wrong({ en: 'it is not what the proposal makes of the version before', zh: '并非该提案由前一版所得' }, path);
  if (!sameFacts(made, told)) throw wrong({ en: 'the log tells of another decision', zh: '日志所记为另一决定' });
  demandRestore(log, entry, made, wrong);
  return made.register;
}

function sameFacts({ facts }: Enacted, { files: _, ...told }: ReturnType<typeof registerChanged.parse>): boolean {
  return JSON.stringify(sorted(facts)) === JSON.stringify(sorted(told));
}

const sorted = (record: object) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/** The entry before it: the roots were restored for this proposal and this register. */
function demandRestore(log: Log, { index }: Entry, { facts }: Enacted, wrong: (reason: Text) => Error): void {
  const done = log.decoded[index - 1];
  const holds =
    done?.kind === 'restore.done' &&
    done.data['purpose'] === 'enact' &&
    done.data['proposal'] === facts.proposal &&
    done.data['register'] === facts.register;
  const begun = holds ? log.decoded[Number(done.data['entry'])] : undefined;
  if (begun?.data['proposal'] !== facts.proposal)
    throw wrong({ en: 'no restore of the roots put it into force', zh: '没有为其恢复根密钥的记录' });
}
