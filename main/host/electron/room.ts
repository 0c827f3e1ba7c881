/** The layer that the launcher took (scripts/in-room), from the facts it handed in. */
import { z } from 'zod';

const facts = z.object({ layer: z.object({ name: z.enum(['user+net', 'net', 'none']) }) });

/** `none` when the facts are missing or are not what the launcher writes: nothing may be claimed then. */
export function layerOf(room: string | undefined): 'user+net' | 'net' | 'none' {
  try {
    return facts.parse(JSON.parse(room ?? '')).layer.name;
  } catch {
    return 'none';
  }
}
