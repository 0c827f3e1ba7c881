/** What the minutes of an act say, as data (`rootseal.minutes/1`): read from the plan and the log alone. */

import type { Entry } from '../audit/entry.ts';
import { toHex } from '../encoding/hex.ts';
import type { Json } from '../encoding/jcs.ts';
import type { Text } from '../rules.ts';
import { names, objectOf, rowsOf, textOf, type Warning, warningsOf } from './minutes-warnings.ts';
import { type Due, dueOf } from './due.ts';
import { planHash, type ResolvedPlan } from './plan.ts';
import { type SetRecord, activeSet, setsOf } from './sets.ts';
import { type RecordedException, stateOf } from './steps.ts';

export const minutesFormat = 'rootseal.minutes/1';

export interface MinutesInput {
  readonly plan: ResolvedPlan;
  /** The act that ends: the id of its step, or `restore-<n>`. */
  readonly act: string;
  /** The whole log up to and including the entry by which the act is done. */
  readonly entries: readonly Entry[];
  /** The head before the act's close, which holds the hashes of these minutes. */
  readonly head: { readonly size: number; readonly root: Uint8Array };
  readonly software: { readonly name: string; readonly version: string };
  /** Warnings that are not in the log, such as those of the plan. */
  readonly warnings?: readonly Warning[];
}

export interface Happening {
  readonly index: number;
  readonly time: string;
  readonly kind: string;
  readonly step: string;
  readonly who: string;
  readonly said: Text;
}

/** The receipts of the acts, as the log has them; empty where an act has not been. */
export interface Receipts {
  readonly found: Readonly<Record<string, Json>>;
  readonly genesis: Readonly<Record<string, Json>>;
  /** Of this act alone. */
  readonly sign: Readonly<Record<string, Json>>;
  /** The signing act, whenever it was: what is known of the ledger's hash. */
  readonly ledger: Readonly<Record<string, Json>>;
}

export interface MinutesFacts {
  readonly happenings: readonly Happening[];
  readonly exceptions: readonly RecordedException[];
  readonly warnings: readonly Warning[];
  readonly receipts: Receipts;
  /** Files written since the last act closed, with their SHA-256. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  /** Every share set so far; none before the founding. */
  readonly sets: readonly SetRecord[];
  /** What is due of the set in force, as the last entry's time sees it. */
  readonly due: readonly Due[];
  /** The restore of this act: `restore.begun` and `restore.done`, where there was one. */
  readonly restore: Readonly<Record<string, Json>>;
  /** The decision that came into force in this act, as its entry `register.changed` has it. */
  readonly decision?: Readonly<Record<string, Json>>;
}

const leavingFiles = ['step.files', 'step.done', 'set.active', 'register.changed', 'tuf.renewed', 'tuf.root'];

export function factsOf({ plan, entries, warnings = [] }: MinutesInput): MinutesFacts {
  const own = sinceLastClose(entries);
  const decision = own.find(({ kind }) => kind === 'register.changed')?.data;
  const restores = own.filter(({ kind }) => kind === 'restore.begun' || kind === 'restore.done');
  return {
    happenings: own.map(happening),
    exceptions: stateOf(entries).exceptions,
    warnings: unique([...warnings, ...warningsOf(plan, entries)]),
    receipts: {
      found: doneOf(entries, 'found'),
      genesis: doneOf(entries, 'genesis'),
      sign: doneOf(own, 'sign'),
      ledger: doneOf(entries, 'sign'),
    },
    sets: setsOf(entries, plan),
    due: dueOf(entries, plan, entries.at(-1)?.time ?? ''),
    files: own.filter(({ kind }) => leavingFiles.includes(kind)).flatMap(({ data }) => filesOf(data.files)),
    restore: Object.assign({}, ...restores.map(({ data }) => data)) as Record<string, Json>,
    ...(decision && { decision }),
  };
}

/** Minutes follow each other: what an earlier act's minutes tell is not told again, exceptions and warnings are. */
function sinceLastClose(entries: readonly Entry[]): readonly Entry[] {
  return entries.slice(entries.findLastIndex(({ kind }) => kind === 'act.closed') + 1);
}

function happening({ index, time, kind, data }: Entry): Happening {
  const { en, zh } = objectOf(data.said);
  return {
    index,
    time,
    kind,
    step: textOf(data.step),
    who: textOf(data.who) || textOf(data.custodian),
    said: { en: textOf(en), zh: textOf(zh) },
  };
}

function doneOf(entries: readonly Entry[], step: string): Readonly<Record<string, Json>> {
  return entries.findLast(({ kind, data }) => kind === 'step.done' && data.step === step)?.data ?? {};
}

function filesOf(value: Json | undefined) {
  return rowsOf(value).map(({ path, sha256 }) => ({ path: textOf(path), sha256: textOf(sha256) }));
}

function unique(warnings: readonly Warning[]): Warning[] {
  const texts = warnings.map(({ text }) => text.en);
  return warnings.filter(({ text }, i) => texts.indexOf(text.en) === i);
}

/** The minutes as JSON, to be written as JCS. Signatures stand in the log, by the index of their entries. */
export function minutesJson(input: MinutesInput, facts: MinutesFacts): Json {
  const { plan, act, head, entries, software } = input;
  const now = activeSet(facts.sets);
  const quorum = names(facts.receipts.sign.quorum ?? facts.restore.quorum);
  return {
    format: minutesFormat,
    act,
    ceremony: entries[0]?.ceremony ?? '',
    rehearsal: plan.rehearsal,
    consortium: { id: plan.consortium.id, name: { ...plan.consortium.name } },
    planHash: toHex(planHash(plan)),
    head: { size: head.size, root: toHex(head.root) },
    software: { ...software },
    happenings: facts.happenings.map(({ index, time, kind, step, who }) => ({ index, time, kind, step, who })),
    exceptions: facts.exceptions.map((each) => ({ ...each, by: [...each.by] })),
    warnings: facts.warnings.map(({ rule, text: { en, zh } }) => ({ rule, en, zh })),
    roots: now?.roots.map((root) => ({ ...root })) ?? facts.receipts.found.roots ?? [],
    set: now ? { id: now.id, epoch: now.epoch, m: now.m, n: now.n, scheme: now.scheme } : {},
    genesis: {
      txHash: facts.receipts.genesis.txHash ?? '',
      contentSha256: facts.receipts.genesis.contentSha256 ?? '',
      ...(facts.receipts.ledger.ledgerHash !== undefined && { ledgerHash: facts.receipts.ledger.ledgerHash }),
    },
    quorum,
    ...(facts.decision && { decision: facts.decision }),
    files: facts.files.map((file) => ({ ...file })),
  };
}
