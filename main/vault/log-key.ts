/**
 * The log's signing key as text inside an administrator's age file: the form of golang.org/x/mod/sumdb/note,
 * `PRIVATE+KEY+<name>+<8 hex key id>+<base64(0x01 ‖ Ed25519 seed)>` and a newline, so that Go tools sign with it too.
 */

import { fromBase64, toBase64 } from '../core/encoding/base64.ts';
import { concat, equal, fromUtf8, u8, utf8 } from '../core/encoding/bytes.ts';
import { formatVkey } from '../core/audit/note.ts';
import { suite } from '../core/keys/index.ts';
import type { LogKey } from './session.ts';

const prefix = 'PRIVATE+KEY+';

/** The file's plaintext. Secret. */
export function formatLogKey({ origin, secret, publicKey }: LogKey): Uint8Array {
  const [, keyId = ''] = formatVkey(origin, publicKey).slice(origin.length).split('+');
  return utf8(`${prefix}${origin}+${keyId}+${toBase64(concat(u8(1), secret))}\n`);
}

/** Reads it; undefined unless it is exactly what `formatLogKey` writes. */
export function parseLogKey(plain: Uint8Array): LogKey | undefined {
  try {
    const [, origin = '', keyId = '', base64 = ''] =
      /^PRIVATE\+KEY\+([^+\n]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)\n$/.exec(fromUtf8(plain)) ?? [];
    const bytes = fromBase64(base64, 'log key');
    const secret = bytes.slice(1);
    const key = { origin, secret, publicKey: suite('ed25519').publicKey(secret) };
    const same = equal(formatLogKey(key), plain) && formatVkey(origin, key.publicKey).includes(`+${keyId}+`);
    bytes.fill(0);
    return same ? key : undefined;
  } catch {
    return undefined; // no cause: it could quote what it read
  }
}
