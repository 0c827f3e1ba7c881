/**
 * Protecting a secret of 1 MiB among 3 of 5 and getting it back, end to end: as the vault does it (the secret under a fresh 256-bit
 * key by XChaCha20-Poly1305, with the runtime's cipher, that key alone split, guarded) beside the same library splitting the secret
 * itself. A third line tells what it is where the runtime has no such cipher (Electron): by @noble/ciphers alone.
 * Ratios of medians, sides in turns. Run: node bench/large-secret.ts [--json]
 */
import { randomBytes } from 'node:crypto';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { combine as libraryCombine, split as librarySplit } from 'shamir-secret-sharing';
import { equal } from '../main/core/encoding/bytes.ts';
import { combine, split } from '../main/vault/shamir.ts';
import { xchacha } from '../main/vault/xchacha.ts';
import { inTurns, line } from './harness.ts';

const rounds = 9;
const [m, n] = [3, 5];
const random = (length: number) => new Uint8Array(randomBytes(length));
const secret = random(1024 * 1024);
const header = random(200);

interface Protected {
  readonly shares: Uint8Array[];
  readonly nonce: Uint8Array;
  readonly sealed: Uint8Array;
}

async function protect(): Promise<Protected> {
  const [kek, nonce] = [random(32), random(24)];
  const sealed = xchacha(kek, nonce, header).encrypt(secret);
  const shares = await split(kek, n, m);
  kek.fill(0);
  return { shares, nonce, sealed };
}

async function restore({ shares, nonce, sealed }: Protected, aead = xchacha): Promise<Uint8Array> {
  const kek = await combine(shares.slice(0, m), m);
  try {
    return aead(kek, nonce, header).decrypt(sealed);
  } finally {
    kek.fill(0);
  }
}

const kept = await protect();
const whole = await librarySplit(secret, n, m);
if (
  !equal(await restore(kept), secret) ||
  !equal(await restore(kept, xchacha20poly1305), secret) ||
  !equal(await libraryCombine(whole.slice(0, m)), secret)
)
  throw new Error('not the secret');

const back = () => libraryCombine(whole.slice(0, m));
const peerName = 'the library on the whole secret';
const results = [
  await inTurns(
    { name: '1 MiB among 3 of 5', ours: protect, peerName, peer: () => librarySplit(secret, n, m), goal: 100 },
    rounds,
  ),
  await inTurns(
    {
      name: '1 MiB back from 3 shares',
      ...{ ours: () => restore(kept), peerName, peer: back, goal: 40 },
    },
    rounds,
  ),
  await inTurns(
    { name: '1 MiB back, by @noble/ciphers', ours: () => restore(kept, xchacha20poly1305), peerName, peer: back },
    rounds,
  ),
];
if (process.argv.includes('--json')) console.log(JSON.stringify({ node: process.version, rounds, results }, null, 2));
else for (const result of results) console.log(line(result));
if (results.some(({ met }) => !met)) process.exitCode = 1;
