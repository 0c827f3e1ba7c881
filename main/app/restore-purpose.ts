/** What the roots are restored for, and everything of it that can be refused before they are opened. */
import { existsSync, lstatSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { fromHex } from '../core/encoding/hex.ts';
import { printable } from '../core/encoding/printable.ts';
import { type Finding, type Text, refuse } from '../core/rules.ts';
import type { Detail } from './desk.ts';
import { type EnactWish, type Enacting, decisionDetails, decisionText, judgeDecision } from './enact.ts';
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
  | ({ readonly kind: 'enact' } & EnactWish)
  | ({ readonly kind: 'tuf' } & RenewWish)
  | Wish;

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
}

/** Everything that can be refused is refused before the roots are opened, not after. */
export function checkPurpose(run: Run, purpose: Purpose): Task {
  if (purpose.kind === 'drill') return { purpose, input: new Uint8Array(), data: {} };
  if (purpose.kind === 'enact') {
    const enacting = judgeDecision(run, purpose);
    const data = { proposal: enacting.facts.proposal, register: enacting.facts.register };
    return { purpose, input: new Uint8Array(), data, enacting };
  }
  if (purpose.kind === 'tuf') {
    const renewing = judgeRenewal(run, purpose);
    return { purpose, input: new Uint8Array(), data: { tuf: String(renewing.version) }, renewing };
  }
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

/** What is looked at beside it: what is signed, to be compared with what people hold. */
export function purposeDetails({ purpose, data, enacting }: Task): Detail[] {
  if (enacting) return decisionDetails(enacting);
  const sha256 = data['fileSha256'];
  if (purpose.kind !== 'sign' || sha256 === undefined) return [];
  const label = { en: 'SHA-256 of the file that is signed', zh: '所签文件的 SHA-256' };
  return [{ kind: 'hash', label, bytes: fromHex(sha256, 'fileSha256') }];
}

/** What the roots are opened for, as it is shown and said before the first passphrase. */
export function purposeText({ purpose, data, change, enacting, renewing }: Task): Text {
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
    case 'export':
      return {
        en: `EXPORT of the private key ${purpose.root}, sealed to ${printable(purpose.recipient)}`,
        zh: `导出私钥 ${purpose.root}，封存给 ${printable(purpose.recipient)}`,
      };
    default:
      return { en: purpose.kind, zh: purpose.kind };
  }
}
