/**
 * The first half of the founding act: what people type, and what is made of it (docs/formats.md section 3).
 * Everything here is secret and registered with the session, which zeroes it.
 */

import { keysOf, type ResolvedPlan } from '../../core/ceremony/plan.ts';
import { fromUtf8 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { type SuiteName, suite } from '../../core/keys/index.ts';
import { expand, mixEntropy, osLength } from '../../core/sealing/entropy.ts';
import { requirePassphrase } from '../../core/sealing/passphrase.ts';
import type { Finding } from '../../core/rules.ts';
import type { RandomSource } from '../../core/signing.ts';
import { checkDice } from '../dice.ts';
import type { AgeKey } from '../age.ts';
import type { Result } from '../protocol.ts';
import type { OpenKey, Session } from '../session.ts';
import type { Who } from '../source.ts';

/** The least factor that is no exception: docs/architecture.md, "The cryptographic shape" 5. */
export const defaultWorkFactor = 18;

/** How each holder's files are sealed, by id; the log key's per administrator. */
export interface Keys {
  readonly custodians: ReadonlyMap<string, AgeKey>;
  readonly administrators: ReadonlyMap<string, AgeKey>;
}

/** Asks every custodian in the plan's order, then every administrator, each alone. */
export async function collectKeys(session: Session, plan: ResolvedPlan): Promise<Keys> {
  const ask = asking(session, plan);
  const custodians = await collectHolders(session, plan);
  const administrators = new Map<string, AgeKey>();
  for (const id of plan.people.administrators) {
    const name = plan.people.names[id] ?? { en: id, zh: id };
    administrators.set(id, await ask({ id, name, role: 'administrator' }, logWorkFactor(plan)));
  }
  return { custodians, administrators };
}

type Holders = Pick<ResolvedPlan, 'custodians' | 'rehearsal'>;

const asking = (session: Session, plan: Pick<Holders, 'rehearsal'>) =>
  async function ask(who: Who, workFactor: number): Promise<AgeKey> {
    const judge = (given: Uint8Array) => requirePassphrase(given, plan, who.id);
    const passphrase = session.keep(await session.source.newPassphrase(who, judge));
    return { kind: 'passphrase', passphrase, workFactor };
  };

/** Each holder of a share chooses a passphrase, alone; who has an age recipient is asked nothing. */
export async function collectHolders(session: Session, plan: Holders): Promise<Map<string, AgeKey>> {
  const ask = asking(session, plan);
  const custodians = new Map<string, AgeKey>();
  for (const { id, name, seal } of plan.custodians) {
    const key: AgeKey =
      seal.kind === 'age'
        ? { kind: 'recipient', recipient: seal.recipient }
        : await ask({ id, name, role: 'custodian' }, seal.workFactor);
    custodians.set(id, key);
  }
  return custodians;
}

/** The plan gives administrators no factor of their own: the highest of the custodians' holds. */
export function logWorkFactor(plan: ResolvedPlan): number {
  const factors = plan.custodians.flatMap(({ seal }) => (seal.kind === 'passphrase' ? [seal.workFactor] : []));
  return factors.length > 0 ? Math.max(...factors) : defaultWorkFactor;
}

/** A member's chain key that is made here, and the bytes of its `.priv` password. */
export interface MemberKey extends OpenKey {
  readonly password: Uint8Array;
}

export interface Secrets {
  readonly roots: readonly OpenKey[];
  readonly kek: Uint8Array;
  readonly logKey: OpenKey;
  readonly members: readonly MemberKey[];
  readonly told: Entropy['told'];
  /** Present in a rehearsal alone. */
  readonly example?: NonNullable<Result<'found'>['example']>;
}

interface Expansion {
  readonly name: string;
  readonly expanded: Uint8Array;
}

interface Entropy {
  readonly os: Uint8Array;
  readonly dice: Uint8Array | undefined;
  readonly prk: Uint8Array;
  /** What the log is told of it. */
  readonly told: Pick<Result<'found'>, 'entropy' | 'warnings'>;
}

/** The machine's randomness and the dice that the plan asks for, mixed; each secret is expanded from `prk`. */
export async function drawEntropy(
  session: Session,
  { entropy }: Pick<ResolvedPlan, 'entropy'>,
  random: RandomSource,
): Promise<Entropy> {
  const needed = entropy.dice ?? 0;
  let findings: Finding[] = [];
  const dice = await session.source.dice(needed, (rolls) => (findings = checkDice(rolls, needed)));
  if (dice) session.keep(dice);
  const os = session.keep(random(osLength));
  const prk = session.keep(mixEntropy({ os, ...(dice && { dice }) }));
  const sources: Result<'found'>['entropy']['sources'] = dice ? ['os', 'dice'] : ['os'];
  const warnings = findings.map(({ rule, field, text }) => ({ code: rule, subject: field, text: { ...text } }));
  return { os, dice, prk, told: { entropy: { sources, diceRolls: dice?.length ?? 0 }, warnings } };
}

/** Draws and mixes the entropy, and makes every secret of the ceremony from it. */
export async function makeSecrets(
  session: Session,
  plan: ResolvedPlan,
  ceremony: string,
  random: RandomSource,
): Promise<Secrets> {
  const { os, dice, prk, told } = await drawEntropy(session, plan, random);
  const made: Expansion[] = [];
  const secrets = derive(plan, (name, length) => {
    const expanded = session.keep(expand(prk, name, length));
    made.push({ name, expanded });
    return expanded;
  });
  for (const key of [...secrets.roots, secrets.logKey, ...secrets.members]) session.keep(key.secret);
  return {
    ...secrets,
    told,
    ...(plan.rehearsal && { example: exampleOf(ceremony, os, dice, prk, made) }),
  };
}

type Expand = (name: string, length: number) => Uint8Array;

function derive(plan: ResolvedPlan, expanded: Expand): Pick<Secrets, 'roots' | 'kek' | 'logKey' | 'members'> {
  const key = (name: string, id: string, suiteName: SuiteName): OpenKey => {
    const made = suite(suiteName);
    const secret = made.secretFromRandom(expanded(name, made.randomLength));
    return { id, suite: suiteName, secret, publicKey: made.publicKey(secret) };
  };
  return {
    roots: plan.roots.map((root) => key(`root/${root.id}`, root.id, root.suite)),
    kek: expanded('kek', 32),
    logKey: key('log-key', 'log-key', 'ed25519'),
    members: keysOf(plan).flatMap(({ id, key: source }) => {
      if (!('make' in source)) return [];
      const password = expanded(`member-password/${id}`, 16);
      return [{ ...key(`member/${id}`, id, source.make), password }];
    }),
  };
}

/** The worked example that hand tools repeat. A rehearsal's secrets are worth nothing; a real one never comes here. */
function exampleOf(
  ceremony: string,
  os: Uint8Array,
  dice: Uint8Array | undefined,
  prk: Uint8Array,
  made: readonly Expansion[],
): Secrets['example'] & object {
  return {
    format: 'rootseal.entropy-example/1',
    rehearsal: true,
    ceremony,
    os: toHex(os),
    hsm: '',
    dice: dice ? fromUtf8(dice) : '',
    prk: toHex(prk),
    secrets: made.map(({ name, expanded }) => ({ name, expanded: toHex(expanded) })),
  };
}
