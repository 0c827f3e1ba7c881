/** `rootseal member apply | offer | key | show`: keys of applicants, members and voters, what a file says of itself. */
import { resolve } from 'node:path';
import { makeFolders, readNamed, sha256Hex } from '../app/files.ts';
import { type Document, documentIn, isRehearsal, keysOf, linesOf, titleOf } from '../app/documents.ts';
import { type Drafted, apply, makeVoterKey, offerKeys, proveDraft, publicKeyIn, readyToOffer } from '../app/members.ts';
import { signingLine } from '../app/voting.ts';
import type { Seal } from '../core/ceremony/plan-schema.ts';
import { type Application, type KeyUse, type MemberKey, keyId, keyUses } from '../core/consortium/application.ts';
import type { Approval } from '../core/consortium/approval.ts';
import { kindNames } from '../core/consortium/diff.ts';
import { type Proposal, proposalHash } from '../core/consortium/proposal.ts';
import { fromUtf8 } from '../core/encoding/bytes.ts';
import { lackingProof } from '../core/consortium/unproved.ts';
import { fromHex } from '../core/encoding/hex.ts';
import { readJson } from '../core/ceremony/json.ts';
import { type SuiteName, isSuiteName, suiteNames } from '../core/keys/index.ts';
import { type Lang, type Text } from '../core/rules.ts';
import { type SecretOptions, sourceOf } from './options.ts';
import type { Answer } from './output.ts';
import { groupLines } from './hash-lines.ts';
import { demandRecipient } from './restore.ts';
import { wrongUse } from './usage.ts';

interface SealOptions extends SecretOptions {
  readonly recipient?: string;
  readonly rehearsal?: boolean;
}

export interface ApplyOptions extends SealOptions {
  readonly into: string;
  readonly public?: readonly string[];
}

/** `USE=FILE.pem`: a key whose private half lies in an HSM or with another tool. KEY-PEM */
function foreignKey(told: string): MemberKey {
  const [use = '', ...rest] = told.split('=');
  const file = rest.join('=');
  if (!uses.includes(use) || file === '') {
    const all = `${uses.join('|')}=FILE.pem`;
    throw wrongUse({ en: `--public takes ${all}.`, zh: `--public 的格式为 ${all}。` });
  }
  return { use: use as KeyUse, ...publicKeyIn(file) };
}

/** The form with these keys besides its own. */
function withForeign(form: unknown, more: readonly MemberKey[]): unknown {
  if (more.length === 0 || typeof form !== 'object' || form === null) return form;
  const keys = 'keys' in form && Array.isArray(form.keys) ? (form.keys as unknown[]) : [];
  return { ...form, keys: [...keys, ...more] };
}

const uses: readonly string[] = keyUses;

/** The floor in a rehearsal, so that it takes no time. */
const workFactor = (rehearsal: boolean) => (rehearsal ? 14 : 18);

const sealOf = ({ recipient, rehearsal = false }: SealOptions): Seal =>
  recipient === undefined
    ? { kind: 'passphrase', workFactor: workFactor(rehearsal) }
    : { kind: 'age', recipient: demandRecipient(recipient) };

/** Without identities: keys are sealed to their owner alone. */
export const alone = (options: SecretOptions, lang: Lang) => ({ lang, source: sourceOf(options), identities: {} });
export const jsonFile = (file: string): unknown => readJson(fromUtf8(readNamed(file), file).replace(/^\uFEFF/, ''));

const weak: Text = {
  en: '\nThe passphrase is weak: good for a rehearsal alone.',
  zh: '\n口令强度弱：仅可用于演练。',
};

/** `member apply FORM --into DIR`. */
export async function memberApply(form: string, options: ApplyOptions, lang: Lang): Promise<Answer> {
  const { rehearsal = false } = options;
  const into = resolve(options.into);
  const seal = sealOf(options);
  const read = withForeign(jsonFile(form), (options.public ?? []).map(foreignKey));
  makeFolders(into, 0o700);
  const wish = { form: read, into, seal, now: new Date().toISOString(), rehearsal };
  const made = await apply(wish, alone(options, lang));
  if ('draft' in made) return draftAnswer(made);
  const { application, files, weakPassphrase } = made;
  const { member, expires, keys } = application;
  const list = keys.map((key) => `  ${key.use} ${key.suite} ${keyId(key)}`).join('\n');
  const more = weakPassphrase ? weak : { en: '', zh: '' };
  return {
    exit: 0,
    json: { member: member.id, keys: keys.map(keyJson), expires, files, weakPassphrase },
    text: {
      en: `${files.application}: the application of ${member.id}, good until ${expires}. Send it to the consortium.\n${list}\n${files.keys}: the private keys. They stay with you; keep a copy, and never send them.${more.en}`,
      zh: `${files.application}：${member.id} 的加入申请，有效期至 ${expires}。请发送给联盟。\n${list}\n${files.keys}：私钥。由贵方自行保管并备份，切勿发送。${more.zh}`,
    },
  };
}

