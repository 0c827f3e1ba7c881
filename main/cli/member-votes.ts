/**
 * `rootseal member propose | review | vote | statement | signed`: changes of the consortium, and votes on them. The register
 * is believed only after the public files that it lies among were verified.
 */
import { resolve } from 'node:path';
import { demandFree, readNamed, writeNew } from '../app/files.ts';
import { type Standing, proposeOn, publicIn, rebuiltIn, standingIn } from '../app/standing.ts';
import {
  type VoteWish,
  joinVote,
  signingCommands,
  stateVote,
  statementFiles,
  vote,
  writeStatement,
} from '../app/voting.ts';
import { wholeSeconds } from '../core/ceremony/moments.ts';
import { checkInTime, readApplication } from '../core/consortium/application.ts';
import { readApproval } from '../core/consortium/approval.ts';
import { type Change, readChange } from '../core/consortium/change.ts';
import { readOffers } from '../core/consortium/offer.ts';
import { kindNames } from '../core/consortium/diff.ts';
import { type Proposal, encodeProposal, proposalHash } from '../core/consortium/proposal.ts';
import { missing, tally } from '../core/consortium/tally.ts';
import { fromHex } from '../core/encoding/hex.ts';
import { toWords } from '../core/encoding/words.ts';
import { type Lang, type Text, refuse } from '../core/rules.ts';
import { proposalLines } from '../export/jdchain/admission.ts';
import { type SecretOptions } from './options.ts';
import type { Answer } from './output.ts';
import { alone, jsonFile } from './member.ts';
import { groupLines } from './hash-lines.ts';
import { restoreFor } from './restore.ts';
import { cliRules } from './rules.ts';
import { wrongUse } from './usage.ts';
import { verifyPath } from './verify/verify.ts';

export interface StandingOptions {
  readonly register: string;
  readonly rootFingerprint?: string;
}

/** What a proposal is shown on. */
type Ground = Pick<Standing, 'register' | 'founded'>;

/** By public files that were verified whole. The verifier's own refusal where they do not hold. */
export function standing({ register: path, rootFingerprint }: StandingOptions, lang: Lang): Standing {
  const folder = resolve(publicIn(path));
  const anchor = rootFingerprint === undefined ? {} : { rootFingerprint: rootFingerprint.toLowerCase() };
  const report = verifyPath(folder, { lang, rehearsal: 'either', ...anchor });
  const { kind, ledgerHash } = report.json as { kind: string; ledgerHash?: string };
  if (report.valid && kind === 'bundle') return standingIn(folder, ledgerHash);
  const { code = 'VERIFY-KIND', message = '' } = report.json as { code?: string; message?: string };
  throw refuse(cliRules, 'CLI-REGISTER', { code, reason: message }, { subject: path });
}

export interface ProposeOptions extends StandingOptions {
  readonly admit?: string;
  readonly change?: string;
  readonly remove?: string;
  readonly role?: string;
  readonly offer?: string;
  readonly proposer: string;
  readonly reason?: string;
  readonly days?: string;
  readonly ledger?: string;
  readonly out: string;
}

/** `member propose`. */
export function memberPropose(options: ProposeOptions, lang: Lang): Answer {
  const { proposer, reason, out } = options;
  demandFree([resolve(out)]);
  const stands = standing(options, lang);
  const now = new Date().toISOString();
  const change = changeOf(options, now);
  const days = Number(options.days ?? 30);
  if (!Number.isInteger(days) || days < 1 || days > 366)
    throw wrongUse({ en: '--days takes 1 to 366.', zh: '--days 取 1 至 366。' });
  const { ledger } = options;
  const more = { ...(reason !== undefined && { reason }), ...(ledger !== undefined && { ledger }) };
  const proposal = proposeOn(stands, { change, proposer, days, now, ...more });
  writeNew(resolve(out), encodeProposal(proposal), 0o644);
  return shown(proposal, stands, { en: `${out}: a proposal to be voted on.`, zh: `${out}：待表决的提案。` });
}

