/**
 * What a JD Chain ledger and its members' operators get of a change in the consortium, as bytes that everybody who votes makes alike.
 * Transactions are unsigned, as `jdchain-cli tx … --export` writes them; a member's key signs exactly them (docs/adr/085, 089).
 */

import { type MemberKey, keyId } from '../../core/consortium/application.ts';
import { type DiffLine, type FoundedLedger, diff, marked } from '../../core/consortium/diff.ts';
import type { Chain, ChainFiles, Draft, Proposal, Wish } from '../../core/consortium/proposal.ts';
import type { Register } from '../../core/consortium/register.ts';
import { consortiumRules } from '../../core/consortium/rules.ts';
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import { lacking } from '../../core/ceremony/powers.ts';
import { changed } from '../../core/consortium/change.ts';
import { standingNow } from '../../core/consortium/standing.ts';
import { equal, utf8 } from '../../core/encoding/bytes.ts';
import { toBase58 } from '../../core/encoding/base58.ts';
import { refuse } from '../../core/rules.ts';
import { decisionFiles } from './decision/files.ts';
import { type Decided, keyText, participantName } from './decision/network.ts';
import { senders, unsendable } from './decision/pages.ts';
import { type Told, transactionsOf } from './decision/transactions.ts';
import { type PublicKey, parsePublicKey } from './keys.ts';
import { unsignedRegistration } from './registration.ts';
import { jdchainRules } from './rules.ts';
import { addSignature } from './tx/build.ts';
import { needsOf } from './tx/needs.ts';
import { looseRequest, readTransaction } from './tx/read.ts';

export const jdchainName = 'jdchain';

interface NewParticipant {
  readonly member: string;
  /** As it will stand in the ledger. */
  readonly name: string;
  readonly key: MemberKey;
  /** What its files are called. */
  readonly file: string;
}

/** Each key for a participant that the change brings. A member's first is called by its id, any further one also by its fingerprint. */
function newParticipants({ change, rehearsal }: Pick<Draft, 'change' | 'rehearsal'>): NewParticipant[] {
  const [member, offered, first] =
    change.kind === 'admit'
      ? [change.application.member.id, change.application.keys, 0]
      : change.kind === 'keys'
        ? [change.member, change.add, -1]
        : ['', [], -1];
  const keys = offered.filter(({ use }) => use === 'participant');
  return keys.map((key, n) => {
    const own = n === first ? '' : `-${keyId(key).slice(0, 8)}`;
    return { member, name: participantName(rehearsal, member, key, n === first), key, file: `registration${own}` };
  });
}

function registrationOf(proposal: Draft, { name, key }: NewParticipant) {
  const time = Date.parse(proposal.created);
  const ledgerHash = proposal.chain?.ledger ?? '';
  return unsignedRegistration({ ledgerHash, name, publicKey: keyText(key), time });
}

/** A ledger in CA mode registers nobody without a certificate, and no proposal has one: `jdchain register --certificate`. */
const wantsCertificate = (plan: ResolvedPlan, proposal: Pick<Draft, 'change' | 'rehearsal'>): boolean =>
  plan.chain.ledger.ca !== undefined && newParticipants(proposal).length > 0;

/** The edition of the files that proposals are made with now. */
export const jdchainEdition = 2;

/**
 * Makes the files of a decision on the ledger that was founded by this plan. Edition 2 has all of them (decision/files.ts); a proposal
 * from before it `<member>/registration.tx`, unsigned, and the key that it registers.
 * @throws PROPOSAL-CHAIN, JDCHAIN-SETTING, JDCHAIN-LEDGER-HASH, the key rules
 */
export const jdchainFiles =
  (plan: ResolvedPlan): ChainFiles =>
  (after, proposal, before) => {
    const { name: chain = '', ledger = '', edition } = proposal.chain ?? {};
    if (chain !== jdchainName || wantsCertificate(plan, proposal))
      throw refuse(consortiumRules, 'PROPOSAL-CHAIN', { chain }, { subject: 'chain.name' });
    if (edition === jdchainEdition) return decisionFiles({ plan, before, after, proposal, ledgerHash: ledger });
    return registrations(proposal);
  };

