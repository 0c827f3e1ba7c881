/** Random decisions on random ledgers, with everything that comes of them, and their lock-downs; from one seed. */

import type { ResolvedPlan } from '../../../main/core/ceremony/plan.ts';
import { consensusKinds, mqServer } from '../../../main/core/ceremony/consensus.ts';
import { type MemberKey, applicationMessage, keyId } from '../../../main/core/consortium/application.ts';
import type { Change } from '../../../main/core/consortium/change.ts';
import { offerMessage } from '../../../main/core/consortium/offer.ts';
import { propose, rebuildAll } from '../../../main/core/consortium/proposal.ts';
import { type Register, foundingRegister } from '../../../main/core/consortium/register.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { toBase58 } from '../../../main/core/encoding/base58.ts';
import { suite, type SuiteName, suiteNames } from '../../../main/core/keys/index.ts';
import { chainFor, jdchainFiles, signedPath, withSignature } from '../../../main/export/jdchain/admission.ts';
import { encodedHash } from '../../../main/export/jdchain/genesis.ts';
import { lockDownSteps } from '../../../main/export/jdchain/lock-down.ts';
import { governance, planned, wish } from '../../unit/consortium/kit.ts';
import { type Draw, type Pair } from './draw.ts';

export interface DrawnLedger {
  readonly plan: ResolvedPlan;
  readonly pairs: Readonly<Record<string, Pair>>;
  readonly register: Register;
  readonly ledgerHash: string;
}

const held = ['PEER', 'ADMIN', 'REGISTRAR', 'DEPLOYER', 'WRITER'];

/** Six members with keys of all suites and some of the roles, on a ledger of any consensus, hash and structure. */
export function drawLedger(draw: Draw): DrawnLedger {
  const kind = draw.one(consensusKinds);
  const settings: Record<string, string> = kind === 'mq' ? { [mqServer]: 'rabbitmq://mq.example:5672' } : {};
  const hash = draw.one(['SHA256', 'SM3'] as const);
  const plan = planned(
    ({ chain, members, ...rest }) => ({
      ...rest,
      chain: {
        ...chain,
        ledger: {
          ...chain.ledger,
          ...{ hash, providers: ['classic', 'sm'], consensus: { kind, settings } },
          dataStructure: draw.one(['MERKLE_TREE', 'KV']),
          lockDown: { root: 'root-ed', roles: draw.coin() ? ['ADMIN'] : ['ADMIN', 'REGISTRAR'] },
        },
      },
      members: members.map((member, n) => ({
        ...member,
        ledgerRoles: n === 0 ? ['PEER', 'ADMIN', 'REGISTRAR'] : draw.some(held, 1),
        rolesPolicy: draw.one(['UNION', 'INTERSECT']),
      })),
    }),
    draw.coin(),
  );
  const pairs = Object.fromEntries(plan.members.map(({ id }) => [id, draw.pair(draw.one(suiteNames))]));
  const register = foundingRegister(
    plan,
    '00'.repeat(32),
    Object.fromEntries(Object.entries(pairs).map(([id, pair]) => [id, keyOf(pair)])),
  );
  const ledgerHash = toBase58(encodedHash(hash, draw.bytes(20)));
  return { plan, pairs, register: { ...register, governance }, ledgerHash };
}

const keyOf = ({ suite: name, raw }: Pair): MemberKey => ({ use: 'participant', suite: name, publicKey: toHex(raw) });
const sign = ({ suite: name, secret }: Pair, message: Uint8Array) => suite(name).sign(message, secret);

/** A change, and the pair of the participant that it brings, if it brings one. */
function drawChange(draw: Draw, { plan, register }: DrawnLedger): { change: Change; newcomer?: Pair } {
  const kind = draw.one(['admit', 'remove', 'keys', 'role', 'settings'] as const);
  const member = draw.one(plan.members).id;
  const pair = draw.pair(draw.one(suiteNames));
  switch (kind) {
    case 'admit':
      return { newcomer: pair, change: { kind, application: applicationOf(draw, register, pair), ...rolesOf(draw) } };
    case 'remove':
      return { change: { kind, member, reason: 'closed down' } };
    case 'keys': {
      const proof = toHex(
        sign(
          pair,
          offerMessage({ consortium: register.consortium.id, rehearsal: register.rehearsal, member }, keyOf(pair)),
        ),
      );
      const old = register.members.find(({ id }) => id === member)?.keys[0];
      const revoke = draw.coin() && old ? [{ key: keyId(old), reason: 'lost' }] : [];
      return { newcomer: pair, change: { kind, member, add: [{ ...keyOf(pair), proof }], revoke } };
    }
    case 'role':
      return { change: { kind, member, role: 'other', ledgerRoles: draw.some(held, 1) } };
    case 'settings':
      return { change: { kind, set: settingsOf(draw, plan) } };
  }
}

