/**
 * The way of one secret: keys sealed in the page to the vault (docs/architecture.md). What crosses is hex of
 * AES-256-GCM; the page's public key stands in the first message of a field.
 */
import { z } from 'zod';
import { hex } from './common.ts';

/**
 * The page shows the field. `port`: a MessagePort follows by `window.postMessage({type: 'vault-port', field}, …, [port])`,
 * and carries the messages of `secret.key` both ways; `call`: they go by the channel `secret.key`.
 */
export const secretOpen = {
  request: z.strictObject({ field: z.string() }),
  reply: z.strictObject({ transport: z.enum(['port', 'call']) }),
} as const;

export const secretKey = {
  request: z.strictObject({
    field: z.string(),
    /** Counts from 0 in each opening of a field. */
    n: z.int().min(0),
    /** The page's X25519 public key, with n = 0. */
    page: hex.exactOptional(),
    sealed: hex,
  }),
  reply: z.strictObject({ n: z.int().min(0), sealed: hex }),
} as const;
