/**
 * From randomness to secrets (docs/formats.md section 3): HMAC-SHA-256 over all sources, then HKDF-Expand (RFC 5869)
 * by name. The rule is public and repeatable by hand tools; its inputs are not.
 */
import { expand as hkdfExpand } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, u8, u32, utf8 } from '../encoding/bytes.ts';
import { refuse } from '../rules.ts';
import { sealingRules } from './rules.ts';

export const osLength = 64;
/** 100 rolls are 258 bits: alone enough for a 256-bit key. */
export const leastDice = 100;

export interface EntropySources {
  /** 64 bytes from the operating system, always. */
  readonly os: Uint8Array;
  /** Bytes from a security module, any number. */
  readonly hsm?: Uint8Array;
  /** Dice as typed: ASCII digits 1 to 6, at least 100 of them. */
  readonly dice?: Uint8Array;
}

/**
 * Mixes the sources; an absent one has length 0. Knowing all but one of them tells nothing of the result.
 * @returns the 32-byte key from which every secret is expanded. Secret, as the sources are: fill all with 0.
 * @throws ENTROPY-OS, ENTROPY-STUCK, ENTROPY-DICE, ENTROPY-DICE-SHORT
 */
export function mixEntropy({ os, hsm = new Uint8Array(), dice = new Uint8Array() }: EntropySources): Uint8Array {
  if (os.length !== osLength) throw refuse(sealingRules, 'ENTROPY-OS', { length: os.length });
  refuseStuck('os', os);
  refuseStuck('hsm', hsm);
  checkDice(dice);
  const message = concat(u32(os.length), os, u32(hsm.length), hsm, u32(dice.length), dice);
  try {
    return hmac(sha256, utf8('rootseal/entropy/v1'), message);
  } finally {
    message.fill(0);
  }
}

/**
 * One secret of a ceremony.
 * @param prk 32 bytes of `mixEntropy`
 * @param name `root/<id>`, `kek`, `log-key`, `member/<id>` or `member-password/<id>`
 * @param length what that name takes: 32 or 48 for keys, 32 for `kek` and `log-key`, 16 for passwords
 * @throws ENTROPY-NAME for any other name or length
 */
export function expand(prk: Uint8Array, name: string, length: number): Uint8Array {
  if (!lengthsOf(name).includes(length)) throw refuse(sealingRules, 'ENTROPY-NAME', { name, length });
  return hkdfExpand(sha256, prk, concat(utf8('rootseal/secret/v1'), u8(0), utf8(name)), length);
}

const names: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^(?:root|member)\/[a-z0-9][a-z0-9-]{0,31}$/, [32, 48]],
  [/^member-password\/[a-z0-9][a-z0-9-]{0,31}$/, [16]],
  [/^(?:kek|log-key)$/, [32]],
];

function lengthsOf(name: string): readonly number[] {
  return names.find(([form]) => form.test(name))?.[1] ?? [];
}

/** A source that gives one byte only is broken; eight such bytes come by chance once in 2^56. */
function refuseStuck(source: string, given: Uint8Array): void {
  if (given.length >= 8 && given.every((byte) => byte === given[0])) {
    throw refuse(sealingRules, 'ENTROPY-STUCK', { source });
  }
}

function checkDice(dice: Uint8Array): void {
  const wrong = dice.findIndex((digit) => digit < 0x31 || digit > 0x36);
  // The roll itself is secret: only its place is said.
  if (wrong >= 0) throw refuse(sealingRules, 'ENTROPY-DICE', { place: wrong + 1 });
  if (dice.length > 0 && dice.length < leastDice) {
    throw refuse(sealingRules, 'ENTROPY-DICE-SHORT', { count: dice.length, least: leastDice });
  }
  if (dice.length > 0) refuseStuck('dice', dice);
}
