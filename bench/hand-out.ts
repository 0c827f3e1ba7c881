/**
 * A hand-out of 20 of 40, from the key to the files of the holders: split, proof of quorums (the sample of 1,000 that a
 * ceremony takes), 40 signed envelopes, 40 age files to recipients. Beside `age` itself, which is given the envelopes and seals
 * them one after the other, each with a start of its own; and the proof beside the library alone on the same sample.
 * Ratios of medians, sides in turns. Run: node bench/hand-out.ts [--json]. Needs age.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { combine as libraryCombine } from 'shamir-secret-sharing';
import { commitShare } from '../main/core/shares/commitment.ts';
import { encodeEnvelope, signEnvelope } from '../main/core/shares/envelope.ts';
import type { UnsignedEnvelope } from '../main/core/shares/envelope.ts';
import { proveQuorums } from '../main/core/shares/prove.ts';
import { AgePool } from '../main/vault/age.ts';
import { combine, split } from '../main/vault/shamir.ts';
import { found } from '../test/unit/shares/founding.ts';
import { inTurns, line } from './harness.ts';

const rounds = 9;
const [m, n] = [20, 40];
const random = (length: number) => new Uint8Array(randomBytes(length));
const { kek, unsigned, sign } = await found({ m, n });
const recipient = await identityToRecipient(await generateX25519Identity());
const dir = mkdtempSync(join(tmpdir(), 'rootseal-bench-'));
const pool = new AgePool();

type Combine = (shares: readonly Uint8Array[]) => Promise<Uint8Array>;
const guarded: Combine = (shares) => combine(shares, m);
const prove = (shares: readonly Uint8Array[], by: Combine) =>
  proveQuorums({ shares, m, secret: kek, combine: by, random });

async function envelopesOf(shares: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const commitments = shares.map((share, i) => commitShare(unsigned[0]!.set, i + 1, share));
  const all = unsigned.map((one, i): UnsignedEnvelope => {
    const share = shares[i]!;
    return { ...one, commitments, share, x: share.at(-1)! };
  });
  return Promise.all(all.map(async (one) => encodeEnvelope(await signEnvelope(one, sign))));
}

async function handOut(): Promise<Uint8Array[]> {
  const shares = await split(kek, n, m);
  await prove(shares, guarded);
  const envelopes = await envelopesOf(shares);
  return Promise.all(envelopes.map((plain) => pool.seal(plain, { kind: 'recipient', recipient })));
}

const shares = await split(kek, n, m);
const files = (await envelopesOf(shares)).map((bytes, i) => {
  const file = join(dir, `c${String(i + 1)}`);
  writeFileSync(file, bytes);
  return file;
});

function byAge(): void {
  for (const file of files)
    if (spawnSync('age', ['-r', recipient, '-o', `${file}.age`, file]).status !== 0) throw new Error('age is missing');
}

const results = [
  await inTurns(
    { name: 'hand-out of 20 of 40, all of it', ours: handOut, peerName: 'age, sealing alone', peer: byAge },
    rounds,
  ),
  await inTurns(
    {
      name: 'proof of 1,000 quorums of 20 of 40, guarded',
      ours: () => prove(shares, guarded),
      peerName: 'the library alone',
      peer: () => prove(shares, (chosen) => libraryCombine([...chosen])),
    },
    rounds,
  ),
];
await pool.close();
rmSync(dir, { recursive: true });
if (process.argv.includes('--json')) console.log(JSON.stringify({ node: process.version, rounds, results }, null, 2));
else for (const result of results) console.log(line(result));
