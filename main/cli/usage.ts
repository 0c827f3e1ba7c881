/** Wrong use of the command line as commander tells it, in both languages. */
import type { CommanderError } from 'commander';
import { type RootsealError, type Text, refuse } from '../core/rules.ts';
import { cliRules } from './rules.ts';

type Reason = readonly [code: string, zh: (quoted: string) => string];

const quotedIn = (message: string) => /'([^']+)'/.exec(message)?.[1] ?? '';

const reasons: readonly Reason[] = [
  ['commander.unknownOption', (what) => `没有选项“${what}”。`],
  ['commander.missingArgument', (what) => `缺少参数“${what}”。`],
  ['commander.optionMissingArgument', (what) => `选项“${what}”缺少值。`],
  ['commander.missingMandatoryOptionValue', (what) => `缺少必需的选项“${what}”。`],
  ['commander.invalidArgument', (what) => `选项“${what}”的值不可用。`],
  ['commander.excessArguments', () => '参数过多。'],
  ['commander.unknownCommand', (what) => `没有命令“${what}”。`],
];

/** CLI-USAGE for what commander refused. */
export function usageError({ code, message }: CommanderError): RootsealError {
  const en = `${message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.$/, '')}.`;
  const zh = reasons.find(([known]) => known === code)?.[1](quotedIn(message)) ?? en;
  return wrongUse({ en, zh });
}

export function wrongUse(reason: Text): RootsealError {
  return refuse(cliRules, 'CLI-USAGE', { reason });
}

/** A group of commands was named without one of them, or with one that it does not have. */
export function noCommand(group: string, given: string | undefined, known: readonly string[]): RootsealError {
  const list = known.join(', ');
  if (given === undefined)
    return wrongUse({ en: `${group} needs a command: ${list}.`, zh: `${group} 后须有命令：${list}。` });
  return wrongUse({
    en: `${group} has no command "${given}". Commands: ${list}.`,
    zh: `${group} 没有命令“${given}”。可用的命令：${list}。`,
  });
}
