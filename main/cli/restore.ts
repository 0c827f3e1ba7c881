/** `rootseal restore` and `rootseal share check`: verdicts on shares, then one purpose. */
import { join, resolve } from 'node:path';
import { type AloneVerdict, type ShareVerdict, judgeAlone } from '../app/alone.ts';
import { readNamed, sha256Hex } from '../app/files.ts';
import { ceremonyStatus } from '../app/state.ts';
import type { Purpose } from '../app/restore-purpose.ts';
import { type RestoreResult, restore } from '../app/restore.ts';
import { peopleOf } from '../app/room.ts';
import { appRules } from '../app/rules.ts';
import { isPaper, wordsOf } from '../app/scan.ts';
import { isRecipient } from '../core/ceremony/checks-help.ts';
import { purposeName } from '../core/ceremony/minutes-results.ts';
import { type Lang, type Text, refuse } from '../core/rules.ts';
import { admitted } from './before.ts';
import { interruptible } from './interrupt.ts';
import { daysOf, rolesOf } from './certificate-options.ts';
import { type SecretOptions, sourceOf } from './options.ts';
import type { Answer } from './output.ts';
import { cliRules } from './rules.ts';
import { progressText } from './set.ts';
import { openSession } from './session.ts';

export interface RestoreOptions extends SecretOptions {
  readonly share: readonly string[];
  readonly purpose: string;
  readonly root?: string;
  readonly in?: string;
  readonly out?: string;
  readonly recipient?: string;
  readonly plan?: string;
  readonly custodian?: readonly string[];
  readonly ou?: string;
  readonly days?: string;
}

function need(options: RestoreOptions, name: 'root' | 'in' | 'out' | 'recipient' | 'plan'): string {
  const value = options[name];
  if (value === undefined)
    throw refuse(appRules, 'RESTORE-OPTION', { purpose: options.purpose }, { subject: `--${name}` });
  return value;
}

/** Whose share was lost or is doubted. */
function lost({ custodian = [], purpose }: RestoreOptions): readonly string[] {
  if (custodian.length > 0) return custodian;
  throw refuse(appRules, 'RESTORE-OPTION', { purpose }, { subject: '--custodian' });
}

/** The file to sign, readable before anything is opened. */
function inputOf(options: RestoreOptions): string {
  const file = need(options, 'in');
  readNamed(file);
  return file;
}

/** A mistyped recipient is refused before anything is opened; the vault judges it once more. */
export function demandRecipient(recipient: string): string {
  if (isRecipient(recipient)) return recipient;
  throw refuse(cliRules, 'CLI-RECIPIENT', {}, { subject: recipient });
}

function purposeOf(options: RestoreOptions): Purpose {
  switch (options.purpose) {
    case 'drill':
      return { kind: 'drill' };
    case 'sign':
      return { kind: 'sign', root: need(options, 'root'), input: inputOf(options), out: need(options, 'out') };
    case 'export':
      return {
        kind: 'export',
        root: need(options, 'root'),
        recipient: demandRecipient(need(options, 'recipient')),
        out: need(options, 'out'),
      };
    case 'certify':
      return {
        ...{ kind: 'certify', root: need(options, 'root'), input: inputOf(options), out: need(options, 'out') },
        ...{ roles: options.ou === undefined ? [] : rolesOf(options.ou), days: daysOf(options.days ?? '365') },
      };
    case 'resplit':
      return { kind: 'resplit', plan: need(options, 'plan') };
    case 'replace':
      return { kind: 'replace', custodians: lost(options) };
    case 'refresh':
      return { kind: 'refresh' };
    case 'rotate':
      return { kind: 'rotate', root: need(options, 'root') };
    default:
      throw refuse(appRules, 'RESTORE-PURPOSE', {}, { subject: options.purpose });
  }
}

export const restoreCommand = async (folder: string, options: RestoreOptions, lang: Lang): Promise<Answer> =>
  restoreFor(folder, purposeOf(options), options, lang);

/** The same for a purpose that another command has. */
export async function restoreFor(
  folder: string,
  purpose: Purpose,
  options: SecretOptions & Pick<RestoreOptions, 'share'>,
  lang: Lang,
): Promise<Answer> {
  const dir = resolve(folder);
  return interruptible({ dir, what: 'restore' }, async (ending) => {
    const { rehearsal, exceptions } = ceremonyStatus(dir);
    const session = await ending(openSession(options, lang, rehearsal, dir));
    const room = await admitted(session, { rehearsal, people: peopleOf(dir), recorded: exceptions }, lang);
    const result = await restore({ dir, shares: options.share, purpose }, { ...session, room });
    return restoreAnswer(result, purpose, folder);
  });
}

const line = ({ file, ok, code, text }: ShareVerdict, lang: Lang) =>
  `${ok ? '✓' : '✗'} ${file}  ${code}  ${text[lang]}`;

/** A verdict as scripts read it. */
export function publicVerdict({ file, ok, code, index, custodian, setId, epoch, rehearsal, date }: ShareVerdict) {
  return { file, ok, code, index, custodian, setId, epoch, rehearsal, ...(date !== undefined && { date }) };
}

/** Where the result lies, and what it is. */
function written(purpose: Purpose): { path: string; sha256: string } | undefined {
  if (purpose.kind !== 'sign' && purpose.kind !== 'export' && purpose.kind !== 'certify') return undefined;
  return { path: purpose.out, sha256: sha256Hex(readNamed(purpose.out)) };
}

