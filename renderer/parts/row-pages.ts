/** Rows that are fetched page by page as they come into sight, and kept while the source is the same. */
import { useEffect, useRef, useState } from 'react';
import { pagesOf } from './rows-math.ts';

export interface RowSource<T> {
  /** Another key is another list: what was fetched is forgotten. */
  readonly key: string;
  readonly total: number;
  /** Rows [from, from + count). */
  readonly load: (from: number, count: number) => Promise<readonly T[]>;
}

interface Kept<T> {
  key: string;
  readonly pages: Map<number, readonly T[]>;
  readonly asked: Set<number>;
}

const size = 100;
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
  const [, draw] = useState(0);
  const [error, setError] = useState<unknown>();
  if (store.current.key !== key) store.current = emptied(key);
  useEffect(() => {
    const mine = store.current;
    const whole = (page: number) => (mine.pages.get(page)?.length ?? -1) >= Math.min(size, total - page * size);
    const fetchPage = async (page: number) => {
      mine.asked.add(page);
      try {
        const rows = await load(page * size, Math.min(size, total - page * size));
        mine.pages.delete(page);
        mine.pages.set(page, rows);
        for (const old of [...mine.pages.keys()].slice(0, Math.max(0, mine.pages.size - kept))) mine.pages.delete(old);
        setError(undefined);
      } catch (failed) {
        setError(failed);
      }
      mine.asked.delete(page);
      if (store.current === mine) draw((before) => before + 1);
    };
    for (const page of pagesOf(first, count, size)) if (!whole(page) && !mine.asked.has(page)) void fetchPage(page);
  }, [key, total, load, first, count]);
  return { at: (index) => store.current.pages.get(Math.floor(index / size))?.[index % size], error };
}
