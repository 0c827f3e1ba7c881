/**
 * Signatures of `ssh-keygen -Y sign` (OpenSSH PROTOCOL.sshsig): armored, over a hash of the file, bound to a namespace so
 * that no login and no signed commit is a vote. Keys of the kinds ssh-ed25519 and ecdsa-sha2-nistp256.
 */

import { sha512 } from '@noble/hashes/sha2.js';
import { base64 } from '@scure/base';
import { concat, equal, fromUtf8, readU32, sha256, u32, utf8 } from '../encoding/bytes.ts';
import { suite } from '../keys/index.ts';
import type { SuiteName } from '../keys/suite.ts';
import { type Text, refuse } from '../rules.ts';
import { consortiumRules } from './rules.ts';

/** What stands behind `-n`. */
export const sshNamespace = 'rootseal-approval-v1';

const magic = utf8('SSHSIG');
const armor = /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\n?$/;
const kinds: Readonly<Record<string, SuiteName>> = { 'ssh-ed25519': 'ed25519', 'ecdsa-sha2-nistp256': 'p256' };
const hashes: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = { sha256, sha512 };

const malformed = (en: string, zh: string) =>
  refuse(consortiumRules, 'APPROVAL-SSH', { namespace: sshNamespace, reason: { en, zh } satisfies Text });
const cut = () => malformed('it is cut or has a field too many', '内容不完整或有多余字段');

/** Reads `string` fields of RFC 4251 section 5, one after the other. */
class Fields {
  private at = 0;
  private readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  string(): Uint8Array {
    const length = this.number();
    return this.take(length);
  }

  number(): number {
    return readU32(this.take(4));
  }

  take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw cut();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  end(): void {
    if (this.at !== this.bytes.length) throw cut();
  }
}

const field = (bytes: Uint8Array) => concat(u32(bytes.length), bytes);
const text = (bytes: Uint8Array) => fromUtf8(bytes, 'SSH signature');

export interface SshKey {
  readonly suite: SuiteName;
  readonly publicKey: Uint8Array;
}

/** The key of an SSH public key blob. @throws APPROVAL-SSH */
export function sshKey(blob: Uint8Array): SshKey {
  const fields = new Fields(blob);
  const kind = text(fields.string());
  const found = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (found === undefined) throw malformed(`keys of the kind ${kind} are not taken`, `不支持 ${kind} 类型的密钥`);
  if (found === 'p256' && text(fields.string()) !== 'nistp256') throw cut();
  const publicKey = fields.string();
  fields.end();
  return { suite: found, publicKey };
}

/** An mpint as 32 bytes. */
function scalar(bytes: Uint8Array): Uint8Array {
  const bare = bytes[0] === 0 ? bytes.subarray(1) : bytes;
  if (bare.length > 32) throw cut();
  return concat(new Uint8Array(32 - bare.length), bare);
}

/** 64 bytes, as the suites take them. */
function rawSignature(blob: Uint8Array, name: SuiteName): Uint8Array {
  const fields = new Fields(blob);
  const kind = text(fields.string());
  if (kinds[kind] !== name) throw cut();
  const inner = fields.string();
  fields.end();
  if (name === 'ed25519') return inner;
  const pair = new Fields(inner);
  const raw = concat(scalar(pair.string()), scalar(pair.string()));
  pair.end();
  return raw;
}

function unarmored(value: string): Uint8Array {
  const body = armor.exec(value.replaceAll('\r\n', '\n'))?.[1];
  try {
    if (body !== undefined) return base64.decode(body.replaceAll('\n', ''));
  } catch {
    // Told alike below.
  }
  throw malformed('it is not armored as SSH signatures are', '不是 SSH 签名的封装格式');
}

/**
 * Whether the armored signature is one of that key over these bytes.
 * @throws APPROVAL-SSH for what is no SSH signature, or one made for another purpose
 */
export function verifySsh(value: string, message: Uint8Array, key: SshKey): boolean {
  const fields = new Fields(unarmored(value));
  if (!equal(fields.take(magic.length), magic) || fields.number() !== 1) throw cut();
  const signer = sshKey(fields.string());
  const namespace = text(fields.string());
  const reserved = fields.string();
  const hash = text(fields.string());
  const signature = rawSignature(fields.string(), signer.suite);
  fields.end();
  if (namespace !== sshNamespace) throw malformed(`it was made for "${namespace}"`, `签名用途为“${namespace}”`);
  const digest = Object.hasOwn(hashes, hash) ? hashes[hash] : undefined;
  if (!digest || reserved.length > 0) throw cut();
  if (signer.suite !== key.suite || !equal(signer.publicKey, key.publicKey)) return false;
  const blob = concat(magic, ...[utf8(namespace), reserved, utf8(hash), digest(message)].map(field));
  return suite(key.suite).verify(signature, blob, key.publicKey);
}
