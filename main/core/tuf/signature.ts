/**
 * One signature of a root file, made where the others are not: `rootseal.tuf-signature/1` (docs/formats.md section 2).
 * Joined to the file only if it holds and its key counts there.
 */

import { sha256 } from '../encoding/bytes.ts';
import { toHex } from '../encoding/hex.ts';
import { parseJcs, toJcs } from '../encoding/jcs.ts';
import { constant, exact, sha256Hex, text } from './fields.ts';
import { distinctKeys, verifyTufSignature, type TufKey, type TufSignature } from './keys.ts';
import { readTufFile, type TufFile } from './read.ts';
import type { Role } from './roles.ts';

export const tufSignatureFormat = 'rootseal.tuf-signature/1';

export interface RootSignature extends TufSignature {
  /** SHA-256 of the bytes that are signed, hex. */
  readonly sha256: string;
}

export function encodeRootSignature({ sha256: over, keyid, sig }: RootSignature): Uint8Array {
  return toJcs({ format: tufSignatureFormat, sha256: over, keyid, sig }, 'signature');
}

/** Reads one strictly; verifies nothing. Throws ENCODING-JSON, TUF-FIELD…. */
export function readRootSignature(bytes: Uint8Array, what: string): RootSignature {
  const fields = exact(parseJcs(bytes, what), ['format', 'sha256', 'keyid', 'sig'], what);
  constant(fields.format, tufSignatureFormat, `${what}.format`);
  return {
    sha256: sha256Hex(fields.sha256, `${what}.sha256`),
    keyid: sha256Hex(fields.keyid, `${what}.keyid`),
    sig: text(fields.sig, `${what}.sig`),
  };
}

/** SHA-256 (hex) of what the signatures of a root file are over: by which people compare it. */
export const rootDigest = (file: Uint8Array): string => toHex(sha256(readTufFile('root.json', file, 'root').message));

/** How far a root file has come: of the role before it, and of its own. */
export interface RootStanding {
  readonly need: number;
  /** Distinct keys of the role that have signed. */
  readonly have: number;
  readonly signed: readonly TufKey[];
  readonly missing: readonly TufKey[];
}

/** @param roles the root roles whose threshold it must reach: of the root before it, and its own */
export function standingOfRoot(file: TufFile<'root'>, roles: readonly Role[]): RootStanding[] {
  return roles.map(({ keys, threshold: need }) => {
    const signs = ({ keyid }: TufKey) => file.signatures.some((one) => one.keyid === keyid);
    const good = keys.filter(
      (key) =>
        signs(key) &&
        file.signatures.some(({ keyid, sig }) => keyid === key.keyid && verifyTufSignature(key, sig, file.message)),
    );
    const signed = distinctKeys(good);
    return { need, have: signed.length, signed, missing: keys.filter((key) => !good.includes(key)) };
  });
}

/** The role that is furthest from its threshold, and everybody of either who has signed. */
export function furthest(standings: readonly RootStanding[]): RootStanding {
  const behind = ({ need, have }: RootStanding) => need - have;
  const [first] = [...standings].sort((a, b) => behind(b) - behind(a) || b.need - a.need);
  const signed = distinctKeys(standings.flatMap((one) => one.signed));
  return { need: first?.need ?? 0, have: first?.have ?? 0, signed, missing: first?.missing ?? [] };
}

/** The root file with these signatures in it, each once, in the order of their keys. */
export function withSignatures(file: Uint8Array, more: readonly TufSignature[]): Uint8Array {
  const { signed } = exact(parseJcs(file, 'root.json'), ['signatures', 'signed'], 'root.json');
  const all = new Map(readTufFile('root.json', file, 'root').signatures.map((one) => [one.keyid, one.sig]));
  for (const { keyid, sig } of more) if (!all.has(keyid)) all.set(keyid, sig);
  const signatures = [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([keyid, sig]) => ({ keyid, sig }));
  return toJcs({ signatures, signed }, 'root.json');
}
