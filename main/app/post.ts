/**
 * What came on a medium: each file of a folder told apart, judged on a register, with what is to be done with it. Nothing is
 * copied or changed.
 */
import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ApprovalStatement, checkApproval, encodeStatement } from '../core/consortium/approval.ts';
import { checkApplies } from '../core/consortium/change.ts';
import { applicationMessage, checkInTime, keyId } from '../core/consortium/application.ts';
import { checkOfferer } from '../core/consortium/offer.ts';
import { type Proposal, proposalHash } from '../core/consortium/proposal.ts';
import { inForce } from '../core/consortium/register.ts';
import { type Unproved, lackingProof, unprovedMessage, withProof } from '../core/consortium/unproved.ts';
import { equal } from '../core/encoding/bytes.ts';
import { RootsealError, type Text, refuse } from '../core/rules.ts';
import { type Document, documentIn, kindIn, titleOf } from './documents.ts';
import { readNamed } from './files.ts';
import { reasonOf } from './reasons.ts';
import { appRules } from './rules.ts';
import { type Standing, rebuiltIn } from './standing.ts';
import { isSsh, joinSignature } from './voting.ts';

export interface PostFile {
  readonly file: string;
  readonly kind: Document['kind'] | 'signature' | 'sealed';
  readonly title: Text;
  readonly todo: Text;
  /** `known`: nothing more is to be done with it; `open`: it cannot be judged here yet. */
  readonly state: 'valid' | 'open' | 'known' | 'refused';
  readonly refused?: RootsealError;
  /** The file that lies here and holds the proposal that it speaks of. */
  readonly proposal?: string;
  /** Of a proposal its votes, of a signature its statement. */
  readonly beside: readonly string[];
}

export interface Post {
  readonly files: readonly PostFile[];
  /** How many files are nothing of this kind. */
  readonly others: number;
}

/** More is no stick that goes from room to room. */
const filesMost = 1000;
const bytesMost = 4_000_000;

/** A copy of a consortium's public files has documents of its own, which came into force long ago. */
const isBundle = (folder: string) => existsSync(join(folder, 'plan.json')) && existsSync(join(folder, 'log'));

/** FILE-READ */
function entriesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    throw refuse(appRules, 'FILE-READ', { reason: reasonOf(cause) }, { subject: folder, cause });
  }
}

function filesIn(folder: string, depth = 2): string[] {
  if (isBundle(folder)) return [];
  const entries = entriesIn(folder).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const seen = entries.filter(({ name }) => !name.startsWith('.'));
  const files = seen.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  const inner = depth === 0 ? [] : seen.filter((entry) => entry.isDirectory());
  return [...files, ...inner.flatMap(({ name }) => filesIn(join(folder, name), depth - 1))].slice(0, filesMost);
}

interface Found {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly kind: PostFile['kind'];
  readonly document?: Document;
  readonly refused?: RootsealError;
}

const toJcsText = (statement: ApprovalStatement) => Buffer.from(encodeStatement(statement)).toString('utf8');

const isSealed = (bytes: Uint8Array) =>
  Buffer.from(bytes.subarray(0, 21)).toString('latin1') === 'age-encryption.org/v1';
/** 64 bytes, or DER of OpenSSL; both are called so by the command that is shown. */
const isSignature = (file: string, bytes: Uint8Array) =>
  isSsh(bytes) || (file.endsWith('.sig') && bytes.length >= 64 && bytes.length <= 72);

/** @throws what is no refusal of ours */
function refusedBy<T>(work: () => T): { readonly made: T } | { readonly refused: RootsealError } {
  try {
    return { made: work() };
  } catch (error) {
    if (error instanceof RootsealError) return { refused: error };
    throw error;
  }
}

function foundIn(file: string): Found | undefined {
  const read = refusedBy(() => readNamed(file, bytesMost));
  if ('refused' in read) return undefined;
  const bytes = read.made;
  if (isSealed(bytes)) return { file, bytes, kind: 'sealed' };
  if (isSignature(file, bytes)) return { file, bytes, kind: 'signature' };
  const kind = kindIn(bytes);
  if (kind === undefined) return undefined;
  const parsed = refusedBy(() => documentIn(bytes, file));
  return { file, bytes, kind, ...('made' in parsed ? { document: parsed.made } : { refused: parsed.refused }) };
}

/** What lies in the folder, two levels deep. `stands`: on what it is judged; without, by itself alone. */
export function lookThrough(folder: string, stands: Standing | undefined, now: string): Post {
  const all = filesIn(folder);
  const found = all.flatMap((file) => foundIn(file) ?? []);
  const judge = new Judge(found, stands, now);
  // The message for OpenSSL goes with its statement.
  const messages = all.filter((file) => file.endsWith('.tosign') && all.includes(file.slice(0, -'.tosign'.length)));
  return { files: found.map((one) => judge.told(one)), others: all.length - found.length - messages.length };
}

