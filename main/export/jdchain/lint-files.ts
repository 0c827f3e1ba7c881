/** `jdchain lint`, file by file: encodings, key files, private keys that lie about. Nothing is decrypted here. */

import { fromBase58 } from '../../core/encoding/base58.ts';
import { fromUtf8 } from '../../core/encoding/bytes.ts';
import { type Finding, finding, refuse, RootsealError } from '../../core/rules.ts';
import { decodePublicKey, isEncryptedPrivate } from './keys.ts';
import { jdchainRules } from './rules.ts';

export type LintFinding = Finding & { readonly file: string; readonly party: string };
export type Files = ReadonlyMap<string, Uint8Array>;
type Code = keyof typeof jdchainRules;
type Params = Readonly<Record<string, string | number>>;

/** Collects findings of one party. */
export class Findings {
  readonly all: LintFinding[] = [];
  private readonly party: string;

  constructor(party: string) {
    this.party = party;
  }

  add(level: Finding['level'], code: Code, file: string, field = '', params: Params = {}): void {
    this.all.push({
      ...finding(jdchainRules, code, level, field, { subject: field, ...params }),
      file,
      party: this.party,
    });
  }

  /** A refusal of a reader as a finding: its subject is `what: field` or `what`, where the reader calls the file so. */
  problem(error: RootsealError, file: string, what = file): void {
    const field = error.subject?.startsWith(`${what}: `) ? error.subject.slice(what.length + 2) : '';
    this.all.push({ rule: error.code, level: 'error', field, text: error.text, file, party: this.party });
  }
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const ending = (path: string): string => /\.[^./]*$/.exec(path)?.[0] ?? '';
const readAsText = new Set(['.init', '.config', '.conf']);

/** Findings of the files of one party alone, in path order. */
export function lintFiles(files: Files, out: Findings): void {
  const named = keysNamed(files);
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (readAsText.has(ending(path))) lintText(path, bytes, out);
    if (ending(path) === '.pub') lintKeyFile(path, bytes, out, (text) => decodePublicKey(text, path));
    if (ending(path) === '.priv') lintKeyFile(path, bytes, out, (text) => demandPrivate(text, path));
    if (ending(path) === '.pwd') lintKeyFile(path, bytes, out, (text) => demandPasswordHash(text, path));
    if (isPlainPem(bytes) && !named.has(baseName(path))) out.add('error', 'JDCHAIN-PEM-KEY', path);
    if (baseName(path) === 'ledger-binding.conf') out.add('warning', 'JDCHAIN-BINDING', path);
    if (ending(path) === '.priv' && files.has(path.replace(/priv$/, 'pwd')))
      out.add('warning', 'JDCHAIN-PWD-BESIDE-PRIV', path);
  }
}

/** Names of the PEM keys that a local.conf says: in CA mode JD Chain reads no other form (ca/lint.ts has a finding of its own). */
function keysNamed(files: Files): Set<string> {
  const confs = [...files].filter(([path]) => baseName(path) === 'local.conf');
  const named = confs.flatMap(([, bytes]) => {
    return [...(textOf(bytes) ?? '').matchAll(/^local\.parti\.privkey-path=(.+)$/gm)].map(([, path = '']) =>
      baseName(path.trim()),
    );
  });
  return new Set(named);
}

export const hasBom = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

function lintText(path: string, bytes: Uint8Array, out: Findings): void {
  if (hasBom(bytes)) out.add('error', 'JDCHAIN-BOM', path);
  if (bytes.includes(0x0d)) out.add('warning', 'JDCHAIN-CRLF', path);
  if (textOf(bytes) === undefined) out.add('error', 'JDCHAIN-UTF8', path);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return fromUtf8(bytes);
  } catch {
    return undefined;
  }
}

function lintKeyFile(path: string, bytes: Uint8Array, out: Findings, read: (text: string) => unknown): void {
  if (hasBom(bytes)) {
    out.add('error', 'JDCHAIN-BOM', path);
    return;
  }
  const text = textOf(bytes) ?? '';
  if (text !== text.trim()) out.add('error', 'JDCHAIN-KEYFILE-NEWLINE', path);
  try {
    read(text.trim());
  } catch (error) {
    if (!(error instanceof RootsealError)) throw error;
    out.problem(error, path);
  }
}

function demandPrivate(text: string, path: string): void {
  if (isEncryptedPrivate(fromBase58(text, path))) return;
  throw refuse(
    jdchainRules,
    'JDCHAIN-KEY',
    { reason: 'it does not begin as an encrypted private key' },
    { subject: path },
  );
}

function demandPasswordHash(text: string, path: string): void {
  if (fromBase58(text, path).length === 32) return;
  throw refuse(jdchainRules, 'JDCHAIN-KEY', { reason: 'a password hash has 32 bytes' }, { subject: path });
}

/** A private key in PEM that says of itself neither that it is encrypted nor, in the old form, how. */
function isPlainPem(bytes: Uint8Array): boolean {
  const text = textOf(bytes) ?? '';
  return /-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/.test(text) && !text.includes('Proc-Type: 4,ENCRYPTED');
}
