/**
 * The room a ceremony is held in: facts of the machine as the launcher took them (`rootseal.room/1`), judged.
 * A network that is up and a folder that others can read stop a real ceremony unless two people record the exception.
 */

import { z } from 'zod';
import { printable } from '../encoding/printable.ts';
import { type Finding, type Text, fill, finding } from '../rules.ts';
import { type CeremonyRule, ceremonyRules } from './rules.ts';

const named = z.object({ name: z.string() });

/** What `scripts/room-facts.mjs` tells; further fields are kept for the log and not judged. */
export const roomFactsSchema = z.object({
  format: z.literal('rootseal.room/1'),
  platform: z.string(),
  taken: z.string(),
  interfaces: z.array(named.extend({ up: z.boolean(), loopback: z.boolean(), addresses: z.array(z.string()) })),
  routes: z.object({ ipv4: z.array(z.string()), ipv6: z.array(z.string()) }),
  radios: z.array(named.extend({ kind: z.string(), on: z.boolean() })),
  swap: z.array(z.object({ device: z.string(), kind: z.string() })),
  core: z.object({ pattern: z.string(), limit: z.string() }),
  hibernation: z.boolean(),
  layer: named.extend({ why: z.string() }),
});

export type MachineFacts = z.infer<typeof roomFactsSchema>;

export interface RoomFacts extends MachineFacts {
  /** The folder that the ceremony writes into: its path for people, and whether others can read it. */
  readonly folder: { readonly path: string; readonly readableByOthers: boolean };
}

/** A recorded deviation from a rule, as two people answer for it. */
export interface Exception {
  readonly rule: string;
  readonly reason: string;
  readonly by: readonly string[];
}

interface RoomRule {
  readonly rule: CeremonyRule;
  /** What stops a real ceremony; in a rehearsal everything only warns. */
  readonly stops: boolean;
  readonly field: string;
  /** Of what stops, as a rehearsal says it: nobody has to begin again there, or to answer for it. */
  readonly noted?: Text;
  /** What is wrong, for people; empty if nothing is. */
  readonly check: (facts: RoomFacts) => string | Text;
}

/** An interface carries traffic when it is up, is not the loopback, and has an address or a route. */
function networks({ interfaces, routes }: RoomFacts): string {
  const routed = [...routes.ipv4, ...routes.ipv6].map((route) => route.split(' ').at(-1));
  const live = interfaces.filter(
    ({ name, up, loopback, addresses }) => up && !loopback && (addresses.length > 0 || routed.includes(name)),
  );
  return live.map(({ name, addresses }) => [name, ...addresses].join(' ')).join(', ');
}

/** A limit of none keeps from a file alone; a pattern that pipes to a program heeds the one of one byte (core(5), fs/coredump.c). */
export function forbidsDumps(limit: string, pattern: string): boolean {
  if (pattern.startsWith('@')) return false;
  return limit === '1 byte' || (limit === '0' && !pattern.startsWith('|'));
}

/** Reasons of our own for having no layer, as `scripts/in-room` and `main/app/room.ts` give them; else the system's, quoted. */
const whys: Readonly<Record<string, string>> = {
  'started without the launcher': '未经启动脚本启动',
  'this system has no unshare': '本系统没有 unshare 命令',
};

export function layerWhy(why: string): Text {
  const en = printable(why || '–');
  return { en, zh: whys[why] ?? en };
}

