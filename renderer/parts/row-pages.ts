/**
 * Rows that are fetched page by page as they come into sight, and kept while the source is the same. One page at a time:
 * what was passed by on a fast way is never asked for. Neighbours of what is in sight come last.
 */
import { useEffect, useRef, useState } from 'react';
import { pagesOf } from './rows-math.ts';

export interface RowSource<T> {
  /** Another key is another list: what was fetched is forgotten. */
  readonly key: string;
  readonly total: number;
  /** Rows [from, from + count). */
  readonly load: (from: number, count: number) => Promise<readonly T[]>;
}

interface Page<T> {
  readonly rows: readonly T[];
  /** How long the list was said to be when it was fetched. */
  readonly total: number;
}

interface Kept<T> {
  key: string;
  readonly pages: Map<number, Page<T>>;
  readonly asked: Set<number>;
}

const size = 100;
/** Rows beyond the edge of sight that should be there before they are seen. */
const near = 40;
/** Pages that are kept at most; the oldest are forgotten. */
const kept = 60;

const emptied = <T>(key: string): Kept<T> => ({ key, pages: new Map(), asked: new Set() });

export interface Rows<T> {
  readonly at: (index: number) => T | undefined;
  readonly error: unknown;
}

/** Makes sure that the rows in sight are there or on their way. */
export function useRows<T>({ key, total, load }: RowSource<T>, first: number, count: number): Rows<T> {
  const store = useRef<Kept<T>>(emptied(key));
  const [turn, draw] = useState(0);
  const [error, setError] = useState<unknown>();
  if (store.current.key !== key) store.current = emptied(key);
  useEffect(() => {
    const mine = store.current;
    const wanted = (page: number) => Math.min(size, total - page * size);
    const known = (page: number) => {
      const found = mine.pages.get(page);
      // One that came too short is not asked for again before the list has grown.
      return found !== undefined && (found.rows.length >= wanted(page) || found.total === total);
    };
    const fetchPage = async (page: number) => {
      mine.asked.add(page);
      let fetched = false;
      try {
        const rows = await load(page * size, wanted(page));
        mine.pages.delete(page);
        mine.pages.set(page, { rows, total });
        for (const old of [...mine.pages.keys()].slice(0, Math.max(0, mine.pages.size - kept))) mine.pages.delete(old);
        setError(undefined);
        fetched = true;
      } catch (failed) {
        setError(failed);
      }
      mine.asked.delete(page);
      // One that failed is asked for again when the place changes.
      if (fetched && store.current === mine) draw((before) => before + 1);
    };
    if (mine.asked.size > 0 || count === 0) return;
    const from = Math.max(0, first - near);
    const around = pagesOf(from, Math.min(total, first + count + near) - from, size);
    const next = [...pagesOf(first, count, size), ...around].find((page) => !known(page));
    if (next !== undefined) void fetchPage(next);
  }, [key, total, load, first, count, turn]);
  return { at: (index) => store.current.pages.get(Math.floor(index / size))?.rows[index % size], error };
}
