/**
 * The properties that Raft and MQ read. JD Chain takes its own value for one that is missing; MQ does so for a number that is none
 * or not above 0 as well. Whatever else stands in the file has no effect and does not enter the genesis.
 */

import type { ConsensusSetting, ConsensusSettings } from '../../core/ceremony/consensus.ts';
import { refuse } from '../../core/rules.ts';
import { propertyLine, type Properties } from './properties.ts';
import { jdchainRules } from './rules.ts';
import { type Setting, sortSettings } from './settings.ts';
import { javaInt, optional, required } from './values.ts';

export interface Reading {
  readonly known: ConsensusSettings;
  /** Whether a number that is none is refused, or left out in silence. */
  readonly lenient: boolean;
}

/** Every known property as JD Chain understands the file, sorted. @throws JDCHAIN-MISSING, JDCHAIN-VALUE */
export function readKnown(file: Properties, { known, lenient }: Reading): Setting[] {
  const read = Object.entries(known).map(([name, setting]): Setting => {
    const text = setting.absent === undefined ? required(file, name) : (optional(file, name) ?? setting.absent);
    return [name, understood(text, setting, { lenient, subject: `${file.what}: ${name}` })];
  });
  return sortSettings(read);
}

function understood(
  text: string,
  { form, absent }: ConsensusSetting,
  { lenient, subject }: { lenient: boolean; subject: string },
): string {
  if (form === 'truth') return String(text.toLowerCase() === 'true');
  if (form === 'text') return text;
  const value = javaInt(text);
  if (lenient) return value !== undefined && value > 0 ? String(value) : (absent ?? '');
  if (value !== undefined) return String(value);
  throw refuse(jdchainRules, 'JDCHAIN-VALUE', { value: text, expected: '-2147483648 … 2147483647' }, { subject });
}

/** What JD Chain's own configuration has. */
export function shippedOf(known: ConsensusSettings): Record<string, string> {
  const usual = Object.entries(known).flatMap(([name, setting]) =>
    setting.usual === undefined ? [] : [[name, setting.usual] as const],
  );
  return Object.fromEntries(usual);
}

export const linesOf = (settings: readonly Setting[]): string =>
  settings.map(([name, value]) => propertyLine(name, value)).join('');
