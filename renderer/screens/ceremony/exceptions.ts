/** What stands against a real act in the room, and the two people who answer for it. Pure. */
import type { Exception, Finding } from '../../../preload/contract/common.ts';

/** What was filled in for one rule. */
export interface Answering {
  readonly reason: string;
  readonly first: string;
  readonly second: string;
}

export const unanswered: Answering = { reason: '', first: '', second: '' };

/** Findings that stop a real act unless two people answer for them; `excused`: rules on record already. */
export function stopping(findings: readonly Finding[], rehearsal: boolean, excused: readonly string[] = []): Finding[] {
  if (rehearsal) return [];
  return findings.filter(({ level, rule }) => level === 'error' && !excused.includes(rule));
}

/** A reason and two different people. */
export function answered({ reason, first, second }: Answering): boolean {
  return reason.trim() !== '' && first !== '' && second !== '' && first !== second;
}

export type Answers = Readonly<Record<string, Answering>>;

export function allAnswered(stops: readonly Finding[], answers: Answers): boolean {
  return stops.every(({ rule }) => answered(answers[rule] ?? unanswered));
}

/** As the program takes them, one for each rule. */
export function exceptionsOf(stops: readonly Finding[], answers: Answers): Exception[] {
  const rules = [...new Set(stops.map(({ rule }) => rule))];
  return rules.flatMap((rule) => {
    const answer = answers[rule] ?? unanswered;
    return answered(answer) ? [{ rule, reason: answer.reason.trim(), by: [answer.first, answer.second] }] : [];
  });
}
