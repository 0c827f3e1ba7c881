/**
 * Opening and judging shares: a verdict on each at once. A file that does not open, or a share that is not of the
 * set, never stops the others.
 */

import { holderByName } from '../../core/ceremony/set-paths.ts';
import { RootsealError, type Text, fill, refuse } from '../../core/rules.ts';
import { chooseSlots, policyOf, standingOf } from '../../core/shares/groups.ts';
import {
  type Held,
  type OtherSet,
  type Verdict,
  bareVerdict,
  guardQuorum,
  judgeShareBytes,
  unreadable,
} from '../../core/shares/guard.ts';
import { vaultScheme } from '../../core/shares/scheme.ts';
import { type SetShare, type ShareSet, parseShareSet } from '../../core/shares/set.ts';
import { wordListOf } from '../../core/shares/share-words.ts';
import { suspectWord } from '../../core/shares/slip39.ts';
import { headRefusal, judgeWords, slotOfHolder, typedWords, wordsRefusal } from '../../core/shares/typed.ts';
import { vaultShareRules } from '../../core/shares/vault-rules.ts';
import { ageNeeds } from '../../core/sealing/age-head.ts';
import { type Opened, openByIdentity, openFor, refused, tryPassphrase } from '../open-file.ts';
import type { Input, Quorum, Result, ShareVerdict } from '../protocol.ts';
import type { Session } from '../session.ts';
import { type SecretSource, type Who, isTyped } from '../source.ts';

const saysWords: Text = { en: 'The words of your share.', zh: '您份额的助记词。' };
const saysShare: Text = { en: 'To open your share.', zh: '打开您的份额。' };
const saysFile: Text = { en: 'The share in the file {file}.', zh: '打开文件 {file} 中的份额。' };
const saysOpening: Text = { en: 'Opening shares', zh: '正在打开份额' };

interface ShareFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The custodian that the file's name names. */
  readonly custodian: Who | undefined;
}

/** A share of which nothing is there but the paper before its holder. */
interface ShareWords {
  readonly file: string;
  readonly custodian: Who;
  /** The holder's slot. */
  readonly index: number;
}

type Given = ShareFile | ShareWords;
/** What a share gave: an opened file, the words that were typed, or why there is neither. */
type Got = Opened | { readonly words: Uint8Array; readonly index: number };

export async function judgeShares(session: Session, input: Input<'judgeShares'>): Promise<Result<'judgeShares'>> {
  const set = parseShareSet(input.set);
  session.demandKind(set.rehearsal, 'share set');
  demandPlace(session, set);
  const given = input.files.map((one): Given => {
    if ('words' in one) return wordsOf(one.file, slotOfHolder(set, one.words));
    return { ...one, custodian: custodianOf(one.file, set) };
  });
  const others = (input.others ?? []).map(asOther);
  const judging = new Judging(session, set, others);
  const prepare = (share: Given) => ('index' in share ? askWords(session, share, set, others) : open(session, share));
  await openAll(session, given, prepare, (share, got) => judging.judge(share, got));
  return { shares: judging.verdicts, quorum: judging.take() };
}

const wordsOf = (file: string, { index, custodian: { id, name } }: SetShare): ShareWords => ({
  ...{ file, index },
  custodian: { id, name, role: 'custodian' },
});

/** The words of a share from its holder's paper, each looked at as it comes. */
async function askWords(
  session: Session,
  { custodian, index }: ShareWords,
  set: ShareSet,
  others: readonly OtherSet[],
): Promise<() => Promise<Got>> {
  const words = await session.source.words(custodian, saysWords, {
    count: typedWords,
    list: wordListOf(set.scheme),
    begins: (values) => headRefusal(set, index, others, values),
    judge: (typed) => {
      const refusal = wordsRefusal(set, index, others, typed);
      const position = refusal?.code === 'SHARE-SLIP39-CHECKSUM-WORD' ? suspectWord(typed) : undefined;
      return refusal && { refusal, ...(position !== undefined && { position }) };
    },
  });
  return async () => (words instanceof RootsealError ? { refused: words } : { words: session.keep(words), index });
}

/** Acts in which nothing is ever combined. */
const alone = ({ act }: Session): boolean => act === 'check' || act === 'copy' || act === 'export';

/**
 * A set of Vault's is judged, and handed back, share by share: whoever combined its shares would have a key of somebody
 * else's. And of our own sets no share goes to a Vault.
 */
function demandPlace(session: Session, { scheme, id, consortium }: ShareSet): void {
  if (scheme === vaultScheme && !alone(session))
    throw refuse(vaultShareRules, 'VAULTSHARE-NOT-HERE', {}, { subject: id });
  if (scheme !== vaultScheme && session.act === 'export')
    throw refuse(vaultShareRules, 'VAULTSHARE-OWN', { consortium }, { subject: id });
}

/** The custodian whose share it is by its file's name, if the set has one of that name. */
function custodianOf(file: string, set: ShareSet): Who | undefined {
  const name = holderByName(file);
  const found = set.shares.find(({ custodian }) => custodian.id === name)?.custodian;
  return found && { id: found.id, name: found.name, role: 'custodian' };
}

/**
 * Opens the files and has each judged in their order. People type one after the other and may type again, so with them
 * each is opened and judged at once; else all passphrases are read in the order of the files and scrypt runs side by side.
 */
