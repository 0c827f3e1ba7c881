/** What a person gives for an operation, by option, and how each becomes a value of JD Chain 1.6.5. Everything is refused that JD Chain would mend in silence. */

import { base64 } from '@scure/base';
import { fromBase58 } from '../../../core/encoding/base58.ts';
import { equal, sha256 } from '../../../core/encoding/bytes.ts';
import { type Params, refuse, type Text } from '../../../core/rules.ts';
import { addressBytes, decodePublicKey, publicKeyBytes } from '../keys.ts';
import { javaTrim } from '../names.ts';
import { jdchainRules } from '../rules.ts';

export interface Option {
  readonly name: string;
  /** `one` a text, `list` texts with commas between them, `file` and `files` what the named files hold. */
  readonly form: 'one' | 'list' | 'file' | 'files';
  /** What stands for its value in help: `address`. */
  readonly value: string;
  readonly needed: boolean;
  readonly say: Text;
}

/** Values by option; of files their content. */
export type Given = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Form<T> {
  /** Its name on the command line. */
  readonly command: string;
  readonly options: readonly Option[];
  /** The fields of the operation. @throws JDCHAIN-* with the option as subject */
  readonly make: (given: Given) => T;
}

type Code = keyof typeof jdchainRules;

export function wrong(code: Code, option: string, params: Params = {}): Error {
  return refuse(jdchainRules, code, params, { subject: `--${option}` });
}

export function text(given: Given, option: string): string {
  const value = given[option];
  if (typeof value === 'string' && value !== '') return value;
  throw wrong('JDCHAIN-VALUE', option, { value: '', expected: '…' });
}

export function texts(given: Given, option: string): readonly string[] {
  const value = given[option];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

/** One of some words, in whatever case. */
export function word<const T extends string>(given: Given, option: string, words: readonly T[]): T {
  const value = text(given, option);
  const found = words.find((one) => one === value.toUpperCase());
  if (found !== undefined) return found;
  throw wrong('JDCHAIN-VALUE', option, { value, expected: words.join(' / ') });
}

/** A public key with the address that follows from it. */
export function identityOf(given: Given, option: string): { address: Uint8Array; publicKey: Uint8Array } {
  const { suite, raw } = decodePublicKey(text(given, option), `--${option}`);
  return { address: addressBytes(suite, raw), publicKey: publicKeyBytes(suite, raw) };
}

const addressLength = 27;

/** The bytes of an address whose checksum holds. Throws JDCHAIN-ADDRESS, ENCODING-BASE58. */
export function addressOf(value: string, option: string): Uint8Array {
  const bytes = fromBase58(value, `--${option}`);
  const [body, sum] = [bytes.subarray(0, -4), bytes.subarray(-4)];
  const good = bytes.length === addressLength && bytes[0] === 0x91 && equal(sha256(sha256(body)).subarray(0, 4), sum);
  if (good) return bytes;
  throw wrong('JDCHAIN-ADDRESS', option, { value });
}

const longestRole = 20;

/** As JD Chain writes role names: in upper case, without blanks around them. Throws JDCHAIN-ROLE-NAME. */
export function roleOf(value: string, option: string): string {
  const role = javaTrim(value);
  if (role.length > 0 && role.length <= longestRole && !/\p{Cc}/u.test(role)) return role.toUpperCase();
  throw wrong('JDCHAIN-ROLE-NAME', option, { role: value });
}

/** What is given and what is taken away: no doubles, nothing in both, not nothing at all. Throws JDCHAIN-TX-EMPTY, JDCHAIN-TX-BOTH. */
export function demandChange(grant: readonly string[], withdraw: readonly string[]): void {
  if (grant.length + withdraw.length === 0)
    throw wrong('JDCHAIN-TX-EMPTY', 'grant', { options: '--grant, --withdraw' });
  const all = [...grant, ...withdraw];
  const twice = all.find((one, i) => all.indexOf(one) !== i);
  if (twice !== undefined) throw wrong('JDCHAIN-TX-BOTH', 'withdraw', { value: twice });
}

const pem = /^\s*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*$/;

/** One certificate as JD Chain's own tools write it into a ledger: 64 columns, LF. Throws JDCHAIN-PEM. */
export function certificateOf(value: string, option: string): string {
  const body = pem.exec(value)?.[1]?.replaceAll(/\s/g, '') ?? '';
  if (!isDer(body)) throw wrong('JDCHAIN-PEM', option);
  return `-----BEGIN CERTIFICATE-----\n${body.replaceAll(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
}

/** A DER sequence that ends where it says. What it holds is for JD Chain to judge. */
function isDer(body: string): boolean {
  try {
    const der = base64.decode(body);
    const long = (der[1] ?? 0) & 0x80;
    const size = long === 0 ? 0 : (der[1] ?? 0) & 0x7f;
    const length = long === 0 ? (der[1] ?? 0) : der.subarray(2, 2 + size).reduce((sum, byte) => sum * 256 + byte, 0);
    return der[0] === 0x30 && der.length === 2 + size + length;
  } catch {
    return false;
  }
}
