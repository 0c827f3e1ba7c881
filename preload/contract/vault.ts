/** Shares of HashiCorp Vault or OpenBao: an existing unseal set comes under our envelopes, one of it is handed back. */
import { z } from 'zod';
import { id, path, text } from './common.ts';

const seal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passphrase'), workFactor: z.int() }),
  z.strictObject({ kind: z.literal('age'), recipient: z.string().max(4096) }),
]);

/** Each holder types theirs, one after the other; nothing is written before all of them agree. */
export const vaultImport = {
  request: z.strictObject({
    /** A new or empty folder. */
    into: path,
    /** What this Vault is called. */
    name: z.string().max(64),
    product: z.enum(['vault', 'openbao']),
    kind: z.enum(['unseal', 'recovery']),
    threshold: z.int().min(1).max(255),
    /** How many shares Vault gave out. */
    shares: z.int().min(1).max(255),
    custodians: z.array(z.strictObject({ id, name: text, seal })).max(255),
    /** Said expressly: exactly M are brought, and nothing is proved. */
    unproved: z.boolean(),
    rehearsal: z.boolean(),
  }),
  reply: z.strictObject({ activity: z.string() }),
} as const;

/** One share as Vault writes it, in an age file to the recipient. */
export const vaultExport = {
  request: z.strictObject({
    share: path,
    /** The set's `share-set.json`. */
    set: path,
    recipient: z.string().max(4096),
    encoding: z.enum(['base64', 'hex']),
    out: path,
    identities: z.record(id, path),
  }),
  reply: z.strictObject({ activity: z.string() }),
} as const;

/** One share on paper, a PDF, once its holder has opened it. */
export const vaultSheet = {
  request: z.strictObject({ share: path, set: path, out: path, identities: z.record(id, path) }),
  reply: z.strictObject({ activity: z.string() }),
} as const;