export const roomRules: readonly RoomRule[] = [
  {
    rule: 'ROOM-NETWORK',
    stops: true,
    field: 'interfaces',
    noted: {
      en: 'A network is up: {value}. In a rehearsal this is only noted; a real ceremony does not begin with one.',
      zh: '网络已连接：{value}。演练中仅作记录；正式仪式在此情况下不会开始。',
    },
    check: networks,
  },
  {
    rule: 'ROOM-FOLDER',
    stops: true,
    field: 'folder',
    noted: {
      en: 'The folder {value} can be read by others. In a rehearsal this is only noted; a real ceremony does not begin in one.',
      zh: '文件夹 {value} 可被他人读取。演练中仅作记录；正式仪式不会在此文件夹中开始。',
    },
    check: ({ folder }) => (folder.readableByOthers ? folder.path : ''),
  },
  {
    rule: 'ROOM-SWAP',
    stops: false,
    field: 'swap',
    check: ({ swap }) => swap.map(({ device }) => device).join(', '),
  },
  {
    rule: 'ROOM-RADIO',
    stops: false,
    field: 'radios',
    check: ({ radios }) =>
      radios
        .filter(({ on }) => on)
        .map(({ name, kind }) => `${name} (${kind})`)
        .join(', '),
  },
  {
    rule: 'ROOM-CORE',
    stops: false,
    field: 'core',
    check: ({ core: { pattern, limit } }) => (forbidsDumps(limit, pattern) ? '' : pattern || limit),
  },
  {
    rule: 'ROOM-HIBERNATION',
    stops: false,
    field: 'hibernation',
    check: ({ hibernation }) => (hibernation ? 'hibernation' : ''),
  },
  {
    rule: 'ROOM-LAYER',
    stops: false,
    field: 'layer',
    check: ({ layer }) => (layer.name === 'none' ? layerWhy(layer.why) : ''),
  },
];

/** The findings of a room: errors stop a real ceremony, a rehearsal has warnings only. */
export function judgeRoom(facts: RoomFacts, { rehearsal }: { readonly rehearsal: boolean }): Finding[] {
  return roomRules.flatMap(({ rule, stops, field, noted, check }) => {
    const value = check(facts);
    if (value === '') return [];
    const level = stops && !rehearsal ? 'error' : 'warning';
    const found = finding(ceremonyRules, rule, level, `room.${field}`, { value });
    return [rehearsal && noted ? { ...found, text: fill(noted, { value }) } : found];
  });
}

/** What is wrong with exceptions as they were recorded: two different people of the plan, a reason, a rule that allows it. */
export function judgeExceptions(exceptions: readonly Exception[], people: readonly string[]): Finding[] {
  const allowed = roomRules.filter(({ stops }) => stops).map(({ rule }) => rule as string);
  return exceptions.flatMap(({ rule, reason, by }, i) => {
    const field = `exceptions[${i}]`;
    return [
      // What is not there at all is told with who answers for it.
      ...(isLine(reason) || reason.trim() === ''
        ? []
        : [finding(ceremonyRules, 'EXCEPTION-TEXT', 'error', field, { value: rule })]),
      ...(allowed.includes(rule) ? [] : [finding(ceremonyRules, 'EXCEPTION-RULE', 'error', field, { value: rule })]),
      ...(answeredFor({ reason, by }, people)
        ? []
        : [finding(ceremonyRules, 'EXCEPTION-PEOPLE', 'error', field, { value: rule })]),
    ];
  });
}

/** Two different people of the plan, and a reason. */
function answeredFor({ reason, by }: Omit<Exception, 'rule'>, people: readonly string[]): boolean {
  return new Set(by.filter((id) => people.includes(id))).size >= 2 && reason.trim() !== '';
}

/** One line that people can read: nothing that breaks, hides or reorders it, not empty, not a page. */
const isLine = (text: string) =>
  text.trim() !== '' && text.length <= 500 && !/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(text);

/**
 * What is wrong with an exception that is recorded in the course of a ceremony or after it. Its rule is free text: it
 * excuses nothing by itself, except in the room.
 */
export function judgeException(exception: Exception, people: readonly string[]): Finding[] {
  const { rule, reason, by } = exception;
  const params = { value: rule };
  const lines = isLine(rule) && isLine(reason);
  const known = answeredFor(exception, people) && by.every((id) => people.includes(id));
  return [
    ...(lines ? [] : [finding(ceremonyRules, 'EXCEPTION-TEXT', 'error', 'exception', params)]),
    ...(known ? [] : [finding(ceremonyRules, 'EXCEPTION-PEOPLE', 'error', 'exception', params)]),
  ];
}

/** Room findings after exceptions: an error that two people answered for becomes a warning, repeated in the minutes. */
export function excuse(findings: readonly Finding[], exceptions: readonly Exception[]): Finding[] {
  const excused = new Set(exceptions.map(({ rule }) => rule));
  return findings.map((each) => (excused.has(each.rule) ? { ...each, level: 'warning' } : each));
}
