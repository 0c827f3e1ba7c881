/**
 * Words copied by hand into the numbered boxes of a blank form ("the printer is not trusted"), read back and compared
 * word by word. Which box differs is said, what should stand in it is not; nothing is corrected. Words are compared by
 * their places in the list, so that none is ever put together as a text.
 */
import { refuse } from '../rules.ts';
import type { RootsealError } from '../rules.ts';
import { paperRules } from './rules.ts';

/** The boxes, from 1, whose word is not the one that was shown. Looks at every box always. */
function differingBoxes(shown: Int16Array, readBack: ArrayLike<number>): number[] {
  return Array.from(shown, (value, i) => (value === readBack[i] ? 0 : i + 1)).filter((box) => box > 0);
}

/** The refusal of a copy that is not the same, as far as it was read back: PAPER-WORDS-DIFFER; undefined when it is. */
export function copyRefusal(shown: Int16Array, readBack: ArrayLike<number>): RootsealError | undefined {
  const wrong = differingBoxes(shown.subarray(0, readBack.length), readBack);
  return wrong.length === 0 ? undefined : refuse(paperRules, 'PAPER-WORDS-DIFFER', { boxes: wrong.join(', ') });
}