const todos = {
  look: { en: 'Look at the proposal, and vote', zh: '查看提案并表决' },
  admit: { en: 'Propose the admission', zh: '提出接纳提案' },
  keys: { en: 'Propose the change of keys', zh: '提出密钥变更提案' },
  voter: { en: 'Enter the key in a proposal of who votes', zh: '将该密钥填入表决规则提案' },
  sign: { en: 'Sign it with the tool that holds the key', zh: '用持有密钥的工具签名' },
  join: { en: 'Join it with its statement', zh: '与其陈述合并' },
  count: { en: 'Counts: look at its proposal', zh: '计入表决：查看其提案' },
  choose: { en: 'Choose the consortium on which it is judged', zh: '请选择据以判断的联盟' },
  proposal: { en: 'The proposal that it speaks of is not here', zh: '所针对的提案不在此处' },
  statement: { en: 'No statement that it signs is here', zh: '此处没有它所签的陈述' },
  away: { en: 'Sealed private keys: they do not belong on what is carried', zh: '封存的私钥：不应放在传递的介质上' },
  part: { en: 'Signs a draft of an application', zh: '对申请草稿的签名' },
  prove: { en: 'All keys have signed it: make the application', zh: '全部密钥均已签名：可合成申请' },
  proved: { en: 'Is signed: its application lies here', zh: '已签名：其申请在此处' },
  signed: { en: 'Is signed: its vote lies here', zh: '已签名：其表决在此处' },
  member: { en: 'Is a member with these keys', zh: '已是持有这些密钥的成员' },
  votes: { en: 'Votes with this key', zh: '已以该密钥参与表决' },
  refused: { en: 'Return it to whoever wrote it', zh: '退回给出具人' },
} as const satisfies Record<string, Text>;

type Told = Pick<PostFile, 'todo' | 'state'> & Partial<Pick<PostFile, 'refused' | 'proposal' | 'beside'>>;
const valid = (todo: Text): Told => ({ state: 'valid', todo });
const open = (todo: Text): Told => ({ state: 'open', todo });
const no = (refused: RootsealError): Told => ({ state: 'refused', todo: todos.refused, refused });

class Judge {
  private readonly found: readonly Found[];
  private readonly stands: Standing | undefined;
  private readonly now: string;
  private readonly proposals: readonly { readonly file: string; readonly hash: string; readonly of: Proposal }[];

  constructor(found: readonly Found[], stands: Standing | undefined, now: string) {
    this.found = found;
    this.stands = stands;
    this.now = now;
    this.proposals = found.flatMap(({ file, document }) =>
      document?.kind === 'proposal' ? [{ file, hash: proposalHash(document.of), of: document.of }] : [],
    );
  }

  told(one: Found): PostFile {
    const { file, kind, document, refused } = one;
    const judged = refused ? no(refused) : document ? this.judged(file, document) : this.loose(one);
    const title = document ? titleOf(document) : titles[kind];
    return { file, kind, title, beside: [], ...judged };
  }

  private judged(file: string, document: Document): Told {
    const { stands } = this;
    if (document.kind === 'draft') return this.draft(document.of);
    if (!stands) {
      const own = document.kind === 'vote' || document.kind === 'statement' ? this.proposalOf(document.of) : undefined;
      return { ...open(todos.choose), ...(own && { proposal: own.file }) };
    }
    const judged = refusedBy(() => this.onRegister(file, document, stands));
    return 'made' in judged ? judged.made : { ...no(judged.refused), ...this.besides(document) };
  }

  /** @throws why it cannot be taken */
  private onRegister(file: string, document: Exclude<Document, { kind: 'draft' }>, stands: Standing): Told {
    const { register } = stands;
    const { consortium, rehearsal } = register;
    switch (document.kind) {
      case 'application': {
        const known = register.members.find(({ id }) => id === document.of.member.id);
        const theirs = known?.keys.map(keyId) ?? [];
        if (known && document.of.keys.every((key) => theirs.includes(keyId(key))))
          return { state: 'known', todo: todos.member };
        checkInTime(document.of, this.now);
        checkApplies(register, document.of);
        return valid(todos.admit);
      }
      case 'offer': {
        const { member } = document.of;
        const theirs = inForce(register).find(({ id }) => id === member);
        checkOfferer(document.of, { consortium: consortium.id, rehearsal, member: theirs?.id ?? '–' });
        if (document.of.keys.every((key) => theirs?.keys.map(keyId).includes(keyId(key))))
          return { state: 'known', todo: todos.member };
        return valid(todos.keys);
      }
      case 'voter': {
        const votes = register.governance.voters.some((voter) => keyId(voter) === keyId(document.of));
        return votes ? { state: 'known', todo: todos.votes } : valid(todos.voter);
      }
      case 'proposal':
        rebuiltIn(file, stands);
        return { ...valid(todos.look), ...this.besides(document) };
      case 'vote': {
        const proposal = this.proposalOf(document.of);
        if (!proposal) return open(todos.proposal);
        checkApproval(document.of, proposal.of, register);
        return { ...valid(todos.count), proposal: proposal.file };
      }
      case 'statement': {
        const proposal = this.proposalOf(document.of);
        if (!proposal) return open(todos.proposal);
        const told = this.isSigned(document.of) ? { state: 'known' as const, todo: todos.signed } : valid(todos.sign);
        return { ...told, proposal: proposal.file };
      }
    }
  }