/** Exactly one of the ways to say what is to change. */
function changeOf({ admit, change, remove, role, offer, reason }: ProposeOptions, now: string): Change {
  const given = [admit, change, remove, role, offer].filter((one) => one !== undefined);
  if (given.length !== 1)
    throw wrongUse({
      en: 'One of --admit, --change, --remove, --role, --offer is expected.',
      zh: '须且只能使用 --admit、--change、--remove、--role、--offer 之一。',
    });
  if (admit !== undefined) {
    const application = readApplication(readNamed(admit));
    checkInTime(application, now);
    return { kind: 'admit', application };
  }
  if (change !== undefined) return readChange(jsonFile(change));
  if (remove !== undefined) {
    if (reason === undefined) throw wrongUse({ en: '--remove needs --reason.', zh: '--remove 须同时给出 --reason。' });
    return { kind: 'remove', member: remove, reason };
  }
  if (offer !== undefined) {
    const { member, keys } = readOffers(readNamed(offer));
    return readChange({ kind: 'keys', member, add: keys, revoke: [] });
  }
  const [member = '', to = ''] = (role ?? '').split('=');
  return readChange({ kind: 'role', member, role: to });
}

/** What a proposal is, what it changes, and its hash in words. */
function shown(
  proposal: Proposal,
  { register, founded }: Ground,
  head: Text,
  more: object = {},
  tail: Text = { en: '', zh: '' },
): Answer {
  const lines = proposalLines(register, proposal, founded);
  const hash = proposalHash(proposal);
  const bytes = fromHex(hash, 'proposal');
  const say = (lang: Lang) =>
    [
      ...(proposal.rehearsal ? [{ en: 'REHEARSAL', zh: '演练' }[lang]] : []),
      head[lang],
      {
        en: `To ${kindNames[proposal.change.kind].en}, proposed by ${proposal.proposer}, until ${proposal.expires}`,
        zh: `${kindNames[proposal.change.kind].zh}，提案人 ${proposal.proposer}，截止 ${proposal.expires}`,
      }[lang],
      ...lines.map(({ sign, text }) => `  ${sign} ${text[lang]}`),
      { en: 'Hash of the proposal, to be compared by everybody who votes:', zh: '提案哈希，各表决人须逐一核对：' }[
        lang
      ],
      ...groupLines(bytes),
      ...(tail[lang] === '' ? [] : [tail[lang]]),
    ].join('\n');
  const changes = lines.map(({ sign, text, rule }) => {
    return { sign, ...(rule !== undefined && { code: rule }), message: text.en, messageZh: text.zh };
  });
  return {
    exit: 0,
    json: {
      ...{ kind: proposal.change.kind, proposal: hash, words: toWords(bytes), outcome: proposal.outcome.register },
      ...{ base: register.version, rehearsal: proposal.rehearsal, expires: proposal.expires, changes },
      ...(proposal.chain && { chain: proposal.chain, files: proposal.outcome.files }),
      ...more,
    },
    text: { en: say('en'), zh: say('zh') },
  };
}

export type ReviewOptions = StandingOptions;

/** `member review PROPOSAL [VOTE…]`: rebuilt on this register; exit 1 where the votes do not suffice. */
export function memberReview(file: string, votes: readonly string[], options: ReviewOptions, lang: Lang): Answer {
  const stands = standing(options, lang);
  const { register } = stands;
  const proposal = rebuiltIn(file, stands);
  const approvals = votes.map((one) => readApproval(readNamed(one)));
  const count = tally(register, proposal, approvals, new Date().toISOString());
  const ignored = count.ignored.map(({ index, code, text }) => ({
    file: votes[index] ?? '',
    code,
    message: text.en,
    messageZh: text.zh,
  }));
  const unvoted = count.seats.length === 0;
  const states = {
    approved: unvoted
      ? { en: 'Nobody votes on this: the quorum of the roots decides.', zh: '此类变更无需表决，由根密钥法定人数决定。' }
      : { en: 'Approved.', zh: '已通过。' },
    open: { en: 'Open.', zh: '表决中。' },
    declined: { en: 'Declined: it cannot pass any more.', zh: '已否决，无法再通过。' },
    expired: { en: 'Expired.', zh: '已过期。' },
  } as const;
  const lacking = missing(count);
  const say = (to: Lang) =>
    [
      states[count.state][to] +
        (lacking[to] === '' ? '' : { en: ` Lacking: ${lacking.en}.`, zh: `${lacking.zh}。` }[to]),
      ...count.seats.map(({ role, need, have }) => `  ${role}: ${have}/${need}`),
      ...count.approved.map((voter) => `  + ${voter}`),
      ...count.declined.map((voter) => `  - ${voter}`),
      ...count.ignored.map(({ index, text }) => `  ! ${votes[index] ?? ''}: ${text[to]}`),
    ].join('\n');
  const more = { state: count.state, seats: count.seats, approved: count.approved, declined: count.declined, ignored };
  const answer = shown(proposal, stands, { en: `${file}:`, zh: `${file}：` }, more, { en: say('en'), zh: say('zh') });
  return { ...answer, exit: count.state === 'approved' || votes.length === 0 ? 0 : 1 };
}

