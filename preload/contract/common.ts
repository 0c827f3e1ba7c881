/** Shapes that several channels share. Texts cross in both languages, so that the page switches at once. */
import { z } from 'zod';

export const text = z.strictObject({ en: z.string(), zh: z.string() });
/** An absolute path on this machine, as the folder browser gave it. */
export const path = z.string().min(1).max(4096);
/** Id of a person, custodian, root or member in a plan. */
export const id = z.string().min(1).max(64);
export const hex = z.string().regex(/^(?:[0-9a-f]{2})*$/);
export const nothing = z.strictObject({});

export const stepId = z.enum([
  'room',
  'agree-plan',
  'found',
  'hand-out',
  'check-shares',
  'genesis',
  'sign',
  'verify',
  'close',
]);

export const finding = z.strictObject({
  rule: z.string(),
  level: z.enum(['error', 'warning']),
  /** JSON path of the field: `members[2].key.public`. */
  field: z.string(),
  text,
});

/** Groups of a share set: how many of them are needed, and of each how many members. */
export const shareGroups = z.strictObject({
  threshold: z.int(),
  list: z.array(z.strictObject({ id, name: text, threshold: z.int() })),
});

/** One 16-bit group of a hash with its PGP words. */
export const hashGroup = z.strictObject({ hex: z.string(), words: z.array(z.string()) });

/** A refusal of the program: what happened, what it is about, what to do next. */
export const refusal = z.strictObject({ code: z.string(), text, subject: z.string().exactOptional() });

export const exception = z.strictObject({
  rule: z.string().min(1),
  reason: z.string().min(1).max(2000),
  by: z.array(id).min(1).max(16),
});

export const verdict = z.strictObject({
  file: z.string(),
  ok: z.boolean(),
  code: z.string(),
  text,
  index: z.int().exactOptional(),
  custodian: z.string().exactOptional(),
  setId: z.string().exactOptional(),
  epoch: z.int().exactOptional(),
  rehearsal: z.boolean().exactOptional(),
  /** When its set was retired, given up or made. */
  date: z.string().exactOptional(),
});

export type Text = z.infer<typeof text>;
export type StepId = z.infer<typeof stepId>;
export type Finding = z.infer<typeof finding>;
export type HashGroup = z.infer<typeof hashGroup>;
export type Refusal = z.infer<typeof refusal>;
export type Exception = z.infer<typeof exception>;
export type ShareGroups = z.infer<typeof shareGroups>;
export type Verdict = z.infer<typeof verdict>;
