/**
 * Scanning a sheet by the camera. Pictures stay in the page, which reads the codes in them; what crosses are the codes'
 * texts, which stand on paper for everybody to read: parts of age files. No secret.
 */
import { z } from 'zod';
import { nothing, path, refusal, text } from './common.ts';

/**
 * A scan begins, or goes on with what was read unless `anew`. From here to `camera.close` the page may use the camera, and
 * never else.
 */
export const cameraOpen = { request: z.strictObject({ anew: z.boolean() }), reply: nothing } as const;

/** What was seen by now, all frames together. */
export const cameraRead = {
  /** Texts of codes: QR holds 4,296 characters at most. */
  request: z.strictObject({ texts: z.array(z.string().max(4296)).max(32) }),
  reply: z.strictObject({
    /** Shares and sealed root keys of which parts were seen, in the order in which they first were. */
    wholes: z.array(
      z.strictObject({
        kind: z.enum(['share', 'sealed', 'document']),
        name: text,
        /** What `camera.close` takes it by. */
        digest: z.string(),
        total: z.int(),
        /** Numbers from 1. */
        have: z.array(z.int()),
        missing: z.array(z.int()),
      }),
    ),
    /** A code was seen that is of no sheet. */
    foreign: z.boolean(),
    /** What is wrong with a code that was seen last and was left out. */
    problem: refusal.exactOptional(),
  }),
} as const;

/**
 * Ends the scan. `take`: the share by its digest; it is kept under the name that is answered, in place of a file's path. A
 * document is written into the folder `into`, under the path that is answered.
 */
export const cameraClose = {
  request: z.strictObject({ take: z.string().exactOptional(), into: path.exactOptional() }),
  reply: z.strictObject({ file: path.exactOptional() }),
} as const;

export type Whole = z.infer<typeof cameraRead.reply>['wholes'][number];
