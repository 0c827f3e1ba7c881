/** Cosignatures in SQL: each is believed by its witness's key whenever it is written, and whenever a store is opened. */
import { parseWitnessVkey, verifyCosignature } from '../core/audit/cosignature.ts';
import { parseNote, parseNoteLine } from '../core/audit/note.ts';
import { refuse } from '../core/rules.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import type { StoredCheckpoint } from './log.ts';
import { storeRules } from './rules.ts';

/** A witness's signature line over the checkpoint of this size. */
export interface StoredCosignature {
  readonly size: number;
  /** The witness's verifier key, as it was compared. */
  readonly vkey: string;
  /** Without its line feed. */
  readonly line: string;
}

/** The first version of a store that has them. */
export const cosignaturesSince = 3;

/** Oldest first. */
export function cosignaturesIn(db: ReadableDb): StoredCosignature[] {
  return db.prepare<[], StoredCosignature>('SELECT size, vkey, line FROM cosignatures ORDER BY seq').all();
}

/** Throws STORE-COSIGNATURE where there is no checkpoint of that size; VKEY-…, NOTE-LINE, COSIGNATURE-…. */
export function demandCosignature(
  { size, vkey, line }: StoredCosignature,
  checkpoints: readonly StoredCheckpoint[],
): void {
  const signed = checkpoints.find((one) => one.size === size);
  const subject = `cosignature of ${String(size)}`;
  if (signed === undefined) throw refuse(storeRules, 'STORE-COSIGNATURE', { size }, { subject });
  verifyCosignature(
    parseNote(signed.note).text,
    parseNoteLine(line, 1, subject),
    parseWitnessVkey(vkey, subject),
    subject,
  );
}

/** False if this very line is there already. */
export function insertCosignature(db: WritableDb, one: StoredCosignature): boolean {
  if (cosignaturesIn(db).some(({ line }) => line === one.line)) return false;
  db.prepare<[number, string, string]>(
    'INSERT INTO cosignatures (seq, size, vkey, line) SELECT coalesce(max(seq) + 1, 0), ?, ?, ? FROM cosignatures',
  ).run(one.size, one.vkey, one.line);
  return true;
}