function restoreAnswer(result: RestoreResult, wanted: Purpose, folder: string): Answer {
  const { ok, shares, purpose, quorum, entry, challenges, refusal, set, enacted, renewed } = result;
  const out = ok ? written(wanted) : undefined;
  const where = out ? `\n  ${out.path}\n  SHA-256 ${out.sha256}` : '';
  const lines = (lang: Lang) => shares.map((s) => line(s, lang)).join('\n');
  const end = refusal?.text ?? {
    en: `Quorum of ${quorum.join(', ')}: done (${purpose}), log entry ${String(entry)}.`,
    zh: `法定人数 ${quorum.join('、')}：已完成（${purposeName(purpose).zh}），日志记录 ${String(entry)}。`,
  };
  const more = (lang: Lang) =>
    [
      set && `\n${progressText(set)[lang]}`,
      enacted && enactedText(enacted, folder)[lang],
      renewed && renewedText(renewed)[lang],
    ]
      .filter((one) => one !== undefined)
      .join('');
  const refused = refusal && { code: refusal.code, message: refusal.text.en, messageZh: refusal.text.zh };
  return {
    exit: ok ? 0 : 1,
    json: {
      ...refused,
      shares: shares.map(publicVerdict),
      purpose,
      quorum,
      entry,
      challenges,
      ...(out && { out }),
      ...(set && { set, shareSets: [set] }),
      ...(enacted && { enacted }),
      ...(renewed && { renewed }),
    },
    text: {
      en: `${lines('en')}\n${end.en}${where}${more('en')}`,
      zh: `${lines('zh')}\n${end.zh}${where}${more('zh')}`,
    },
  };
}

/** The version in force, its files, and what becomes of the chain's. */
function enactedText(enacted: NonNullable<RestoreResult['enacted']>, folder: string): Text {
  const { version, signedBy } = enacted;
  const files = enacted.files.map((path) => join(folder, path));
  const list = files.map((path) => `\n  ${path}`).join('');
  const send = files.filter((path) => path.endsWith('.signed.tx'));
  const open = signedBy.length === 0 ? files.filter((path) => path.endsWith('.tx')) : [];
  const say = (en: string, zh: string, paths: readonly string[]): Text[] =>
    paths.map((path) => ({ en: `\n${en} ${path}`, zh: `\n${zh} ${path}` }));
  const next = [
    ...say('Send it with: jdchain-cli tx send --tx', '发送：jdchain-cli tx send --tx', send),
    ...say(
      'Nobody has signed it for the chain yet: jdchain-cli tx sign --tx',
      '尚无人为链签名：jdchain-cli tx sign --tx',
      open,
    ),
  ];
  return {
    en: `\nVersion ${String(version)} of the register is in force.${list}${next.map(({ en }) => en).join('')}`,
    zh: `\n登记册第 ${String(version)} 版已生效。${list}${next.map(({ zh }) => zh).join('')}`,
  };
}

/** What was signed anew, and what the root file still waits for. */
function renewedText({ version, root, waits }: NonNullable<RestoreResult['renewed']>): Text {
  const [lists, n] = [String(version), String(root?.version)];
  const more = waits
    ? {
        en: ` The root file ${n} waits for administrators: tuf show --out, tuf sign, tuf join.`,
        zh: `根文件第 ${n} 版等待管理员签名：tuf show --out、tuf sign、tuf join。`,
      }
    : { en: root ? ` The root file ${n} is published.` : '', zh: root ? `根文件第 ${n} 版已发布。` : '' };
  return {
    en: `\nVersion ${lists} of the TUF lists is in force.${more.en}`,
    zh: `\nTUF 清单第 ${lists} 版已生效。${more.zh}`,
  };
}

export interface ShareCheckOptions extends SecretOptions {
  readonly set: string;
  readonly receipt?: string;
}

/** One share alone, by its holder: intact, whose, which set and epoch, real or rehearsal. */
export async function shareCheck(file: string, options: ShareCheckOptions, lang: Lang): Promise<Answer> {
  const identities = options.identity ?? {};
  const receipt =
    options.receipt === undefined ? {} : { receipt: { out: options.receipt, time: new Date().toISOString() } };
  const verdict = await judgeAlone(file, options.set, { lang, source: sourceOf(options), identities, ...receipt });
  const given = verdict?.ok ? options.receipt : undefined;
  if (!verdict) throw refuse(appRules, 'FILE-READ', { reason: '–' }, { subject: file });
  const { en, zh } = verdict.text;
  return {
    exit: exitOf(verdict, file),
    json: {
      ...publicVerdict(verdict),
      ...standingJson(verdict),
      ...(given !== undefined && { receipt: given }),
      ...(!verdict.ok && { message: en, messageZh: zh, subject: file }),
    },
    text: { en: `${line(verdict, 'en')}${written_(given)}`, zh: `${line(verdict, 'zh')}${written_(given)}` },
  };
}

/** `inForce`: yes, or unknown where no log is at hand; `asOf` the log's last moment. */
function standingJson({ standing }: AloneVerdict) {
  if (!standing) return {};
  return standing.state === 'active' ? { inForce: 'yes', asOf: standing.asOf } : { inForce: 'unknown' };
}

const written_ = (receipt: string | undefined) => (receipt === undefined ? '' : `\n  ${receipt}`);

/** 1 for a share that is refused; 2 where nothing was judged: neither age file nor paper, or no identity to open it with. */
function exitOf({ ok, code }: ShareVerdict, file: string): 0 | 1 | 2 {
  if (ok) return 0;
  if (wordsOf(file) !== undefined) return code === 'SHARE-SLIP39-FORM' || code === 'SHARE-SLIP39-LENGTH' ? 2 : 1;
  const bytes = readNamed(file);
  const share = String.fromCharCode(...bytes.subarray(0, ageStart.length)) === ageStart || isPaper(bytes);
  return code === 'IDENTITY-MISSING' || !share ? 2 : 1;
}

const ageStart = 'age-encryption.org/';
