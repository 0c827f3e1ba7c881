/**
 * A sheet held before a camera: its codes come in any order, again and again, and others come between. What does not
 * fit is said and left out, so that one wrong code does not spoil what was read before it.
 */
import { RootsealError, type Text } from '../rules.ts';
import { type Found, type Gathered, gather } from './collect.ts';

/** What stands where a refusal names a file. */
const seenBy: Text = { en: 'the picture of the camera', zh: '摄像头画面' };

/** More than any two sheets have. */
export const mostCodes = 300;

export interface Live {
  /** Codes of sheets, each once, in the order in which they were seen. */
  readonly found: readonly Found[];
  readonly all: readonly Gathered[];
  /** What is wrong with the newest code that does not fit. */
  readonly problem?: RootsealError;
  /** A code was seen that is of no sheet. */
  readonly foreign: boolean;
}

export const nothingSeen: Live = { found: [], all: [], foreign: false };

/** What is known once these texts were seen as well. A problem stays until a code fits again. */
export function seen(before: Live, texts: readonly string[]): Live {
  const known = new Set(before.found.map(({ text }) => text));
  const fresh = [...new Set(texts)].filter((text) => !known.has(text));
  const ours = fresh.filter((text) => text.startsWith('ROOTSEAL')).slice(0, mostCodes - known.size);
  const live = fresh.some((text) => !text.startsWith('ROOTSEAL')) ? { ...before, foreign: true } : before;
  if (ours.length === 0) return live;
  const all = withThese(live, ours);
  // One that does not fit is found by trying each.
  return all.problem ? ours.reduce((so, text) => withThese(so, [text]), live) : all;
}

function withThese(live: Live, texts: readonly string[]): Live {
  const found = [...live.found, ...texts.map((text) => ({ text, from: seenBy }))];
  try {
    return { found, all: gather(found), foreign: false };
  } catch (problem) {
    if (problem instanceof RootsealError) return { ...live, problem };
    throw problem;
  }
}
