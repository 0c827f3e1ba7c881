/** Votes on a proposal: stated on the voter's own copy of the register, signed in the vault or by another tool. */
import {
  type Approval,
  type ApprovalStatement,
  approvalMessage,
  checkApproval,
  encodeApproval,
  encodeStatement,
  readApproval,
  readStatement,
  stateApproval,
} from '../core/consortium/approval.ts';
import { type Proposal, rebuild } from '../core/consortium/proposal.ts';
import type { Register, Voter } from '../core/consortium/register.ts';
import { consortiumRules } from '../core/consortium/rules.ts';
import { sshNamespace } from '../core/consortium/ssh.ts';
import { fromUtf8 } from '../core/encoding/bytes.ts';
import { toHex } from '../core/encoding/hex.ts';
import { signatureFromDer } from '../core/keys/der.ts';
import type { SuiteName } from '../core/keys/index.ts';
import { refuse } from '../core/rules.ts';
import { jdchainFiles } from '../export/jdchain/admission.ts';
import type { AloneOptions } from './alone.ts';
import { demandFree, publicFile, readNamed, writeNew } from './files.ts';
import { type Hearing, openHeard } from './heard.ts';
import { type Standing, rebuiltIn } from './standing.ts';

/** Who votes on what, on the voter's own copy of the register. */
export interface VoteWish {
  readonly register: Register;
  readonly proposal: Proposal;
  readonly voter: string;
  readonly decision: ApprovalStatement['decision'];
  readonly reason?: string;
  readonly time: string;
}

export interface Stated {
  readonly statement: ApprovalStatement;
  readonly voter: Voter;
}

/** The statement of a vote, after the proposal's outcome was rebuilt here. PROPOSAL-…, CHANGE-…, APPROVAL-VOTER */
export function stateVote(wish: VoteWish): Stated {
  const { register, proposal, decision, reason, time } = wish;
  rebuild(register, proposal, jdchainFiles);
  const voter = register.governance.voters.find(({ id }) => id === wish.voter);
  if (!voter) throw refuse(consortiumRules, 'APPROVAL-VOTER', { voter: wish.voter }, { subject: wish.voter });
  return {
    voter,
    statement: stateApproval(proposal, voter, { decision, time, ...(reason !== undefined && { reason }) }),
  };
}

type VoteFacts = Pick<VoteWish, 'register' | 'proposal'>;

/** Signed in the vault, checked, written. */
export async function vote(
  wish: VoteWish,
  key: string,
  out: string,
  options: AloneOptions & Hearing,
): Promise<Approval> {
  demandFree([out]);
  return signStated(wish, stateVote(wish), { key, out }, options);
}

/** The same of a statement that somebody has read. */
export async function signStated(
  facts: VoteFacts,
  { statement, voter }: Stated,
  { key, out }: { readonly key: string; readonly out: string },
  { onVault, onField, ...options }: AloneOptions & Hearing,
): Promise<Approval> {
  const vault = await openHeard({ act: 'vote', rehearsal: statement.rehearsal, ...options }, { onVault, onField });
  const asked = { voter: { id: voter.id, name: voter.name }, statement: encodeStatement(statement) };
  const { approval } = await vault.request('signVote', { ...asked, file: readNamed(key), name: key });
  await vault.finish();
  const read = readApproval(approval);
  checkApproval(read, facts.proposal, facts.register);
  writeNew(out, approval, publicFile);
  return read;
}

/** The statement, and beside it the message that OpenSSL signs. */
export const statementFiles = (out: string) => ({ statement: out, message: `${out}.tosign` });

export function writeStatement(out: string, statement: ApprovalStatement): void {
  const files = statementFiles(out);
  demandFree(Object.values(files));
  writeNew(files.statement, encodeStatement(statement), publicFile);
  writeNew(files.message, approvalMessage(statement), publicFile);
}

export interface SigningCommand {
  readonly tool: 'ssh-keygen' | 'openssl';
  readonly suite: SuiteName;
  /** As it is typed; `KEY` stands for the voter's own file. */
  readonly line: string;
}

const quoted = (file: string) => (/^[\w./:@%+,-]+$/.test(file) ? file : `'${file.replaceAll("'", String.raw`'\''`)}'`);

/** How a statement is signed with other tools. Both write `FILE.sig`. */
export function signingCommands(statement: string): SigningCommand[] {
  const message = `${statement}.tosign`;
  const ssh = `ssh-keygen -Y sign -f KEY -n ${sshNamespace} ${quoted(statement)}`;
  return [
    { tool: 'ssh-keygen', suite: 'ed25519', line: ssh },
    { tool: 'ssh-keygen', suite: 'p256', line: ssh },
    { tool: 'openssl', suite: 'ed25519', line: signingLine('ed25519', message) },
    { tool: 'openssl', suite: 'p256', line: signingLine('p256', message) },
  ];
}

/** How OpenSSL signs a message with a key of this suite, into `FILE.sig`. */
export function signingLine(name: SuiteName, message: string): string {
  const [file, sig] = [message, `${message.replace(/\.tosign$/, '')}.sig`].map(quoted);
  if (name === 'p256') return `openssl dgst -sha256 -sign KEY.pem -out ${sig} ${file}`;
  const sm2 = name === 'sm2' ? ' -digest sm3 -pkeyopt distid:1234567812345678' : '';
  return `openssl pkeyutl -sign -rawin${sm2} -inkey KEY.pem -in ${file} -out ${sig}`;
}

/** A statement with a signature that was made elsewhere: of SSH, of 64 bytes, or in DER as OpenSSL writes them. */
export function joinSignature(statement: ApprovalStatement, signature: Uint8Array): Approval {
  if (isSsh(signature)) return { ...statement, signature: { kind: 'ssh', value: fromUtf8(signature, 'signature') } };
  const raw = signature.length === 64 ? signature : signatureFromDer(signature);
  return { ...statement, signature: { kind: 'rootseal', value: toHex(raw) } };
}

export const isSsh = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 40)).startsWith('-----BEGIN SSH SIGNATURE-----');

export interface JoinWish {
  readonly proposal: string;
  readonly statement: string;
  readonly signature: string;
  readonly out: string;
}

/** The vote of a statement and the signature over it, checked before it is written. APPROVAL-…, PROPOSAL-…, FILE-… */
export function joinVote(stands: Standing, { proposal: file, statement, signature, out }: JoinWish): Approval {
  demandFree([out]);
  const proposal = rebuiltIn(file, stands);
  const approval = joinSignature(readStatement(readNamed(statement)), readNamed(signature));
  checkApproval(approval, proposal, stands.register);
  writeNew(out, encodeApproval(approval), publicFile);
  return approval;
}
