/** Keys of applicants, members and voters made in a window, and votes: the services of the command line, with the vault's fields in the page. */
import { join } from 'node:path';
import type { Handlers, RequestOf } from '../../../preload/contract/index.ts';
import { wholeSeconds } from '../../core/ceremony/moments.ts';
import { isRecipient } from '../../core/ceremony/checks-help.ts';
import { type Seal, patterns } from '../../core/ceremony/plan-schema.ts';
import type { ApprovalStatement } from '../../core/consortium/approval.ts';
import { kindNames } from '../../core/consortium/diff.ts';
import type { Proposal } from '../../core/consortium/proposal.ts';
import { consortiumRules } from '../../core/consortium/rules.ts';
import { at } from '../../core/consortium/times.ts';
import { fromHex } from '../../core/encoding/hex.ts';
import { type Text, refuse } from '../../core/rules.ts';
import { proposalLines } from '../../export/jdchain/admission.ts';
import type { DetailLine } from '../desk.ts';
import { type DocumentKind, carryTexts, statementLines, decisionNames } from '../documents.ts';
import { demandFree, makeFolders, readNamed, sha256Hex } from '../files.ts';
import { apply, makeVoterKey, offerKeys, proveDraft, publicKeyIn, readyToApply, readyToOffer } from '../members.ts';
import { appRules } from '../rules.ts';
import { rebuiltIn } from '../standing.ts';
import { type Stated, joinVote, signStated, stateVote, statementFiles, writeStatement } from '../voting.ts';
import type { Activities, Ending, Outcome } from './activity.ts';
import type { Ground, GroundSource } from './ground.ts';
import type { DesktopOptions } from './index.ts';
import type { Outbox } from './outbox.ts';
import { fullPath, fullPaths } from './paths.ts';
import { actsAt } from './vault-acts.ts';
import { groupsOf, hashView } from './view.ts';
import type { WindowDesk } from './window-desk.ts';

type Channels = 'member.apply' | 'member.prove' | 'member.offer' | 'member.key' | 'members.vote' | 'members.join';

export interface MemberSide {
  readonly options: Pick<DesktopOptions, 'launch'>;
  readonly desk: WindowDesk;
  readonly activities: Activities;
  readonly grounds: GroundSource;
  readonly outbox: Outbox;
}

export function memberActHandlers(side: MemberSide): Pick<Handlers, Channels> {
  return {
    'member.apply': async (request) => ({ activity: applyHere(side, request) }),
    'member.prove': async ({ draft, signatures, out: named }) => {
      const out = fullPath(named);
      proveDraft(fullPath(draft), signatures.map(fullPath), out);
      side.outbox.add(out);
      return { file: out };
    },
    'member.offer': async (request) => ({ activity: offerHere(side, request) }),
    'member.key': async (request) => ({ activity: keyHere(side, request) }),
    'members.vote': async (request) => ({ activity: await voteHere(side, request) }),
    'members.join': async ({ at: ground, ...request }) => {
      const out = fullPath(request.out);
      const paths = { proposal: fullPath(request.proposal), statement: fullPath(request.statement) };
      const wish = { ...paths, signature: fullPath(request.signature), out };
      const { voter, decision } = joinVote(await side.grounds.at(ground), wish);
      side.outbox.add(out);
      return { file: out, voter, decision, hash: hashOf(out) };
    },
  };
}

const titles = {
  apply: { en: 'Application of {name}', zh: '{name} 的加入申请' },
  offer: { en: 'Further keys of {name}', zh: '{name} 的新密钥' },
  key: { en: 'Voting key of {name}', zh: '{name} 的表决密钥' },
} as const satisfies Record<string, Text>;

const named = ({ en, zh }: Text, name: Text): Text => ({
  en: en.replace('{name}', name.en),
  zh: zh.replace('{name}', name.zh),
});

const hashOf = (file: string) => hashView(fromHex(sha256Of(file), file));
const sha256Of = (file: string) => sha256Hex(readNamed(file));

/** Names of files are made of them. APPLICATION-DRAFT */
function demandIds(ids: Readonly<Record<string, string>>): void {
  const wrong = Object.entries(ids).find(([, value]) => !patterns.id.test(value))?.[0];
  if (wrong !== undefined) throw refuse(consortiumRules, 'APPLICATION-DRAFT', { field: wrong }, { subject: wrong });
}

