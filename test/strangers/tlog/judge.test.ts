/** filippo.io/torchwood and our own judge over the same policies, cosignatures and proofs: one verdict. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readCosignatures, withLines } from '../../../main/core/audit/cosignature.ts';
import { inclusionProof, leafHash, nodesOf } from '../../../main/core/audit/merkle.ts';
import { isWitnessed, parsePolicy } from '../../../main/core/audit/policy.ts';
import { formatProof, parseProof, verifyProof } from '../../../main/core/audit/proof.ts';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { codeOf, entriesUpTo, key, signedCheckpoint } from '../../unit/audit/help.ts';
import { cosign, witness } from '../../unit/audit/witness-help.ts';
import { absence, bin } from './go.ts';

const judge = join(bin, 'judge');
const absent = absence() || (existsSync(judge) ? '' : 'built before judge: run test/strangers/tlog/setup.sh');
const required = process.env.ROOTSEAL_STRANGERS === 'required';
if (absent !== '') console.warn(`skipped: torchwood ${absent}`);

const scratch = mkdtempSync(join(tmpdir(), 'judge-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function byGo(job: 'policy' | 'proof', ...files: Uint8Array[]): boolean {
  const paths = files.map((bytes, i) => {
    writeFileSync(join(scratch, String(i)), bytes);
    return join(scratch, String(i));
  });
  const { status, stderr } = spawnSync(judge, [job, ...paths], { encoding: 'utf8', timeout: 30_000 });
  if (status !== 0 && !stderr.startsWith('FAIL: ')) throw new Error(stderr);
  return status === 0;
}

const people = [1, 2, 3, 4, 5].map((fill) => witness(fill));
const named = people.map(({ vkey }, i) => `witness W${String(i + 1)} ${vkey}`);
const policyOf = (...more: string[]) => utf8([`log ${key.vkey}`, ...named, ...more, ''].join('\n'));
const entries = entriesUpTo(300);
const note = signedCheckpoint(entries);
const by = (...numbers: number[]) =>
  withLines(
    note,
    numbers.map((n) => cosign(note, people[n - 1]!)),
  );

const byUs = (policy: Uint8Array, checkpoint: Uint8Array) => {
  const read = parsePolicy(policy);
  const { good } = readCosignatures(
    checkpoint,
    read.witnesses.map((one) => one.key),
  );
  return isWitnessed(
    read,
    good.map((one) => one.witness),
  );
};

describe.skipIf(absent !== '' && !required)(`torchwood${absent && ` (skipped: ${absent})`}`, () => {
  test('every set of five witnesses under four policies', () => {
    const policies = [
      policyOf('quorum none'),
      policyOf('quorum W2'),
      policyOf('group X 2 W1 W2 W3', 'quorum X'),
      policyOf('group X 2 W1 W2 W3', 'group Y any W4 W5', 'group both all X Y', 'quorum both'),
    ];
    for (const [i, policy] of policies.entries())
      for (let set = 0; set < 32; set++) {
        const checkpoint = by(...[1, 2, 3, 4, 5].filter((n) => (set >> (n - 1)) & 1));
        expect(byUs(policy, checkpoint), `${String(i)}: ${String(set)}`).toBe(byGo('policy', policy, checkpoint));
      }
  });

  test('a cosignature over another checkpoint is refused by both', () => {
    const other = withLines(note, [cosign(signedCheckpoint(entriesUpTo(299)), people[1]!)]);
    expect(byGo('policy', policyOf('quorum W2'), other)).toBe(false);
    expect(codeOf(() => byUs(policyOf('quorum W2'), other))).toBe('COSIGNATURE-SIGNATURE');
  });

  test('proofs of ours are taken, with and without cosignatures, and of another entry they are not', () => {
    const nodes = nodesOf(entries.map(leafHash));
    for (const index of [0, 1, 255, 256, 299]) {
      const proof = formatProof({ index, proof: inclusionProof(index, 300, nodes), checkpoint: by(2) });
      for (const entry of [entries[index]!, entries[(index + 1) % 300]!]) {
        const ours = codeOf(() => verifyProof(parseProof(proof), entry, key.parsed)) === 'accepted';
        expect(byGo('proof', policyOf('quorum W2'), proof, entry)).toBe(ours);
        expect(ours).toBe(entry === entries[index]);
      }
    }
  });
});