async function openAll(
  session: Session,
  files: readonly Given[],
  prepare: (share: Given) => Promise<() => Promise<Got>>,
  judge: (share: Given, got: Got) => Promise<void>,
): Promise<void> {
  let done = 0;
  // At a terminal the next question is progress enough, and a line of main's would run into it.
  const tell = (count: number) => {
    if (session.source.kind !== 'tty') session.progress(saysOpening, count, files.length);
  };
  let judged: Promise<void> = Promise.resolve();
  for (const share of files) {
    const begin = await prepare(share);
    const opened = begin().finally(() => tell(++done));
    judged = Promise.all([opened, judged]).then(([one]) => judge(share, one));
    judged.catch(() => undefined); // awaited below; until then a refusal of another file must not leave it unhandled
    if (isTyped(session.source)) await judged;
  }
  await judged;
}

/** Takes the secrets that one file needs from the source, and answers the opening, not yet begun. */
async function open(session: Session, share: ShareFile): Promise<() => Promise<Opened>> {
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
  if (isTyped(session.source)) return () => openFor(session, holderOf(share), bytes, purposeOf(share));
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
  readonly envelope?: Held;
}

/** The shares of one act as they are judged. The second intact share of a slot is a duplicate, so the order counts. */
class Judging {
  readonly verdicts: ShareVerdict[] = [];
  private readonly session: Session;
  private readonly set: ShareSet;
  private readonly seen = new Set<number>();
  private readonly others: readonly OtherSet[];
  private readonly intact: Held[] = [];

  constructor(session: Session, set: ShareSet, others: readonly OtherSet[]) {
    this.session = session;
    this.set = set;
    this.others = others;
  }

  /** Judges the next one and says at once what became of it. */
  judge(share: Given, got: Got): Promise<void> {
    const { verdict, envelope } = this.readAny(got);
    if (envelope && verdict.ok) this.intact.push(envelope);
    const said = asShareVerdict(share, verdict);
    this.verdicts.push(said);
    return this.session.verdict(said, this.quorum());
  }

  /** Keeps the quorum for `combine`. The restore is not on record until a checkpoint is signed after this. */
  take(): Quorum {
    const { session, set, intact } = this;
    const quorum = this.quorum().met ? guardQuorum(intact, set) : [];
    session.judged = quorum.length > 0 ? { set, quorum } : undefined;
    session.recorded = false;
    if (alone(session)) session.intact = [...intact];
    return this.quorum();
  }

  private readAny(got: Got): Read {
    if ('refused' in got) return { verdict: unopened(got.refused, this.session.source.kind) };
    return 'words' in got ? this.readWords(got.words, got.index) : this.read(got);
  }

  private readWords(words: Uint8Array, index: number): Read {
    const judged = judgeWords(words, this.set, index, { seen: this.seen, others: this.others });
    if (judged.envelope && judged.verdict.ok) this.seen.add(index);
    return judged;
  }

  private read(opened: Extract<Opened, { readonly plain: unknown }>): Read {
    const judged = judgeShareBytes(opened.plain, this.set, { seen: this.seen, others: this.others });
    opened.plain.fill(0);
    const { envelope, verdict } = judged;
    if (envelope) this.session.keep(envelope.share);
    if (!envelope || !verdict.ok) return judged;
    this.seen.add(envelope.index);
    const { id, en, zh } = envelope.custodian;
    if (opened.passphrase) this.session.remember({ id, name: { en, zh }, role: 'custodian' }, opened.passphrase);
    return judged;
  }

  /** `custodians`: whose shares will be combined, by `guardQuorum`'s rule; nobody's while they are too few. */
  private quorum(): Quorum {
    const { m, n, groups, shares } = this.set;
    const policy = policyOf(this.set);
    const present = this.intact.map(({ index }) => index);
    const chosen = chooseSlots(present, policy);
    const standing = standingOf(present, policy).map((group) => ({ ...group, name: { ...group.name } }));
    return {
      ...{ m, n, have: present.length, met: chosen !== undefined },
      custodians: (chosen ?? []).flatMap((slot) => shares[slot - 1]?.custodian.id ?? []),
      ...(groups && { groups: { threshold: groups.threshold, list: standing } }),
    };
  }
}

/** A published set is read as strictly as the one in force. */
function asOther({ set, ...rest }: NonNullable<Input<'judgeShares'>['others']>[number]): OtherSet {
  return { ...rest, ...(set && { set: parseShareSet(set) }) };
}

/** A file that did not open, in the words of shares; identities keep their own, said for where one types. */
function unopened(refusal: RootsealError, source: SecretSource['kind']): Read['verdict'] {
  if (refusal.code === 'AGE-PASSPHRASE') return bareVerdict('SHARE-PASSPHRASE');
  if (refusal.code === 'AGE-UNREADABLE') return unreadable(refusal);
  return {
    ok: false,
    code: refusal.code,
    text: source === 'window' ? (refusal.inWindow ?? refusal.text) : refusal.text,
  };
}

function asShareVerdict(share: Given, verdict: Read['verdict']): ShareVerdict {
  const { custodian = share.custodian?.id } = verdict;
  return {
    ...verdict,
    file: share.file,
    text: { ...verdict.text },
    ...(custodian !== undefined && { custodian }),
  };
}