const registrations = (proposal: Draft): Map<string, Uint8Array> =>
  new Map(
    newParticipants(proposal).flatMap((one) => [
      [`${jdchainName}/${one.member}/${one.file}.tx`, registrationOf(proposal, one).bytes],
      // No newline: JD Chain does not trim key files.
      [`${jdchainName}/${one.member}/${one.file}.pub`, utf8(keyText(one.key))],
    ]),
  );

/**
 * The chain of a proposal, as `propose` wants it; undefined where this change is nothing to the ledger, or where a ledger in CA
 * mode would register a newcomer, whose certificate no proposal has.
 * @param ledger Base58
 * @throws CHANGE-…, JDCHAIN-SETTING, JDCHAIN-LEDGER-HASH
 */
export function chainFor(
  plan: ResolvedPlan,
  before: Register,
  wish: Pick<Wish, 'change' | 'created'>,
  ledger: string,
): Chain | undefined {
  if (wantsCertificate(plan, { ...wish, rehearsal: before.rehearsal })) return undefined;
  const chain: Chain = { name: jdchainName, ledger, edition: jdchainEdition };
  const told = transactionsOf(decidedOn(plan, before, { ...wish, rehearsal: before.rehearsal, chain })).told;
  return told.length > 0 ? chain : undefined;
}

function decidedOn(plan: ResolvedPlan, before: Register, proposal: Decided['proposal']): Decided {
  const after = changed(before, proposal.change, { at: proposal.created, by: '' });
  return { plan, before, after, proposal, ledgerHash: proposal.chain?.ledger ?? '' };
}

/** What the ledger is told, in words, and who could sign it by the roles that are known here. */
export function jdchainLines(before: Register, proposal: Draft, plan: ResolvedPlan): DiffLine[] {
  const { chain } = proposal;
  if (chain === undefined) return wantsCertificate(plan, proposal) ? [marked('PROPOSAL-CERTIFICATE', {})] : [];
  if (chain.edition !== jdchainEdition) return registrationLines(proposal, chain.ledger);
  const decided = decidedOn(plan, before, proposal);
  const { told, leftOut } = transactionsOf(decided);
  return [
    ...told.flatMap((one) => toldLines(decided, one)),
    ...(leftOut.length === 0 ? [] : [marked('PROPOSAL-REMOVAL-PART', { value: leftOut.join(', ') })]),
  ];
}

const registrationLines = (proposal: Draft, ledger: string): DiffLine[] =>
  newParticipants(proposal).map((one) =>
    plus(
      `participant ${one.name} on the JD Chain ledger ${ledger}, transaction ${registrationOf(proposal, one).txHash}`,
      `在 JD Chain 账本 ${ledger} 上注册参与方 ${one.name}，交易 ${registrationOf(proposal, one).txHash}`,
    ),
  );

const plus = (en: string, zh: string): DiffLine => ({ sign: '+', text: { en, zh } });
const blank = (en: string, zh: string): DiffLine => ({ sign: ' ', text: { en, zh } });

/** A transaction field by field, and who can sign it. */
function toldLines(decided: Decided, told: Told): DiffLine[] {
  const file = told.path.slice(`${jdchainName}/`.length);
  const fields = readTransaction(told.bytes).operations.flatMap(({ kind, lines }) => [
    ...(kind ? [blank(`  ${kind.title.en}`, `  ${kind.title.zh}`)] : []),
    ...lines.map(({ field, value }) => blank(`    ${field.en}: ${value}`, `    ${field.zh}：${value}`)),
  ]);
  const nobody = unsendable(decided, told);
  const who = senders(decided, told);
  return [
    plus(
      `${file} for the JD Chain ledger ${decided.ledgerHash}, transaction ${told.txHash}`,
      `${file}，发往 JD Chain 账本 ${decided.ledgerHash}，交易 ${told.txHash}`,
    ),
    ...fields,
    nobody.length > 0
      ? marked('PROPOSAL-NO-SIGNER', { file, value: nobody.join(', ') })
      : blank(
          who.length > 0
            ? `  can be signed by any of: ${who.join(', ')}`
            : `  needs several signers: ${needsOf(told.bytes).join(', ')}`,
          who.length > 0
            ? `  可由任一方签名：${who.join('、')}`
            : `  须由数方共同签名：${needsOf(told.bytes).join('、')}`,
        ),
  ];
}

