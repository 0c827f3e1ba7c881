/**
 * Keys of members and voters, made outside of a ceremony on their own machine: an applicant's with the application that
 * offers them, further ones of a member, one to vote with. The private halves leave the vault in an age file alone.
 */
import { join } from 'node:path';
import { wholeSeconds } from '../core/ceremony/moments.ts';
import type { Seal } from '../core/ceremony/plan-schema.ts';
import {
  type Application,
  type KeyUse,
  type MemberKey,
  encodeApplication,
  encodeDraft,
  readApplication,
} from '../core/consortium/application.ts';
import { fillForm } from '../core/consortium/form.ts';
import { type KeyOffers, type Offerer, readOffers } from '../core/consortium/offer.ts';
import {
  type Unproved,
  draftFormat,
  encodeUnproved,
  provedApplication,
  readUnproved,
  unprovedMessage,
  withProof,
} from '../core/consortium/unproved.ts';
import { type VoterCard, encodeVoterCard, readVoterCard, voterFormat } from '../core/consortium/voter-card.ts';
import { fromUtf8 } from '../core/encoding/bytes.ts';
import { toHex } from '../core/encoding/hex.ts';
import type { SuiteName } from '../core/keys/index.ts';
import { fromSpkiPem } from '../core/keys/pem.ts';
import type { Text } from '../core/rules.ts';
import type { Input } from '../vault/client.ts';
import type { AloneOptions } from './alone.ts';
import { demandFree, publicFile, readNamed, writeNew } from './files.ts';
import { type Hearing, openHeard } from './heard.ts';

type Options = AloneOptions & Hearing;

export interface ApplyWish {
  /** The parsed form. */
  readonly form: unknown;
  readonly into: string;
  readonly seal: Seal;
  readonly now: string;
  readonly rehearsal: boolean;
}

export interface Applied {
  readonly application: Application;
  readonly files: { readonly application: string; readonly keys: string };
  readonly weakPassphrase: boolean;
}

/** A public key as OpenSSL writes it, of a key whose private half lies elsewhere. KEY-PEM, FILE-READ */
export function publicKeyIn(file: string): Pick<MemberKey, 'suite' | 'publicKey'> {
  const { suite, publicKey } = fromSpkiPem(fromUtf8(readNamed(file), file), file);
  return { suite, publicKey: toHex(publicKey) };
}

/** What an application of this form will be, and where its files go. APPLICATION-DRAFT, FILE-EXISTS */
export function readyToApply(wish: ApplyWish) {
  const { draft, keys, foreign } = fillForm(wish.form, wish);
  const { id } = draft.member;
  const name = join(wish.into, foreign.length > 0 ? `${id}.draft.json` : `${id}.application.json`);
  const files = { application: name, keys: join(wish.into, `${id}.keys.age`) };
  const message = foreign.length > 0 ? [messageOf(name)] : [];
  demandFree([...(keys.length > 0 ? Object.values(files) : [name]), ...message]);
  return { draft, keys, foreign, files };
}

/** Beside a draft lies what its other keys sign. */
const messageOf = (draft: string) => `${draft}.tosign`;

/** Makes the applicant's keys in the vault, and writes the application beside their age file. FILE-EXISTS before anybody is asked. */
export async function apply(wish: ApplyWish, options: Options): Promise<Applied | Drafted> {
  const { draft, keys, foreign, files } = readyToApply(wish);
  const { id, name } = draft.member;
  if (keys.length === 0) {
    const open = encodeUnproved({ format: draftFormat, application: { ...draft, keys: [...foreign] } });
    return drafted(open, files.application);
  }
  const others = foreign.length > 0 && { foreign: [...foreign] };
  const asked = { owner: { id, name }, keys: [...keys], application: encodeDraft(draft), ...others, seal: wish.seal };
  const made = await makeKeys(wish.rehearsal, asked, options);
  const signed = made.application ?? new Uint8Array();
  if (foreign.length > 0) {
    writeNew(files.keys, made.file);
    return { ...drafted(signed, files.application), keys: files.keys, weakPassphrase: made.weakPassphrase };
  }
  const application = readApplication(signed);
  // The keys first: an application without them is worth nothing.
  writeNew(files.keys, made.file);
  writeNew(files.application, signed, publicFile);
  return { application, files, weakPassphrase: made.weakPassphrase };
}

