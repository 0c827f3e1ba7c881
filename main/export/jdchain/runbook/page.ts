/** What the chapters of a runbook are written from, and how a step of it looks: what to do, the commands, when it is right. */

import { type Block, paragraph } from '../../../core/ceremony/document.ts';
import type { ConsensusKind } from '../../../core/ceremony/consensus.ts';
import type { ResolvedMember, ResolvedPlan } from '../../../core/ceremony/plan.ts';
import { type Standing, standingOf } from '../../../core/ceremony/powers.ts';
import type { Text } from '../../../core/rules.ts';
import type { Genesis } from '../genesis.ts';
import { type PublicKey, address, encodePublicKey } from '../keys.ts';
import type { LockDownStep } from '../lock-down.ts';

export interface RunbookFacts {
  readonly plan: ResolvedPlan;
  readonly genesis: Genesis;
  /** Base58, where it is known before any node runs. */
  readonly ledgerHash?: string | undefined;
  /** Whether files that bind peer and gateway lie beside it; foundings of before have none. */
  readonly bound?: boolean;
  /** The transactions of its lock-down, where the plan has one and the ledger is known. */
  readonly lockDown?: readonly LockDownStep[];
}

export interface Page extends RunbookFacts {
  readonly member: ResolvedMember;
  readonly key: PublicKey;
}

export { servicePort } from '../binding.ts';

export const kindOf = ({ plan }: Pick<Page, 'plan'>): ConsensusKind => plan.chain.ledger.consensus.kind;
export const addressOf = ({ suite, raw }: PublicKey): string => address(suite, raw);
export const publicKeyOf = ({ suite, raw }: PublicKey): string => encodePublicKey(suite, raw);
export const standing = (plan: ResolvedPlan): Standing => standingOf(plan);
export const others = ({ plan, member }: Page): readonly ResolvedMember[] =>
  plan.members.filter(({ id }) => id !== member.id);
export const cli = '"$CLI/bin/jdchain-cli.sh"';

export interface Step extends Text {
  /** Commands of a shell, one a line. */
  readonly run?: readonly string[];
  /** When it is right. */
  readonly right?: Text;
}

/** Numbered, with a box to tick. */
export function steps(list: readonly Step[]): Block[] {
  return list.flatMap(({ en, zh, run, right }, i) => [
    paragraph(`☐ ${String(i + 1)}. ${en}`, `☐ ${String(i + 1)}. ${zh}`),
    ...(run === undefined ? [] : [{ kind: 'code' as const, value: run.join('\n') }]),
    ...(right === undefined ? [] : [paragraph(`→ Right when: ${right.en}`, `→ 正确的标志：${right.zh}`)]),
  ]);
}
