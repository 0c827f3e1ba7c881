/**
 * `rootseal tuf show | renew | sign | join`: the files by which peers believe the consortium (TUF), signed anew before they
 * end, and root files for which keys of administrators count, signed where these are.
 */
import { existsSync, statSync } from 'node:fs';
import { join as path, resolve } from 'node:path';
import { readNamed, writeNew } from '../app/files.ts';
import type { RenewWish } from '../app/tuf/renew.ts';
import { type Joined, join } from '../app/tuf/join.ts';
import { type RootShown, rootsIn, showRoot, signRoot } from '../app/tuf/sign.ts';
import { type TufStatus, ceremonyStatus, rootThatWaits, tufStatus } from '../app/state.ts';
import { peopleOf } from '../app/room.ts';
import { appRules } from '../app/rules.ts';
import { type TufAdministrators, tufAdministratorsSchema } from '../core/ceremony/plan-schema.ts';
import { fromHex } from '../core/encoding/hex.ts';
import { toWords } from '../core/encoding/words.ts';
import { type Lang, refuse } from '../core/rules.ts';
import { admitted } from './before.ts';
import { groupLines } from './hash-lines.ts';
import { interruptible } from './interrupt.ts';
import { alone, jsonFile } from './member.ts';
import type { SecretOptions } from './options.ts';
import type { Answer } from './output.ts';
import { restoreFor } from './restore.ts';
import { cliRules } from './rules.ts';
import { openSession } from './session.ts';
import { expiryLines, waitingLine } from './set.ts';
import { wrongUse } from './usage.ts';
import { verifyPath } from './verify/verify.ts';

export interface RenewOptions extends SecretOptions {
  readonly share: readonly string[];
  readonly root?: boolean;
  /** A file; false for `--no-administrators`. */
  readonly administrators?: string | false;
}

/** `tuf renew DIR`. */
export function tufRenew(dir: string, options: RenewOptions, lang: Lang): Promise<Answer> {
  const { root = false, administrators } = options;
  const people = administrators === undefined ? undefined : readPeople(administrators);
  const wish: RenewWish = { root, ...(people !== undefined && { administrators: people }) };
  return restoreFor(dir, { kind: 'tuf', ...wish }, options, lang);
}

/** `{threshold, keys: [{id, suite, publicKey}]}`, as in a plan. TUF-ADMINISTRATORS */
function readPeople(file: string | false): TufAdministrators | null {
  if (file === false) return null;
  const read = tufAdministratorsSchema.safeParse(jsonFile(file));
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.join('.') ?? '';
  throw refuse(
    appRules,
    'TUF-ADMINISTRATORS',
    { reason: { en: `field ${where}`, zh: `字段 ${where}` } },
    { subject: file },
  );
}

export interface ShowOptions {
  readonly register?: string;
  readonly rootFingerprint?: string;
  readonly out?: string;
}

/** `tuf show PATH`: how a home stands, or what a root file changes. */
export function tufShow(place: string, options: ShowOptions, lang: Lang): Answer {
  const isFolder = existsSync(place) && statSync(place).isDirectory();
  if (isFolder) return showHome(resolve(place), options);
  return shown(showRoot(readNamed(place), believed(options, lang), place), place);
}

function showHome(dir: string, { out }: ShowOptions): Answer {
  const status = tufStatus(dir);
  const waiting = out === undefined ? undefined : rootThatWaits(dir);
  if (out !== undefined) {
    if (!waiting) throw refuse(appRules, 'TUF-NOTHING-WAITS', {}, { subject: dir });
    writeNew(resolve(out), waiting, 0o644);
  }
  const told = out === undefined ? { en: '', zh: '' } : { en: `\n${out}: to be signed.`, zh: `\n${out}：待签名。` };
  return {
    exit: 0,
    json: { ...status, ...(out !== undefined && { file: out }) },
    text: { en: homeText(status, 'en') + told.en, zh: homeText(status, 'zh') + told.zh },
  };
}

function homeText({ version, roots, expires, administrators, pending }: TufStatus, lang: Lang): string {
  const who = administrators?.keys.map(({ id }) => id).join(', ');
  const of = String(administrators?.threshold ?? '');
  return [
    {
      en: `TUF lists: version ${String(version)}, root file ${String(roots)}`,
      zh: `TUF 清单第 ${String(version)} 版，根文件第 ${String(roots)} 版`,
    }[lang],
    ...(who === undefined
      ? []
      : [
          {
            en: `for a root file keys of ${who} count beside the roots’, ${of} in all`,
            zh: `根文件除根密钥外 ${who} 的密钥有效，门限 ${of}`,
          }[lang],
        ]),
    ...expiryLines(expires, lang),
    ...(pending ? [waitingLine(pending, lang)] : []),
  ].join('\n');
}

