/**
 * A raw share as HashiCorp Vault and OpenBao print it: 33 bytes, y (32) and x (1), in Base64 (`keys_base64`, what the
 * command line shows) or in hex (`keys`). x stands last; the text says neither scheme nor set nor threshold.
 *
 * Vault reads such a text as hex if it can, else as Base64, and takes any length from 16 to 33 bytes: what is mistyped is
 * taken in silence. Here one text stands for one share or is refused, with the reason. No refusal quotes what was typed.
 */
import { base64 } from '@scure/base';
import { hexToBytes } from '@noble/hashes/utils.js';
import { toBase64 } from '../encoding/base64.ts';
import { toHex } from '../encoding/hex.ts';
import { type RootsealError, refuse } from '../rules.ts';
import { shareLength } from './commitment.ts';
import { shareRules } from './rules.ts';
import { vaultShareRules } from './vault-rules.ts';

export const vaultEncodings = ['base64', 'hex'] as const;
export type VaultEncoding = (typeof vaultEncodings)[number];

/** 33 bytes: in Base64 without any padding, in hex. */
const base64Length = 44;
const hexLength = 66;
/** The key itself, 32 bytes: in hex; Base64 pads it to 44 characters. */
const keyHexLength = 64;
/** Nothing that Vault splits is as long; an OpenPGP message is. */
const pgpFrom = 150;

const isHex = (text: string) => /^[0-9a-fA-F]+$/.test(text);

/**
 * The 33 bytes of a raw share, secret. `typed` is ASCII and stays as it is.
 * @throws VAULTSHARE-SPACE, -URL, -CHARACTER, -AMBIGUOUS, -KEY, -PGP, -PADDING, -LENGTH, SHARE-X-ZERO
 */
export function readVaultShare(typed: Uint8Array): Uint8Array {
  // A string cannot be zeroed; like age's passphrases it lives in the vault alone, which ends with the act.
  const text = String.fromCharCode(...typed);
  const fault = characterFault(text) ?? formFault(text);
  if (fault) throw fault;
  const share = isHex(text) ? hexToBytes(text.toLowerCase()) : base64.decode(text);
  if (share.at(-1) !== 0) return share;
  share.fill(0);
  throw refuse(shareRules, 'SHARE-X-ZERO');
}

/**
 * The text of a share, ASCII, secret; no newline behind it.
 * @throws VAULTSHARE-AMBIGUOUS for Base64 that Vault itself would read as hex
 */
export function writeVaultShare(share: Uint8Array, encoding: VaultEncoding): Uint8Array {
  if (share.length !== shareLength) throw refuse(shareRules, 'SHARE-LENGTH', { length: share.length });
  if (share.at(-1) === 0) throw refuse(shareRules, 'SHARE-X-ZERO');
  const text = encoding === 'hex' ? toHex(share) : toBase64(share);
  if (encoding === 'base64' && isHex(text)) throw refuse(vaultShareRules, 'VAULTSHARE-AMBIGUOUS');
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

function characterFault(text: string): RootsealError | undefined {
  const place = (what: RegExp) => text.search(what) + 1;
  const space = place(/\s/);
  if (space > 0) return refuse(vaultShareRules, 'VAULTSHARE-SPACE', { place: space });
  const url = place(/[-_]/);
  if (url > 0) return refuse(vaultShareRules, 'VAULTSHARE-URL', { place: url });
  const odd = place(/[^A-Za-z0-9+/=]/);
  return odd > 0 ? refuse(vaultShareRules, 'VAULTSHARE-CHARACTER', { place: odd }) : undefined;
}

function formFault(text: string): RootsealError | undefined {
  const { length } = text;
  if (length === base64Length && isHex(text)) return refuse(vaultShareRules, 'VAULTSHARE-AMBIGUOUS');
  if (isHex(text) ? length === hexLength : length === base64Length && !text.includes('=')) return undefined;
  const isKey = isHex(text) ? length === keyHexLength : /^[^=]{43}=$/.test(text);
  if (isKey) return refuse(vaultShareRules, 'VAULTSHARE-KEY');
  if (length >= pgpFrom) return refuse(vaultShareRules, 'VAULTSHARE-PGP', { length });
  if (text.includes('=')) return refuse(vaultShareRules, 'VAULTSHARE-PADDING');
  return refuse(vaultShareRules, 'VAULTSHARE-LENGTH', { length });
}
