/**
 * What a fuzz target is: one reader of ours, given any bytes. It fails on whatever is neither a success nor a refusal of
 * ours, and, where the format has one encoding, on a document that is not written back to the same bytes.
 */
import canonicalize from 'canonicalize';
import { decodeFirst, encode, rfc8949EncodeOptions } from 'cborg';
import { equal } from '../../main/core/encoding/bytes.ts';
import { toHex } from '../../main/core/encoding/hex.ts';
import { RootsealError } from '../../main/core/rules.ts';

/** Reads one input; true when it was taken. Throws on what no reader of ours may do. */
export type Run = (bytes: Uint8Array) => boolean;

export interface Target {
  /** Its folder in the corpus. */
  readonly name: string;
  /** How long it runs unless said. */
  readonly seconds: number;
  readonly run: Run;
}

/** Of what is signed, agreed or put into a chain, ten minutes; of everything else two. */
export const long = 600;
export const short = 120;

/** What `act` gives; undefined when it refuses as it should. Anything else that is thrown goes on to the fuzzer. */
export function read<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof RootsealError && isProper(error)) return undefined;
    throw error;
  }
}

const isProper = ({ code, text, exit }: RootsealError) =>
  /^[A-Z0-9]+(?:-[A-Z0-9]+)+$/.test(code) && text.en !== '' && text.zh !== '' && exit >= 1 && exit <= 4;

export function demandSame(found: Uint8Array, wanted: Uint8Array, what: string): void {
  if (!equal(found, wanted)) throw new Error(`${what}: ${toHex(wanted)} became ${toHex(found)}`);
}

/** A reader of one canonical encoding: what it takes is written back to the same bytes. */
export function canonical<T>(parse: (bytes: Uint8Array) => T, write: (value: T) => Uint8Array): Run {
  return (bytes) => {
    const before = bytes.slice();
    const value = read(() => parse(bytes));
    demandSame(bytes, before, 'the input');
    if (value === undefined) return false;
    demandSame(write(value), bytes, 'written back');
    return true;
  };
}

/** Also with the input in canonical form: random changes seldom keep it, and would be refused for that alone. */
export function alsoTidied(tidy: (bytes: Uint8Array) => Uint8Array | undefined, run: Run): Run {
  return (bytes) => {
    const taken = run(bytes);
    const tidied = tidy(bytes);
    if (tidied !== undefined && !equal(tidied, bytes)) run(tidied);
    return taken;
  };
}

/** The same value in deterministic CBOR; undefined for what is no CBOR. */
export function tidyCbor(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return encode(decodeFirst(bytes, { useMaps: true })[0], rfc8949EncodeOptions).slice();
  } catch {
    return undefined;
  }
}

/** The same value in canonical JSON; undefined for what is no JSON. */
export function tidyJson(bytes: Uint8Array): Uint8Array | undefined {
  try {
    const text = canonicalize(JSON.parse(textOf(bytes)));
    return text === undefined ? undefined : bytesOf(text);
  } catch {
    return undefined;
  }
}

/** Text without a refusal: what is no UTF-8 becomes U+FFFD. */
export const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Each of several readers behind the first byte, so that one corpus serves them all. */
export function chosen(runs: readonly Run[]): Run {
  return (bytes) => bytes.length > 0 && runs[bytes[0]! % runs.length]!(bytes.slice(1));
}
