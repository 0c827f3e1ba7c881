/**
 * Keys and signatures inside X.509 (RFC 5280, RFC 8410, RFC 5480; GM/T 0015 for SM2): what JD Chain 1.6.5 reads (`CertificateUtils`).
 * It takes an EC key for SM2 by the *signature* of its certificate, so both keys of a signature must be of one suite.
 */

import { AlgorithmIdentifier, SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import { concat, equal } from '../../../core/encoding/bytes.ts';
import { suite as suiteOf, type SuiteName, suiteNames } from '../../../core/keys/index.ts';
import { refuse } from '../../../core/rules.ts';
import type { PublicKey } from '../keys.ts';
import { jdchainRules } from '../rules.ts';

interface Oids {
  /** Of the key: algorithm, and the parameters in DER (a curve) where it has any. */
  readonly key: string;
  readonly curve: Uint8Array | undefined;
  readonly signature: string;
  /** As JD Chain and OpenSSL call the signature. */
  readonly name: string;
}

const ecKey = '1.2.840.10045.2.1';
const rsaKey = '1.2.840.113549.1.1.1';
const oids: Readonly<Record<SuiteName, Oids>> = {
  ed25519: { key: '1.3.101.112', curve: undefined, signature: '1.3.101.112', name: 'Ed25519' },
  p256: {
    key: ecKey,
    curve: Uint8Array.of(0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07),
    signature: '1.2.840.10045.4.3.2',
    name: 'SHA256withECDSA',
  },
  sm2: {
    key: ecKey,
    curve: Uint8Array.of(0x06, 0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d),
    signature: '1.2.156.10197.1.501',
    name: 'SM3WITHSM2',
  },
};

export const signatureName = (suite: SuiteName): string => oids[suite].name;

/** A copy that has an ArrayBuffer of its own, which the codec takes. */
export const buffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

export const signatureAlgorithm = (suite: SuiteName): AlgorithmIdentifier =>
  new AlgorithmIdentifier({ algorithm: oids[suite].signature });

export function keyInfo({ suite, raw }: PublicKey): SubjectPublicKeyInfo {
  const { key, curve } = oids[suite];
  const algorithm = new AlgorithmIdentifier({ algorithm: key, ...(curve && { parameters: buffer(curve) }) });
  return new SubjectPublicKeyInfo({ algorithm, subjectPublicKey: buffer(raw) });
}

/** Throws JDCHAIN-CERT-KEY for a key that JD Chain's suites here do not have. */
export function keyIn({ algorithm, subjectPublicKey }: SubjectPublicKeyInfo, what: string): PublicKey {
  const parameters = algorithm.parameters ? new Uint8Array(algorithm.parameters) : undefined;
  const raw = new Uint8Array(subjectPublicKey);
  const found = suiteNames.find((name) => {
    const { key, curve } = oids[name];
    const sameCurve = curve === undefined ? parameters === undefined : !!parameters && equal(curve, parameters);
    return key === algorithm.algorithm && sameCurve;
  });
  if (found !== undefined && raw.length === suiteOf(found).publicKeyLength && suiteOf(found).isPublicKey(raw))
    return { suite: found, raw };
  const name = algorithm.algorithm === rsaKey ? 'RSA' : algorithm.algorithm;
  throw refuse(jdchainRules, 'JDCHAIN-CERT-KEY', { algorithm: name }, { subject: what });
}

/** A raw 64-byte signature as X.509 has it: Ed25519 as it is, the others as SEQUENCE of two INTEGERs. */
export function signatureDer(suite: SuiteName, raw: Uint8Array): Uint8Array {
  if (suite === 'ed25519') return raw;
  const body = concat(integer(raw.subarray(0, 32)), integer(raw.subarray(32)));
  return concat(Uint8Array.of(0x30, body.length), body);
}

function integer(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const digits = bytes.subarray(start);
  const sign = (digits[0] ?? 0) & 0x80 ? Uint8Array.of(0) : new Uint8Array();
  return concat(Uint8Array.of(0x02, digits.length + sign.length), sign, digits);
}

/** Back to 64 bytes; undefined for anything but the one DER writing. */
function signatureRaw(suite: SuiteName, der: Uint8Array): Uint8Array | undefined {
  if (suite === 'ed25519') return der.length === 64 ? der : undefined;
  const first = der.subarray(4, 4 + (der[3] ?? 0));
  const second = der.subarray(6 + first.length);
  const number = (digits: Uint8Array) => {
    const bare = digits[0] === 0 ? digits.subarray(1) : digits;
    return concat(new Uint8Array(Math.max(0, 32 - bare.length)), bare);
  };
  const raw = concat(number(first), number(second));
  return raw.length === 64 && equal(signatureDer(suite, raw), der) ? raw : undefined;
}

/** Whether a signature under that algorithm is the key's over the bytes. */
export function verifies(algorithm: AlgorithmIdentifier, signature: ArrayBuffer, message: Uint8Array, key: PublicKey) {
  const raw = signatureRaw(key.suite, new Uint8Array(signature));
  return (
    algorithm.algorithm === oids[key.suite].signature &&
    raw !== undefined &&
    suiteOf(key.suite).verify(raw, message, key.raw)
  );
}