/** The floor in a rehearsal, so that it takes no time. EXPORT-RECIPIENT */
function sealOf(seal: RequestOf<'member.key'>['seal'], rehearsal: boolean): Seal {
  if (seal.kind === 'passphrase') return { kind: 'passphrase', workFactor: rehearsal ? 14 : 18 };
  const recipient = seal.recipient.trim();
  if (!isRecipient(recipient)) throw refuse(appRules, 'EXPORT-RECIPIENT', {}, { subject: recipient });
  return { kind: 'age', recipient };
}

const weakLine: Outcome[number] = {
  label: { en: 'Passphrase', zh: '口令' },
  value: { en: 'Weak: good for a rehearsal alone', zh: '强度弱：仅可用于演练' },
};

const stays = (keys: string): Outcome[number] => ({
  label: {
    en: 'Private keys: they stay with you. Keep a copy, never send them',
    zh: '私钥：由贵方自行保管并备份，切勿发送',
  },
  value: keys,
});

/** What was made: the document for others with its hash, and the keys that stay. */
function made(document: string, kind: DocumentKind, keys: string | undefined, weak: boolean): Outcome {
  const sha256 = sha256Of(document);
  return [
    { label: { en: 'To be carried', zh: '需交出的文件' }, value: document },
    { label: { en: 'Where to', zh: '交给谁' }, value: { ...carryTexts[kind] } },
    ...(keys === undefined ? [] : [stays(keys)]),
    ...(weak ? [weakLine] : []),
    {
      label: { en: 'Hash of the file to be carried', zh: '需交出文件的哈希' },
      value: sha256,
      groups: groupsOf(fromHex(sha256, document)),
    },
  ];
}

/** Everything that can be refused is refused here, before anybody types. */
function applyHere(side: MemberSide, request: RequestOf<'member.apply'>): string {
  const { rehearsal, seal: asked, into: folder, keys: wanted, ...filled } = request;
  const into = fullPath(folder);
  const keys = wanted.map((key) => ('make' in key ? key : { use: key.use, ...publicKeyIn(fullPath(key.pem)) }));
  const form = { format: 'rootseal.application-form/1', ...filled, keys };
  const wish = { form, into, seal: sealOf(asked, rehearsal), now: new Date().toISOString(), rehearsal };
  const { draft, files } = readyToApply(wish);
  const title = named(titles.apply, draft.member.name);
  return keyAct(side, { dir: files.application, title, rehearsal }, async () => {
    makeFolders(into, 0o700);
    const done = await apply(wish, vaultOf(side));
    if ('draft' in done) return made(done.file, 'draft', done.keys, done.weakPassphrase);
    return made(files.application, 'application', files.keys, done.weakPassphrase);
  });
}

function offerHere(side: MemberSide, request: RequestOf<'member.offer'>): string {
  const { consortium, member, rehearsal } = request;
  const into = fullPath(request.into);
  const seal = sealOf(request.seal, rehearsal);
  const keys = request.keys.map(({ use, make }) => ({ use, suite: make }));
  const wish = { consortium, member, rehearsal, keys, into, seal, now: new Date().toISOString() };
  demandIds({ consortium, member });
  const { offer } = readyToOffer(wish);
  const title = named(titles.offer, { en: member, zh: member });
  return keyAct(side, { dir: offer, title, rehearsal }, async () => {
    makeFolders(into, 0o700);
    const { files, weakPassphrase } = await offerKeys(wish, vaultOf(side));
    return made(files.offer, 'offer', files.keys, weakPassphrase);
  });
}

function keyHere(side: MemberSide, request: RequestOf<'member.key'>): string {
  const { id, name, suite, rehearsal } = request;
  const into = fullPath(request.into);
  demandIds({ id });
  const [out, card] = [join(into, `${id}.vote.age`), join(into, `${id}.voter.json`)];
  demandFree([out, card]);
  const wish = { id, name, suite, out, card, seal: sealOf(request.seal, rehearsal), rehearsal };
  return keyAct(side, { dir: card, title: named(titles.key, name), rehearsal }, async () => {
    makeFolders(into, 0o700);
    const { weakPassphrase } = await makeVoterKey(wish, vaultOf(side));
    return made(card, 'voter', out, weakPassphrase);
  });
}

const vaultOf = ({ options, desk, activities }: MemberSide, identities: Readonly<Record<string, string>> = {}) =>
  actsAt(options, desk, activities, identities);

interface KeyAct {
  /** The document that will lie there. */
  readonly dir: string;
  readonly title: Text;
  readonly rehearsal: boolean;
}

function keyAct({ activities, outbox }: MemberSide, act: KeyAct, work: () => Promise<Outcome>): string {
  return activities.start({ kind: 'apply', ...act }, async () => {
    const outcome = await work();
    outbox.add(act.dir);
    return { outcome };
  });
}

