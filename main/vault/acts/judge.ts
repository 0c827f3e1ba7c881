/**
 * Opening and judging shares: a verdict on each at once. A file that does not open, or a share that is not of the
 * set, never stops the others.
 */

import { type RootsealError, type Text, fill } from '../../core/rules.ts';
import type { Envelope } from '../../core/shares/envelope.ts';
import { type Verdict, bareVerdict, guardQuorum, judgeShareBytes, unreadable } from '../../core/shares/guard.ts';
import { type ShareSet, parseShareSet } from '../../core/shares/set.ts';
import { ageNeeds } from '../age.ts';
import { type Opened, openByIdentity, openFor, refused, tryPassphrase } from '../open-file.ts';
import type { Input, Quorum, Result, ShareVerdict } from '../protocol.ts';
import type { Session } from '../session.ts';
import type { Who } from '../source.ts';

const saysShare: Text = { en: 'Your share.', zh: '打开您的份额。' };
const saysFile: Text = { en: 'The share in the file {file}.', zh: '打开文件 {file} 中的份额。' };
const saysOpening: Text = { en: 'Opening shares', zh: '正在打开份额' };

interface ShareFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The custodian that the file's name names. */
  readonly custodian: Who | undefined;
}

export async function judgeShares(session: Session, input: Input<'judgeShares'>): Promise<Result<'judgeShares'>> {
  const set = parseShareSet(input.set);
  session.demandKind(set.rehearsal, 'share set');
  const files = input.files.map(({ file, bytes }) => ({ file, bytes, custodian: custodianOf(file, set) }));
  const opened = await openAll(session, files);
  const judged = judgeInOrder(session, opened, set);
  const quorum = takeQuorum(session, set, judged);
  return { shares: judged.map(({ verdict }, i) => asShareVerdict(files[i], verdict)), quorum };
}

/** `…/c1.age` is custodian c1's, if the set has one. */
function custodianOf(file: string, set: ShareSet): Who | undefined {
  const name = /([^/\\]+)\.age$/.exec(file)?.[1];
  const found = set.shares.find(({ custodian }) => custodian.id === name)?.custodian;
  return found && { id: found.id, name: found.name, role: 'custodian' };
}

/**
 * Opens the files. People type one after the other and may type again, so with them each is opened at once; else
 * all passphrases are read in the order of the files and scrypt runs side by side.
 */
async function openAll(session: Session, files: readonly ShareFile[]): Promise<Opened[]> {
  let done = 0;
  // At a terminal the next question is progress enough, and a line of main's would run into it.
  const tell = (count: number) => {
    if (session.source.kind !== 'tty') session.progress(saysOpening, count, files.length);
  };
  const opening: Promise<Opened>[] = [];
  for (const share of files) {
    const open = await prepare(session, share);
    const opened = open().finally(() => tell(++done));
    opened.catch(() => undefined); // awaited below; until then a refusal of another file must not leave it unhandled
    opening.push(opened);
    if (session.source.kind === 'tty') await opened;
  }
  return Promise.all(opening);
}

/** Takes the secrets that one file needs from the source, and answers the opening, not yet begun. */
async function prepare(session: Session, share: ShareFile): Promise<() => Promise<Opened>> {
  const { file, bytes, custodian } = share;
  const needs = ageNeeds(bytes);
  if (needs?.kind === 'identity') {
    const holder = custodian && session.identities.has(custodian.id) ? custodian.id : undefined;
    return () => openByIdentity(session, file, bytes, holder);
  }
  if (!needs) {
    await skipLine(session, share);
    return async () => refused('AGE-UNREADABLE', file);
  }
  if (session.source.kind === 'tty') return () => openFor(session, holderOf(share), bytes, purposeOf(share));
  const candidates = await candidatesOf(session, share);
  return () => openWithOne(session, share, candidates);
}

/** Whom to ask for a file whose name says nothing: whoever holds the file. */
const holderOf = ({ file, custodian }: ShareFile): Who =>
  custodian ?? { id: file, name: { en: file, zh: file }, role: 'custodian' };

const purposeOf = ({ file, custodian }: ShareFile): Text => (custodian ? saysShare : fill(saysFile, { file }));

/** One line a share: a damaged file must not shift the lines of those behind it. */
async function skipLine(session: Session, share: ShareFile): Promise<void> {
  const { custodian } = share;
  if (session.source.kind !== 'fd' || (custodian && session.identities.has(custodian.id))) return;
  const line = await session.source.passphrase(holderOf(share), saysShare).catch(() => undefined);
  line?.fill(0);
}

/** The passphrases to try: the custodian's own, the next line, or every one of an answers file. */
async function candidatesOf(session: Session, share: ShareFile): Promise<Uint8Array[]> {
  if (share.custodian || session.source.kind === 'fd') {
    return [session.keep(await session.source.passphrase(holderOf(share), saysShare))];
  }
  return [...session.source.known().values()].map((passphrase) => session.keep(passphrase.slice()));
}

async function openWithOne(session: Session, { file, bytes }: ShareFile, candidates: Uint8Array[]): Promise<Opened> {
  for (const passphrase of candidates) {
    const opened = await tryPassphrase(session, file, bytes, passphrase);
    if ('plain' in opened || opened.refused.code !== 'AGE-PASSPHRASE') return opened;
  }
  return refused('AGE-PASSPHRASE', file);
}

/** One file read: its verdict, and the envelope if there is one. */
interface Read {
  readonly verdict: Omit<Verdict, 'code'> & { readonly code: string };
  readonly envelope?: Envelope;
}

/** The second intact share of a slot is a duplicate, so the order of the files counts. */
function judgeInOrder(session: Session, opened: readonly Opened[], set: ShareSet): Read[] {
  const seen = new Set<number>();
  return opened.map((one) => {
    if ('refused' in one) return { verdict: unopened(one.refused) };
    const judged = judgeShareBytes(one.plain, set, { seen });
    one.plain.fill(0);
    const { envelope, verdict } = judged;
    if (envelope) session.keep(envelope.share);
    if (!envelope || !verdict.ok) return judged;
    seen.add(envelope.index);
    const { id, en, zh } = envelope.custodian;
    if (one.passphrase) session.remember({ id, name: { en, zh }, role: 'custodian' }, one.passphrase);
    return judged;
  });
}

/** A file that did not open, in the words of shares; identities keep their own. */
function unopened(refusal: RootsealError): Read['verdict'] {
  if (refusal.code === 'AGE-PASSPHRASE') return bareVerdict('SHARE-PASSPHRASE');
  if (refusal.code === 'AGE-UNREADABLE') return unreadable(refusal);
  return { ok: false, code: refusal.code, text: refusal.text };
}

/** Keeps the quorum for `combine`. The restore is not on record until a checkpoint is signed after this. */
function takeQuorum(session: Session, set: ShareSet, read: readonly Read[]): Quorum {
  const intact = read.flatMap(({ verdict, envelope }) => (verdict.ok && envelope ? [envelope] : []));
  const met = intact.length >= set.m;
  const chosen = met ? guardQuorum(intact, set) : [];
  session.judged = met ? { set, quorum: chosen } : undefined;
  session.recorded = false;
  const { m, n } = set;
  return { m, n, have: intact.length, met, custodians: chosen.map(({ custodian }) => custodian.id) };
}

function asShareVerdict(share: ShareFile | undefined, verdict: Read['verdict']): ShareVerdict {
  const { custodian = share?.custodian?.id } = verdict;
  return {
    ...verdict,
    file: share?.file ?? '',
    text: { ...verdict.text },
    ...(custodian !== undefined && { custodian }),
  };
}
