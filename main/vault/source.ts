/**
 * Where the vault takes secrets from: its own terminal, a window, a descriptor handed on, or an answers file.
 *
 * docs/architecture.md, "The way of one secret typed in". Passphrases are printable ASCII on every door; none is ever
 * empty; whoever's is missing is named. A source hands out bytes that the session zeroes.
 */

import { printable } from '../core/encoding/printable.ts';
import { type Lang, RootsealError, type Text, refuse } from '../core/rules.ts';
import { vaultRules } from './rules.ts';
import type { WordsShown } from './shown-words.ts';
import type { WordsWanted } from './typed-words.ts';

export const passphraseMax = 1024;
/** How often a new passphrase may be typed differently the second time. */
export const typedRounds = 5;
/** How often words may be refused before the share is left out: a sheet that is not the right one stays so. */
export const wordRounds = 5;

/** Whose secret is asked for. */
export interface Who {
  readonly id: string;
  readonly name: Text;
  readonly role: 'custodian' | 'administrator' | 'signer';
}

/** Throws if new secret bytes will not do: a passphrase too weak, dice too few. */
export type Judge = (secret: Uint8Array) => void;

/** Words that are shown once, and what is wanted of them when they are read back. */
export interface WordsCopied {
  readonly shown: WordsShown;
  readonly back: WordsWanted;
}

export interface SecretSource {
  readonly kind: 'tty' | 'window' | 'fd' | 'answers';
  /** How often a wrong passphrase may be asked for again: only people can think again. */
  readonly attempts: number;
  /** A passphrase that is chosen now. SECRET-MISSING names who has none. */
  newPassphrase(who: Who, judge: Judge): Promise<Uint8Array>;
  /** A passphrase that was chosen earlier. SECRET-MISSING names who has none. */
  passphrase(who: Who, purpose: Text): Promise<Uint8Array>;
  /** Says that the passphrase just given did not open, and how often it may be tried again. Absent where nobody types. */
  wrong?(left: number): void;
  /** The raw share of Vault that somebody brings, passed by `judge`. SECRET-MISSING names who has none. */
  share(who: Who, judge: Judge): Promise<Uint8Array>;
  /**
   * The words of a share, ASCII with one blank between two. Where people type, `wanted` has judged them, and they may
   * mend them some times; elsewhere they come as they were given. Or the refusal that stands in the end.
   * SECRET-MISSING names who has none.
   */
  words(who: Who, purpose: Text, wanted: WordsWanted): Promise<Uint8Array | RootsealError>;
  /**
   * Shows words to be copied by hand, then takes them back from the paper. The refusal that stands in the end, if they
   * were never the same. Absent where nobody looks.
   */
  copied?(who: Who, wanted: WordsCopied): Promise<RootsealError | undefined>;
  /** Every custodian's passphrase that is here without asking, for a share whose file name says nothing. */
  known(): ReadonlyMap<string, Uint8Array>;
  /** Rolls as ASCII digits, passed by `judge`; undefined when none were asked for and none are there. */
  dice(count: number, judge: Judge): Promise<Uint8Array | undefined>;
  close(): void;
}

/** True where people type, one after the other, and may think again. */
export const isTyped = ({ kind }: Pick<SecretSource, 'kind'>): boolean => kind === 'tty' || kind === 'window';

/** What a judge has against a secret, to be said to the person, who may think again. */
export function refusalBy(judge: Judge, secret: Uint8Array): RootsealError | undefined {
  try {
    judge(secret);
    return undefined;
  } catch (error) {
    if (error instanceof RootsealError) return error;
    throw error;
  }
}

const isPrintable = (byte: number) => byte >= 0x20 && byte <= 0x7e;

/** SECRET-CHARACTER, SECRET-LONG, or SECRET-MISSING when it is empty. */
export function checkCharacters(passphrase: Uint8Array, who: Who, hint: Text): void {
  const subject = who.id;
  if (passphrase.length === 0) throw refuse(vaultRules, 'SECRET-MISSING', { hint }, { subject });
  if (!passphrase.every(isPrintable)) throw refuse(vaultRules, 'SECRET-CHARACTER', {}, { subject });
  if (passphrase.length > passphraseMax) {
    throw refuse(vaultRules, 'SECRET-LONG', { max: passphraseMax }, { subject });
  }
}

/** A person as prompts name them: `Custodian 1 (c1)`. */
export function called({ id, name }: Who, lang: Lang): string {
  return printable(name[lang] === id ? id : `${name[lang]} (${id})`);
}
