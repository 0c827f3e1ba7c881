/**
 * Words copied by hand into the numbered boxes of a blank form ("the printer is not trusted"), read back and compared
 * word by word. Which box differs is said, what should stand in it is not; nothing is corrected.
 *
 * Words are strings: whoever holds secret words calls this in the vault, which then exits.
 */
import { refuse } from '../rules.ts';
import type { RootsealError } from '../rules.ts';
import { paperRules } from './rules.ts';

/** What is said of one box. */
export interface BoxVerdict {
  /** From 1. */
  readonly box: number;
  readonly ok: boolean;
}

/** Compares in the form that people write: any case, surrounding spaces ignored. Looks at every box always. */
export function compareWords(shown: readonly string[], readBack: readonly string[]): BoxVerdict[] {
  return shown.map((word, i) => ({ box: i + 1, ok: plain(word) === plain(readBack[i] ?? '') }));
}

const plain = (word: string) => word.trim().toLowerCase();

/** The refusal of a copy that is not the same: PAPER-WORDS-COUNT, PAPER-WORDS-DIFFER; undefined when it is. */
export function copyRefusal(shown: readonly string[], readBack: readonly string[]): RootsealError | undefined {
  const [have, need] = [readBack.length, shown.length];
  if (have !== need) return refuse(paperRules, 'PAPER-WORDS-COUNT', { have, need });
  const wrong = compareWords(shown, readBack).filter(({ ok }) => !ok);
  if (wrong.length === 0) return undefined;
  return refuse(paperRules, 'PAPER-WORDS-DIFFER', { boxes: wrong.map(({ box }) => box).join(', ') });
}