/** What these signers lack together, for each transaction, by the roles that are known here; none where they suffice. */
export function signerLines(
  ledger: FoundedLedger,
  before: Register,
  files: ReadonlyMap<string, Uint8Array>,
  signers: readonly string[],
): DiffLine[] {
  if (signers.length === 0) return [];
  const standing = standingNow(ledger, before);
  return [...files].flatMap(([path, bytes]) => {
    if (signedPath(path) === undefined) return [];
    const value = lacking(standing, signers, needsOf(bytes)).join(', ');
    const file = path.slice(path.lastIndexOf('/') + 1);
    return value === '' ? [] : [marked('PROPOSAL-SIGNER-LACKS', { file, value, signers: signers.join(', ') })];
  });
}

/**
 * Which transactions would be refused, by the roles that are known here, unless `root` signs as well. Where nobody signs in this
 * room, every member could elsewhere.
 */
export function rootAlone(
  ledger: FoundedLedger,
  before: Register,
  files: ReadonlyMap<string, Uint8Array>,
  { signers, root }: { readonly signers: readonly string[]; readonly root: string },
): string[] {
  const standing = standingNow(ledger, before);
  const members = standing.holders.map(({ id }) => id).filter((id) => id !== root);
  const others = signers.length === 0 ? members : signers;
  const isShort = (bytes: Uint8Array, ids: readonly string[]) => lacking(standing, ids, needsOf(bytes)).length > 0;
  return [...files].flatMap(([path, bytes]) =>
    signedPath(path) !== undefined && isShort(bytes, others) && !isShort(bytes, [...others, root]) ? [path] : [],
  );
}

/** What a proposal changes, line by line, with what is unusual on the ledger as far as it is known; and what the chain is told. */
export const proposalLines = (
  register: Register,
  proposal: Proposal,
  ledger: FoundedLedger & { readonly plan: ResolvedPlan },
): DiffLine[] => [...diff(register, proposal.change, ledger), ...jdchainLines(register, proposal, ledger.plan)];

/** Where the signed one of a transaction lies; undefined for what is none. */
export const signedPath = (path: string): string | undefined =>
  path.endsWith('.tx') ? `${path.slice(0, -'.tx'.length)}.signed.tx` : undefined;

/**
 * The transaction with one more signature of a sender. `sign` gets the encoded transaction hash (34 bytes) and answers
 * the raw 64 bytes. Content and hash stay as they are.
 */
export const withSignature = (
  transaction: Uint8Array,
  signer: PublicKey,
  sign: (txHash: Uint8Array) => Uint8Array,
): Uint8Array => addSignature(transaction, signer, sign, 'transaction').bytes;

/**
 * Who signed: `signed` is `unsigned` with valid signatures and nothing else.
 * @throws JDCHAIN-SIGNED-OTHER, JDCHAIN-SIGNATURE, what `readTransaction` throws
 */
export function signersOf(unsigned: Uint8Array, signed: Uint8Array, what: string): readonly PublicKey[] {
  const { endpointSignatures, form, broken } = readTransaction(signed, what);
  const bad = endpointSignatures.find(({ valid }) => !valid);
  if (form !== 'request' || broken || bad || endpointSignatures.length === 0)
    throw refuse(jdchainRules, 'JDCHAIN-SIGNATURE', { participant: bad?.publicKey ?? '–' }, { subject: what });
  const request = looseRequest.decode(signed, what);
  if (!equal(looseRequest.encode({ ...request, endpointSignatures: [], nodeSignatures: [] }), unsigned))
    throw refuse(jdchainRules, 'JDCHAIN-SIGNED-OTHER', {}, { subject: what });
  return request.endpointSignatures.map(({ publicKey }) => parsePublicKey(publicKey, toBase58(publicKey)));
}
