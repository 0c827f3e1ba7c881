/** Parts of documents that are read by schema. */
import { z } from 'zod';

/** Lower-case hex: of exactly `bytes` bytes, or of one and more. */
export const hex = (bytes?: number) =>
  z.string().regex(bytes === undefined ? /^(?:[0-9a-f]{2})+$/ : new RegExp(`^[0-9a-f]{${String(2 * bytes)}}$`));
