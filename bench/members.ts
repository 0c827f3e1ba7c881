/**
 * A consortium of 200 members, as far as it is arithmetic: its plan checked (goal 200 ms), its genesis with the folders of
 * all members (goal 2 s), and an approved proposal made into the files of an admission (goal 500 ms). Beside zod alone on the
 * same plan, the disk writing the same files, and node:crypto checking the same signatures. Ratios of medians, sides in turns.
 * Run: node bench/members.ts [--json].
 */
import { createPublicKey, verify } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { examineBytes } from '../main/app/plans.ts';
import { applicationMessage } from '../main/core/consortium/application.ts';
import { type Approval, approvalMessage, encodeApproval } from '../main/core/consortium/approval.ts';
import { enact } from '../main/core/consortium/enact.ts';
import { encodeProposal, propose } from '../main/core/consortium/proposal.ts';
import { foundingRegister } from '../main/core/consortium/register.ts';
import { type Plan, planHash, resolvePlan } from '../main/core/ceremony/plan.ts';
import { planSchema } from '../main/core/ceremony/plan-schema.ts';
import { newPlan } from '../main/core/ceremony/profiles.ts';
import { utf8 } from '../main/core/encoding/bytes.ts';
import { toHex } from '../main/core/encoding/hex.ts';
import { jdchainFiles } from '../main/export/jdchain/admission.ts';
import { buildGenesis } from '../main/export/jdchain/genesis.ts';
import { genesisInputFromPlan, memberFiles } from '../main/export/jdchain/members.ts';
import { application, created, during, pair, vote, voter, wish } from '../test/unit/consortium/kit.ts';
import { inTurns, line } from './harness.ts';

const size = 200;
const rounds = 9;

const model = newPlan('traceability', { now: '2026-11-22T08:00:00.000Z' });
const plan: Plan = {
  ...model,
  members: Array.from({ length: size }, (_, n) => {
    const host = `10.0.${String(n >> 8)}.${String(n & 255)}`;
    return {
      ...model.members[n % model.members.length]!,
      id: `m${String(n)}`,
      name: { zh: `成员 ${String(n)}`, en: `Member ${String(n)}` },
      initializer: { host, port: 8800 },
      consensus: { host, port: 16_000 },
    };
  }),
};
const file = utf8(JSON.stringify(plan));
const resolved = resolvePlan(plan, { keyFiles: {}, rehearsal: false, seed: new Uint8Array(32) });
const raw = (id: string) => ({
  suite: 'ed25519' as const,
  raw: Uint8Array.from(Buffer.from(pair(id).publicKey, 'hex')),
});
const keys = Object.fromEntries(plan.members.map(({ id }) => [id, raw(id)]));
const genesis = () => {
  buildGenesis(genesisInputFromPlan(resolved, keys));
  return memberFiles(resolved, keys);
};
const folders = genesis();

/** The same files onto the disk, as a copying tool would write them. */
const dir = mkdtempSync(join(tmpdir(), 'rootseal-bench-'));
function written(): void {
  for (const [path, bytes] of folders) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), bytes);
  }
}

const voters = Array.from({ length: 7 }, (_, n) => voter(`v${String(n)}`, ['founder']));
const rule = [{ role: 'founder', count: 5 }];
const first = foundingRegister(
  resolved,
  toHex(planHash(resolved)),
  Object.fromEntries(
    plan.members.map(({ id }) => [
      id,
      { use: 'participant', suite: 'ed25519', publicKey: pair(id).publicKey } as const,
    ]),
  ),
);
const register = {
  ...first,
  governance: { voters, rules: { admit: rule, remove: rule, keys: rule, role: rule, governance: rule } },
};
const joining = application('newcomer', { consortium: plan.consortium.id }, [['participant', 'ed25519']]);
const chainFiles = jdchainFiles(resolved);
const chain = { name: 'jdchain', edition: 2 as const, ledger: 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg' };
const proposal = propose(register, wish({ kind: 'admit', application: joining }, { chain, created }), chainFiles);
const votes: Approval[] = await Promise.all(voters.map((one) => vote(proposal, one)));
const decision = { proposal: encodeProposal(proposal), votes: votes.map(encodeApproval) };

const statementOf = ({ signature: _, ...statement }: Approval) => statement;
/** Seven votes and the new key's proof. */
const spki = Buffer.from('302a300506032b6570032100', 'hex');
const signatures = [
  ...votes.map((one, n) => [approvalMessage(statementOf(one)), voters[n]!.publicKey, one.signature.value] as const),
  [applicationMessage(joining), joining.keys[0]!.publicKey, joining.keys[0]!.proof] as const,
];
function verified(): void {
  for (const [message, key, signature] of signatures) {
    const der = Buffer.concat([spki, Buffer.from(key, 'hex')]);
    const good = verify(
      null,
      message,
      createPublicKey({ key: der, format: 'der', type: 'spki' }),
      Buffer.from(signature, 'hex'),
    );
    if (!good) throw new Error('a signature does not hold');
  }
}

const of = `of ${String(size)} members`;
const results = [
  await inTurns(
    {
      name: `plan check ${of}`,
      ours: () => examineBytes(file, undefined, { openable: [] }),
      peerName: 'zod alone',
      peer: () => planSchema.parse(JSON.parse(Buffer.from(file).toString())),
    },
    rounds,
  ),
  await inTurns({ name: `genesis and folders ${of}`, ours: genesis, peerName: 'the disk', peer: written }, rounds),
  await inTurns(
    {
      name: `proposal to admission files ${of}`,
      ours: () => enact(register, decision, during, chainFiles),
      peerName: 'node:crypto on its eight signatures',
      peer: verified,
    },
    rounds,
  ),
];
rmSync(dir, { recursive: true });
if (process.argv.includes('--json')) console.log(JSON.stringify({ node: process.version, rounds, results }, null, 2));
else for (const result of results) console.log(line(result));
