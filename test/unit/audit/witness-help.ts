/** A witness's key, its cosignatures, and requests over the logs of the tests. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { cosignatureLine, cosignedMessage, formatWitnessVkey } from '../../../main/core/audit/cosignature.ts';
import { consistencyProof, leafHash, nodesOf } from '../../../main/core/audit/merkle.ts';
import { type NoteKey, parseNote, parseVkey } from '../../../main/core/audit/note.ts';
import { formatRequest } from '../../../main/core/audit/witness.ts';
import { entriesUpTo, signedCheckpoint } from './help.ts';

export interface WitnessKey {
  readonly secret: Uint8Array;
  readonly vkey: string;
  readonly key: NoteKey;
}

export function witness(fill: number, name = `witness.example/${String(fill)}`): WitnessKey {
  const secret = new Uint8Array(32).fill(fill);
  const vkey = formatWitnessVkey(name, ed25519.getPublicKey(secret));
  return { secret, vkey, key: parseVkey(vkey, name, 'witness') };
}

export const someTime = 1_764_000_000;

/** The line, without its line feed. */
export function cosign(note: Uint8Array, { secret, key }: WitnessKey, time = someTime): string {
  const signature = ed25519.sign(cosignedMessage(parseNote(note).text, time), secret);
  return cosignatureLine(key, time, signature).trimEnd();
}

/** From the first `old` entries to the first `size`, honest. */
export function requestOf(old: number, size: number, entries = entriesUpTo(size)): Uint8Array {
  const proof = old === 0 || old === size ? [] : consistencyProof(old, size, nodesOf(entries.map(leafHash)));
  return formatRequest({ oldSize: old, proof, checkpoint: signedCheckpoint(entries) });
}
