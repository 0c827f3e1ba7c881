/** Minutes of an act, as files to stage below `public/minutes/`: Markdown, HTML and JSON, both languages side by side. */
import { type Entry, decodeEntry } from '../core/audit/entry.ts';
import type { ResolvedPlan } from '../core/ceremony/plan.ts';
import { renderMinutes } from '../core/ceremony/minutes.ts';
import type { Text } from '../core/rules.ts';
import type { NamedBytes } from './files.ts';
import type { Journal } from './journal.ts';
import { software } from './software.ts';

export interface MinutesOf {
  readonly journal: Journal;
  readonly plan: ResolvedPlan;
}

/**
 * @param act a step's id, or `restore-<entry>`
 * @param done the bytes of the entry that ends the act; the minutes carry the head behind it
 */
export function minutesOf({ journal, plan }: MinutesOf, act: string, done: readonly Uint8Array[]): NamedBytes[] {
  const entries = [...journal.entries(), ...done.map((bytes) => decodeEntry(bytes))];
  const files = renderMinutes({
    plan,
    act,
    entries,
    head: journal.store.headAfter([...done]),
    software,
    warnings: planWarnings(entries),
  });
  const number = String(journal.head.size).padStart(4, '0');
  return Object.entries(files).map(([kind, bytes]) => ({ path: `public/minutes/${number}-${act}.${kind}`, bytes }));
}

/** What the plan's checks warned of, as the people who agreed on it were shown. */
function planWarnings(entries: readonly Entry[]): { rule: string; text: Text }[] {
  const agreed = entries.find(({ kind, data }) => kind === 'step.done' && data['step'] === 'agree-plan');
  const warnings = (agreed?.data['warnings'] ?? []) as unknown as { rule: string; en: string; zh: string }[];
  return warnings.map(({ rule, en, zh }) => ({ rule, text: { en, zh } }));
}