const rolesOf = (draw: Draw) => (draw.coin() ? { ledgerRoles: draw.some(held, 1) } : {});

function applicationOf(draw: Draw, register: Register, pair: Pair) {
  const endpoint = (port: number) => ({ host: `10.9.0.${String(draw.between(1, 250))}`, port });
  const unsigned = {
    format: 'rootseal.application/1' as const,
    consortium: register.consortium.id,
    rehearsal: register.rehearsal,
    member: { id: `new-${String(draw.below(1000))}`, name: { zh: '新成员', en: 'Newcomer' }, role: 'carrier' },
    contacts: [{ name: 'Li Lei', reach: '+86 10 5555 0100' }],
    endpoints: { initializer: endpoint(8800), consensus: endpoint(draw.between(1025, 65000)) },
    keys: [keyOf(pair)],
    created: '2026-11-22T08:00:00Z',
    expires: '2026-12-22T08:00:00Z',
  };
  const proof = toHex(sign(pair, applicationMessage(unsigned)));
  return { ...unsigned, keys: [{ ...keyOf(pair), proof }] };
}

function settingsOf(draw: Draw, plan: ResolvedPlan): (Change & { kind: 'settings' })['set'] {
  const kind = plan.chain.ledger.consensus.kind;
  const name = kind === 'raft' ? 'system.raft.applyBatch' : 'system.epoch.delay';
  const consensus = kind === 'mq' ? {} : { consensus: { [name]: String(draw.between(1, 999)) } };
  const roles = {
    AUDITOR: { grant: draw.some(['APPROVE_TX', 'DIRECT_OPERATION', 'WRITE_DATA_ACCOUNT'] as const, 1), withdraw: [] },
  };
  return { ...consensus, hash: draw.one(['SHA256', 'SM3', 'RIPEMD160']), ...(draw.coin() && { roles }) };
}

/** One transaction with the signatures that it got. */
export interface Signed {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly signers: readonly Pair[];
}

const signedBy = (name: string, unsigned: Uint8Array, signers: readonly Pair[]): Signed => ({
  ...{ name, signers },
  bytes: signers.reduce((bytes, pair) => withSignature(bytes, pair, (hash) => sign(pair, hash)), unsigned),
});

export interface DrawnDecision extends DrawnLedger {
  readonly change: Change;
  /** All that comes of it, by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Its transactions, each signed by two members. */
  readonly signed: readonly Signed[];
  readonly newcomer: Pair | undefined;
}

/** Undefined where there is nothing in it that the ledger is told. */
export function drawDecision(draw: Draw): DrawnDecision | undefined {
  const ledger = drawLedger(draw);
  const { plan, pairs, register, ledgerHash } = ledger;
  const { change, newcomer } = drawChange(draw, ledger);
  const chain = chainFor(plan, register, wish(change), ledgerHash);
  if (chain === undefined) return undefined;
  const make = jdchainFiles(plan);
  const { files } = rebuildAll(register, propose(register, wish(change, { chain }), make), make);
  const two = draw.shuffled(Object.values(pairs)).slice(0, 2);
  const signed = [...files].flatMap(([path, bytes]) =>
    signedPath(path) === undefined ? [] : [signedBy(path, bytes, two)],
  );
  return { ...ledger, change, files, signed, newcomer };
}

/** The lock-down of a ledger, the first two signed by two members, the third by a root of this suite. */
export function drawLockDown(draw: Draw, suiteName: SuiteName): readonly Signed[] {
  const { plan, pairs, ledgerHash } = drawLedger(draw);
  const root = draw.pair(suiteName);
  const steps = lockDownSteps({ plan, keys: pairs, rootKey: root, ledgerHash });
  const two = draw.shuffled(Object.values(pairs)).slice(0, 2);
  return steps.map(({ path, bytes }, n) => signedBy(path, bytes, n === 2 ? [root] : two));
}
