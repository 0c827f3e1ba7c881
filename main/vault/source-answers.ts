/**
 * `--answers FILE` (JSON): read by the vault alone, mode 0600 demanded, strict. Its use in a real ceremony is an entry
 * in the log, made by main, which learns only what is no secret (`openPart`).
 */

import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { type Text, refuse } from '../core/rules.ts';
import { tidyMnemonic } from '../core/shares/slip39.ts';
import type { Identities } from './identities.ts';
import { type Result, exceptionSchema } from './protocol.ts';
import { vaultRules } from './rules.ts';
import { type Judge, type SecretSource, type Who, checkCharacters } from './source.ts';

/** Windows has no such flag. */
const noFollow = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW;

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/);
const secrets = z.record(id, z.string());

/** The whole file. Only `passphrases`, `logPassphrases`, `vaultShares`, `dice`, `words` and identities written out are secret. */
const answersSchema = z.strictObject({
  confirm: z.literal('all').exactOptional(),
  passphrases: secrets.exactOptional(),
  logPassphrases: secrets.exactOptional(),
  /** Raw shares of HashiCorp Vault, by custodian: for their import alone. */
  vaultShares: secrets.exactOptional(),
  /** By custodian: an age identity, or the path of an identity file, relative to this file. */
  identities: z.record(id, z.string().min(1)).exactOptional(),
  dice: z.string().exactOptional(),
  /** By custodian: the words of a share, for `--share words:ID`. */
  words: secrets.exactOptional(),
  exceptions: z.array(exceptionSchema).exactOptional(),
});

export interface Answers {
  readonly source: SecretSource;
  readonly openPart: Result<'answers'>;
}

const hint: Text = {
  en: 'Add it to the answers file: "passphrases" for custodians, "logPassphrases" for administrators. An empty one does not count.',
  zh: '请在应答文件中补上：保管人写入 "passphrases"，管理员写入 "logPassphrases"。空口令无效。',
};
const shareHint: Text = {
  en: 'Add it to the answers file under "vaultShares".',
  zh: '请在应答文件的 "vaultShares" 中补上。',
};
const diceHint: Text = {
  en: 'The plan asks for dice: add "dice" to the answers file.',
  zh: '方案要求掷骰：请在应答文件中补上 "dice"。',
};

const wordsHint: Text = {
  en: 'Add them to the answers file: "words", by custodian, one blank between two.',
  zh: '请在应答文件中补上 "words"（按保管人，词间一个空格）。',
};

/**
 * ANSWERS-READ for a link, ANSWERS-OWNER for a file of somebody else, ANSWERS-MODE for one that others may read. The
 * descriptor is judged, so that no swap can come between.
 */
function readPrivate(path: string): Uint8Array {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | noFollow);
  } catch (cause) {
    throw refuse(vaultRules, 'ANSWERS-READ', {}, { subject: path, cause });
  }
  try {
    demandPrivate(fd, path);
    return new Uint8Array(readFileSync(fd));
  } finally {
    closeSync(fd);
  }
}

/** On POSIX: its owner is whoever runs this, and nobody else may read it. */
function demandPrivate(fd: number, path: string): void {
  const owner = process.geteuid?.();
  if (owner === undefined) return;
  const { uid, mode: all } = fstatSync(fd);
  if (uid !== owner) throw refuse(vaultRules, 'ANSWERS-OWNER', {}, { subject: path });
  const mode = all & 0o777;
  if ((mode & 0o177) === 0) return;
  throw refuse(vaultRules, 'ANSWERS-MODE', { mode: `0${mode.toString(8)}` }, { subject: path });
}

/** The content of an answers file, which is zeroed. ANSWERS-FORMAT, naming the field and never what stands in it. */
export function parseAnswers(bytes: Uint8Array, path: string): z.infer<typeof answersSchema> {
  const bad = (field: string) => refuse(vaultRules, 'ANSWERS-FORMAT', { field }, { subject: path });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw bad('JSON'); // no cause: a JSON error quotes what it read
  } finally {
    bytes.fill(0);
  }
  const parsed = answersSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path: field, code } = parsed.error.issues[0] ?? { path: [], code: 'invalid_type' };
  throw bad([...field.map(String), code].join('.'));
}

const encode = (record: Record<string, string> = {}) =>
  new Map(Object.entries(record).map(([key, text]) => [key, new TextEncoder().encode(text)]));

/** Reads the file once and takes its identities. ANSWERS-READ, -MODE, -FORMAT; IDENTITY-READ. */
export function readAnswers(path: string, identities: Identities): Answers {
  const answers = parseAnswers(readPrivate(path), path);
  for (const [holder, text] of Object.entries(answers.identities ?? {})) {
    if (text.startsWith('AGE-SECRET-KEY-')) identities.add(holder, new TextEncoder().encode(text));
    else identities.addFile(holder, resolve(dirname(path), text));
  }
  const custodians = encode(answers.passphrases);
  const administrators = encode(answers.logPassphrases);
  const shares = encode(answers.vaultShares);
  const dice = answers.dice === undefined ? undefined : new TextEncoder().encode(answers.dice);
  return {
    source: answersSource(custodians, administrators, shares, dice, encode(answers.words)),
    openPart: {
      confirm: answers.confirm ?? 'none',
      exceptions: answers.exceptions ?? [],
      identities: Object.keys(answers.identities ?? {}),
      custodians: idsOf(custodians),
      administrators: idsOf(administrators),
      dice: dice?.length ?? 0,
    },
  };
}

type Passphrases = ReadonlyMap<string, Uint8Array>;

/** Who has a passphrase; an empty one is none. */
const idsOf = (passphrases: Passphrases) => [...passphrases].filter(([, text]) => text.length > 0).map(([id]) => id);

function answersSource(
  custodians: Passphrases,
  administrators: Passphrases,
  shares: Passphrases,
  dice: Uint8Array | undefined,
  words: Passphrases,
): SecretSource {
  const find = (who: Who) => (who.role === 'administrator' ? administrators : custodians).get(who.id);
  const take = (who: Who): Uint8Array => {
    const found = find(who) ?? new Uint8Array();
    checkCharacters(found, who, hint);
    return found.slice();
  };
  return {
    kind: 'answers',
    attempts: 1,
    newPassphrase: async (who: Who, judge: Judge) => {
      const found = take(who);
      judge(found);
      return found;
    },
    passphrase: async (who: Who) => take(who),
    share: async (who: Who, judge: Judge) => {
      const found = shares.get(who.id) ?? new Uint8Array();
      checkCharacters(found, who, shareHint);
      judge(found);
      return found.slice();
    },
    words: async (who: Who) => {
      const found = words.get(who.id) ?? new Uint8Array();
      checkCharacters(found, who, wordsHint);
      return tidyMnemonic(found);
    },
    known: () => custodians,
    dice: async (count, judge) => {
      if (dice === undefined && count > 0) {
        throw refuse(vaultRules, 'SECRET-MISSING', { hint: diceHint }, { subject: 'dice' });
      }
      if (dice !== undefined) judge(dice);
      return dice?.slice();
    },
    close: () => {
      const given = [custodians, administrators, shares, words].flatMap((all) => [...all.values()]);
      for (const secret of [...given, dice]) secret?.fill(0);
    },
  };
}
