/**
 * X.509 certificates for JD Chain 1.6.5 in CA mode: a root signed by itself, leaves for a signing request, issued directly by a root, as
 * the ledger demands. Read strictly: the bytes that were signed are those that were read. docs/adr/082
 */

import { Attributes, CertificationRequest, CertificationRequestInfo } from '@peculiar/asn1-csr';
import { AsnConvert, AsnSerializer, OctetString } from '@peculiar/asn1-schema';
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  SubjectKeyIdentifier,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { equal, sha256 } from '../../../core/encoding/bytes.ts';
import { toHex } from '../../../core/encoding/hex.ts';
import { refuse } from '../../../core/rules.ts';
import { algorithmNames, type PublicKey } from '../keys.ts';
import { jdchainRules } from '../rules.ts';
import { buffer, keyIn, keyInfo, signatureAlgorithm, signatureDer, verifies } from './algorithms.ts';
import { provideCodec } from './codec.ts';
import { derOf, pemOf } from './pem.ts';
import type { CertificateRole } from './roles.ts';
import { nameOf, rolesIn, type Subject, subjectIn } from './subject.ts';

const ids = {
  subjectKey: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  authorityKey: '2.5.29.35',
} as const;

function refused(what: string, reason: string): Error {
  return refuse(jdchainRules, 'JDCHAIN-CERT', { reason }, { subject: what });
}

type Type<T> = new () => T;

/** Reads a structure that is written again to the same bytes. */
function parsed<T>(der: Uint8Array, type: Type<T>, what: string): T {
  try {
    const value = AsnConvert.parse(der, type);
    if (equal(new Uint8Array(AsnSerializer.serialize(value)), der)) return value;
  } catch {
    throw refused(what, 'it is not DER of that kind');
  }
  throw refused(what, 'written again, it has other bytes');
}

export interface SigningRequest {
  readonly subject: Subject;
  readonly publicKey: PublicKey;
}

/** A PKCS#10 request whose signature holds: whoever made it has the key. Throws JDCHAIN-CERT, JDCHAIN-CERT-KEY, JDCHAIN-CERT-SIGNATURE. */
export function readRequest(pem: string, what: string): SigningRequest {
  const request = parsed(derOf(pem, 'CERTIFICATE REQUEST', what), CertificationRequest, what);
  const { certificationRequestInfo: info, certificationRequestInfoRaw: signed } = request;
  const publicKey = keyIn(info.subjectPKInfo, what);
  const message = new Uint8Array(signed ?? AsnSerializer.serialize(info));
  if (!verifies(request.signatureAlgorithm, request.signature, message, publicKey))
    throw refuse(jdchainRules, 'JDCHAIN-CERT-SIGNATURE', {}, { subject: what });
  return { subject: subjectIn(info.subject), publicKey };
}

/** A signing request in PEM, signed with the key that it is for. */
export function makeRequest(
  { subject, roles, publicKey }: Pick<Issue, 'subject' | 'roles' | 'publicKey'>,
  sign: (message: Uint8Array) => Uint8Array,
): string {
  const info = new CertificationRequestInfo({
    subject: nameOf(subject, roles),
    subjectPKInfo: keyInfo(publicKey),
    attributes: new Attributes(),
  });
  const { suite } = publicKey;
  const signature = signatureDer(suite, sign(new Uint8Array(AsnSerializer.serialize(info))));
  const request = new CertificationRequest({
    certificationRequestInfo: info,
    signatureAlgorithm: signatureAlgorithm(suite),
    signature: buffer(signature),
  });
  return pemOf(new Uint8Array(AsnSerializer.serialize(request)), 'CERTIFICATE REQUEST');
}

export interface ReadCertificate {
  readonly subject: Subject;
  readonly issuer: Subject;
  /** Its OUs. */
  readonly roles: readonly string[];
  readonly publicKey: PublicKey;
  /** Hex. */
  readonly serial: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** May issue others. */
  readonly ca: boolean;
  /** Whether the signature is that of this key. */
  signedBy(issuer: PublicKey): boolean;
}

/** Throws JDCHAIN-CERT, JDCHAIN-CERT-KEY. */
export function readCertificate(pem: string, what: string): ReadCertificate {
  const certificate = parsed(derOf(pem, 'CERTIFICATE', what), Certificate, what);
  const { tbsCertificate: tbs, tbsCertificateRaw, signatureAlgorithm: algorithm, signatureValue } = certificate;
  const message = new Uint8Array(tbsCertificateRaw ?? AsnSerializer.serialize(tbs));
  const subject = subjectIn(tbs.subject);
  return {
    subject,
    issuer: subjectIn(tbs.issuer),
    roles: rolesIn(subject),
    publicKey: keyIn(tbs.subjectPublicKeyInfo, what),
    serial: toHex(new Uint8Array(tbs.serialNumber)),
    notBefore: tbs.validity.notBefore.getTime().getTime(),
    notAfter: tbs.validity.notAfter.getTime().getTime(),
    ca: constraints(tbs)?.cA === true,
    signedBy: (issuer) =>
      tbs.signature.algorithm === algorithm.algorithm && verifies(algorithm, signatureValue, message, issuer),
  };
}

