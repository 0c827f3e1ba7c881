/** The part of the vault's protocol that is about fields in a window: what opens them, and their sealed keys. */

import { z } from 'zod';

const hex = z.string().regex(/^(?:[0-9a-f]{2})*$/);
const text = z.strictObject({ en: z.string(), zh: z.string() });

/** One opening of a secret field in a window. Every opening has an id and a key of its own. */
const field = z.strictObject({
  id: hex,
  /** `choose` a new passphrase, `again` the same once more, `open` something sealed, `dice`, a raw `share` of Vault, `words` of a share; words `shown` as pictures, and read back as they were `copied` by hand. */
  kind: z.enum(['choose', 'again', 'open', 'dice', 'share', 'share-again', 'words', 'shown', 'copied']),
  who: z.string(),
  name: text,
  role: z.enum(['custodian', 'administrator', 'signer', 'room']),
  /** What is opened: a share, the log key, a member's key. */
  purpose: text.exactOptional(),
  /** What the root keys are opened for. */
  opening: text.exactOptional(),
  /** Dice: how many rolls are wanted; words: how many of them. */
  count: z.int().min(0).exactOptional(),
  /** Why it is asked for again. */
  fault: text.exactOptional(),
  /** Attempts that are left, where a passphrase opened nothing or words were refused. */
  left: z.int().min(0).exactOptional(),
  /** The vault's X25519 public key for this opening. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
});

/** The field that is open; null when none is. */
export const fieldEvent = z.strictObject({ event: z.literal('field'), field: field.nullable() });

const counter = z.int().min(0);
const sealedKey = {
  /** Counts from 0 for each key of the page. */
  n: counter,
  /** The page's X25519 public key, with n = 0 alone. */
  page: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .exactOptional(),
  /** Four bytes sealed. */
  sealed: z.string().regex(/^[0-9a-f]{40}$/),
};
/** One key press by way of main (Chromium). */
export const keySchema = z.strictObject({ key: z.strictObject({ field: hex, ...sealedKey }) });
/** The same by way of a port that belongs to one field (Electron), which `portSchema` comes with. */
export const portKeySchema = z.strictObject(sealedKey);
export const portSchema = z.strictObject({ port: hex });

/** The answer to one key: eight bytes sealed, of words that are shown with a picture behind them; empty where the field had closed before. */
export const keyedEvent = z.strictObject({ event: z.literal('keyed'), field: hex, n: counter, sealed: hex });

export type SecretField = z.infer<typeof field>;
export type KeyPress = z.infer<typeof keySchema>['key'];
export type Keyed = z.infer<typeof keyedEvent>;
