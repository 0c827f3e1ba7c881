/**
 * SM2 co-signatures of TUF files, `public/tuf/<file>.sm2sig` (docs/formats.md section 2): TUF clients
 * know no SM2, so an SM2 root signs the same bytes in a document beside the file.
 */

import { fromHex, toHex } from '../encoding/hex.ts';
import { parseJcs, toJcs, type Json } from '../encoding/jcs.ts';
import { fingerprint, suite } from '../keys/index.ts';
import { refuse } from '../rules.ts';
import { constant, exact, list, sha256Hex, text } from './fields.ts';
import { signedBytes } from './read.ts';
import { tufRules } from './rules.ts';

export interface Sm2Root {
  /** The root's id in the plan. */
  readonly root: string;
  /** 65 bytes, 04 ‖ X ‖ Y. */
  readonly publicKey: Uint8Array;
}

export interface Sm2Signature {
  readonly root: string;
  /** 64 hex digits. */
  readonly fingerprint: string;
  /** r ‖ s, 64 bytes. */
  readonly signature: Uint8Array;
}

export interface Sm2Sig {
  /** Name of the TUF file below `tuf/`. */
  readonly file: string;
  readonly signatures: readonly Sm2Signature[];
}

/** The name of the co-signature document of a TUF file. */
export function sm2SigName(file: string): string {
  return `${file}.sm2sig`;
}

/** Builds the document of signatures made over `signedBytes(file)`. */
export function buildSm2Sig(
  file: string,
  signatures: readonly (Sm2Root & { readonly signature: Uint8Array })[],
): Uint8Array {
  const list = signatures.map(({ root, publicKey, signature }) => ({
    root,
    fingerprint: fingerprint('sm2', publicKey),
    signature: toHex(signature),
  }));
  const bytes = toJcs({ format: 'rootseal.sm2sig/1', file, signatures: list }, sm2SigName(file));
  parseSm2Sig(bytes, sm2SigName(file));
  return bytes;
}

function readSignature(value: Json, subject: string): Sm2Signature {
  const fields = exact(value, ['root', 'fingerprint', 'signature'], subject);
  const signature = fromHex(text(fields.signature, `${subject}.signature`), `${subject}.signature`);
  if (signature.length !== 64)
    throw refuse(tufRules, 'TUF-FIELD', { expected: '64 B' }, { subject: `${subject}.signature` });
  return {
    root: text(fields.root, `${subject}.root`),
    fingerprint: sha256Hex(fields.fingerprint, `${subject}.fingerprint`),
    signature,
  };
}

/** Reads the document strictly; verifies nothing. Throws ENCODING-JSON, TUF-FIELD…, TUF-SM2SIG-DUPLICATE. */
export function parseSm2Sig(bytes: Uint8Array, what: string): Sm2Sig {
  const fields = exact(parseJcs(bytes, what), ['format', 'file', 'signatures'], what);
  constant(fields.format, 'rootseal.sm2sig/1', `${what}.format`);
  const signatures = list(fields.signatures, `${what}.signatures`).map((one) =>
    readSignature(one, `${what}.signatures`),
  );
  if (signatures.length === 0)
    throw refuse(tufRules, 'TUF-FIELD', { expected: '≥ 1' }, { subject: `${what}.signatures` });
  signatures.forEach((one, i) => {
    const twice = signatures.some(
      (other, j) => j < i && (other.root === one.root || other.fingerprint === one.fingerprint),
    );
    if (twice) throw refuse(tufRules, 'TUF-SM2SIG-DUPLICATE', { root: one.root }, { subject: what });
  });
  return { file: text(fields.file, `${what}.file`), signatures };
}

function checkOne(one: Sm2Signature, message: Uint8Array, roots: readonly Sm2Root[], subject: string): void {
  const known = roots.find((root) => root.root === one.root);
  if (known === undefined || fingerprint('sm2', known.publicKey) !== one.fingerprint) {
    throw refuse(tufRules, 'TUF-SM2SIG-ROOT', { root: one.root }, { subject });
  }
  if (!suite('sm2').verify(one.signature, message, known.publicKey)) {
    throw refuse(tufRules, 'TUF-SM2SIG-SIGNATURE', { root: one.root }, { subject });
  }
}

/**
 * Verifies a co-signature document against its TUF file: every signature holds and is by one of `roots`,
 * and every one of `roots` (the SM2 roots of the consortium) signed. Throws TUF-SM2SIG-….
 */
export function verifySm2Sig(bytes: Uint8Array, file: string, tufFile: Uint8Array, roots: readonly Sm2Root[]): Sm2Sig {
  const subject = sm2SigName(file);
  const read = parseSm2Sig(bytes, subject);
  if (read.file !== file) throw refuse(tufRules, 'TUF-SM2SIG-FILE', { found: read.file, expected: file }, { subject });
  const message = signedBytes(tufFile, file);
  for (const one of read.signatures) checkOne(one, message, roots, subject);
  const absent = roots.find((root) => !read.signatures.some((one) => one.root === root.root));
  if (absent !== undefined) throw refuse(tufRules, 'TUF-SM2SIG-MISSING', { root: absent.root }, { subject });
  return read;
}
