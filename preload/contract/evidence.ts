/** What an auditor looks at: the log entry by entry, one entry with its proof, a bundle judged by the verifier. */
import { z } from 'zod';
import { hashGroup, hex, path, text } from './common.ts';

const line = z.strictObject({
  index: z.int().min(0),
  /** ISO 8601 UTC. */
  time: z.string(),
  kind: z.string(),
  /** One sentence for people. */
  summary: text,
  /** The step or act it belongs to. */
  step: z.string().exactOptional(),
  /** Who it speaks of. */
  who: z.string().exactOptional(),
  bytes: z.int(),
});

export const logHead = {
  request: z.strictObject({ dir: path }),
  reply: z.strictObject({
    origin: z.string(),
    size: z.int(),
    root: hex,
    groups: z.array(hashGroup),
    /** The newest signed checkpoint; absent before the first act. */
    checkpoint: z.strictObject({ size: z.int(), note: z.string() }).nullable(),
  }),
} as const;
/** Rows [from, from + count) in the order of the log. `find`: only rows whose text has it, numbered among the found. */
export const logRows = {
  request: z.strictObject({
    dir: path,
    from: z.int().min(0),
    count: z.int().min(0).max(500),
    find: z.string().max(200).exactOptional(),
  }),
  reply: z.strictObject({ total: z.int(), rows: z.array(line) }),
} as const;
/** One entry, byte for byte, with the proof that the signed checkpoint contains it. */
export const logEntry = {
  request: z.strictObject({ dir: path, index: z.int().min(0) }),
  reply: z.strictObject({
    line,
    json: z.string(),
    leaf: hex,
    /** Hashes from the leaf up; `side`: on which side of the way the neighbour lies. */
    proof: z.array(z.strictObject({ hash: hex, side: z.enum(['left', 'right']) })),
    /** The checkpoint that holds it, and whether proof and signature were found right; null while unsigned. */
    checkpoint: z.strictObject({ size: z.int(), root: hex, note: z.string(), proved: z.boolean() }).nullable(),
  }),
} as const;

/** Runs the bundled verifier, a program of its own, over a bundle or a part of one. */
export const verifyRun = {
  request: z.strictObject({
    path,
    rehearsal: z.boolean(),
    /** Hex digits or words. */
    rootFingerprint: z.string().max(500).exactOptional(),
    checkpoint: path.exactOptional(),
  }),
  reply: z.strictObject({
    exit: z.int(),
    valid: z.boolean(),
    anchored: z.boolean(),
    rehearsal: z.boolean().nullable(),
    code: z.string().exactOptional(),
    message: text,
    checks: z.array(z.strictObject({ id: z.string(), ok: z.boolean(), title: text, detail: text })),
  }),
} as const;
export type LogLine = z.infer<typeof line>;
