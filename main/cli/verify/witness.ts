/**
 * A witness with this one file and stock tools: `rootseal-verify cosign` judges a request and remembers it, OpenSSL signs,
 * `rootseal-verify cosigned` makes the line of it (C2SP tlog-witness, tlog-cosignature). The key is never seen here.
 */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { cosignatureLine, cosignedMessage, parseWitnessVkey, verifyCosignature } from '../../core/audit/cosignature.ts';
import { formatVkey, isKeyName, parseNote, parseNoteLine, parseVkeyFile, vkeyFile } from '../../core/audit/note.ts';
import { formatState, headText, judgeRequest, parseRequest, parseState } from '../../core/audit/witness.ts';
import { equal, fromUtf8, utf8 } from '../../core/encoding/bytes.ts';
import { fromSpkiPem } from '../../core/keys/pem.ts';
import { type Text, refuse } from '../../core/rules.ts';
import { verifyRules } from './rules.ts';
import { readFile } from './tree.ts';

export interface Told {
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: Text;
}

/** Whole and on the medium, or not there at all; what has the name already is refused. VERIFY-WRITE */
function writeNew(path: string, bytes: Uint8Array): void {
  if (existsSync(path)) throw refuse(verifyRules, 'VERIFY-WRITE', { reason: 'EEXIST' }, { subject: path });
  replace(path, bytes);
}

/** The file being written is the lock as well: who finds it there is second, or comes after a crash, and says so. */
function replace(path: string, bytes: Uint8Array): void {
  const part = `${path}.part`;
  try {
    const fd = openSync(part, 'wx', 0o600);
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(part, path);
    syncFolder(dirname(resolve(path)));
  } catch (cause) {
    const { code = 'EIO' } = cause as NodeJS.ErrnoException;
    if (code !== 'EEXIST') rmSync(part, { force: true });
    throw refuse(verifyRules, 'VERIFY-WRITE', { reason: code }, { subject: code === 'EEXIST' ? part : path, cause });
  }
}

function syncFolder(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

export interface CosignFiles {
  readonly request: string;
  readonly state: string;
  /** The log's key, the first time. */
  readonly log?: string | undefined;
  readonly out: string;
}

/** Judges, keeps the state, then writes what is to be signed. WITNESS-…, NOTE-…, CHECKPOINT-…, VERIFY-WRITE */
export function cosign({ request, state, log, out }: CosignFiles, now: Date): Told {
  if (existsSync(out)) throw refuse(verifyRules, 'VERIFY-WRITE', { reason: 'EEXIST' }, { subject: out });
  const before = existsSync(state) ? readFile(state) : undefined;
  const known = before && parseState(before, state);
  const given = log === undefined ? undefined : parseVkeyFile(readFile(log), log);
  const vkey = given ? formatVkey(given.name, given.publicKey) : known?.vkey;
  if (vkey === undefined) throw refuse(verifyRules, 'VERIFY-WITNESS-NEW', {}, { subject: state });
  const asked = parseRequest(readFile(request), request);
  const again = known?.vkey === vkey && equal(known.note, asked.checkpoint);
  const next = again ? known : judgeRequest(asked, vkey, known);
  if (!again) keep(state, before, formatState(next));
  const time = Math.floor(now.getTime() / 1000);
  writeNew(out, cosignedMessage(parseNote(next.note).text, time));
  const { origin, size } = next.checkpoint;
  const head = headText(next.checkpoint);
  return {
    json: { origin, size, head, time, state, file: out },
    text: {
      en: `${origin}: ${head}\nIt continues what you knew; ${state} has it now. Sign it, then make the line:\n  openssl pkeyutl -sign -rawin -inkey KEY.pem -in ${out} -out ${out}.sig\n  rootseal-verify cosigned ${out} --signature ${out}.sig --witness KEY.vkey --out ${out}.cosignature`,
      zh: `${origin}：${head}\n它是您已知内容的延续；已存入 ${state}。请签名，再生成共签行：\n  openssl pkeyutl -sign -rawin -inkey KEY.pem -in ${out} -out ${out}.sig\n  rootseal-verify cosigned ${out} --signature ${out}.sig --witness KEY.vkey --out ${out}.cosignature`,
    },
  };
}

/** Two at once: who wrote in between has made this judgement one on an old state. */
function keep(state: string, before: Uint8Array | undefined, next: Uint8Array): void {
  const now = existsSync(state) ? readFile(state) : undefined;
  if ((now === undefined) !== (before === undefined) || (now && before && !equal(now, before)))
    throw refuse(verifyRules, 'VERIFY-WRITE', { reason: 'EBUSY' }, { subject: state });
  replace(state, next);
}

export interface CosignedFiles {
  readonly message: string;
  readonly signature: string;
  readonly witness: string;
  readonly out: string;
}

/** The signature line, once it is seen to hold. COSIGNATURE-…, VERIFY-WITNESS-MESSAGE, VERIFY-WRITE */
export function cosigned({ message, signature, witness, out }: CosignedFiles): Told {
  const said = fromUtf8(readFile(message), message);
  const [, seconds, text = ''] = /^cosignature\/v1\ntime ([1-9]\d{0,11})\n([\s\S]+)$/.exec(said) ?? [];
  if (seconds === undefined) throw refuse(verifyRules, 'VERIFY-WITNESS-MESSAGE', {}, { subject: message });
  const key = parseWitnessVkey(fromUtf8(readFile(witness), witness).trimEnd(), witness);
  const line = cosignatureLine(key, Number(seconds), readFile(signature));
  const { time } = verifyCosignature(text, parseNoteLine(line.trimEnd(), 1, signature), key, signature);
  writeNew(out, utf8(line));
  return {
    json: { witness: key.name, time, file: out },
    text: { en: `${out}: the cosignature of ${key.name}. Return it.`, zh: `${out}：${key.name} 的共签，请交回。` },
  };
}

/** `openssl pkey -pubout` to a witness's verifier key. PEM-…, VKEY-FORM, VERIFY-WRITE */
export function witnessKey(pem: string, name: string, out: string): Told {
  const { suite, publicKey } = fromSpkiPem(fromUtf8(readFile(pem), pem), pem);
  if (suite !== 'ed25519' || !isKeyName(name)) throw refuse(verifyRules, 'VERIFY-WITNESS-KEY', {}, { subject: pem });
  writeNew(out, vkeyFile(name, publicKey, 'witness'));
  const vkey = formatVkey(name, publicKey, 'witness');
  return { json: { name, vkey, file: out }, text: { en: `${out}: ${vkey}`, zh: `${out}：${vkey}` } };
}
