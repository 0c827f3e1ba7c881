/**
 * What the votes on a proposal come to. Their order makes no difference, nor how often one of them comes in; each person
 * has one vote, and whoever voted both ways has refused. A vote that does not count is named with its reason.
 */

import { RootsealError, type Text, refuse } from '../rules.ts';
import { type Approval, checkApproval } from './approval.ts';
import type { Proposal } from './proposal.ts';
import { meet, type Meeting } from './quorum.ts';
import { type Register, type Voter, ruleOf } from './register.ts';
import { consortiumRules } from './rules.ts';
import { at } from './times.ts';

/** `declined`: it cannot pass any more, whoever votes now. */
export type TallyState = 'open' | 'approved' | 'declined' | 'expired';

export interface Tally {
  readonly state: TallyState;
  readonly seats: Meeting['seats'];
  /** Ids of voters, in the register's order. */
  readonly approved: readonly string[];
  readonly declined: readonly string[];
  /** The votes that count, one a voter, by their places in what was given: those that approve, then those that decline. */
  readonly counted: readonly number[];
  /** Votes that do not count, by their place in what was given. */
  readonly ignored: readonly { readonly index: number; readonly code: string; readonly text: Text }[];
}

/** @param now a moment; after the proposal's end nothing is approved that was not before */
export function tally(register: Register, proposal: Proposal, approvals: readonly Approval[], now: string): Tally {
  const votes = new Map<string, Map<Approval['decision'], number>>();
  const ignored: { index: number; code: string; text: Text }[] = [];
  approvals.forEach((approval, index) => {
    const code = judged(approval, proposal, register);
    if (code) ignored.push({ index, code: code.code, text: code.text });
    else votes.set(approval.voter, new Map([[approval.decision, index], ...(votes.get(approval.voter) ?? [])]));
  });
  for (const [voter, decisions] of votes) {
    if (decisions.size < 2) continue;
    const { code, text } = refuse(consortiumRules, 'APPROVAL-CONTRADICTS', { voter }, { subject: voter });
    ignored.push({ index: decisions.get('approve') ?? 0, code, text });
  }
  const { voters } = register.governance;
  const yes = voters.filter(({ id }) => votes.get(id)?.has('decline') === false);
  const no = voters.filter(({ id }) => votes.get(id)?.has('decline') === true);
  const place = (decision: Approval['decision'], of: readonly Voter[]) =>
    of.flatMap(({ id }) => votes.get(id)?.get(decision) ?? []);
  const counted = [...place('approve', yes), ...place('decline', no)];
  const people = { approved: yes.map(idOf), declined: no.map(idOf), counted };
  return { ...stateOf(register, proposal, yes, no, now), ...people, ignored };
}

const idOf = ({ id }: Voter) => id;

function judged(approval: Approval, proposal: Proposal, register: Register): RootsealError | undefined {
  try {
    checkApproval(approval, proposal, register);
    return undefined;
  } catch (error) {
    if (error instanceof RootsealError) return error;
    throw error;
  }
}

function stateOf(
  { governance }: Register,
  { change, expires }: Proposal,
  yes: readonly Voter[],
  no: readonly Voter[],
  now: string,
): Pick<Tally, 'state' | 'seats'> {
  const rule = ruleOf(governance, change.kind);
  const { met, seats } = meet(rule, yes);
  if (at(now) > at(expires)) return { state: 'expired', seats };
  if (met) return { state: 'approved', seats };
  const left = governance.voters.filter((voter) => !no.includes(voter));
  return { state: meet(rule, left).met ? 'open' : 'declined', seats };
}

/** What is lacking, in words: "1 of the role founder". */
export function missing({ seats }: Pick<Tally, 'seats'>): Text {
  const lacking = seats.filter(({ need, have }) => have < need);
  return {
    en: lacking.map(({ role, need, have }) => `${need - have} more of the role ${role}`).join(', '),
    zh: lacking.map(({ role, need, have }) => `还差 ${need - have} 名 ${role}`).join('，'),
  };
}

/** @throws PROPOSAL-EXPIRED, PROPOSAL-DECLINED, PROPOSAL-SHORT saying who is missing */
export function demandApproved(count: Tally, { expires }: Proposal): void {
  if (count.state === 'approved') return;
  const code = { expired: 'PROPOSAL-EXPIRED', declined: 'PROPOSAL-DECLINED', open: 'PROPOSAL-SHORT' } as const;
  throw refuse(consortiumRules, code[count.state], { expires, missing: missing(count) });
}
