/**
 * What our guard adds to a 32-byte 3-of-5 split and combine beside the library alone, as ratios of medians, and how
 * long the proof of all ten quorums takes (goal of issue 3: at most 100 ms without the KDF).
 * Run: node bench/shamir.ts [--json]
 *
 * The library's functions are asynchronous, so each call is awaited: both sides pay for that alike.
 */
import { randomBytes } from 'node:crypto';
import { combine as libraryCombine, split as librarySplit } from 'shamir-secret-sharing';
import { proveQuorums } from '../main/core/shares/prove.ts';
import { combine, split } from '../main/vault/shamir.ts';
import { line } from './harness.ts';
import type { Result, Times } from './harness.ts';

type Action = () => Promise<unknown>;

const rounds = 31;
const [m, n] = [3, 5];
const goalMilliseconds = 100;

async function timed(action: Action, calls: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < calls; i++) await action();
  return (performance.now() - start) / calls;
}

function summary(samples: readonly number[]): Times {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (q: number) => sorted[Math.round(q * (sorted.length - 1))] ?? NaN;
  return { median: at(0.5), spread: (at(0.75) - at(0.25)) / 2 / at(0.5) };
}

/** In turns, so that noise hits both alike. */
async function compare(name: string, ours: Action, peer: Action, calls: number): Promise<Result> {
  const samples: [number[], number[]] = [[], []];
  await timed(ours, calls);
  await timed(peer, calls);
  for (let round = 0; round < rounds; round++) {
    samples[0].push(await timed(ours, calls));
    samples[1].push(await timed(peer, calls));
  }
  const [times, peerTimes] = [summary(samples[0]), summary(samples[1])];
  const ratio = peerTimes.median / times.median;
  return { name, peerName: 'the library alone', ours: times, peer: peerTimes, ratio, goal: undefined, met: true };
}

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
