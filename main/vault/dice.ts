/**
 * Dice rolls as a source of randomness: checked for being dice at all, not for being fair. A warning never stops a
 * ceremony, since the operating system's randomness is mixed in whatever the dice are (docs/formats.md section 3).
 */

import { type Finding, finding, refuse } from '../core/rules.ts';
import { vaultRules } from './rules.ts';

/** Chi-square with 5 degrees of freedom: one honest series in about 1,000 lies outside of each limit. */
const tooUneven = 20.52;
const tooEven = 0.21;
/** An honest series of 10,000 has a run of 9 about once in 200 times. */
const runMax = 9;
/** The longest pattern looked for that fills the whole series. */
const periodMax = 60;

/**
 * Checks rolls as ASCII digits. Returns warnings.
 * @throws DICE-DIGITS, DICE-FEW, DICE-CONSTANT
 */
export function checkDice(rolls: Uint8Array, needed: number): Finding[] {
  const odd = rolls.findIndex((digit) => digit < 0x31 || digit > 0x36);
  if (odd >= 0) throw refuse(vaultRules, 'DICE-DIGITS', { position: odd + 1 }, { subject: 'dice' });
  if (rolls.length < needed) {
    throw refuse(vaultRules, 'DICE-FEW', { needed, found: rolls.length }, { subject: 'dice' });
  }
  if (rolls.length > 1 && rolls.every((digit) => digit === rolls[0])) {
    throw refuse(vaultRules, 'DICE-CONSTANT', {}, { subject: 'dice' });
  }
  const warn = (code: 'DICE-UNEVEN' | 'DICE-REPEATED', params: Record<string, string>) =>
    finding(vaultRules, code, 'warning', 'dice', params);
  const chi = chiSquare(rolls);
  const pattern = repetition(rolls);
  return [
    ...(rolls.length >= 30 && (chi > tooUneven || chi < tooEven) ? [warn('DICE-UNEVEN', { chi: chi.toFixed(1) })] : []),
    ...(pattern === undefined ? [] : [warn('DICE-REPEATED', { what: pattern })]),
  ];
}

function chiSquare(rolls: Uint8Array): number {
  const expected = rolls.length / 6;
  const counts = new Array<number>(6).fill(0);
  for (const digit of rolls) counts[digit - 0x31]! += 1;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** A long run, or a short pattern that fills the series: what fingers do, and dice do not. */
function repetition(rolls: Uint8Array): string | undefined {
  let run = 1;
  for (let i = 1; i < rolls.length; i++) {
    run = rolls[i] === rolls[i - 1] ? run + 1 : 1;
    if (run > runMax) return `run > ${runMax}`;
  }
  for (let period = 2; period <= Math.min(periodMax, rolls.length / 2); period++) {
    if (rolls.every((digit, i) => i < period || digit === rolls[i - period])) return `period ${period}`;
  }
  return undefined;
}