  /** Of a proposal the votes that lie here, whether they count or not; of a vote its proposal. */
  private besides(document: Document): Partial<Pick<PostFile, 'proposal' | 'beside'>> {
    if (document.kind === 'proposal') {
      const hash = proposalHash(document.of);
      const votes = this.found.filter(({ document: other }) => other?.kind === 'vote' && other.of.proposal === hash);
      return { beside: votes.map(({ file }) => file) };
    }
    const proposal = document.kind === 'vote' ? this.proposalOf(document.of) : undefined;
    return proposal ? { proposal: proposal.file } : {};
  }

  /** Judged without a register: its own keys sign it. Once all of them have, it is to be joined with their signatures. */
  private draft(draft: Unproved): Told {
    const here = this.found.some(
      ({ document }) =>
        document?.kind === 'application' && equal(applicationMessage(document.of), unprovedMessage(draft)),
    );
    if (here) return { state: 'known', todo: todos.proved };
    // Two signatures of one key are one proof.
    let so = draft;
    const beside: string[] = [];
    for (const { kind, bytes, file } of this.found) {
      const more = kind === 'signature' ? refusedBy(() => withProof(so, bytes, file)) : undefined;
      if (more === undefined || 'refused' in more) continue;
      so = more.made;
      beside.push(file);
    }
    return lackingProof(so).length > 0 ? { ...open(todos.sign), beside } : { ...valid(todos.prove), beside };
  }

  /** The draft of an application that this signature signs. */
  private draftOf({ bytes, file }: Found): Found | undefined {
    return this.found.find(
      ({ document }) => document?.kind === 'draft' && 'made' in refusedBy(() => withProof(document.of, bytes, file)),
    );
  }

  /** Whether the vote of this very statement lies here. */
  private isSigned(statement: ApprovalStatement): boolean {
    const said = toJcsText(statement);
    return this.found.some(({ document }) => {
      if (document?.kind !== 'vote') return false;
      const { signature: _, ...rest } = document.of;
      return toJcsText(rest) === said;
    });
  }

  private proposalOf = ({ proposal }: Pick<ApprovalStatement, 'proposal'>) =>
    this.proposals.find(({ hash }) => hash === proposal);

  private loose(one: Found): Told {
    const { kind, bytes, file } = one;
    if (kind === 'sealed') return { state: 'known', todo: todos.away };
    const draft = this.draftOf(one);
    if (draft) return { ...valid(todos.part), beside: [draft.file] };
    const { stands } = this;
    if (!stands) return open(todos.choose);
    const tried = this.found.flatMap(({ file: statement, document }) => {
      const proposal = document?.kind === 'statement' ? this.proposalOf(document.of) : undefined;
      if (!proposal || document?.kind !== 'statement') return [];
      const of = document.of;
      const joined = refusedBy(() => checkApproval(joinSignature(of, bytes), proposal.of, stands.register));
      return [{ statement, of, proposal: proposal.file, joined }];
    });
    const holds = tried.find(({ joined }) => 'made' in joined);
    if (holds && this.isSigned(holds.of)) return { state: 'known', todo: todos.signed, beside: [holds.statement] };
    if (holds) return { ...valid(todos.join), proposal: holds.proposal, beside: [holds.statement] };
    const meant = tried.find(({ statement }) => file.startsWith(statement)) ?? tried[0];
    if (meant && 'refused' in meant.joined) return { ...no(meant.joined.refused), beside: [meant.statement] };
    return open(todos.statement);
  }
}

const titles: Readonly<Record<PostFile['kind'], Text>> = {
  application: { en: 'Application', zh: '加入申请' },
  draft: { en: 'Application, not signed by all keys yet', zh: '尚未由全部密钥签名的申请' },
  offer: { en: 'Further keys of a member', zh: '成员提供的新密钥' },
  voter: { en: 'Voting key', zh: '表决密钥' },
  proposal: { en: 'Proposal', zh: '提案' },
  vote: { en: 'Vote', zh: '表决' },
  statement: { en: 'Vote that is not signed yet', zh: '尚未签名的表决' },
  signature: { en: 'Signature of another tool', zh: '其他工具的签名' },
  sealed: { en: 'Sealed private keys', zh: '封存的私钥' },
};
