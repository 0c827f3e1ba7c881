/** What the entries about share sets say, read strictly by everybody who follows them: the services and the verifier. */
import { z } from 'zod';
import { hex } from '../encoding/schema.ts';
import { suiteNames } from '../keys/index.ts';
import { schemes } from '../shares/scheme.ts';

const id = z.string();
const files = z.array(z.strictObject({ path: z.string(), sha256: hex(32) }));
const set = { set: hex(16), epoch: z.int().min(1) };
export const madeRoot = z.strictObject({
  id,
  suite: z.enum(suiteNames),
  publicKey: hex(),
  fingerprint: hex(32),
});

/** `step.done` of `found`, as far as the first set is in it. */
export const foundedSet = z.object({
  roots: z.array(madeRoot),
  set: z.object({ id: hex(16), epoch: z.literal(1), m: z.int(), n: z.int(), scheme: z.enum(schemes) }),
});
export const agreed = z.strictObject({ sha256: hex(32), change: z.unknown() });
export const pending = z.strictObject({
  change: hex(32),
  set: z.strictObject({ id: hex(16), epoch: z.int().min(2), m: z.int(), n: z.int(), scheme: z.enum(schemes) }),
  roots: z.array(madeRoot),
  /** By their later paths; they lie below `pending/<set>/` until the set is in force. */
  files,
  quorums: z.strictObject({ checked: z.int(), total: z.string(), all: z.boolean() }),
  /** Sets of the first releases do not say. */
  entropy: z.strictObject({ sources: z.array(z.string()), diceRolls: z.int() }).exactOptional(),
  findings: z
    .array(z.strictObject({ rule: z.string(), level: z.string(), en: z.string(), zh: z.string() }))
    .exactOptional(),
  weakWorkFactor: z.array(id),
});
export const handed = z.strictObject({
  ...set,
  custodian: id,
  path: z.string(),
  sha256: hex(32),
  /** `disk`: a folder that the holder chose on the machine's own disk. */
  place: z.enum(['medium', 'disk', 'home']),
});
export const confirmedShare = z.strictObject({
  ...set,
  custodian: id,
  index: z.int(),
  code: z.literal('SHARE-INTACT'),
});
export const retired = z.strictObject({
  ...set,
  successor: z.strictObject(set),
  /** Files of the retired set that lay in the home and are destroyed here. */
  destroyed: z.array(z.string()),
  /** Holders whose copies are still out. */
  outstanding: z.array(id),
});
export const active = z.strictObject({ ...set, files });
export const abandoned = z.strictObject({ ...set, reason: z.string(), by: z.array(id) });
export const returned = z.strictObject({ ...set, custodian: id, destroyed: z.boolean() });

export const setKinds = [
  ...['set.agreed', 'set.pending', 'set.handed', 'set.confirmed'],
  ...['set.retired', 'set.active', 'set.abandoned', 'set.returned'],
] as const;
