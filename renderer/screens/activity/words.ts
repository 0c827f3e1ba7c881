/** Words of a hash typed back: which word of which group is due, and whether those typed so far are the ones. Pure. */
import type { HashGroup } from '../../../preload/contract/common.ts';

export interface WordSlot {
  /** Group of the hash, from 0. */
  readonly group: number;
  readonly typed: string;
  readonly state: 'empty' | 'typing' | 'same' | 'different';
}

export interface TypedWords {
  readonly slots: readonly WordSlot[];
  /** Group of the word that is due; the last one when all stand. */
  readonly at: number;
  /** Every word is there and the same. */
  readonly complete: boolean;
  /** More words than were asked for. */
  readonly tooMany: boolean;
}

/** `count` words of `groups` are due, in order; case does not matter, and a space ends a word. */
export function typedWords(typed: string, groups: readonly HashGroup[], count: number): TypedWords {
  const due = groups.flatMap(({ words }, group) => words.map((word) => ({ word, group }))).slice(0, count);
  const tokens = typed.split(/\s+/).filter((token) => token !== '');
  const open = /\S$/.test(typed) ? tokens.length - 1 : -1;
  const slots = due.map(({ word, group }, i): WordSlot => {
    const token = tokens[i] ?? '';
    return { group, typed: token, state: stateOf(token, word, i === open) };
  });
  const next = slots.find(({ state }) => state !== 'same') ?? slots.at(-1);
  return {
    slots,
    at: next?.group ?? 0,
    complete: slots.every(({ state }) => state === 'same') && tokens.length === slots.length,
    tooMany: tokens.length > slots.length,
  };
}

/** A word still being typed is only different once it can no longer become the one. */
function stateOf(typed: string, word: string, open: boolean): WordSlot['state'] {
  if (typed === '') return 'empty';
  const [own, due] = [typed.toLowerCase(), word.toLowerCase()];
  if (own === due) return 'same';
  return open && due.startsWith(own) ? 'typing' : 'different';
}
