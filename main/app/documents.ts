/**
 * What goes between the machines of a consortium as files: told apart by their format, read strictly, each with what it
 * says of itself. What it means on a register is not judged here.
 */
import {
  type Application,
  type KeyUse,
  type MemberKey,
  keyId,
  readApplication,
} from '../core/consortium/application.ts';
import { type Approval, type ApprovalStatement, readApproval, readStatement } from '../core/consortium/approval.ts';
import { kindNames, useNames } from '../core/consortium/diff.ts';
import { type KeyOffers, readOffers } from '../core/consortium/offer.ts';
import { type Proposal, readProposal } from '../core/consortium/proposal.ts';
import { type Unproved, lackingProof, readUnproved } from '../core/consortium/unproved.ts';
import { type VoterCard, readVoterCard } from '../core/consortium/voter-card.ts';
import type { SuiteName } from '../core/keys/index.ts';
import { documentNames, noSet, toParts } from '../core/paper/frame.ts';
import { type Text, refuse } from '../core/rules.ts';
import { appRules } from './rules.ts';

export type Document =
  | { readonly kind: 'application'; readonly of: Application }
  | { readonly kind: 'draft'; readonly of: Unproved }
  | { readonly kind: 'offer'; readonly of: KeyOffers }
  | { readonly kind: 'voter'; readonly of: VoterCard }
  | { readonly kind: 'proposal'; readonly of: Proposal }
  | { readonly kind: 'vote'; readonly of: Approval }
  | { readonly kind: 'statement'; readonly of: ApprovalStatement };

export type DocumentKind = Document['kind'];
export const documentKinds = [...documentNames, 'draft'] as const satisfies readonly DocumentKind[];

const formats: Readonly<Record<string, DocumentKind>> = {
  'rootseal.application/1': 'application',
  'rootseal.application-draft/1': 'draft',
  'rootseal.key-offers/1': 'offer',
  'rootseal.voter/1': 'voter',
  'rootseal.proposal/1': 'proposal',
  'rootseal.approval/1': 'vote',
};

/** What these bytes say that they are; undefined for nothing of this kind. Never throws. */
export function kindIn(bytes: Uint8Array): DocumentKind | undefined {
  if (bytes[0] !== 0x7b) return undefined;
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Readonly<
      Record<string, unknown>
    >;
    const format = typeof value['format'] === 'string' ? value['format'] : '';
    const kind = Object.hasOwn(formats, format) ? formats[format] : undefined;
    return kind === 'vote' && value['signature'] === undefined ? 'statement' : kind;
  } catch {
    return undefined;
  }
}

/** Read strictly, with every proof that it has of itself. DOCUMENT-NONE, APPLICATION-…, OFFER-…, VOTER-…, PROPOSAL-…, APPROVAL-… */
export function documentIn(bytes: Uint8Array, subject: string): Document {
  switch (kindIn(bytes)) {
    case 'application':
      return { kind: 'application', of: readApplication(bytes) };
    case 'draft':
      return { kind: 'draft', of: readUnproved(bytes) };
    case 'offer':
      return { kind: 'offer', of: readOffers(bytes) };
    case 'voter':
      return { kind: 'voter', of: readVoterCard(bytes) };
    case 'proposal':
      return { kind: 'proposal', of: readProposal(bytes) };
    case 'vote':
      return { kind: 'vote', of: readApproval(bytes) };
    case 'statement':
      return { kind: 'statement', of: readStatement(bytes) };
    case undefined:
      throw refuse(appRules, 'DOCUMENT-NONE', {}, { subject });
  }
}

export const decisionNames: Readonly<Record<Approval['decision'], Text>> = {
  approve: { en: 'approves', zh: '批准' },
  decline: { en: 'declines', zh: '反对' },
};

const short = (hash: string) => `${hash.slice(0, 8)}…`;

