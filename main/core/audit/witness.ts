/**
 * A witness without a network: C2SP tlog-witness, whose `add-checkpoint` request is carried as a file or QR code.
 *
 * What a witness keeps of a log is one small file: the log's key, and the last checkpoint that it cosigned, whole and
 * signed by the log. So a fork is not only refused but proved, by two notes under one key.
 */
import { z } from 'zod';
import { concat, equal, fromUtf8, utf8 } from '../encoding/bytes.ts';
import { fromBase64, toBase64 } from '../encoding/base64.ts';
import { parseJcs, toJcs } from '../encoding/jcs.ts';
import { toWords } from '../encoding/words.ts';
import { type RootsealError, refuse } from '../rules.ts';
import { type Checkpoint, parseCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import { hashLength, verifyConsistency } from './merkle.ts';
import { type NoteKey, parseNote, parseVkey } from './note.ts';
import { auditRules } from './rules.ts';

export interface WitnessRequest {
  /** Entries of the last checkpoint that the witness cosigned, 0 if none. */
  readonly oldSize: number;
  /** RFC 6962 section 2.1.2, 32 bytes each; none from size 0, and none between equal sizes. */
  readonly proof: readonly Uint8Array[];
  /** The new checkpoint, a signed note. */
  readonly checkpoint: Uint8Array;
}

const maxProof = 63;

/** The body of `add-checkpoint`, UTF-8. */
export function formatRequest({ oldSize, proof, checkpoint }: WitnessRequest): Uint8Array {
  const lines = [`old ${String(oldSize)}`, ...proof.map(toBase64), ''];
  const bytes = concat(utf8(lines.map((line) => `${line}\n`).join('')), checkpoint);
  parseRequest(bytes);
  return bytes;
}

/** Reads the body of `add-checkpoint`; believes no signature. Throws WITNESS-REQUEST. */
export function parseRequest(bytes: Uint8Array, subject = 'request'): WitnessRequest {
  const bad = (reason: string, cause?: unknown) =>
    refuse(auditRules, 'WITNESS-REQUEST', { reason }, { subject, cause });
  const text = asText(bytes, bad);
  const end = text.indexOf('\n\n');
  const [first = '', ...hashes] = text.slice(0, Math.max(end, 0)).split('\n');
  const size = /^old (0|[1-9][0-9]*)$/.exec(first)?.[1];
  if (size === undefined || !Number.isSafeInteger(Number(size))) throw bad(first.slice(0, 80));
  if (hashes.length > maxProof) throw bad(`${String(hashes.length)} > ${String(maxProof)}`);
  const proof = hashes.map((line) => asHash(line, bad));
  const checkpoint = utf8(text.slice(end + 2));
  try {
    parseCheckpoint(parseNote(checkpoint, subject).text, subject);
  } catch (cause) {
    throw bad('checkpoint', cause);
  }
  return { oldSize: Number(size), proof, checkpoint };
}

type Bad = (reason: string, cause?: unknown) => RootsealError;

function asText(bytes: Uint8Array, bad: Bad): string {
  try {
    return fromUtf8(bytes);
  } catch (cause) {
    throw bad('UTF-8', cause);
  }
}

function asHash(line: string, bad: Bad): Uint8Array {
  try {
    const hash = fromBase64(line, 'proof');
    if (hash.length === hashLength) return hash;
  } catch {
    // The refusal below says which line.
  }
  throw bad(line.slice(0, 80));
}

const stateFormat = 'rootseal.witness-state/1';
const stateSchema = z.strictObject({
  format: z.literal(stateFormat),
  /** The log's verifier key, which the witness once compared. */
  log: z.string(),
  /** The last checkpoint that was cosigned, as it came, signed by the log. */
  checkpoint: z.string(),
});

/** What a witness keeps of one log. */
export interface WitnessState {
  readonly log: NoteKey;
  readonly vkey: string;
  readonly note: Uint8Array;
  readonly checkpoint: Checkpoint;
}

/** The file, JCS. */
export function formatState({ vkey, note }: Pick<WitnessState, 'vkey' | 'note'>): Uint8Array {
  return toJcs({ format: stateFormat, log: vkey, checkpoint: fromUtf8(note) }, 'state');
}

/** Reads the file, and believes it only as far as the log signed it. Throws WITNESS-STATE. */
export function parseState(bytes: Uint8Array, subject = 'state'): WitnessState {
  const bad = (reason: string, cause?: unknown) => refuse(auditRules, 'WITNESS-STATE', { reason }, { subject, cause });
  try {
    const { log: vkey, checkpoint: text } = stateSchema.parse(parseJcs(bytes, subject));
    const [log, note] = [parseVkey(vkey, subject), utf8(text)];
    return { log, vkey, note, checkpoint: verifyCheckpoint(note, log, subject) };
  } catch (cause) {
    throw bad(cause instanceof z.ZodError ? (cause.issues[0]?.path.join('.') ?? '') : (cause as Error).message, cause);
  }
}

/** Size, root and its words, as people compare them. */
export const headText = ({ size, root }: Pick<Checkpoint, 'size' | 'root'>): string =>
  `${String(size)} ${toBase64(root)} ${toWords(root).slice(0, 4).join(' ')} …`;

/**
 * Whether a witness may cosign, by all that C2SP tlog-witness demands: `state` is what it kept, undefined for the first
 * time, when `vkey` is the log's key as the witness has compared it. Answers the checkpoint and the state to be
 * kept, on the medium, *before* anything is signed.
 * Throws what `verifyCheckpoint` throws, WITNESS-LOG, WITNESS-STALE, WITNESS-SHRUNK, WITNESS-FORK, WITNESS-PROOF.
 */
export function judgeRequest(request: WitnessRequest, vkey: string, state?: WitnessState): WitnessState {
  if (state !== undefined && state.vkey !== vkey) throw refuse(auditRules, 'WITNESS-LOG', {}, { subject: vkey });
  const log = parseVkey(vkey);
  const checkpoint = verifyCheckpoint(request.checkpoint, log, 'checkpoint');
  demandContinues(request, checkpoint, state?.checkpoint);
  return { log, vkey, note: request.checkpoint, checkpoint };
}

function demandContinues(request: WitnessRequest, next: Checkpoint, last: Checkpoint | undefined): void {
  const { oldSize: old, proof } = request;
  const size = last?.size ?? 0;
  const both = last && { yours: headText(last), theirs: headText(next) };
  if (both && next.size < size) throw refuse(auditRules, 'WITNESS-SHRUNK', { ...both, size, found: next.size });
  if (both && next.size === size && !equal(next.root, last.root))
    throw refuse(auditRules, 'WITNESS-FORK', { ...both, size });
  if (old !== size) throw refuse(auditRules, 'WITNESS-STALE', { old, size });
  const holds = last && size > 0 ? continues(last, next, proof) : proof.length === 0;
  if (!holds) throw refuse(auditRules, 'WITNESS-PROOF', both ?? { yours: '0', theirs: headText(next) });
}

const continues = (last: Checkpoint, next: Checkpoint, proof: readonly Uint8Array[]) =>
  last.size === next.size ? proof.length === 0 : verifyConsistency(last.size, next.size, last.root, next.root, proof);
