/**
 * Channel `app.info`: what this program is, for the first screen. No secret, no path of the machine.
 * Errors: none.
 */
import { z } from 'zod';

export const appInfo = {
  name: 'app.info',
  request: z.strictObject({}),
  reply: z.strictObject({
    /** Version of Rootseal, as in package.json. */
    version: z.string().min(1),
    host: z.enum(['electron', 'chromium']),
    /** The layer that shuts the network out: a namespace of its own, or none. */
    layer: z.enum(['user+net', 'net', 'none']),
  }),
} as const;
