/**
 * Proofs of one entry that stand alone: C2SP tlog-proof, `c2sp.org/tlog-proof@v1`, files `.tlog-proof`. Whoever has the
 * entry, this file and the log's key needs nothing else of the log.
 */
import { concat, fromUtf8, utf8 } from '../encoding/bytes.ts';
import { fromBase64, toBase64 } from '../encoding/base64.ts';
import { refuse } from '../rules.ts';
import { type Checkpoint, verifyCheckpoint } from './checkpoint.ts';
import { hashLength, leafHash, verifyInclusion } from './merkle.ts';
import type { NoteKey } from './note.ts';
import { auditRules } from './rules.ts';

const firstLine = 'c2sp.org/tlog-proof@v1';
// A tree of 2^53 entries has paths of 53 hashes.
const maxProof = 63;

export interface EntryProof {
  /** From 0. */
  readonly index: number;
  /** RFC 6962 section 2.1.1, leaf's sibling first, 32 bytes each. */
  readonly proof: readonly Uint8Array[];
  /** The signed note that the path leads to, with all its cosignatures. */
  readonly checkpoint: Uint8Array;
}

/** The file, UTF-8. */
export function formatProof({ index, proof, checkpoint }: EntryProof): Uint8Array {
  const lines = [firstLine, `index ${String(index)}`, ...proof.map(toBase64), ''];
  return concat(utf8(lines.map((line) => `${line}\n`).join('')), checkpoint);
}

/** Reads the file; believes nothing of it. A line `extra` is not authenticated and is passed over. Throws PROOF-FORM. */
export function parseProof(bytes: Uint8Array, subject = 'proof'): EntryProof {
  const bad = (reason: string) => refuse(auditRules, 'PROOF-FORM', { reason }, { subject });
  const text = fromUtf8(bytes, subject);
  const end = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, Math.max(end, 0)).split('\n');
  if (first !== firstLine) throw bad((first ?? '').slice(0, 80));
  if (lines[0]?.startsWith('extra ') === true) lines.shift();
  const [indexLine = '', ...hashes] = lines;
  const index = /^index (0|[1-9][0-9]*)$/.exec(indexLine)?.[1];
  if (index === undefined || !Number.isSafeInteger(Number(index))) throw bad(indexLine.slice(0, 80));
  if (hashes.length > maxProof) throw bad(`${String(hashes.length)} > ${String(maxProof)}`);
  return { index: Number(index), proof: hashes.map((line) => hash(line, bad)), checkpoint: utf8(text.slice(end + 2)) };
}

function hash(line: string, bad: (reason: string) => Error): Uint8Array {
  const bytes = fromBase64(line, 'proof');
  if (bytes.length !== hashLength) throw bad(line.slice(0, 80));
  return bytes;
}

/**
 * That this very entry is in the log: answers the checkpoint. Throws what `verifyCheckpoint` throws, PROOF-INCLUSION.
 */
export function verifyProof(one: EntryProof, entry: Uint8Array, key: NoteKey, subject = 'proof'): Checkpoint {
  const { unknown: _, ...checkpoint } = verifyCheckpoint(one.checkpoint, key, subject);
  if (!verifyInclusion(one.index, checkpoint.size, leafHash(entry), one.proof, checkpoint.root))
    throw refuse(auditRules, 'PROOF-INCLUSION', {}, { subject });
  return checkpoint;
}
