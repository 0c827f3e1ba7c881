/**
 * `local.conf` of JD Chain 1.6.5 (jdchain-core `LocalConfig`, read by `ledger-init.sh`): what one member's node knows of itself.
 * The public folder holds it with the public key alone; complete it exists only in the vault and in an age file to its holder.
 */

import { equal, utf8 } from '../../core/encoding/bytes.ts';
import { suite as suiteOf, type SuiteName } from '../../core/keys/index.ts';
import { toPkcs8Pem } from '../../core/keys/pem.ts';
import { refuse } from '../../core/rules.ts';
import { optional, required } from './values.ts';
import {
  decodePrivate,
  decodePublicKey,
  encodePrivate,
  encodePublicKey,
  passwordHash,
  type PublicKey,
} from './keys.ts';
import { propertyLine, readProperties } from './properties.ts';
import { jdchainRules } from './rules.ts';

/** Where the node keeps its database unless its operator changes the line. */
export const databaseUri = (ledgerName: string): string => `rocksdb:///var/lib/jdchain/${ledgerName}`;

function localConf(key: PublicKey, ledgerName: string, secret: { priv: string; pwd: string }): Uint8Array {
  const lines: readonly (readonly [string, string])[] = [
    ['local.parti.pubkey', encodePublicKey(key.suite, key.raw)],
    ['local.parti.privkey', secret.priv],
    ['local.parti.pwd', secret.pwd],
    ...placesOf(ledgerName),
  ];
  return utf8(lines.map(([name, value]) => propertyLine(name, value)).join(''));
}

/** For the public folder: `local.parti.privkey` and `local.parti.pwd` are blank. */
export function publicLocalConf(key: PublicKey, ledgerName: string): Uint8Array {
  return localConf(key, ledgerName, { priv: '', pwd: '' });
}

/** Of a ledger in CA mode: certificate and key are files, by their paths from the folder that `ledger-init.sh` runs in; nothing in it is secret. */
export function certificateLocalConf(input: { certificate: string; key: string; ledgerName: string }): Uint8Array {
  const lines: readonly (readonly [string, string])[] = [
    ['local.parti.ca-path', input.certificate],
    ['local.parti.privkey-path', input.key],
    // JD Chain decrypts only the PEM of old OpenSSL with it, which Ed25519 has none of.
    ['local.parti.pwd', ''],
    ...placesOf(input.ledgerName),
  ];
  return utf8(lines.map(([name, value]) => propertyLine(name, value)).join(''));
}

const placesOf = (ledgerName: string): readonly (readonly [string, string])[] => [
  ['ledger.binding.out', '../'],
  ['ledger.db.uri', databaseUri(ledgerName)],
  ['ledger.db.pwd', ''],
];

export interface PrivateMember {
  readonly suite: SuiteName;
  /** 32 bytes; the caller fills them with 0. */
  readonly secret: Uint8Array;
  /** UTF-8 bytes of the password that the `.priv` is encrypted under. */
  readonly password: Uint8Array;
  readonly ledgerName: string;
}

/** The complete `local.conf`: encrypted private key and Base58(SHA-256(password)) together, which is as good as the key. Vault only. */
export function privateLocalConf({ suite, secret, password, ledgerName }: PrivateMember): Uint8Array {
  const key = { suite, raw: suiteOf(suite).publicKey(secret) };
  return localConf(key, ledgerName, { priv: encodePrivate(suite, secret, password), pwd: passwordHash(password) });
}

/** The files of a key made here, without a newline at their ends, as JD Chain demands. Vault only; paths relative to `private/<member>/`. */
export function privateFiles(member: string, input: PrivateMember): Map<string, Uint8Array> {
  const { suite, secret, password } = input;
  return new Map([
    ['local.conf', privateLocalConf(input)],
    [`${member}.priv`, utf8(encodePrivate(suite, secret, password))],
    [`${member}.pwd`, utf8(passwordHash(password))],
  ]);
}

/** The same for a ledger in CA mode: `<member>.key` is the unencrypted PEM that JD Chain reads, the others are for its command line. Vault only. */
export function certificatePrivateFiles(
  member: string,
  { suite, secret, password }: PrivateMember,
): Map<string, Uint8Array> {
  return new Map([
    [`${member}.key`, toPkcs8Pem(suite, secret)],
    [`${member}.priv`, utf8(encodePrivate(suite, secret, password))],
    [`${member}.pwd`, utf8(passwordHash(password))],
  ]);
}

/** Opens a complete `local.conf`. Throws JDCHAIN-MISSING, JDCHAIN-KEY*; the caller fills `secret` with 0. Vault only. */
export function openLocalConf(bytes: Uint8Array, what = 'local.conf'): PublicKey & { secret: Uint8Array } {
  const properties = readProperties(bytes, what);
  const key = decodePublicKey(required(properties, 'local.parti.pubkey'), what);
  const priv = required(properties, 'local.parti.privkey');
  const { suite, secret } = decodePrivate(priv, required(properties, 'local.parti.pwd'), what);
  if (suite === key.suite && equal(suiteOf(suite).publicKey(secret), key.raw)) return { ...key, secret };
  secret.fill(0);
  throw refuse(jdchainRules, 'JDCHAIN-KEY', { reason: 'private and public key are not a pair' }, { subject: what });
}

/** True if a `local.conf` (or text like it) holds a private key or its password. */
export function holdsSecret(bytes: Uint8Array): boolean {
  const properties = readProperties(bytes, 'local.conf');
  return ['local.parti.privkey', 'local.parti.pwd'].some((key) => optional(properties, key) !== undefined);
}