/** The public files, verified whole. The verifier's own refusal where they do not hold. */
function believed({ register, rootFingerprint }: ShowOptions, lang: Lang) {
  if (register === undefined)
    throw wrongUse({ en: 'A root file is shown against --register.', zh: '查看根文件须给出 --register。' });
  const inner = path(register, 'public');
  const folder = resolve(existsSync(inner) ? inner : register);
  const anchor = rootFingerprint === undefined ? {} : { rootFingerprint: rootFingerprint.toLowerCase() };
  const report = verifyPath(folder, { lang, rehearsal: 'either', ...anchor });
  const { kind, code = 'VERIFY-KIND', message = '' } = report.json as { kind: string; code?: string; message?: string };
  if (report.valid && kind === 'bundle') return rootsIn(folder);
  throw refuse(cliRules, 'CLI-REGISTER', { code, reason: message }, { subject: register });
}

function shown(root: RootShown, file: string, more: object = {}, tail = { en: '', zh: '' }): Answer {
  const hash = fromHex(root.sha256, 'sha256');
  const [n, of] = [String(root.version), `${String(root.have)}/${String(root.need)}`];
  const say = (lang: Lang) =>
    [
      {
        en: `${file}: root file ${n}, until ${root.expires}; signed by ${root.signed.join(', ')} (${of})`,
        zh: `${file}：根文件第 ${n} 版，有效期至 ${root.expires}；已签名：${root.signed.join('、')}（${of}）`,
      }[lang],
      ...root.lines.map(({ sign, text }) => `  ${sign} ${text[lang]}`),
      {
        en: 'SHA-256 of what is signed, to be compared by everybody who signs:',
        zh: '所签内容的 SHA-256，各签名人须逐一核对：',
      }[lang],
      ...groupLines(hash),
      ...(tail[lang] === '' ? [] : [tail[lang]]),
    ].join('\n');
  const changes = root.lines.map(({ sign, text }) => ({ sign, message: text.en, messageZh: text.zh }));
  const { version, expires, sha256, need, have, signed, missing } = root;
  return {
    exit: 0,
    json: { root: version, expires, sha256, words: toWords(hash), need, have, signed, missing, changes, ...more },
    text: { en: say('en'), zh: say('zh') },
  };
}

export interface SignOptions extends SecretOptions, ShowOptions {
  readonly register: string;
  readonly administrator: string;
  readonly key: string;
  readonly out: string;
}

/** `tuf sign FILE`: shown first, as what is signed is said before the passphrase is asked for. */
export async function tufSign(file: string, options: SignOptions, lang: Lang): Promise<Answer> {
  const root = readNamed(file);
  const roots = believed(options, lang);
  const what = showRoot(root, roots, file);
  const { administrator, key, out } = options;
  await signRoot({ root, administrator, key, out: resolve(out) }, roots, alone(options, lang));
  const tail = {
    en: `${out}: the signature of ${administrator}. Return it.`,
    zh: `${out}：${administrator} 的签名。请交回。`,
  };
  return shown(what, file, { administrator, file: out }, tail);
}

export interface JoinOptions extends SecretOptions {
  readonly signature: readonly string[];
}

/** `tuf join DIR`: published at the threshold, or not at all. */
export async function tufJoin(folder: string, options: JoinOptions, lang: Lang): Promise<Answer> {
  const dir = resolve(folder);
  return interruptible({ dir, what: 'restore' }, async (ending) => {
    const { rehearsal, exceptions } = ceremonyStatus(dir);
    const session = await ending(openSession(options, lang, rehearsal, dir));
    const room = await admitted(session, { rehearsal, people: peopleOf(dir), recorded: exceptions }, lang);
    return joinAnswer(await join(dir, options.signature, { ...session, room }));
  });
}

function joinAnswer(joined: Joined): Answer {
  const [n, of] = [String(joined.root), `${String(joined.have)}/${String(joined.need)}`];
  const { published, epoch = 0, missing } = joined;
  const open = missing.join(', ') || '–';
  return {
    exit: published || joined.have >= joined.need ? 0 : 1,
    json: { ...joined },
    text: published
      ? {
          en: `The root file ${n} is published, signed by ${joined.signed.join(', ')}.`,
          zh: `根文件第 ${n} 版已发布，签名者：${joined.signed.join('、')}。`,
        }
      : {
          en: `The root file ${n} has ${of} signatures; it comes into force with the share set of epoch ${String(epoch)}. Can still sign: ${open}`,
          zh: `根文件第 ${n} 版已有签名 ${of}，将随第 ${String(epoch)} 期份额组生效。尚可签名：${open}`,
        },
  };
}
