/**
 * The header of an age file (https://age-encryption.org/v1), binary form: what it takes to open it, read without any key.
 */

/** What the header of an age file asks for, read without any key. Undefined: no age file. */
export type AgeNeeds = { readonly kind: 'passphrase'; readonly workFactor: number } | { readonly kind: 'identity' };

const firstLine = 'age-encryption.org/v1';
/** Longer headers than this are not of ours: a thousand recipients would fit. */
const headMax = 65_536;

/** The kinds of stanza that stand for a key, of age itself and of the keys it has on hardware; grease is none. */
const identityKinds = [
  ...['X25519', 'mlkem768x25519', 'p256tag', 'mlkem768p256tag', 'piv-p256', 'ssh-ed25519', 'ssh-rsa'],
  'age-encryption.org/fido2prf',
];

/**
 * Peeks at the stanzas of a header. An age file with a scrypt stanza has no other one (age spec, "scrypt recipient").
 * One whose every stanza is of no known kind is more likely a damaged file than one for another key: no age file.
 */
export function ageNeeds(file: Uint8Array): AgeNeeds | undefined {
  const lines = Array.from(file.subarray(0, headMax), (byte) => String.fromCharCode(byte))
    .join('')
    .split('\n');
  const end = lines.findIndex((line) => line.startsWith('--- '));
  if (lines[0] !== firstLine || end < 0) return undefined;
  const stanzas = lines.slice(1, end).filter((line) => line.startsWith('-> '));
  const factor = /^-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)$/.exec(stanzas[0] ?? '')?.[1];
  if (factor !== undefined && stanzas.length === 1) return { kind: 'passphrase', workFactor: Number(factor) };
  const kinds = stanzas.map((stanza) => stanza.split(' ')[1] ?? '');
  if (kinds.some((kind) => kind.startsWith('scrypt'))) return undefined;
  return kinds.some((kind) => identityKinds.includes(kind)) ? { kind: 'identity' } : undefined;
}
