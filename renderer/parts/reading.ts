/** Where a hash is being read aloud: the group the room is at, and which groups were marked as read. */
import { useMemo, useState } from 'react';

export interface Reading {
  /** Group at hand, from 0; `total` when all have been read. */
  readonly at: number;
  readonly read: ReadonlySet<number>;
  readonly complete: boolean;
  /** Moves without marking; stays inside. */
  readonly move: (to: number) => void;
  /** Marks or unmarks a group; a group that is marked moves the position to the next unread one. */
  readonly mark: (group: number) => void;
}

/** The next group that is not read, looking on from `from` and then from the start; `total` if none is left. */
export function nextUnread(read: ReadonlySet<number>, from: number, total: number): number {
  for (let step = 1; step <= total; step += 1) {
    const group = (from + step) % total;
    if (!read.has(group)) return group;
  }
  return total;
}

/** Where an arrow key leads in a grid of `columns`; undefined for another key. */
export function step(key: string, at: number, total: number, columns: number): number | undefined {
  const inside = (to: number) => (to >= 0 && to < total ? to : at);
  if (key === 'ArrowRight') return inside(at + 1);
  if (key === 'ArrowLeft') return inside(at - 1);
  if (key === 'ArrowDown') return inside(at + columns);
  if (key === 'ArrowUp') return inside(at - columns);
  if (key === 'Home') return 0;
  return key === 'End' ? total - 1 : undefined;
}

const nothing = { at: 0, read: new Set<number>() } as const;

interface Kept {
  readonly key: string;
  readonly at: number;
  readonly read: ReadonlySet<number>;
}

/** `key`: another hash begins anew. */
export function useReading(total: number, key: string): Reading {
  const [state, setState] = useState<Kept>({ key, at: 0, read: new Set<number>() });
  const { at, read } = state.key === key ? state : nothing;
  return useMemo(() => {
    const set = (next: { at: number; read: ReadonlySet<number> }) => setState({ key, ...next });
    const mark = (group: number) => {
      const next = new Set(read);
      const back = next.delete(group);
      if (!back) next.add(group);
      set({ at: back ? group : nextUnread(next, group, total), read: next });
    };
    return {
      at,
      read,
      complete: read.size >= total,
      move: (to) => set({ at: Math.min(Math.max(to, 0), total - 1), read }),
      mark,
    };
  }, [at, read, key, total]);
}
