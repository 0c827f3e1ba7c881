/**
 * Votes, `rootseal.approval/1` (docs/formats.md section 2): a statement of one person on one proposal, and a signature
 * over it with the key that the register has for them. Whoever has no copy of this program signs the statement with
 * OpenSSL (over its `D("approval", …)` message) or with `ssh-keygen -Y sign`.
 */

import { z } from 'zod';
import { parts } from '../ceremony/plan-schema.ts';
import { digestMessage } from '../encoding/bytes.ts';
import { fromHex, toHex } from '../encoding/hex.ts';
import { toJcs } from '../encoding/jcs.ts';
import { suite } from '../keys/index.ts';
import { refuse } from '../rules.ts';
import type { Sign } from '../signing.ts';
import { keyId } from './application.ts';
import { type Proposal, proposalHash } from './proposal.ts';
import { readAs } from './read.ts';
import type { Register, Voter } from './register.ts';
import { type ConsortiumRule, consortiumRules } from './rules.ts';
import { verifySsh } from './ssh.ts';
import { at } from './times.ts';

export const approvalFormat = 'rootseal.approval/1';

const { id, moment, hex, line } = parts;

const statementShape = {
  format: z.literal(approvalFormat),
  consortium: id,
  rehearsal: z.boolean(),
  /** SHA-256 of the proposal's file. */
  proposal: hex(32),
  /** SHA-256 of the register that comes of it, as the voter's own machine made it. */
  outcome: hex(32),
  decision: z.enum(['approve', 'decline']),
  reason: line.exactOptional(),
  voter: id,
  /** Fingerprint of the key that signs. */
  key: hex(32),
  time: moment,
};

const statementSchema = z.strictObject(statementShape);
const approvalSchema = z.strictObject({
  ...statementShape,
  signature: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('rootseal'), value: hex(64) }),
    z.strictObject({ kind: z.literal('ssh'), value: z.string().min(1).max(4096) }),
  ]),
});

export type ApprovalStatement = z.infer<typeof statementSchema>;
export type Approval = z.infer<typeof approvalSchema>;

/** The statement that a person makes on a proposal whose outcome they have rebuilt. */
export function stateApproval(
  proposal: Proposal,
  voter: Voter,
  vote: Pick<ApprovalStatement, 'decision' | 'reason' | 'time'>,
): ApprovalStatement {
  const { consortium, rehearsal, outcome } = proposal;
  return {
    format: approvalFormat,
    ...{ consortium, rehearsal, proposal: proposalHash(proposal), outcome: outcome.register },
    voter: voter.id,
    key: keyId(voter),
    ...vote,
  };
}

export const encodeStatement = (statement: ApprovalStatement): Uint8Array => toJcs(statement, 'approval');

/** What the key signs: `D("approval", JCS of the statement)`. */
export const approvalMessage = (statement: ApprovalStatement): Uint8Array =>
  digestMessage('approval', encodeStatement(statement));

/** Signs with this program's own signature. */
export async function signApproval(statement: ApprovalStatement, sign: Sign): Promise<Approval> {
  return { ...statement, signature: { kind: 'rootseal', value: toHex(await sign(approvalMessage(statement))) } };
}

export const encodeApproval = (approval: Approval): Uint8Array => toJcs(approval, 'approval');

/** @throws APPROVAL-FORM */
export const readApproval = (bytes: Uint8Array): Approval => readAs(approvalSchema, bytes, 'APPROVAL-FORM', 'approval');
/** The statement alone, as it lies beside a detached signature. @throws APPROVAL-FORM */
export const readStatement = (bytes: Uint8Array): ApprovalStatement =>
  readAs(statementSchema, bytes, 'APPROVAL-FORM', 'approval');

function statementOf({ signature: _, ...statement }: Approval): ApprovalStatement {
  return statement;
}

/**
 * That the vote is one of this register's voter, on this proposal, in its time, and signed by their key.
 * @returns whose vote it is
 * @throws APPROVAL-OTHER, APPROVAL-VOTER, APPROVAL-KEY, APPROVAL-LATE, APPROVAL-SIGNATURE, APPROVAL-SSH
 */
export function checkApproval(approval: Approval, proposal: Proposal, { governance }: Register): Voter {
  const { voter: name, time } = approval;
  const no = (code: ConsortiumRule, more = {}) =>
    refuse(consortiumRules, code, { voter: name, ...more }, { subject: name });
  if (!speaksOf(approval, proposal)) throw no('APPROVAL-OTHER');
  const voter = governance.voters.find(({ id: known }) => known === name);
  if (!voter) throw no('APPROVAL-VOTER');
  if (keyId(voter) !== approval.key) throw no('APPROVAL-KEY');
  const { created, expires } = proposal;
  if (!(at(time) >= at(created) && at(time) <= at(expires)))
    throw no('APPROVAL-LATE', { time, from: created, to: expires });
  if (!signatureHolds(approval, voter)) throw no('APPROVAL-SIGNATURE');
  return voter;
}

function speaksOf(approval: Approval, proposal: Proposal): boolean {
  const { consortium, rehearsal, outcome } = proposal;
  return (
    approval.proposal === proposalHash(proposal) &&
    approval.outcome === outcome.register &&
    approval.consortium === consortium &&
    approval.rehearsal === rehearsal
  );
}

function signatureHolds(approval: Approval, voter: Voter): boolean {
  const statement = statementOf(approval);
  const publicKey = fromHex(voter.publicKey, 'publicKey');
  const { kind, value } = approval.signature;
  if (kind === 'ssh') return verifySsh(value, encodeStatement(statement), { suite: voter.suite, publicKey });
  return suite(voter.suite).verify(fromHex(value, 'signature'), approvalMessage(statement), publicKey);
}
