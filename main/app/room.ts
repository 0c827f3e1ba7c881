/** The room: the facts that the launcher took, judged before anything is made and recorded as the first step. */
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '../core/audit/entry.ts';
import {
  type Exception,
  type MachineFacts,
  type RoomFacts,
  excuse,
  judgeExceptions,
  judgeRoom,
  roomFactsSchema,
} from '../core/ceremony/room.ts';
import type { ResolvedPlan } from '../core/ceremony/plan.ts';
import { ceremonyRules } from '../core/ceremony/rules.ts';
import { setsOf, withHolders } from '../core/ceremony/sets.ts';
import { stateOf } from '../core/ceremony/steps.ts';
import type { Json } from '../core/encoding/jcs.ts';
import { type Finding, RootsealError, type Text, refuse } from '../core/rules.ts';
import { nodeProgram } from './node.ts';
import { entriesOf } from './journal.ts';
import { planOfStore, reading } from './state.ts';
import { appRules } from './rules.ts';
import type { Run } from './run.ts';

export interface RoomEntry {
  readonly facts: RoomFacts;
  readonly exceptions: readonly Exception[];
  readonly answersUsed: boolean;
}

/** The facts of the machine as handed in by the launcher (`ROOTSEAL_ROOM`), else taken now. ROOM-FACTS. */
export function takeMachine(env: NodeJS.ProcessEnv): MachineFacts {
  return parseFacts(env['ROOTSEAL_ROOM'] ?? machineFacts());
}

/** ROOM-FACTS for a text that is none. */
export function parseFacts(given: string): MachineFacts {
  const parsed = roomFactsSchema.safeParse(jsonOf(given));
  if (!parsed.success) throw refuse(appRules, 'ROOM-FACTS', {}, { cause: parsed.error });
  return parsed.data;
}

/** The facts of the machine, and the folder the ceremony writes into. */
export function takeRoom(dir: string, env: NodeJS.ProcessEnv): RoomFacts {
  return { ...takeMachine(env), folder: { path: dir, readableByOthers: readableByOthers(dir) } };
}

/** What shuts the network out, by the facts. */
export function layerOf({ layer: { name } }: Pick<MachineFacts, 'layer'>): 'user+net' | 'net' | 'none' {
  return name === 'user+net' || name === 'net' ? name : 'none';
}

/** What the launcher says of it; none where there was no launcher, or its facts cannot be read. */
export function layerGiven(env: NodeJS.ProcessEnv): 'user+net' | 'net' | 'none' {
  const parsed = roomFactsSchema.safeParse(jsonOf(env['ROOTSEAL_ROOM'] ?? ''));
  return parsed.success ? layerOf(parsed.data) : 'none';
}

/** How the facts are taken: a program of its own, told the layer and why it is that one. */
export function machineProgram(layer: string, why: string) {
  const script = join(import.meta.dirname, '..', '..', 'scripts', 'room-facts.mjs');
  const node = nodeProgram();
  return { path: node.path, args: [script, layer, why, ''], env: { ...process.env, ...node.env } };
}

function machineFacts(): string {
  const { path, args, env } = machineProgram('none', 'started without the launcher');
  return execFileSync(path, args, { encoding: 'utf8', env });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A folder that is not there yet is made for its owner alone. */
export function readableByOthers(dir: string): boolean {
  return process.platform !== 'win32' && existsSync(dir) && (statSync(dir).mode & 0o077) !== 0;
}

export interface Admission {
  readonly rehearsal: boolean;
  /** Ids of the people and custodians of the plan. */
  readonly people: readonly string[];
  /** What the log of this ceremony has already. */
  readonly recorded?: readonly Exception[];
}

/** Stops an unfit room with its first error (exit 3) before anything is made; answers the warnings. */
export function admitRoom(room: RoomEntry, { rehearsal, people, recorded = [] }: Admission): Finding[] {
  const wrong = judgeExceptions(room.exceptions, people);
  const findings = excuse(judgeRoom(room.facts, { rehearsal }), [...recorded, ...room.exceptions]);
  const stop = [...wrong, ...findings].find(({ level }) => level === 'error');
  if (stop) throw asError(stop);
  return findings;
}

export function asError({ rule, text, field }: Finding): RootsealError {
  const exit = (ceremonyRules as Record<string, Text & { exit?: 1 | 2 | 3 | 4 }>)[rule]?.exit ?? 1;
  return new RootsealError(rule, text, exit, field);
}

/** The facts, what was found in them, exceptions that are new, and the use of an answers file, as entries. */
export function recordRoom(run: Run, { facts, exceptions, answersUsed }: RoomEntry): void {
  const { rehearsal } = run.journal.id;
  const known = stateOf(run.journal.entries()).exceptions;
  const findings = excuse(judgeRoom(facts, { rehearsal }), [...known, ...exceptions]);
  const rows = findings.map(({ rule, level, text }) => ({ rule, level, en: text.en, zh: text.zh }));
  run.journal.append({ kind: 'room.facts', data: { facts: facts as unknown as Json, findings: rows } });
  for (const exception of exceptions.filter((one) => !known.some((other) => same(one, other))))
    recordException(run, exception);
  if (answersUsed) run.journal.append({ kind: 'answers.used', data: { real: !rehearsal } });
  for (const { text } of findings) run.desk.show(text);
}

function same(one: Exception, other: Exception): boolean {
  return one.rule === other.rule && one.reason === other.reason && one.by.join(' ') === other.by.join(' ');
}

/** An exception is an entry like every other: never edited, repeated in the minutes. */
export function recordException(run: Pick<Run, 'journal'>, { rule, reason, by }: Exception): void {
  run.journal.append({ kind: 'exception', data: { rule, reason, by: [...by] } });
}

/** Ids of everybody in the plan of a home, and of everybody who holds or ever held a share. */
export function peopleOf(dir: string): string[] {
  return reading(dir, (store, home) => peopleOfLog(planOfStore(store, home), entriesOf(store)));
}

/** `peopleOf` where the log is open. */
export function peopleOfLog(plan: ResolvedPlan, entries: readonly Entry[]): string[] {
  return [...new Set(peopleOfPlan(withHolders(plan, setsOf(entries, plan))))];
}

export function peopleOfPlan({ people, custodians }: Pick<ResolvedPlan, 'people' | 'custodians'>): string[] {
  return [...Object.keys(people.names), ...custodians.map(({ id }) => id)];
}
