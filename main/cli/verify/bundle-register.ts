/**
 * The register of a consortium, version by version from the founding's: each proposal rebuilt, its votes counted as of
 * the entry that put it into force, by a restore of the roots for exactly this decision.
 */
import type { Entry } from '../../core/audit/entry.ts';
import { type ResolvedPlan, planHash } from '../../core/ceremony/plan.ts';
import {
  type Enacted,
  type RegisterChanged,
  enact,
  registerChanged,
  registerChangedKind,
} from '../../core/consortium/enact.ts';
import { readApproval } from '../../core/consortium/approval.ts';
import { proposalPath, votePath } from '../../core/consortium/paths.ts';
import { type Register, foundingRegister, inForce, keysInForce } from '../../core/consortium/register.ts';
import { equal } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { type Text, refuse } from '../../core/rules.ts';
import { jdchainFiles, signedPath, signersOf } from '../../export/jdchain/admission.ts';
import { memberKeys, recordedLedgerHash } from './bundle-genesis.ts';
import { type Log, dataOf, doneOf, founded } from './receipts.ts';
import { type Passed, inFile } from './report.ts';
import { verifyRules } from './rules.ts';
import { type Files, need } from './tree.ts';

/** Below `public/`. */
const below = (path: string) => path.slice('public/'.length);

/** VERIFY-REGISTER, and what `enact` throws, with the file that it is about. */
export function checkRegister(files: Files, plan: ResolvedPlan, log: Log): Passed<Register> {
  let register = founding(plan, log);
  for (const entry of log.decoded.filter(({ kind }) => kind === registerChangedKind))
    register = next(files, plan, log, register, entry);
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

type Wrong = (reason: Text, subject?: string) => Error;

function next(files: Files, plan: ResolvedPlan, log: Log, before: Register, entry: Entry): Register {
  const told = dataOf(entry, registerChanged);
  const { version, approved, declined } = told;
  const at = below(proposalPath(version));
  const wrong: Wrong = (reason, subject = at) =>
    refuse(verifyRules, 'VERIFY-REGISTER', { version, reason }, { subject });
  if (version !== before.version + 1) throw wrong({ en: 'a version before it is missing', zh: '缺少之前的版本' });
  const decision = {
    proposal: need(files, at),
    votes: [...approved, ...declined].map((voter) => voteIn(files, below(votePath(version, voter)))),
  };
  const made = inFile(at, () => enact(before, decision, entry.time, jdchainFiles(plan)));
  for (const [path, bytes] of made.files)
    if (!equal(need(files, below(path)), bytes))
      throw wrong({ en: 'it is not what comes of the proposal', zh: '并非该提案的结果' }, below(path));
  if (!sameFacts(made, told)) throw wrong({ en: 'the log tells of another decision', zh: '日志所记为另一决定' });
  demandLedger(log, made, wrong);
  demandSigned(files, { plan, log, before }, made, told, wrong);
  demandListed(made, told, wrong);
  demandRestore(log, entry, made, wrong);
  return made.register;
}

function voteIn(files: Files, path: string): Uint8Array {
  const bytes = need(files, path);
  inFile(path, () => readApproval(bytes));
  return bytes;
}

/** Where the founding came to the ledger's hash, no other ledger is told. */
function demandLedger(log: Log, { proposal: { chain } }: Enacted, wrong: Wrong): void {
  const known = recordedLedgerHash(log);
  if (chain !== undefined && known !== undefined && chain.ledger !== known)
    throw wrong({ en: 'it is for another ledger than that of the founding', zh: '所针对的账本并非创始仪式的账本' });
}

/** What the chain gets is signed by participant keys of just these members, or by nobody. */
function demandSigned(
  files: Files,
  { plan, log, before }: { readonly plan: ResolvedPlan; readonly log: Log; readonly before: Register },
  made: Enacted,
  { signedBy }: RegisterChanged,
  wrong: Wrong,
): void {
  for (const path of signedBy.length === 0 ? [] : made.chainFiles) {
    const signed = signedPath(path);
    const unsigned = made.files.get(path);
    if (signed === undefined || unsigned === undefined) continue;
    const at = below(signed);
    const signers = inFile(at, () => signersOf(unsigned, need(files, at), at));
    const by = signers.map(
      ({ suite, raw }) => memberOf(before, suite, toHex(raw)) ?? rootOf(plan, log, suite, toHex(raw)),
    );
    if (by.join() !== signedBy.join())
      throw wrong({ en: 'others have signed it than the log tells', zh: '签名者与日志所记不符' }, at);
  }
}

const memberOf = (register: Register, suite: string, publicKey: string): string | undefined =>
  inForce(register).find((member) =>
    keysInForce(member).some((key) => key.use === 'participant' && key.suite === suite && key.publicKey === publicKey),
  )?.id;

/** The root that administers a ledger which was locked down. */
function rootOf(plan: ResolvedPlan, log: Log, suite: string, publicKey: string): string | undefined {
  const { roots } = dataOf(doneOf(log, 'found'), founded);
  return roots.find(
    ({ id, ...root }) =>
      id === plan.chain.ledger.lockDown?.root && root.suite === suite && root.publicKey === publicKey,
  )?.id;
}

/** Beside the TUF files and a newer verifier the entry lists just what comes of it. */
function demandListed(made: Enacted, told: RegisterChanged, wrong: Wrong): void {
  const signed = told.signedBy.length === 0 ? [] : made.chainFiles.flatMap((path) => signedPath(path) ?? []);
  const own = [...made.files.keys(), ...signed];
  const listed = told.files.map(({ path }) => path).filter((path) => !/^public\/(?:tuf|verify)\//.test(path));
  const other = listed.find((path) => !own.includes(path)) ?? own.find((path) => !listed.includes(path));
  if (other !== undefined)
    throw wrong({ en: 'the log lists other files than come of it', zh: '日志所列文件与该决定不符' }, below(other));
}

const sameFacts = ({ facts }: Enacted, { files: _, signedBy: __, ...told }: RegisterChanged): boolean =>
  JSON.stringify(sorted(facts)) === JSON.stringify(sorted(told));

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
