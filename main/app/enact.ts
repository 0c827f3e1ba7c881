/**
 * A decision of the voters put into force: the next register with what decided it below `public/consortium/`, and the
 * next version of the TUF files, signed by the restored roots.
 */
import { type Decision, type Enacted, enact, registerChangedKind } from '../core/consortium/enact.ts';
import { encodeApproval } from '../core/consortium/approval.ts';
import { diff, kindNames } from '../core/consortium/diff.ts';
import { registerAct, proposalPath, registerPath, votePath } from '../core/consortium/paths.ts';
import { type Register, encodeRegister, foundingRegister, readRegister } from '../core/consortium/register.ts';
import { planHash } from '../core/ceremony/plan.ts';
import { fromHex, toHex } from '../core/encoding/hex.ts';
import { suite } from '../core/keys/index.ts';
import type { Lang, Text } from '../core/rules.ts';
import type { Vault } from '../vault/client.ts';
import type { Detail } from './desk.ts';
import { recorded } from './evidence.ts';
import { type NamedBytes, hashesOf, readNamed } from './files.ts';
import { memberKeys } from './genesis.ts';
import type { Draft } from './journal.ts';
import type { Run } from './run.ts';
import { targetsOf, tufFiles } from './signing.ts';
import { rootChain } from './sets/renew.ts';
import { changesOf, setInForce, setsIn, statesNow, tufVersionOf } from './sets/told.ts';

/** A decision read and judged before the roots are opened. */
export interface Enacting extends Enacted {
  readonly before: Register;
  readonly decision: Decision;
}

/** The register in force in this home. */
export function registerOf(run: Run): Register {
  const version = changesOf(run) + 1;
  if (version > 1) return readRegister(recorded(run, registerPath(version)));
  const keys = Object.entries(memberKeys(run)).map(([id, { suite: name, raw }]) => {
    const key = { use: 'participant', suite: suite(name).name, publicKey: toHex(raw) } as const;
    return [id, key] as const;
  });
  return foundingRegister(run.plan, toHex(planHash(run.plan)), Object.fromEntries(keys));
}

/** PROPOSAL-…, CHANGE-…, APPROVAL-FORM, FILE-READ: all that can be refused before a share is opened. */
export function judgeDecision(run: Run, proposal: string, votes: readonly string[]): Enacting {
  const before = registerOf(run);
  const decision = { proposal: readNamed(proposal), votes: votes.map((file) => readNamed(file)) };
  return { ...enact(before, decision, run.journal.now()), before, decision };
}

/** In one sentence, as everybody hears it before a share is opened. */
export function decisionText({ proposal, facts }: Enacting): Text {
  const name = kindNames[proposal.change.kind];
  const [version, hash] = [String(facts.version), facts.proposal];
  return {
    en: `to ${name.en}: the proposal ${hash} becomes version ${version} of the register`,
    zh: `${name.zh}：提案 ${hash} 成为登记册第 ${version} 版`,
  };
}

/** Its hash, as everybody who voted has it. */
export const decisionDetails = ({ facts }: Enacting): Detail[] => [
  { kind: 'hash', label: { en: 'Hash of the proposal', zh: '提案哈希' }, bytes: fromHex(facts.proposal, 'proposal') },
];

/** What it changes, line by line. */
export function decisionLines({ before, proposal }: Enacting): Text {
  const lines = diff(before, proposal.change);
  const say = (lang: Lang) => lines.map(({ sign, text }) => `${sign} ${text[lang]}`).join('\n');
  return { en: say('en'), zh: say('zh') };
}

export interface Left {
  /** As of which it was judged: the entries bear this time, or a decision could expire on its way into the log. */
  readonly time: string;
  readonly act: string;
  readonly files: readonly NamedBytes[];
  readonly drafts: readonly Draft[];
}

/** After the roots are open: the vault judges the decision itself, then the roots sign the next TUF version. */
export async function enactIn(run: Run, vault: Vault, enacting: Enacting): Promise<Left> {
  const { before, decision, votes, facts } = enacting;
  const { version } = facts;
  const asked = { before: encodeRegister(before), proposal: decision.proposal, votes: [...decision.votes] };
  const time = run.journal.now();
  const { register } = await vault.request('enact', { ...asked, time });
  const own: NamedBytes[] = [
    { path: registerPath(version), bytes: register },
    { path: proposalPath(version), bytes: decision.proposal },
    ...votes.map((vote) => ({ path: votePath(version, vote.voter), bytes: encodeApproval(vote) })),
  ];
  const sets = setsIn(run).filter(({ inForce }) => inForce !== undefined);
  const tuf = await tufFiles(run, vault, {
    ...{ roots: setInForce(run).roots, version: tufVersionOf(run) + 1, chain: rootChain(run) },
    targets: targetsOf(run, own, statesNow(sets)),
  });
  const files = [...own, ...tuf];
  const data = { ...facts, files: hashesOf(files).map((file) => ({ ...file })) };
  return { act: registerAct(version), files, drafts: [{ kind: registerChangedKind, data }], time };
}