/** What it is, and of whom, in one line. */
export function titleOf(document: Document): Text {
  switch (document.kind) {
    case 'application': {
      const { id, name } = document.of.member;
      return { en: `Application of ${name.en} (${id})`, zh: `${name.zh}（${id}）的加入申请` };
    }
    case 'draft': {
      const { id, name } = document.of.application.member;
      return { en: `Not signed by all keys yet: ${name.en} (${id})`, zh: `尚未由全部密钥签名：${name.zh}（${id}）` };
    }
    case 'offer':
      return { en: `Further keys of ${document.of.member}`, zh: `${document.of.member} 提供的新密钥` };
    case 'voter': {
      const { id, name } = document.of;
      return { en: `Voting key of ${name.en} (${id})`, zh: `${name.zh}（${id}）的表决密钥` };
    }
    case 'proposal': {
      const name = kindNames[document.of.change.kind];
      const about = subjectOf(document.of);
      return { en: `Proposal: ${name.en}${about && ` (${about})`}`, zh: `提案：${name.zh}${about && `（${about}）`}` };
    }
    case 'vote':
    case 'statement': {
      const { voter, decision, proposal } = document.of;
      const says = decisionNames[decision];
      return document.kind === 'vote'
        ? { en: `Vote: ${voter} ${says.en} ${short(proposal)}`, zh: `表决：${voter} ${says.zh} ${short(proposal)}` }
        : {
            en: `Not signed yet: ${voter} ${says.en} ${short(proposal)}`,
            zh: `尚未签名：${voter} ${says.zh} ${short(proposal)}`,
          };
    }
  }
}

function subjectOf({ change }: Proposal): string {
  if (change.kind === 'admit') return change.application.member.id;
  return change.kind === 'governance' ? '' : change.member;
}

/** Where it is carried, and by what it is compared there. */
export const carryTexts: Readonly<Record<DocumentKind, Text>> = {
  draft: {
    en: 'To the tools that hold the other keys. Their signatures make the application of it.',
    zh: '交给持有其他密钥的工具签名；签名齐全后即成为申请。',
  },
  application: {
    en: 'To an administrator of the consortium, who proposes the admission. They compare its hash with you, by telephone or in person.',
    zh: '交给联盟的管理员，由其提出接纳提案。对方须通过电话或当面与您核对其哈希。',
  },
  offer: {
    en: 'To an administrator of the consortium, who proposes the change of keys. They compare its hash with you.',
    zh: '交给联盟的管理员，由其提出密钥变更提案。对方须与您核对其哈希。',
  },
  voter: {
    en: 'To whoever proposes who votes. They compare its hash with you, by telephone or in person: nothing else says that the key is yours.',
    zh: '交给提出表决规则提案的人。对方须通过电话或当面与您核对其哈希：除此之外没有任何东西能证明密钥属于您。',
  },
  proposal: {
    en: 'To everybody who votes. Each of them rebuilds it on their own machine and must see the same hash.',
    zh: '交给每位表决人。各人在自己的机器上重新推算，所见哈希须一致。',
  },
  vote: {
    en: 'Back to whoever collects the votes, as a file or by the camera.',
    zh: '以文件或摄像头扫描方式交回收集表决的人。',
  },
  statement: {
    en: 'To the tool that holds your key. Its signature is then joined with this statement.',
    zh: '交给持有您密钥的工具签名，然后将签名与本陈述合并。',
  },
};

export interface DocumentLine {
  readonly field: Text;
  readonly value: string | Text;
}

const line = (en: string, zh: string, value: string | Text): DocumentLine => ({ field: { en, zh }, value });
const place = ({ host, port }: { readonly host: string; readonly port: number }) => `${host}:${String(port)}`;
const optional = (en: string, zh: string, value: string | undefined) =>
  value === undefined ? [] : [line(en, zh, value)];

/** Field by field what it says of itself, without its keys. */
export function linesOf(document: Document): DocumentLine[] {
  switch (document.kind) {
    case 'application':
      return applicationLines(document.of);
    case 'draft':
      return [...applicationLines(document.of.application), ...lackingProof(document.of).map(lackingLine)];
    case 'offer':
      return [line('Consortium', '联盟', document.of.consortium), line('Member', '成员', document.of.member)];
    case 'voter':
      return [line('Voter', '表决人', document.of.id), line('Name', '名称', document.of.name)];
    case 'proposal':
      return proposalLines(document.of);
    case 'vote':
    case 'statement':
      return voteLines(document.of);
  }
}

