/** The form of a vote, and what is asked once it is whole. Pure. */
import type { RequestOf } from '../../../preload/contract/index.ts';
import { lastOf } from '../../parts/paths.ts';

export interface VoteDraft {
  readonly voter: string | undefined;
  readonly decision: 'approve' | 'decline';
  readonly reason: string;
  readonly way: 'key' | 'statement';
  readonly key: string | undefined;
  readonly identity: string | undefined;
  /** A folder. */
  readonly out: string | undefined;
}

export const emptyVote: VoteDraft = {
  ...{ voter: undefined, decision: 'approve', reason: '', way: 'key' },
  ...{ key: undefined, identity: undefined, out: undefined },
};

type Missing = 'missVoter' | 'missReason' | 'missKey' | 'missOut';

export function missingOf({ voter, decision, reason, way, key, out }: VoteDraft): Missing[] {
  const wanted: readonly (readonly [Missing, boolean])[] = [
    ['missVoter', voter === undefined],
    ['missReason', decision === 'decline' && reason.trim() === ''],
    ['missKey', way === 'key' && key === undefined],
    ['missOut', out === undefined],
  ];
  return wanted.filter(([, lacks]) => lacks).map(([what]) => what);
}

/** `admit-carrier.proposal.json` becomes `admit-carrier.f1.vote.json`, or `….f1.statement.json`. */
export const voteFileOf = (proposal: string, voter: string, way: VoteDraft['way']): string =>
  `${lastOf(proposal).replace(/(\.proposal)?\.json$/, '')}.${voter}.${way === 'key' ? 'vote' : 'statement'}.json`;

/** For a form in which nothing is missing. */
export function requestOf(
  { at, proposal }: { readonly at: string; readonly proposal: string },
  draft: VoteDraft,
  joined: (folder: string, name: string) => string,
): RequestOf<'members.vote'> {
  const { voter = '', decision, way, key = '', identity, out = '' } = draft;
  const reason = draft.reason.trim();
  return {
    ...{ at, proposal, voter, decision, out: joined(out, voteFileOf(proposal, voter, way)) },
    ...(reason === '' ? {} : { reason }),
    way: way === 'statement' ? { kind: way } : { kind: way, key, ...(identity === undefined ? {} : { identity }) },
  };
}
