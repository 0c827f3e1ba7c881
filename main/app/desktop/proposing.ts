/** Proposals made in a window: what they are made on, their exact outcome before they are written, what made one stale. */
import type { Handlers, ReplyOf, RequestOf } from '../../../preload/contract/index.ts';
import type { ChangeWish, ProposeWish } from '../../../preload/contract/post.ts';
import { checkInTime, readApplication } from '../../core/consortium/application.ts';
import { type Change, readChange } from '../../core/consortium/change.ts';
import { kindNames } from '../../core/consortium/diff.ts';
import { historyOf } from '../../core/consortium/history.ts';
import { checkOfferer, readOffers } from '../../core/consortium/offer.ts';
import { type Proposal, encodeProposal, proposalHash, readProposal } from '../../core/consortium/proposal.ts';
import { readJson } from '../../core/ceremony/json.ts';
import { fromUtf8 } from '../../core/encoding/bytes.ts';
import { fromHex } from '../../core/encoding/hex.ts';
import { refuse } from '../../core/rules.ts';
import { proposalLines } from '../../export/jdchain/admission.ts';
import { demandFree, publicFile, readNamed, writeNew } from '../files.ts';
import { appRules } from '../rules.ts';
import { proposeOn } from '../standing.ts';
import { type Ground, type GroundSource, groundView } from './ground.ts';
import type { Outbox } from './outbox.ts';
import { fullPath } from './paths.ts';
import { hashView } from './view.ts';

type Channels = 'members.ground' | 'members.propose' | 'members.write' | 'members.since';

export function proposingHandlers(grounds: GroundSource, outbox: Outbox): Pick<Handlers, Channels> {
  return {
    'members.ground': async ({ at }) => groundView(await grounds.at(at)),
    'members.propose': async (wish) => {
      const ground = await grounds.at(wish.at);
      return proposed(ground, proposalOf(ground, wish, new Date().toISOString()));
    },
    'members.write': async ({ created, hash, out: named, ...wish }) =>
      write(await grounds.at(wish.at), outbox, wish, { created, hash, out: fullPath(named) }),
    'members.since': async ({ at, proposal }) => since(await grounds.at(at), fullPath(proposal)),
  };
}

/** @throws what `proposeOn` does, APPLICATION-…, OFFER-… */
function proposalOf(ground: Ground, { change, proposer, reason, days, ledger }: ProposeWish, now: string): Proposal {
  const more = { ...(reason !== undefined && { reason }), ...(ledger !== undefined && { ledger }) };
  return proposeOn(ground, { change: changeOf(ground, change, now), proposer, days, now, ...more });
}

function changeOf({ register }: Ground, change: ChangeWish, now: string): Change {
  if (change.kind === 'admit') {
    const application = readApplication(readNamed(fullPath(change.application)));
    checkInTime(application, now);
    const { ledgerRoles } = change;
    return readChange({ kind: 'admit', application, ...(ledgerRoles && { ledgerRoles }) });
  }
  if (change.kind === 'settings') return settingsIn(fullPath(change.file));
  if (change.kind !== 'keys') return readChange(change);
  const { member, offer, revoke } = change;
  if (offer === undefined) return readChange({ kind: 'keys', member, add: [], revoke });
  const offers = readOffers(readNamed(fullPath(offer)));
  checkOfferer(offers, { consortium: register.consortium.id, rehearsal: register.rehearsal, member });
  return readChange({ kind: 'keys', member, add: offers.keys, revoke });
}

/** PROPOSE-SETTINGS for a file of another change, CHANGE-…, FILE-READ */
function settingsIn(file: string): Change {
  const change = readChange(readJson(fromUtf8(readNamed(file), file).replace(/^\uFEFF/, '')));
  if (change.kind === 'settings') return change;
  throw refuse(appRules, 'PROPOSE-SETTINGS', {}, { subject: file });
}

function proposed({ register, founded }: Ground, proposal: Proposal): ReplyOf<'members.propose'> {
  const { change, created, expires, rehearsal, outcome } = proposal;
  return {
    kind: kindNames[change.kind],
    ...{ created, expires, rehearsal },
    lines: proposalLines(register, proposal, founded).map(({ sign, text }) => ({ sign, text })),
    hash: hashView(fromHex(proposalHash(proposal), 'proposal')),
    files: (outcome.files ?? []).map(({ path, sha256 }) => ({ path, sha256 })),
    bytes: encodeProposal(proposal).length,
  };
}

type Shown = Pick<RequestOf<'members.write'>, 'created' | 'hash' | 'out'>;

/** The very bytes that were shown, or nothing. PROPOSE-OTHER, FILE-EXISTS */
function write(
  ground: Ground,
  outbox: Outbox,
  wish: ProposeWish,
  { created, hash, out }: Shown,
): ReplyOf<'members.write'> {
  demandFree([out]);
  const proposal = proposalOf(ground, wish, created);
  const found = proposalHash(proposal);
  if (found !== hash) throw refuse(appRules, 'PROPOSE-OTHER', {}, { subject: out });
  writeNew(out, encodeProposal(proposal), publicFile);
  outbox.add(out);
  return { file: out, hash: hashView(fromHex(found, 'proposal')) };
}

/** What happened to members after the register that the proposal was made on. PROPOSAL-FORM, FILE-READ */
function since({ register, versions }: Ground, file: string): ReplyOf<'members.since'> {
  const { base } = readProposal(readNamed(file));
  const later = versions.flatMap(({ version, governance }, at) => {
    const before = versions[at - 1]?.governance;
    const same = before === undefined || JSON.stringify(before) === JSON.stringify(governance);
    return same ? [] : [{ version, member: '', text: { en: 'other voters or rules', zh: '表决人或表决规则有变更' } }];
  });
  const events = [...historyOf(versions), ...later].filter(({ version }) => version > base.version);
  return {
    ...{ base: base.version, version: register.version },
    events: events.toSorted((a, b) => a.version - b.version),
  };
}
