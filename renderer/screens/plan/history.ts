/**
 * What was done to a plan, so that it can be undone: every state is the text as it would be saved and the JSON in it.
 * Typing in one field is one step. A text that was read stays as it was written until something in it is changed.
 */
import { type Json, type Path, readTree, writeTree } from './model.ts';

export interface Doc {
  readonly text: string;
  /** Undefined while the text is no JSON. */
  readonly tree: Json | undefined;
}

interface State extends Doc {
  /** Where it was changed to become this; the way to it when it is undone. */
  readonly at: Path;
  /** Changes of one run are one step. */
  readonly run: string | undefined;
}

export interface History {
  readonly past: readonly State[];
  readonly now: State;
  readonly future: readonly State[];
}

export interface Change {
  readonly at: Path;
  /** Follows on the change before it if that has the same. */
  readonly run?: string;
}

const most = 500;

export const docOf = (text: string): Doc => ({ text, tree: readTree(text) });

export const begin = (text: string): History => ({
  past: [],
  now: { ...docOf(text), at: [], run: undefined },
  future: [],
});

function become(history: History, doc: Doc, { at, run }: Change): History {
  const { now, past } = history;
  if (doc.text === now.text) return history;
  const follows = run !== undefined && run === now.run;
  return { past: follows ? past : [...past, now].slice(-most), now: { ...doc, at, run }, future: [] };
}

/** The plan after a change of its tree; nothing happens if the tree is the same. */
export function edit(history: History, tree: Json, change: Change): History {
  const { now } = history;
  if (now.tree !== undefined && writeTree(tree) === writeTree(now.tree)) return history;
  return become(history, { text: writeTree(tree), tree }, change);
}

/** The plan after a change of its text by hand. */
export const editText = (history: History, text: string): History =>
  become(history, docOf(text), { at: [], run: 'text' });

/** Ends a run: what is typed next is a step of its own. */
export function settle(history: History): History {
  return history.now.run === undefined ? history : { ...history, now: { ...history.now, run: undefined } };
}

export function undo(history: History): History {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  const now = { ...last, run: undefined };
  return { past: history.past.slice(0, -1), now, future: [history.now, ...history.future] };
}

export function redo(history: History): History {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.now], now: { ...next, run: undefined }, future };
}

/** Where the change lies that `undo` takes back, or that `redo` makes again. */
export const undoPlace = (history: History): Path => history.now.at;
export const redoPlace = (history: History): Path => history.future[0]?.at ?? [];
