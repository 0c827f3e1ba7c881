/**
 * What `signTuf` signs: the canonical JSON (OLPC) of the `signed` part of one TUF 1.0 metadata file, and nothing else.
 *
 * TUF signatures stand without a label of ours, so the root makes them only over bytes that were read as TUF, by the
 * same strict reader that the verifier uses, and that are written again to the same bytes.
 */

import { equal, fromUtf8 } from '../core/encoding/bytes.ts';
import { type Json, toJcs } from '../core/encoding/jcs.ts';
import { RootsealError, refuse } from '../core/rules.ts';
import { tufKeyId, verifyTufSignature } from '../core/tuf/keys.ts';
import { type RoleName, type TufFile, readTufFile, roleNames } from '../core/tuf/read.ts';
import { vaultRules } from './rules.ts';
import type { Session } from './session.ts';

/** OLPC escapes only `"` and `\`, so a line break of a PEM stands raw in a string, which JSON.parse refuses. */
function parse(bytes: Uint8Array): Json {
  // Canonical JSON has no white space outside of strings: every control character is inside one.
  const escaped = fromUtf8(bytes, 'TUF').replace(
    /\p{Cc}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return JSON.parse(escaped) as Json;
}

const roleOf = (signed: Json): RoleName | undefined =>
  typeof signed === 'object' && !Array.isArray(signed) ? roleNames.find((role) => role === signed._type) : undefined;

/** The targets of which these are the signed bytes; they have passed `demandTuf`. */
export function targetsOf(bytes: Uint8Array): TufFile<'targets'> {
  return readTufFile('targets.json', toJcs({ signatures: [], signed: parse(bytes) }, 'targets'), 'targets');
}

/** The version that these bytes say they are. */
export function listVersion(bytes: Uint8Array): unknown {
  const signed = parse(bytes);
  return typeof signed === 'object' && !Array.isArray(signed) ? signed.version : undefined;
}

/** What lists say of one file: its SHA-256 in hex; undefined where they do not list it. */
export const targetIn = (lists: readonly TufFile<'targets'>[], path: string): string | undefined =>
  lists.flatMap(({ content }) => content.targets).find((target) => target.path === path)?.sha256;

/** A file of TUF that a root which is open here has signed; `fault` for any other. */
export function signedHere<R extends RoleName>(
  { roots }: Pick<Session, 'roots'>,
  name: string,
  bytes: Uint8Array,
  role: R,
  fault: (subject: string) => RootsealError,
): TufFile<R> {
  const file = readTufFile(name, bytes, role);
  const signed = [...roots.values()].some(({ suite, publicKey }) => {
    if (suite === 'sm2') return false;
    const key = { suite, publicKey, keyid: tufKeyId(suite, publicKey) };
    return file.signatures.some(({ keyid, sig }) => keyid === key.keyid && verifyTufSignature(key, sig, file.message));
  });
  if (!signed) throw fault(name);
  return file;
}

/** VAULT-TUF unless `bytes` are exactly what a signature of one of the four roles is made over. */
export function demandTuf(bytes: Uint8Array): RoleName {
  try {
    const signed = parse(bytes);
    const role = roleOf(signed);
    if (!role) throw refuse(vaultRules, 'VAULT-TUF', { reason: '_type' });
    const { message } = readTufFile(`${role}.json`, toJcs({ signatures: [], signed }, role), role);
    if (!equal(message, bytes)) throw refuse(vaultRules, 'VAULT-TUF', { reason: 'not canonical' });
    return role;
  } catch (cause) {
    if (cause instanceof RootsealError && cause.code === 'VAULT-TUF') throw cause;
    const reason = cause instanceof RootsealError ? `${cause.code} ${cause.subject ?? ''}`.trim() : 'JSON';
    throw refuse(vaultRules, 'VAULT-TUF', { reason }, { cause });
  }
}
