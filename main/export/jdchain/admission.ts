/**
 * What a JD Chain ledger is told of a change in the consortium: one registration for each new key of a participant, as
 * bytes that everybody who votes makes alike. Unsigned they are what `jdchain-cli tx … --export` writes; a member's key
 * signs exactly them (docs/adr/085).
 */

import { type MemberKey, keyId } from '../../core/consortium/application.ts';
import { type DiffLine, type FoundedLedger, diff } from '../../core/consortium/diff.ts';
import type { ChainFiles, Draft, Proposal } from '../../core/consortium/proposal.ts';
import type { Register } from '../../core/consortium/register.ts';
import { consortiumRules } from '../../core/consortium/rules.ts';
import { rehearsalMark } from '../../core/ceremony/plan.ts';
import { equal, utf8 } from '../../core/encoding/bytes.ts';
import { fromHex } from '../../core/encoding/hex.ts';
import { refuse } from '../../core/rules.ts';
import { transactionRequest } from './contracts.ts';
import { type PublicKey, encodePublicKey, publicKeyBytes, signatureBytes } from './keys.ts';
import { parseRegistration, unsignedRegistration } from './registration.ts';
import { jdchainRules } from './rules.ts';

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
function newParticipants({ change, rehearsal }: Draft): NewParticipant[] {
  const [member, offered, first] =
    change.kind === 'admit'
      ? [change.application.member.id, change.application.keys, 0]
      : change.kind === 'keys'
        ? [change.member, change.add, -1]
        : ['', [], -1];
  const keys = offered.filter(({ use }) => use === 'participant');
  return keys.map((key, n) => {
    const own = n === first ? '' : `-${keyId(key).slice(0, 8)}`;
    const name = `${rehearsal ? rehearsalMark : ''}${member}${own}`;
    return { member, name, key, file: `registration${own}` };
  });
}

const publicKeyOf = ({ suite, publicKey }: MemberKey): string =>
  encodePublicKey(suite, fromHex(publicKey, 'publicKey'));

function registrationOf(proposal: Draft, { name, key }: NewParticipant) {
  const time = Date.parse(proposal.created);
  const ledgerHash = proposal.chain?.ledger ?? '';
  return unsignedRegistration({ ledgerHash, name, publicKey: publicKeyOf(key), time });
}

/** `jdchain/<member>/registration.tx`, unsigned, and the key that it registers. @throws PROPOSAL-CHAIN, JDCHAIN-LEDGER-HASH, the key rules */
export const jdchainFiles: ChainFiles = (_, proposal) => {
  const { name: chain = '' } = proposal.chain ?? {};
  if (chain !== jdchainName) throw refuse(consortiumRules, 'PROPOSAL-CHAIN', { chain }, { subject: 'chain.name' });
  return new Map(
    newParticipants(proposal).flatMap((one) => [
      [`${jdchainName}/${one.member}/${one.file}.tx`, registrationOf(proposal, one).bytes],
      // No newline: JD Chain does not trim key files.
      [`${jdchainName}/${one.member}/${one.file}.pub`, utf8(publicKeyOf(one.key))],
    ]),
  );
};

/** What the ledger is told, in words. */
export function jdchainLines(proposal: Draft): DiffLine[] {
  const { chain } = proposal;
  if (chain === undefined) return [];
  return newParticipants(proposal).map((one) => {
    const { txHash } = registrationOf(proposal, one);
    return {
      sign: '+',
      text: {
        en: `participant ${one.name} on the JD Chain ledger ${chain.ledger}, transaction ${txHash}`,
        zh: `在 JD Chain 账本 ${chain.ledger} 上注册参与方 ${one.name}，交易 ${txHash}`,
      },
    };
  });
}

/** What a proposal changes, line by line, with what is unusual on the ledger as it was founded; and what the chain is told. */
export const proposalLines = (register: Register, proposal: Proposal, ledger: FoundedLedger): DiffLine[] => [
  ...diff(register, proposal.change, ledger),
  ...jdchainLines(proposal),
];

/** Where the signed one of a transaction lies; undefined for what is none. */
export const signedPath = (path: string): string | undefined =>
  path.endsWith('.tx') ? `${path.slice(0, -'.tx'.length)}.signed.tx` : undefined;

/**
 * The transaction with one more signature of a sender. `sign` gets the encoded transaction hash (34 bytes) and answers
 * the raw 64 bytes. Content and hash stay as they are.
 */
export function withSignature(
  transaction: Uint8Array,
  { suite, raw }: PublicKey,
  sign: (txHash: Uint8Array) => Uint8Array,
): Uint8Array {
  const request = transactionRequest.decode(transaction, 'registration');
  const one = { publicKey: publicKeyBytes(suite, raw), signature: signatureBytes(suite, sign(request.hash)) };
  return transactionRequest.encode({ ...request, endpointSignatures: [...request.endpointSignatures, one] });
}

/**
 * Who signed: `signed` is `unsigned` with valid signatures and nothing else.
 * @throws JDCHAIN-SIGNED-OTHER, what `parseRegistration` throws
 */
export function signersOf(unsigned: Uint8Array, signed: Uint8Array, what: string): readonly PublicKey[] {
  const { signers } = parseRegistration(signed, what);
  const request = transactionRequest.decode(signed, what);
  if (!equal(transactionRequest.encode({ ...request, endpointSignatures: [], nodeSignatures: [] }), unsigned))
    throw refuse(jdchainRules, 'JDCHAIN-SIGNED-OTHER', {}, { subject: what });
  return signers;
}