const lackingLine = (key: MemberKey): DocumentLine =>
  line('Has not signed yet', '尚未签名', {
    en: `${useNames[key.use].en}, ${key.suite}`,
    zh: `${useNames[key.use].zh}，${key.suite}`,
  });

type Applying = Omit<Application, 'keys'>;

function applicationLines({ consortium, member, contacts, endpoints, created, expires }: Applying): DocumentLine[] {
  return [
    line('Consortium', '联盟', consortium),
    line('Member', '成员', member.id),
    line('Name in English', '英文名称', member.name.en),
    line('Name in Chinese', '中文名称', member.name.zh),
    line('Role', '角色', member.role),
    ...contacts.map(({ name, reach }) => line('Contact', '联系人', `${name}, ${reach}`)),
    line('Consensus', '共识地址', place(endpoints.consensus)),
    line('Initialization', '初始化地址', place(endpoints.initializer)),
    line('Made', '生成时间', created),
    line('Counts until', '有效期至', expires),
  ];
}

function proposalLines(proposal: Proposal): DocumentLine[] {
  const { consortium, base, proposer, reason, created, expires, chain, outcome } = proposal;
  return [
    line('Consortium', '联盟', consortium),
    line('Proposed by', '提案人', proposer),
    ...optional('Why', '理由', reason),
    line('On the register', '所依据的登记册', {
      en: `version ${String(base.version)}`,
      zh: `第 ${String(base.version)} 版`,
    }),
    line('Made', '生成时间', created),
    line('Open until', '截止', expires),
    ...optional('Ledger', '账本', chain?.ledger),
    line('Register that comes of it', '所得登记册', outcome.register),
  ];
}

function voteLines({
  consortium,
  voter,
  decision,
  reason,
  proposal,
  outcome,
  key,
  time,
}: ApprovalStatement): DocumentLine[] {
  return [
    line('Consortium', '联盟', consortium),
    line('Voter', '表决人', voter),
    line('Decision', '表决', decisionNames[decision]),
    ...optional('Why', '理由', reason),
    line('Hash of the proposal', '提案哈希', proposal),
    line('Register that comes of it', '所得登记册', outcome),
    line('Key', '密钥', key),
    line('Time', '时间', time),
  ];
}

/** What a vote says, field by field, as its voter reads it before it is signed. */
export const statementLines = voteLines;

export interface DocumentKey {
  readonly use: Text;
  readonly suite: SuiteName;
  /** Hex. */
  readonly publicKey: string;
  /** SHA-256 by which people call it, hex. */
  readonly id: string;
}

const useOf = (use: KeyUse | 'vote'): Text => (use === 'vote' ? { en: 'voting', zh: '表决' } : useNames[use]);

/** The public keys that it brings. */
export function keysOf(document: Document): DocumentKey[] {
  const { kind, of } = document;
  const offered = kind === 'application' || kind === 'offer' ? of.keys : kind === 'draft' ? of.application.keys : [];
  const keys = kind === 'voter' ? [{ use: 'vote' as const, ...of }] : offered;
  return keys.map(({ use, suite, publicKey }) => ({
    ...{ use: useOf(use), suite, publicKey, id: keyId({ suite, publicKey }) },
  }));
}

/** Whether it is of a rehearsal. */
export const isRehearsal = ({ kind, of }: Document): boolean =>
  kind === 'draft' ? of.application.rehearsal : of.rehearsal;

/** Texts of the QR codes that hold the file: none where it is too large for being held before a camera. */
export const partsOf = (name: DocumentKind, bytes: Uint8Array): string[] =>
  name === 'draft' || bytes.length > shownMost
    ? []
    : toParts({ content: { kind: 'document', name }, set: noSet, bytes });

/** In bytes: some forty codes one after the other. */
const shownMost = 9_000;