/** @throws what the statement of a vote is refused for, before anybody reads it */
async function voteHere(side: MemberSide, request: RequestOf<'members.vote'>): Promise<string> {
  const { voter, decision, reason, way } = request;
  const [file, out] = [fullPath(request.proposal), fullPath(request.out)];
  const ground = await side.grounds.at(request.at);
  const proposal = rebuiltIn(file, ground);
  const time = wholeSeconds(new Date().toISOString());
  demandOpen(proposal, time, file);
  const wish = { register: ground.register, proposal, voter, decision, time, ...(reason !== undefined && { reason }) };
  const stated = stateVote(wish);
  if (way.kind === 'key') readNamed(fullPath(way.key));
  demandFree(way.kind === 'key' ? [out] : Object.values(statementFiles(out)));
  const act = {
    kind: 'vote',
    dir: out,
    title: kindNames[proposal.change.kind],
    rehearsal: proposal.rehearsal,
  } as const;
  return side.activities.start(act, () => castVote(side, ground, proposal, stated, { way, out }));
}

/** A day that is over would make a vote that nobody counts. VOTE-EXPIRED */
function demandOpen({ expires }: Proposal, now: string, subject: string): void {
  if (at(now) > at(expires)) throw refuse(appRules, 'VOTE-EXPIRED', { expires }, { subject });
}

type Casting = Pick<RequestOf<'members.vote'>, 'way' | 'out'>;

/** Read whole, line by line, before the key is opened. */
async function castVote(
  side: MemberSide,
  ground: Ground,
  proposal: Proposal,
  stated: Stated,
  { way, out }: Casting,
): Promise<Ending> {
  const { voter, statement } = stated;
  const yes = await side.desk.confirm({
    step: 'vote',
    who: voter.id,
    name: voter.name,
    say: spoken(proposal, statement),
    details: [
      { kind: 'review', lines: whatIsSigned(ground, proposal, statement) },
      {
        kind: 'hash',
        label: { en: 'Hash of the proposal', zh: '提案哈希' },
        bytes: fromHex(statement.proposal, 'proposal'),
      },
    ],
  });
  if (!yes) throw refuse(appRules, 'VOTE-REFUSED', {}, { subject: voter.id });
  if (way.kind === 'statement') {
    writeStatement(out, statement);
    side.outbox.add(out);
    return { outcome: written(out, 'statement') };
  }
  const identities = way.identity === undefined ? {} : fullPaths({ [voter.id]: way.identity });
  await signStated(
    { register: ground.register, proposal },
    stated,
    { key: fullPath(way.key), out },
    vaultOf(side, identities),
  );
  side.outbox.add(out);
  return { outcome: written(out, 'vote') };
}

function written(out: string, kind: 'vote' | 'statement'): Outcome {
  const sha256 = sha256Of(out);
  return [
    { label: { en: 'Written to', zh: '已写入' }, value: out },
    { label: { en: 'Where to', zh: '交给谁' }, value: { ...carryTexts[kind] } },
    { label: { en: 'Its SHA-256', zh: '其 SHA-256' }, value: sha256, groups: groupsOf(fromHex(sha256, out)) },
  ];
}

function spoken({ change, proposer }: Proposal, { voter, decision }: ApprovalStatement): Text {
  const [kind, says] = [kindNames[change.kind], decisionNames[decision]];
  return {
    en: `${voter} ${says.en} the proposal of ${proposer} to ${kind.en}.`,
    zh: `${voter} ${says.zh} ${proposer} 的提案：${kind.zh}。`,
  };
}

const signs: Readonly<Record<'+' | '-' | '!' | ' ', Text>> = {
  '+': { en: 'Comes in', zh: '新增' },
  '-': { en: 'Goes out', zh: '移除' },
  '!': { en: 'Look twice', zh: '请留意' },
  ' ': { en: 'Is so', zh: '说明' },
};

const looked: Text = { en: 'unusual, or of consequence', zh: '不寻常，或后果重大' };

/** First what the proposal changes, then every field of the statement that the key signs. */
function whatIsSigned({ register, founded }: Ground, proposal: Proposal, statement: ApprovalStatement): DetailLine[] {
  const changes = proposalLines(register, proposal, founded).map(({ sign, text }) => ({
    ...{ field: signs[sign], value: text },
    ...(sign === '!' && { unusual: looked }),
  }));
  return [...changes, ...statementLines(statement)];
}
