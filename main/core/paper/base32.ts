/** Base32 of RFC 4648 section 6 without padding: the letters and digits of paper, none of which looks like another. */
import { base32nopad } from '@scure/base';

export function toBase32(bytes: Uint8Array): string {
  return base32nopad.encode(bytes);
}

/** Undefined for what is no canonical Base32: a foreign character, an impossible length, set bits behind the end. */
export function fromBase32(text: string): Uint8Array | undefined {
  try {
    const bytes = base32nopad.decode(text);
    return base32nopad.encode(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}
