/**
 * What our guard adds to a 32-byte 3-of-5 split and combine beside the library alone, as ratios of medians, and how
 * long the proof of all ten quorums takes (goal of issue 3: at most 100 ms without the KDF).
 * Run: node bench/shamir.ts [--json]
 */
import { randomBytes } from 'node:crypto';
import { combine as libraryCombine, split as librarySplit } from 'shamir-secret-sharing';
import { proveQuorums } from '../main/core/shares/prove.ts';
import { combine, split } from '../main/vault/shamir.ts';
import { inTurns, line } from './harness.ts';

type Action = () => Promise<unknown>;

const rounds = 31;
const [m, n] = [3, 5];
const goalMilliseconds = 100;

const compare = (name: string, ours: Action, peer: Action, calls: number) =>
  inTurns({ name, ours, peerName: 'the library alone', peer, calls }, rounds);

const secret = new Uint8Array(randomBytes(32));
const shares = await split(secret, n, m);
const quorum = shares.slice(0, m);
const random = (length: number) => new Uint8Array(randomBytes(length));
const guarded = (chosen: readonly Uint8Array[]) => combine(chosen, m);
const prove = () => proveQuorums({ shares, m, secret, combine: guarded, random });
const proveAlone = () => proveQuorums({ shares, m, secret, combine: (chosen) => libraryCombine([...chosen]), random });

const results = [
  await compare(
    'split 3-of-5, guarded',
    () => split(secret, n, m),
    () => librarySplit(secret, n, m),
    200,
  ),
  await compare(
    'combine 3 of 5, guarded',
    () => guarded(quorum),
    () => libraryCombine(quorum),
    2000,
  ),
  await compare('proof of all 10 quorums of 3-of-5, guarded', prove, proveAlone, 200),
];
const proof = results[2]!.ours.median;
const met = proof <= goalMilliseconds;
if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ node: process.version, rounds, results, proof: { goalMilliseconds, met } }, null, 2));
} else {
  for (const result of results) console.log(line(result));
  console.log(`proof of 3-of-5: ${proof.toPrecision(3)} ms, goal <= ${goalMilliseconds} ms: ${met ? 'met' : 'MISSED'}`);
}
if (!met) process.exitCode = 1;