/** What keys elsewhere have yet to sign, and how. */
function draftAnswer({ draft, file, message, keys, weakPassphrase }: Drafted): Answer {
  const { member } = draft.application;
  const lacking = lackingProof(draft);
  const more = weakPassphrase ? weak : { en: '', zh: '' };
  const how = lacking
    .map((key) => `  ${key.use} ${key.suite} ${keyId(key)}\n    ${signingLine(key.suite, message)}`)
    .join('\n');
  const own: Text =
    keys === undefined
      ? { en: '', zh: '' }
      : { en: `\n${keys}: the private keys that were made here.`, zh: `\n${keys}：在此生成的私钥。` };
  return {
    exit: 0,
    json: {
      member: member.id,
      draft: file,
      message,
      lacking: lacking.map(keyJson),
      ...(keys !== undefined && { keys }),
      weakPassphrase,
    },
    text: {
      en: `${file}: the application of ${member.id}, which these keys have yet to sign, each over ${message}:\n${how}\nThen: member prove ${file} --signature FILE --out FILE${own.en}${more.en}`,
      zh: `${file}：${member.id} 的申请，尚待下列密钥分别对 ${message} 签名：\n${how}\n然后执行：member prove ${file} --signature 文件 --out 文件${own.zh}${more.zh}`,
    },
  };
}

/** `member prove DRAFT`: the application, once every key has signed it. */
export function memberProve(
  draft: string,
  options: { readonly signature: readonly string[]; readonly out: string },
): Answer {
  const { member, expires, keys } = proveDraft(draft, options.signature, resolve(options.out));
  return {
    exit: 0,
    json: { member: member.id, keys: keys.map(keyJson), expires, file: options.out },
    text: {
      en: `${options.out}: the application of ${member.id}, signed by all of its keys, good until ${expires}. Send it to the consortium.`,
      zh: `${options.out}：${member.id} 的加入申请，已由全部密钥签名，有效期至 ${expires}。请发送给联盟。`,
    },
  };
}

export interface OfferOptions extends SealOptions {
  readonly consortium: string;
  readonly member: string;
  readonly key: readonly string[];
  readonly into: string;
}

/** `USE=SUITE`. */
function keyWish(told: string): { use: KeyUse; suite: SuiteName } {
  const [use = '', name = ''] = told.split('=');
  if (uses.includes(use) && isSuiteName(name)) return { use: use as KeyUse, suite: name };
  const all = `${uses.join('|')}=${suiteNames.join('|')}`;
  throw wrongUse({ en: `--key takes ${all}.`, zh: `--key 的格式为 ${all}。` });
}

/** `member offer`: further keys of a member, each proving itself. */
export async function memberOffer(options: OfferOptions, lang: Lang): Promise<Answer> {
  const { consortium, member, rehearsal = false } = options;
  const into = resolve(options.into);
  const keys = options.key.map(keyWish);
  const seal = sealOf(options);
  const wish = { consortium, member, rehearsal, keys, into, seal, now: new Date().toISOString() };
  readyToOffer(wish);
  makeFolders(into, 0o700);
  const { offers, files, weakPassphrase } = await offerKeys(wish, alone(options, lang));
  const list = offers.keys.map((key) => `  ${key.use} ${key.suite} ${keyId(key)}`).join('\n');
  const more = weakPassphrase ? weak : { en: '', zh: '' };
  return {
    exit: 0,
    json: { member, keys: offers.keys.map(keyJson), files, weakPassphrase },
    text: {
      en: `${files.offer}: further keys of ${member}, to be proposed with: member propose --offer\n${list}\n${files.keys}: the private keys. They stay with you; keep a copy, and never send them.${more.en}`,
      zh: `${files.offer}：${member} 的新密钥，提案时使用：member propose --offer\n${list}\n${files.keys}：私钥。由贵方自行保管并备份，切勿发送。${more.zh}`,
    },
  };
}

const keyJson = (key: { use: string; suite: SuiteName; publicKey: string }) => ({
  ...{ use: key.use, suite: key.suite, publicKey: key.publicKey, fingerprint: keyId(key) },
});

export interface KeyOptions extends SealOptions {
  readonly id: string;
  readonly suite: string;
  readonly out: string;
  readonly card?: string;
}