function constraints({ extensions }: TBSCertificate): BasicConstraints | undefined {
  const found = extensions?.find(({ extnID }) => extnID === ids.basicConstraints);
  return found && AsnConvert.parse(found.extnValue.buffer, BasicConstraints);
}

export interface Issue {
  /** Without OUs: the roles become those. */
  readonly subject: Subject;
  readonly roles: readonly CertificateRole[];
  readonly publicKey: PublicKey;
  /** 16 random bytes. */
  readonly serial: Uint8Array;
  /** Milliseconds since 1970; whole seconds count. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** The root in PEM; undefined for a root, which signs itself. */
  readonly issuer?: string;
}

/**
 * A certificate in PEM. `signer` is the issuer's key, `sign` answers its raw 64 bytes.
 * @throws JDCHAIN-CERT-ISSUER where the root may not issue this, JDCHAIN-CERT*
 */
export function issueCertificate(issue: Issue, signer: PublicKey, sign: (message: Uint8Array) => Uint8Array): string {
  const own = nameOf(issue.subject, issue.roles);
  const root = issue.issuer === undefined ? undefined : demandIssuer(issue, issue.issuer, signer);
  const algorithm = signatureAlgorithm(signer.suite);
  const tbs = new TBSCertificate({
    version: Version.v3,
    // Positive, and not shorter than it says.
    serialNumber: buffer(issue.serial.with(0, ((issue.serial[0] ?? 0) & 0x3f) | 0x40)),
    signature: algorithm,
    issuer: root?.subject ?? own,
    validity: new Validity({ notBefore: seconds(issue.notBefore), notAfter: seconds(issue.notAfter) }),
    subject: own,
    subjectPublicKeyInfo: keyInfo(issue.publicKey),
    extensions: extensions(issue.publicKey, signer, root === undefined),
  });
  const signature = sign(new Uint8Array(AsnSerializer.serialize(tbs)));
  const certificate = new Certificate({
    tbsCertificate: tbs,
    signatureAlgorithm: algorithm,
    signatureValue: buffer(signatureDer(signer.suite, signature)),
  });
  return pemOf(new Uint8Array(AsnSerializer.serialize(certificate)), 'CERTIFICATE');
}

const wholeSeconds = (ms: number): number => ms - (ms % 1000);
const seconds = (ms: number): Date => new Date(wholeSeconds(ms));

const wrongIssuer = (reason: string, reasonZh: string) =>
  refuse(jdchainRules, 'JDCHAIN-CERT-ISSUER', { reason, reasonZh }, { subject: '--issuer' });

/** What a root signs lies within its own life. @throws JDCHAIN-CERT-ISSUER */
export function demandWithin(
  root: Pick<ReadCertificate, 'notBefore' | 'notAfter'>,
  { notBefore, notAfter }: Pick<Issue, 'notBefore' | 'notAfter'>,
): void {
  if (wholeSeconds(notBefore) < root.notBefore || wholeSeconds(notAfter) > root.notAfter)
    throw wrongIssuer('it does not live as long', '其有效期不够长');
}

/** The root must be one, sign itself with this key, live as long, and be of the suite of the key that it certifies. */
function demandIssuer({ publicKey, notBefore, notAfter }: Issue, pem: string, signer: PublicKey) {
  const root = readCertificate(pem, '--issuer');
  const wrong = wrongIssuer;
  if (!root.ca || !root.signedBy(root.publicKey))
    throw wrong('it is no root that signed itself', '它不是自签名的根证书');
  if (root.publicKey.suite !== signer.suite || !equal(root.publicKey.raw, signer.raw))
    throw wrong('it is not that of the key of --signer', '它不属于 --signer 的密钥');
  if (publicKey.suite !== signer.suite)
    throw wrong(
      `its key is ${algorithmNames[signer.suite]}, the other ${algorithmNames[publicKey.suite]}; JD Chain takes one kind alone along a chain`,
      `其密钥为 ${algorithmNames[signer.suite]}，对方为 ${algorithmNames[publicKey.suite]}；JD Chain 的证书链只能用同一种算法`,
    );
  demandWithin(root, { notBefore, notAfter });
  return parsed(derOf(pem, 'CERTIFICATE', '--issuer'), Certificate, '--issuer').tbsCertificate;
}

const keyId = ({ raw }: PublicKey): Uint8Array => sha256(raw).subarray(0, 20);

function extensions(key: PublicKey, signer: PublicKey, root: boolean): Extensions {
  const flags = root ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign : KeyUsageFlags.digitalSignature;
  const authority = new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(buffer(keyId(signer))) });
  return new Extensions([
    extension(ids.basicConstraints, true, new BasicConstraints({ cA: root })),
    extension(ids.keyUsage, true, new KeyUsage(flags)),
    extension(ids.subjectKey, false, new SubjectKeyIdentifier(buffer(keyId(key)))),
    extension(ids.authorityKey, false, authority),
  ]);
}

function extension(extnID: string, critical: boolean, value: object): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnSerializer.serialize(value)) });
}

provideCodec({ readCertificate, readRequest });
