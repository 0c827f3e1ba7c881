/** A consortium for tests: companies with keys of their own, voters with theirs, and votes. */

import type { Application, KeyUse, UnsignedApplication } from '../../../main/core/consortium/application.ts';
import { applicationMessage, encodeApplication } from '../../../main/core/consortium/application.ts';
import { offerMessage } from '../../../main/core/consortium/offer.ts';
import { type Approval, signApproval, stateApproval } from '../../../main/core/consortium/approval.ts';
import { type Proposal, type Wish, propose } from '../../../main/core/consortium/proposal.ts';
import type { Governance, Register, Voter } from '../../../main/core/consortium/register.ts';
import { sha256, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { type SuiteName, suite } from '../../../main/core/keys/index.ts';
import { RootsealError } from '../../../main/core/rules.ts';

export interface Pair {
  readonly suite: SuiteName;
  readonly secret: Uint8Array;
  readonly publicKey: string;
}

/** The same pair for the same name. */
export function pair(name: string, suiteName: SuiteName = 'ed25519'): Pair {
  const keys = suite(suiteName);
  const seed = new Uint8Array([...sha256(utf8(name)), ...sha256(utf8(`${name} more`))]).slice(0, keys.randomLength);
  const secret = keys.secretFromRandom(seed);
  return { suite: suiteName, secret, publicKey: toHex(keys.publicKey(secret)) };
}

export const sign = ({ suite: name, secret }: Pair, message: Uint8Array): Uint8Array =>
  suite(name).sign(message, secret);

export const created = '2026-11-22T08:00:00Z';
const expires = '2026-12-22T08:00:00Z';
export const during = '2026-12-01T08:00:00Z';

const name = (id: string) => ({ zh: `名称 ${id}`, en: `Name ${id}` });

/** An application as its company would write it. */
export function application(
  id: string,
  more: Partial<UnsignedApplication> = {},
  uses: readonly (readonly [KeyUse, SuiteName])[] = [
    ['participant', 'ed25519'],
    ['gateway', 'sm2'],
    ['user', 'p256'],
  ],
): Application {
  const pairs = uses.map(([use, of]) => ({ use, pair: pair(`${id} ${use}`, of) }));
  const unsigned: UnsignedApplication = {
    format: 'rootseal.application/1',
    consortium: 'food-trace',
    rehearsal: false,
    member: { id, name: name(id), role: 'carrier' },
    contacts: [{ name: 'Li Lei', reach: '+86 10 5555 0100' }],
    endpoints: { initializer: { host: '10.0.0.9', port: 8800 }, consensus: { host: '10.0.0.9', port: 16000 } },
    keys: pairs.map(({ use, pair: { suite: of, publicKey } }) => ({ use, suite: of, publicKey })),
    created,
    expires,
    ...more,
  };
  const message = applicationMessage(unsigned);
  const keys = unsigned.keys.map((key, n) => ({ ...key, proof: toHex(sign(pairs[n]!.pair, message)) }));
  return { ...unsigned, keys };
}

export const applicationFile = (id: string) => encodeApplication(application(id));

export const voter = (id: string, roles: readonly string[], of: SuiteName = 'ed25519'): Voter => {
  const { publicKey } = pair(`voter ${id}`, of);
  return { id, name: name(id), organisation: id, roles: [...roles], suite: of, publicKey };
};

/** Three founders and a regulator; two founders and the regulator decide. */
export const governance: Governance = (() => {
  const rule = [
    { role: 'founder', count: 2 },
    { role: 'regulator', count: 1 },
  ];
  return {
    voters: [
      voter('f1', ['founder']),
      voter('f2', ['founder'], 'sm2'),
      voter('f3', ['founder'], 'p256'),
      voter('r1', ['regulator']),
    ],
    rules: { admit: rule, remove: rule, keys: rule, role: rule, governance: rule },
  };
})();

/** Two members, and who may vote. */
export function register(more: Partial<Register> = {}): Register {
  const member = (id: string, role: string) => ({
    ...{ id, name: name(id), role, contacts: [], since: created, by: 'founding' as const },
    endpoints: { initializer: { host: '10.0.0.1', port: 8800 }, consensus: { host: '10.0.0.1', port: 16000 } },
    keys: [
      {
        use: 'participant' as const,
        suite: 'ed25519' as const,
        publicKey: pair(id).publicKey,
        since: created,
        by: 'founding' as const,
      },
    ],
  });
  return {
    format: 'rootseal.register/1',
    consortium: { id: 'food-trace', name: { zh: '食品溯源联盟', en: 'Food Traceability Consortium' } },
    rehearsal: false,
    version: 1,
    previous: '00'.repeat(32),
    by: 'founding',
    members: [member('brand', 'brand'), member('lab', 'lab')],
    governance,
    ...more,
  };
}

export const wish = (change: Wish['change'], more: Partial<Wish> = {}): Wish => ({
  ...{ change, proposer: 'f1', created, expires },
  ...more,
});

export const admission = (id = 'carrier', on = register()): Proposal =>
  propose(on, wish({ kind: 'admit', application: application(id) }));

/** A key that a member offers for itself, with its proof. */
export function offered(member: string, name: string, before = register()) {
  const { suite, publicKey } = pair(name);
  const key = { use: 'participant' as const, suite, publicKey };
  const offerer = { consortium: before.consortium.id, rehearsal: before.rehearsal, member };
  return { ...key, proof: toHex(sign(pair(name), offerMessage(offerer, key))) };
}

/** A vote as its voter signs it. */
export function vote(
  proposal: Proposal,
  who: Voter,
  decision: 'approve' | 'decline' = 'approve',
  time = during,
): Promise<Approval> {
  const statement = stateApproval(proposal, who, { decision, time });
  return signApproval(statement, (message) => sign(pair(`voter ${who.id}`, who.suite), message));
}

/** The code of the refusal that this ends with; undefined where it ends well. */
export function codeIn(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof RootsealError) return error.code;
    throw error;
  }
}

/** A consortium whose voter f1 has this key, and what they would sign to agree to an admission. */
export function sshVoter(key: { readonly suite: SuiteName; readonly publicKey: Uint8Array }) {
  const who: Voter = { ...voter('f1', ['founder']), suite: key.suite, publicKey: toHex(key.publicKey) };
  const here = register({ governance: { ...governance, voters: [who, ...governance.voters.slice(1)] } });
  const about = admission('carrier', here);
  return { here, about, statement: stateApproval(about, who, { decision: 'approve', time: created }) };
}