/** `member key`: a key to vote with. */
export async function memberKey(options: KeyOptions, lang: Lang): Promise<Answer> {
  const { id, suite, rehearsal = false } = options;
  if (!isSuiteName(suite)) {
    const all = suiteNames.join(', ');
    throw wrongUse({ en: `--suite takes one of ${all}.`, zh: `--suite 只能是 ${all} 之一。` });
  }
  const { card } = options;
  const files = { out: resolve(options.out), ...(card !== undefined && { card: resolve(card) }) };
  const wish = { id, name: { en: id, zh: id }, suite, ...files, seal: sealOf(options), rehearsal };
  const { publicKey, weakPassphrase } = await makeVoterKey(wish, alone(options, lang));
  const fingerprint = keyId({ suite, publicKey });
  const more = weakPassphrase ? weak : { en: '', zh: '' };
  return {
    exit: 0,
    json: { id, suite, publicKey, fingerprint, file: options.out, ...(card !== undefined && { card }), weakPassphrase },
    text: {
      en: `${options.out}: the key of ${id}, to vote with. Keep it; a proposal of the governance needs:\n  "suite": "${suite}", "publicKey": "${publicKey}"\n  fingerprint ${fingerprint}${more.en}`,
      zh: `${options.out}：${id} 的表决密钥，请妥善保管。治理提案中需填写：\n  "suite": "${suite}", "publicKey": "${publicKey}"\n  指纹 ${fingerprint}${more.zh}`,
    },
  };
}

/** `member show FILE`: what it says of itself. */
export function memberShow(file: string): Answer {
  const bytes = readNamed(file);
  const document = documentIn(bytes, file);
  if (document.kind === 'proposal') return showProposal(document.of);
  if (document.kind === 'vote') return showVote(document.of);
  if (document.kind === 'application') return showApplication(document.of);
  return showLines(document, sha256Hex(bytes));
}

/** What has no sentence of its own, field by field. */
function showLines(document: Document, sha256: string): Answer {
  const keys = keysOf(document);
  const title = titleOf(document);
  const value = (said: string | Text, lang: Lang) => (typeof said === 'string' ? said : said[lang]);
  const say = (lang: Lang) =>
    [
      title[lang],
      ...linesOf(document).map(({ field, value: said }) => `  ${field[lang]}: ${value(said, lang)}`),
      ...keys.map(({ use, suite, id }) => `  ${use[lang]} ${suite} ${id}`),
      ...groupLines(fromHex(sha256, 'file')),
    ].join('\n');
  const told = keys.map(({ suite, publicKey, id }) => ({ suite, publicKey, fingerprint: id }));
  return {
    exit: 0,
    json: { format: document.of.format, kind: document.kind, rehearsal: isRehearsal(document), sha256, keys: told },
    text: { en: say('en'), zh: say('zh') },
  };
}

function showApplication(application: Application): Answer {
  const { member, keys, created, expires, contacts, endpoints, consortium, rehearsal } = application;
  const { host, port } = endpoints.consensus;
  const list = keys.map((key) => `  ${key.use} ${key.suite} ${keyId(key)}`).join('\n');
  const people = contacts.map(({ name, reach }) => `${name}, ${reach}`).join('; ');
  return {
    exit: 0,
    json: {
      format: application.format,
      consortium,
      rehearsal,
      member,
      keys: keys.map(keyJson),
      contacts,
      endpoints,
      created,
      expires,
    },
    text: {
      en: `${rehearsal ? 'REHEARSAL. ' : ''}Application of ${member.id} (${member.name.en}) to ${consortium}, as ${member.role}\nfrom ${created} to ${expires}; contact: ${people}; consensus at ${host}:${port}\nEach of its keys has signed it:\n${list}`,
      zh: `${rehearsal ? '演练。' : ''}${member.id}（${member.name.zh}）加入 ${consortium} 的申请，角色 ${member.role}\n有效期 ${created} 至 ${expires}；联系人：${people}；共识地址 ${host}:${port}\n各密钥均已签名：\n${list}`,
    },
  };
}

function showProposal(proposal: Proposal): Answer {
  const { change, proposer, base, created, expires } = proposal;
  const hash = proposalHash(proposal);
  const lines = groupLines(fromHex(hash, 'proposal')).join('\n');
  return {
    exit: 0,
    json: { format: proposal.format, kind: change.kind, proposal: hash, proposer, base, created, expires },
    text: {
      en: `Proposal by ${proposer} to ${kindNames[change.kind].en}, on version ${base.version} of the register, until ${expires}. What it changes: member review\n${lines}`,
      zh: `${proposer} 的提案：${kindNames[change.kind].zh}，基于登记册第 ${base.version} 版，截止 ${expires}。变更内容见：member review\n${lines}`,
    },
  };
}

function showVote({ voter, decision, reason, time, proposal, key }: Approval): Answer {
  const why = reason === undefined ? { en: '', zh: '' } : { en: `, because: ${reason}`, zh: `，理由：${reason}` };
  return {
    exit: 0,
    json: {
      format: 'rootseal.approval/1',
      voter,
      decision,
      time,
      proposal,
      key,
      ...(reason !== undefined && { reason }),
    },
    text: {
      en: `${voter}: ${decision} at ${time}, with the key ${key}, on the proposal ${proposal}${why.en}. Whether the signature holds: member review`,
      zh: `${voter}：${decision === 'approve' ? '批准' : '反对'}，${time}，密钥 ${key}，提案 ${proposal}${why.zh}。签名是否有效见：member review`,
    },
  };
}
