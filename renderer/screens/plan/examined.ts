/**
 * What the program said about a plan's text: its findings and hash, or why the text is no plan at all and where.
 * A refusal of the whole text is a finding as well, so that nothing is ever shown without its reason.
 */
import type { Finding, HashGroup } from '../../../preload/contract/common.ts';
import type { ReplyOf } from '../../../preload/contract/index.ts';

export interface Examined {
  /** The text that was looked at. */
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly hash: readonly HashGroup[] | undefined;
  /** Who can do what after the genesis; empty while the plan has not its shape. */
  readonly abilities: ReplyOf<'plan.check'>['abilities'];
  /** The text cannot be read as JSON, or not in one way only. */
  readonly broken: Broken | undefined;
}

export interface Broken {
  readonly finding: Finding;
  /** From 1, in characters. */
  readonly line: number;
  readonly column: number;
}

const unreadable = /^PLAN-JSON(-DUPLICATE)?$/;

function brokenAt(findings: readonly Finding[]): Broken | undefined {
  const finding = findings.find(({ rule }) => unreadable.test(rule));
  if (finding === undefined) return undefined;
  const [, line = '1', column = '1'] = /^(\d+):(\d+)$/.exec(finding.field) ?? [];
  return { finding, line: Number(line), column: Number(column) };
}

export function examined(text: string, { findings, hash, abilities }: ReplyOf<'plan.check'>): Examined {
  return { text, findings, abilities, hash: hash?.groups, broken: brokenAt(findings) };
}

interface Refusal {
  readonly code: string;
  readonly text: Finding['text'];
  readonly subject?: string | undefined;
}

const isRefusal = (error: unknown): error is Refusal =>
  typeof error === 'object' && error !== null && 'code' in error && 'text' in error;

/** A text that was refused as a whole; undefined for what is no word about the plan (the program does not answer). */
export function refusedText(text: string, error: unknown): Examined | undefined {
  if (!isRefusal(error) || !/^(PLAN|ENCODING)-/.test(error.code)) return undefined;
  const finding: Finding = { rule: error.code, level: 'error', field: error.subject ?? '', text: error.text };
  return { text, findings: [finding], hash: undefined, abilities: [], broken: brokenAt([finding]) };
}
