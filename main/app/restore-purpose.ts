/** What the roots are restored for, and everything of it that can be refused before they are opened. */
import { existsSync, lstatSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { rootCertificateFile } from '../core/ceremony/certificate-paths.ts';
import { fromUtf8 } from '../core/encoding/bytes.ts';
import { fromHex } from '../core/encoding/hex.ts';
import { printable } from '../core/encoding/printable.ts';
import { type Finding, type Text, refuse } from '../core/rules.ts';
import type { Detail } from './desk.ts';
import { type EnactWish, type Enacting, decisionDetails, decisionText, demandRoot, judgeDecision } from './enact.ts';
import type { CertificateRole } from '../export/jdchain/ca/roles.ts';
import type { CertificateWish } from '../export/jdchain/ca/wish.ts';
import { recorded } from './evidence.ts';
import { readNamed, sha256Hex } from './files.ts';
import { type Change, changeId } from '../core/shares/change.ts';
import { appRules } from './rules.ts';
import type { Run } from './run.ts';
import { spoken } from './sets/agree.ts';
import { type Wish, changeOf } from './sets/wish.ts';
import { type RenewWish, type Renewing, judgeRenewal, renewalText } from './tuf/renew.ts';

export type Purpose =
  | { readonly kind: 'drill' }
  | { readonly kind: 'sign'; readonly root: string; readonly input: string; readonly out: string }
  | { readonly kind: 'export'; readonly root: string; readonly recipient: string; readonly out: string }
  | ({ readonly kind: 'certify' } & CertifyWish)
  | ({ readonly kind: 'enact' } & EnactWish)
  | ({ readonly kind: 'tuf' } & RenewWish)
  | Wish;

/** A certificate of a ledger in CA mode, by the root key that signs them. */
export interface CertifyWish {
  readonly root: string;
  /** A signing request, or a certificate to be renewed. */
  readonly input: string;
  readonly out: string;
  /** What a request is for; a renewed certificate keeps its own. */
  readonly roles: readonly CertificateRole[];
  readonly days: number;
}

/** A purpose with everything that is needed for it read and checked: nothing is read twice. */
export interface Task {
  readonly purpose: Purpose;
  /** The bytes to sign; empty for another purpose. */
  readonly input: Uint8Array;
  /** What of the purpose the log keeps. */
  readonly data: Readonly<Record<string, string>>;
  /** Of a new share set: its parameters. */
  readonly change?: Change;
  readonly findings?: readonly Finding[];
  /** A decision of the voters. */
  readonly enacting?: Enacting;
  /** TUF files that are signed anew. */
  readonly renewing?: Renewing;
  readonly certificate?: CertificateWish;
  /** Whose it is to be. */
  readonly certified?: Text;
}

/** Everything that can be refused is refused before the roots are opened, not after. */
export function checkPurpose(run: Run, purpose: Purpose): Task {
  if (purpose.kind === 'drill') return { purpose, input: new Uint8Array(), data: {} };
  if (purpose.kind === 'enact') {
    const enacting = judgeDecision(run, purpose);
    demandRoot(run, enacting);
    const data = { proposal: enacting.facts.proposal, register: enacting.facts.register };
    return { purpose, input: new Uint8Array(), data, enacting };
  }
  if (purpose.kind === 'tuf') {
    const renewing = judgeRenewal(run, purpose);
    return { purpose, input: new Uint8Array(), data: { tuf: String(renewing.version) }, renewing };
  }
  if (purpose.kind === 'certify') return certifying(run, purpose);
  if (purpose.kind !== 'sign' && purpose.kind !== 'export') {
    const { change, findings } = changeOf(run, purpose);
    return { purpose, input: new Uint8Array(), data: { change: changeId(change) }, change, findings };
  }
  const roots = run.plan.roots.map(({ id }) => id);
  if (!roots.includes(purpose.root))
    throw refuse(appRules, 'RESTORE-ROOT', { roots: roots.join(', ') }, { subject: purpose.root });
  demandOut(run, purpose.out);
  if (purpose.kind === 'export') {
    const { root, recipient } = purpose;
    return { purpose, input: new Uint8Array(), data: { root, recipient } };
  }
  const input = readNamed(purpose.input);
  return { purpose, input, data: { root: purpose.root, fileSha256: sha256Hex(input), file: basename(purpose.input) } };
}

const day = 86_400_000;
/** Clocks of other machines may be a little behind. */
const slack = 300_000;

/** What is certified is read by `demandWish` before a share is opened. @throws RESTORE-CERTIFY, RESTORE-OUT, FILE-READ */
function certifying(run: Run, purpose: { readonly kind: 'certify' } & CertifyWish): Task {
  const { root, input: file, out, roles, days } = purpose;
  const { ca } = run.plan.chain.ledger;
  if (ca?.root !== root) throw refuse(appRules, 'RESTORE-CERTIFY', { root: ca?.root ?? '–' }, { subject: root });
  demandOut(run, out);
  const input = readNamed(file);
  const text = fromUtf8(input, file);
  const now = Date.now();
  const lifetime = { notBefore: now - slack, notAfter: now + days * day };
  const issuer = fromUtf8(recorded(run, rootCertificateFile(root)), root);
  const asked = text.includes('REQUEST-----');
  // The root's own certificate is renewed by itself.
  const certificate: CertificateWish = asked
    ? { kind: 'issue', roles, request: text, issuer, ...lifetime }
    : { kind: 'renew', roles: [], certificate: text, ...(text === issuer ? {} : { issuer }), ...lifetime };
  if (asked === (roles.length === 0))
    throw refuse(appRules, 'RESTORE-OPTION', { purpose: 'certify' }, { subject: '--ou' });
  const data = { root, fileSha256: sha256Hex(input), file: basename(file), roles: roles.join(','), days: String(days) };
  return { purpose, input, data, certificate };
}

/** The place of the result: a new name (no link either) in a folder that is there, outside the home. */
function demandOut(run: Run, out: string): void {
  if (lstatSync(out, { throwIfNoEntry: false })) throw refuse(appRules, 'FILE-EXISTS', {}, { subject: out });
  const place = resolve(out);
  const wrong = (reason: Text) => refuse(appRules, 'RESTORE-OUT', { reason }, { subject: out });
  if (!existsSync(dirname(place)))
    throw wrong({ en: `${dirname(place)} is not there`, zh: `${dirname(place)} 不存在` });
  if (place.startsWith(run.home.dir + sep))
    throw wrong({ en: 'it lies in the home of the consortium', zh: '它位于联盟文件夹之内' });
}

/** A name that a stranger gave: last in its sentence and in quotes that it cannot close, so that it can say nothing else. */
const quoted = (name = ''): string => `"${printable(name).replaceAll('"', String.raw`\u{22}`)}"`;

const certifiedFile: Text = { en: 'SHA-256 of the request or certificate', zh: '证书请求或原证书的 SHA-256' };

/** What is looked at beside it: what is signed, to be compared with what people hold. */
export function purposeDetails({ purpose, data, enacting }: Task): Detail[] {
  if (enacting) return decisionDetails(enacting);
  const sha256 = data['fileSha256'];
  if ((purpose.kind !== 'sign' && purpose.kind !== 'certify') || sha256 === undefined) return [];
  const label =
    purpose.kind === 'certify' ? certifiedFile : { en: 'SHA-256 of the file that is signed', zh: '所签文件的 SHA-256' };
  return [{ kind: 'hash', label, bytes: fromHex(sha256, 'fileSha256') }];
}

/** What the roots are opened for, as it is shown and said before the first passphrase. */
export function purposeText({ purpose, data, change, enacting, renewing, certified }: Task): Text {
  if (renewing) return renewalText(renewing);
  if (change) return spoken(change);
  if (enacting) return decisionText(enacting);
  switch (purpose.kind) {
    case 'drill':
      return { en: 'a drill: nothing is signed but a challenge', zh: '恢复演习：除挑战外不签署任何内容' };
    case 'sign':
      return {
        en: `signing with ${purpose.root} the file of SHA-256 ${data['fileSha256'] ?? ''}, named ${quoted(data['file'])}`,
        zh: `用 ${purpose.root} 签署 SHA-256 为 ${data['fileSha256'] ?? ''} 的文件，文件名 ${quoted(data['file'])}`,
      };
    case 'certify':
      return {
        en: `a certificate by ${purpose.root}, ${purpose.roles.join(', ') || 'renewed'}, for ${String(purpose.days)} days, ${certified?.en ?? ''}, for the file of SHA-256 ${data['fileSha256'] ?? ''}, named ${quoted(data['file'])}`,
        zh: `用 ${purpose.root} 签发证书（${purpose.roles.join('、') || '续期'}，${String(purpose.days)} 天），${certified?.zh ?? ''}，所据文件的 SHA-256 为 ${data['fileSha256'] ?? ''}，文件名 ${quoted(data['file'])}`,
      };
    case 'export':
      return {
        en: `EXPORT of the private key ${purpose.root}, sealed to ${printable(purpose.recipient)}`,
        zh: `导出私钥 ${purpose.root}，封存给 ${printable(purpose.recipient)}`,
      };
    default:
      return { en: purpose.kind, zh: purpose.kind };
  }
}