/** An application that keys elsewhere have yet to sign. */
export interface Drafted {
  readonly draft: Unproved;
  readonly file: string;
  /** What they sign. */
  readonly message: string;
  /** Of those that were made here. */
  readonly keys?: string;
  readonly weakPassphrase: boolean;
}

function drafted(bytes: Uint8Array, file: string): Drafted {
  const draft = readUnproved(bytes);
  const message = messageOf(file);
  writeNew(file, bytes, publicFile);
  writeNew(message, unprovedMessage(draft), publicFile);
  return { draft, file, message, weakPassphrase: false };
}

/** The application of a draft and of the signatures that came back. DRAFT-…, KEY-DER, FILE-… */
export function proveDraft(file: string, signatures: readonly string[], out: string): Application {
  demandFree([out]);
  const draft = readUnproved(readNamed(file));
  const proved = signatures.reduce((so, one) => withProof(so, readNamed(one), one), draft);
  const application = provedApplication(proved);
  writeNew(out, encodeApplication(application), publicFile);
  return application;
}

async function makeKeys(rehearsal: boolean, asked: Input<'makeKeys'>, { onVault, onField, ...options }: Options) {
  const vault = await openHeard({ act: 'member', rehearsal, ...options }, { onVault, onField });
  const made = await vault.request('makeKeys', asked);
  await vault.finish();
  return made;
}

export interface OfferWish extends Offerer {
  readonly keys: readonly { readonly use: KeyUse; readonly suite: SuiteName }[];
  readonly into: string;
  readonly seal: Seal;
  readonly now: string;
}

/** Where the files of an offer go; a member offers keys more than once. FILE-EXISTS */
export function readyToOffer({ member, into, now }: Pick<OfferWish, 'member' | 'into' | 'now'>) {
  const stamp = wholeSeconds(now).slice(0, 10);
  const files = {
    offer: join(into, `${member}-${stamp}.offer.json`),
    keys: join(into, `${member}-${stamp}.keys.age`),
  };
  demandFree(Object.values(files));
  return files;
}

export interface Offered {
  readonly offers: KeyOffers;
  readonly files: ReturnType<typeof readyToOffer>;
  readonly weakPassphrase: boolean;
}

/** Makes further keys of a member in the vault, and writes the offer beside their age file. */
export async function offerKeys(wish: OfferWish, options: Options): Promise<Offered> {
  const { keys, consortium, rehearsal, member, seal } = wish;
  const files = readyToOffer(wish);
  const owner = { id: member, name: { en: member, zh: member } };
  const asked = { owner, keys: [...keys], offer: { consortium, rehearsal, member }, seal };
  const made = await makeKeys(rehearsal, asked, options);
  const signed = made.offer ?? new Uint8Array();
  const offers = readOffers(signed);
  writeNew(files.keys, made.file);
  writeNew(files.offer, signed, publicFile);
  return { offers, files, weakPassphrase: made.weakPassphrase };
}

export interface VoterWish {
  readonly id: string;
  readonly name: Text;
  readonly suite: SuiteName;
  readonly out: string;
  /** Where the card with the public key goes; none unless said. */
  readonly card?: string;
  readonly seal: Seal;
  readonly rehearsal: boolean;
}

/** A key to vote with; its public half is what a proposal of the governance names. */
export async function makeVoterKey(wish: VoterWish, options: Options) {
  const { id, name, suite, out, card, rehearsal, seal } = wish;
  demandFree(card === undefined ? [out] : [out, card]);
  const owner = { id, name: { ...name } };
  const made = await makeKeys(rehearsal, { owner, keys: [{ use: 'vote', suite }], seal }, options);
  const publicKey = made.keys[0]?.publicKey ?? '';
  writeNew(out, made.file);
  if (card !== undefined)
    writeNew(card, cardOf({ format: voterFormat, rehearsal, id, name: owner.name, suite, publicKey }), publicFile);
  return { publicKey, weakPassphrase: made.weakPassphrase };
}

/** Read back as whoever receives it will. VOTER-FORM */
function cardOf(card: VoterCard): Uint8Array {
  const bytes = encodeVoterCard(card);
  readVoterCard(bytes);
  return bytes;
}
