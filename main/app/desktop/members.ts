/** The register of a consortium as a window shows it: who is a member with which keys, who decided it; proposals judged. */
import type { Handlers, ReplyOf } from '../../../preload/contract/index.ts';
import type { DecisionView, MemberView, RegisterView } from '../../../preload/contract/members.ts';
import { keyId } from '../../core/consortium/application.ts';
import { foundedLedger, kindNames, ruleText, useNames } from '../../core/consortium/diff.ts';
import { registerChangedKind } from '../../core/consortium/enact.ts';
import { type MemberEvent, historyOf } from '../../core/consortium/history.ts';
import { proposalPath } from '../../core/consortium/paths.ts';
import { type Proposal, proposalHash, readProposal } from '../../core/consortium/proposal.ts';
import {
  type Member,
  type Register,
  type RegisteredKey,
  changeKinds,
  registerHash,
  ruleOf,
} from '../../core/consortium/register.ts';
import { missing } from '../../core/consortium/tally.ts';
import { fromHex } from '../../core/encoding/hex.ts';
import { proposalLines } from '../../export/jdchain/admission.ts';
import { type Polled, type Registered, polled, registersOf } from '../enact.ts';
import { recordedFile } from '../evidence.ts';
import { receiptsOf } from '../receipts.ts';
import { rebuiltIn } from '../standing.ts';
import { type Ground, type GroundSource, registered } from './ground.ts';
import type { Logs } from './logs.ts';
import { fullPath } from './paths.ts';
import { hashView } from './view.ts';
import { refusalOf } from './window-desk.ts';

export function membersHandlers(logs: Logs, grounds: GroundSource): Pick<Handlers, 'members.show' | 'members.review'> {
  const within = <T>(dir: string, work: (told: Registered) => T): T =>
    logs.open(fullPath(dir), (log) => work(registered(log, logs.entries(log))));
  return {
    'members.show': async ({ dir }) => ({ register: within(dir, shown) }),
    'members.review': async ({ dir, proposal: file, votes }) => {
      const ground = await grounds.at(dir);
      const proposal = rebuiltIn(fullPath(file), ground);
      return reviewed(
        ground,
        proposal,
        polled(ground.register, proposal, votes.map(fullPath), new Date().toISOString()),
      );
    },
  };
}

function shown(told: Registered): RegisterView | null {
  if (receiptsOf(told.journal, 'found')['members'] === undefined) return null;
  const versions = registersOf(told);
  const register = versions.at(-1)!;
  const { voters } = register.governance;
  const by = versionBy(versions);
  const events = historyOf(versions);
  return {
    version: register.version,
    hash: hashView(fromHex(registerHash(register), 'register')),
    members: register.members.map((member) => memberView(member, by, events)),
    voters: voters.map(({ id, name, organisation, roles }) => ({ id, name, organisation, roles })),
    rules: changeKinds.map((kind) => ({ kind: kindNames[kind], rule: ruleText(ruleOf(register.governance, kind)) })),
    decisions: versions
      .slice(1)
      .map((_, at) => decisionView(told, versions[at]!, at + 2))
      .toReversed(),
  };
}

type By = (cause: string) => number;

/** In which version of the register each cause stands. */
function versionBy(versions: readonly Register[]): By {
  const at = new Map(versions.map(({ by, version }) => [by, version]));
  return (cause) => at.get(cause) ?? 1;
}

function memberView(member: Member, by: By, events: readonly MemberEvent[]): MemberView {
  const { id, name, role, contacts, endpoints, keys, since, left } = member;
  const address = ({ host, port }: Member['endpoints']['consensus']) => `${host}:${String(port)}`;
  return {
    ...{ id, name, role, contacts, since, by: by(member.by) },
    consensus: address(endpoints.consensus),
    initializer: address(endpoints.initializer),
    keys: keys.map((key) => keyView(key, by)),
    ...(left && { left: { ...left, by: by(left.by) } }),
    history: events.filter((event) => event.member === id).map(({ version, text }) => ({ version, text })),
  };
}

function keyView({ revoked, ...key }: RegisteredKey, by: By): MemberView['keys'][number] {
  return {
    ...{ id: keyId(key), use: useNames[key.use], suite: key.suite, since: key.since, by: by(key.by) },
    ...(revoked && { revoked: { ...revoked, by: by(revoked.by) } }),
  };
}

/** What made `version`, by the log and the proposal that lies beside the register. */
function decisionView(told: Registered, before: Register, version: number): DecisionView {
  const { home, journal } = told;
  const entries = journal.entries();
  const proposal = readProposal(recordedFile(entries, home, proposalPath(version)));
  const entry = entries.find(({ kind, data }) => kind === registerChangedKind && data['version'] === version)!;
  const people = peopleIn(before);
  const named = (ids: unknown) => (Array.isArray(ids) ? ids.map((id) => people(String(id))) : []);
  return {
    ...{ version, time: entry.time, entry: entry.index },
    ...inWords(before, foundedLedger(told.plan), proposal),
    approved: named(entry.data['approved']),
    declined: named(entry.data['declined']),
  };
}

const peopleIn =
  ({ governance }: Register) =>
  (id: string) => ({ id, name: governance.voters.find((voter) => voter.id === id)?.name ?? { en: id, zh: id } });

function inWords(before: Register, founded: ReturnType<typeof foundedLedger>, proposal: Proposal) {
  const { change, reason } = proposal;
  return {
    kind: kindNames[change.kind],
    hash: hashView(fromHex(proposalHash(proposal), 'proposal')),
    lines: proposalLines(before, proposal, founded).map(({ sign, text }) => ({ sign, text })),
    ...(reason !== undefined && { reason }),
  };
}

/** A decision as far as it is. */
export function reviewed(
  { register, founded }: Pick<Ground, 'register' | 'founded'>,
  proposal: Proposal,
  { count, read, broken }: Polled,
): ReplyOf<'members.review'> {
  const named = peopleIn(register);
  return {
    ...inWords(register, founded, proposal),
    ...{ proposer: proposal.proposer, expires: proposal.expires, rehearsal: proposal.rehearsal },
    ...{ state: count.state, seats: count.seats.map((seat) => ({ ...seat })), missing: missing(count) },
    approved: count.approved.map(named),
    declined: count.declined.map(named),
    ignored: [
      ...broken.map((error) => ({ file: error.subject ?? '', refusal: refusalOf(error) })),
      ...count.ignored.map(({ index, code, text }) => ({ file: read[index]?.file ?? '', refusal: { code, text } })),
    ],
  };
}