export interface VoteOptions extends StandingOptions, SecretOptions {
  readonly voter: string;
  readonly approve?: boolean;
  readonly decline?: boolean;
  readonly reason?: string;
  readonly key: string;
  readonly out: string;
}

function wishOf(file: string, options: Omit<VoteOptions, 'key'>, lang: Lang): VoteWish & Ground {
  const { voter, approve = false, decline = false, reason } = options;
  if (approve === decline)
    throw wrongUse({ en: 'Either --approve or --decline.', zh: '须且只能使用 --approve 或 --decline 之一。' });
  if (decline && reason === undefined)
    throw wrongUse({ en: '--decline needs --reason.', zh: '--decline 须同时给出 --reason。' });
  const stands = standing(options, lang);
  const time = wholeSeconds(new Date().toISOString());
  const decision = approve ? 'approve' : 'decline';
  return {
    register: stands.register,
    founded: stands.founded,
    proposal: rebuiltIn(file, stands),
    voter,
    decision,
    time,
    ...(reason !== undefined && { reason }),
  };
}

/** `member vote PROPOSAL`. */
export async function memberVote(file: string, options: VoteOptions, lang: Lang): Promise<Answer> {
  const wish = wishOf(file, options, lang);
  const { decision, key } = await vote(wish, options.key, resolve(options.out), alone(options, lang));
  const { voter, out } = options;
  const said = decision === 'approve' ? { en: 'approves', zh: '批准' } : { en: 'declines', zh: '反对' };
  const head = { en: `${out}: ${voter} ${said.en}. Return it.`, zh: `${out}：${voter} ${said.zh}。请交回。` };
  return shown(wish.proposal, wish, head, { voter, decision, key, file: out });
}

/** `member statement PROPOSAL`: what another tool signs. */
export function memberStatement(file: string, options: Omit<VoteOptions, 'key'>, lang: Lang): Answer {
  const wish = wishOf(file, options, lang);
  const { statement } = stateVote(wish);
  const out = resolve(options.out);
  writeStatement(out, statement);
  // One line where both suites are signed alike.
  const lines = [...new Map(signingCommands(options.out).map((one) => [one.line, one])).values()];
  const names = { ed25519: 'Ed25519', p256: 'P-256', sm2: 'SM2' } as const;
  const list = (open: string, close: string) =>
    lines
      .map(({ tool, suite, line }) => `  ${line}${tool === 'openssl' ? `   ${open}${names[suite]}${close}` : ''}`)
      .join('\n');
  const head = {
    en: `${options.out}: the statement of ${options.voter}. Sign it with one of:\n${list('(', ')')}\nThen: member signed`,
    zh: `${options.out}：${options.voter} 的表决陈述。请用下列任一方式签名：\n${list('（', '）')}\n然后执行：member signed`,
  };
  const { voter, decision } = statement;
  return shown(wish.proposal, wish, head, { voter, decision, files: statementFiles(options.out) });
}

export interface EnactOptions extends SecretOptions {
  readonly proposal: string;
  readonly vote?: readonly string[];
  readonly signer?: readonly string[];
  readonly share: readonly string[];
}

/** `member enact DIR`: a decision of the voters put into force by a quorum of the roots. */
export function memberEnact(dir: string, options: EnactOptions, lang: Lang): Promise<Answer> {
  const { proposal, vote: votes = [], signer: signers = [] } = options;
  return restoreFor(dir, { kind: 'enact', proposal, votes, signers }, options, lang);
}

export interface SignedOptions extends StandingOptions {
  readonly signature: string;
  readonly proposal: string;
  readonly out: string;
}

/** `member signed STATEMENT`: the vote of a statement and the signature over it, checked before it is written. */
export function memberSigned(file: string, options: SignedOptions, lang: Lang): Answer {
  const { proposal, signature: signed, out } = options;
  demandFree([resolve(out)]);
  const stands = standing(options, lang);
  const approval = joinVote(stands, { proposal, statement: file, signature: signed, out: resolve(out) });
  const { voter, decision, signature } = approval;
  return {
    exit: 0,
    json: { voter, decision, signature: signature.kind, file: options.out },
    text: { en: `${options.out}: the vote of ${voter}. Return it.`, zh: `${options.out}：${voter} 的表决。请交回。` },
  };
}
