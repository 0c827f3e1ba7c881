/** What the minutes repeat as warnings: read from the log and the plan, so that nobody has to remember to say it. */

import type { Entry } from '../audit/entry.ts';
import type { Json } from '../encoding/jcs.ts';
import { fill, type RuleTable, type Text } from '../rules.ts';
import type { ResolvedPlan } from './plan.ts';

export const minutesRules = {
  'MINUTES-WORK-FACTOR': {
    en: 'Shares sealed with a scrypt work factor below 18: {value}. Their passphrases are guessed that much faster.',
    zh: '以低于 18 的 scrypt 工作因子封存的份额：{value}。其口令更易被穷举。',
  },
  'MINUTES-ANSWERS': {
    en: 'An answers file was used: its answers and passphrases were prepared before the ceremony, by whoever wrote it.',
    zh: '使用了应答文件：其中的应答与口令由编写者在仪式前准备。',
  },
  'MINUTES-KEPT': {
    en: "The shares were left in the folder shares/ of this machine. Each must be taken to its holder's medium and removed here.",
    zh: '份额留在了本机的 shares/ 文件夹中。须逐一转移到保管人的介质上，并从本机删除。',
  },
  'MINUTES-NOT-OPENED': {
    en: 'Shares that were not opened and checked in the room: {value}. Their holders must check them with "share check".',
    zh: '未在现场打开检查的份额：{value}。其保管人须用“share check”自行检查。',
  },
  'MINUTES-ABSENT': {
    en: "Genesis permissions not signed here: {value}. Their owners make them with JD Chain's own ledger-init.",
    zh: '未在此签署创世许可的成员：{value}。由其所有者用 JD Chain 自带的 ledger-init 签署。',
  },
  'MINUTES-ABANDONED': {
    en: 'Step {value} was abandoned and begun again: {reason}.',
    zh: '步骤 {value} 曾被放弃并重新开始：{reason}。',
  },
  'MINUTES-UNFINISHED': {
    en: 'The root keys were opened in entry {entry} ({value}) and the act did not end ({reason}): take it that they were used so.',
    zh: '第 {entry} 条记录打开了根密钥（{value}），但该操作没有正常结束（{reason}）：应视为已被如此使用。',
  },
} as const satisfies RuleTable;

export interface Warning {
  readonly rule: string;
  readonly text: Text;
}

function warning(rule: keyof typeof minutesRules, params: Readonly<Record<string, string>> = {}): Warning {
  return { rule, text: fill(minutesRules[rule], params) };
}

/** Warnings of the room, of abandoned steps, of what the acts left undone; in the order of the log. */
export function warningsOf(plan: ResolvedPlan, entries: readonly Entry[]): Warning[] {
  const weak = plan.custodians.filter(({ seal }) => seal.kind === 'passphrase' && seal.workFactor < 18);
  const first = weak.length === 0 ? [] : [warning('MINUTES-WORK-FACTOR', { value: list(weak.map(({ id }) => id)) })];
  return [...first, ...entries.flatMap(warningsOfEntry)];
}

function warningsOfEntry({ kind, data }: Entry): Warning[] {
  switch (kind) {
    case 'room.facts':
    case 'set.pending':
      return recordedFindings(data.findings);
    case 'answers.used':
      return [warning('MINUTES-ANSWERS')];
    case 'step.abandoned':
      return [warning('MINUTES-ABANDONED', { value: textOf(data.step), reason: textOf(data.reason) })];
    case 'restore.abandoned':
      return [unfinished(data)];
    case 'step.done':
      return undone(data);
    default:
      return [];
  }
}

function unfinished({ begun, purpose, root, recipient, reason }: Entry['data']): Warning {
  const value = [purpose, root, recipient].map(textOf).filter(Boolean).join(' ');
  return warning('MINUTES-UNFINISHED', { entry: String(Number(begun)), value, reason: textOf(reason) });
}

function undone(data: Entry['data']): Warning[] {
  const notOpened = names(data.notOpened);
  const absent = names(data.notSignedHere);
  return [
    ...recordedFindings(data.findings),
    ...(data.keptHere === true ? [warning('MINUTES-KEPT')] : []),
    ...(notOpened.length > 0 ? [warning('MINUTES-NOT-OPENED', { value: list(notOpened) })] : []),
    ...(absent.length > 0 ? [warning('MINUTES-ABSENT', { value: list(absent) })] : []),
  ];
}

/** Findings as an entry keeps them: `{rule, level, en, zh}`. */
function recordedFindings(value: Json | undefined): Warning[] {
  const rows = Array.isArray(value) ? value : [];
  return rows.flatMap((row) => {
    const { rule, en, zh } = objectOf(row);
    return typeof rule === 'string' && typeof en === 'string' && typeof zh === 'string'
      ? [{ rule, text: { en, zh } }]
      : [];
  });
}

const list = (ids: readonly string[]) => ids.join(', ');

/** The strings of a list; empty for anything else. */
export function names(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** A text of a log entry, empty if it has none. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** An object of a log entry, empty if it is something else. */
export function objectOf(value: Json | undefined): Readonly<Record<string, Json>> {
  return typeof value === 'object' && !Array.isArray(value) ? value : {};
}

/** The objects of a list of a log entry. */
export function rowsOf(value: Json | undefined): Readonly<Record<string, Json>>[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}
