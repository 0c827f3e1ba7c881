/** `rootseal vault import | export | sheet`: existing shares of HashiCorp Vault or OpenBao under our envelopes, back, and on paper. */
import { resolve } from 'node:path';
import type { ShareVerdict } from '../app/alone.ts';
import {
  type Imported,
  type VaultImport,
  admitImport,
  checkImport,
  exportShare,
  importShares,
  importedText,
  printVaultShare,
} from '../app/vault-shares.ts';
import { vaultImportText } from '../core/shares/vault-import.ts';
import { type VaultEncoding, vaultEncodings } from '../core/shares/vault-share.ts';
import { type Lang, refuse } from '../core/rules.ts';
import { interruptible } from './interrupt.ts';
import { type SecretOptions, sourceOf } from './options.ts';
import type { Answer } from './output.ts';
import { demandRecipient, publicVerdict } from './restore.ts';
import { cliRules } from './rules.ts';
import { openSession } from './session.ts';
import { wrongUse } from './usage.ts';
import { type Told, askWhatIsMissing } from './vault-wizard.ts';

export interface ImportOptions extends SecretOptions {
  readonly into: string;
  readonly name?: string;
  readonly threshold?: string;
  readonly shares?: string;
  /** `ID` or `ID=NAME`. */
  readonly holder?: readonly string[];
  /** `ID=age1…`. */
  readonly recipient?: readonly string[];
  readonly kind?: string;
  readonly product?: string;
  readonly workFactor?: string;
  readonly unproved?: boolean;
  readonly rehearsal?: boolean;
}

export async function vaultImport(options: ImportOptions, lang: Lang): Promise<Answer> {
  const into = resolve(options.into);
  const source = sourceOf(options);
  const told = source.kind === 'tty' ? await askWhatIsMissing(toldBy(options), lang) : toldBy(options);
  const wish = checkImport(wishOf(told, options), into);
  return interruptible({ dir: into, what: 'vault import' }, async (ending) => {
    const session = await ending(openSession(options, lang, wish.rehearsal, into));
    for (const { text } of admitImport(session.room.facts, wish)) session.desk.show(text);
    session.desk.show(vaultImportText(wish));
    if (source.kind === 'answers') session.desk.show(plainShares);
    if (!(await sure(session, wish))) throw refuse(cliRules, 'CLI-NOT-SURE');
    const made = await importShares(wish, into, {
      ...session.vault,
      onVault: (vault) => session.running.add(vault),
      onProgress: ({ what, done, total }) => session.desk.progress(what, done, total),
    });
    return imported(into, made);
  });
}

const plainShares = {
  en: 'All of these shares stand plain in one answers file: whoever reads it has the key. Destroy it when this is done.',
  zh: '全部份额以明文存于同一应答文件：读到它的人即拥有密钥。完成后请销毁该文件。',
};

/** What no share says is said by somebody: at a terminal expressly, in a script by its options. */
async function sure(session: Awaited<ReturnType<typeof openSession>>, { custodians: [first] }: VaultImport) {
  if (session.vault.source.kind !== 'tty' || first === undefined) return true;
  return session.desk.confirm({
    step: 'set',
    who: first.id,
    name: first.name,
    say: { en: 'All of this is so', zh: '以上各项属实' },
  });
}

function toldBy(options: ImportOptions): Told {
  const { name, kind, product = 'vault', shares, holder = [] } = options;
  return { name, kind, product, threshold: options.threshold, shares, holders: holder };
}

function wishOf(told: Told, options: ImportOptions): unknown {
  const recipients = new Map((options.recipient ?? []).map((text) => pair(text, '--recipient')));
  const workFactor = count(options.workFactor ?? '18', '--work-factor');
  const custodians = told.holders.map((text) => {
    const at = text.indexOf('=');
    const [id, name] = at < 0 ? [text, text] : [text.slice(0, at), text.slice(at + 1)];
    const recipient = recipients.get(id);
    recipients.delete(id);
    const seal = recipient === undefined ? { kind: 'passphrase', workFactor } : { kind: 'age', recipient };
    return { id, name: { zh: name, en: name }, seal };
  });
  const [nobody] = recipients.keys();
  if (nobody !== undefined)
    throw wrongUse({
      en: `--recipient names ${nobody}, who is no --holder.`,
      zh: `--recipient 中的 ${nobody} 不是 --holder。`,
    });
  for (const recipient of custodians.flatMap(({ seal }) => seal.recipient ?? [])) demandRecipient(recipient);
  return {
    ...{ name: told.name ?? missing('--name'), product: told.product, kind: told.kind ?? missing('--kind') },
    threshold: count(told.threshold ?? missing('--threshold'), '--threshold'),
    shares: count(told.shares ?? String(custodians.length), '--shares'),
    custodians: custodians.length > 0 ? custodians : missing('--holder'),
    unproved: options.unproved ?? false,
    rehearsal: options.rehearsal ?? false,
  };
}

function missing(option: string): never {
  throw wrongUse({ en: `vault import needs ${option}.`, zh: `vault import 需要 ${option}。` });
}

function count(text: string, option: string): number {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw wrongUse({ en: `${option} takes a number.`, zh: `${option} 须为数字。` });
}

function pair(text: string, option: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  throw wrongUse({ en: `${option} takes ID=age1….`, zh: `${option} 的形式为 ID=age1…。` });
}

const imported = (into: string, made: Imported): Answer => ({
  exit: 0,
  json: { into, ...made, scheme: 'vault-gf256' },
  text: importedText(into, made),
});

export interface ExportOptions extends SecretOptions {
  readonly set: string;
  readonly recipient: string;
  readonly out: string;
  readonly encoding?: string;
}

export async function vaultExport(share: string, options: ExportOptions, lang: Lang): Promise<Answer> {
  const { set } = options;
  const [out, recipient] = [resolve(options.out), demandRecipient(options.recipient)];
  const encoding = encodingOf(options.encoding);
  const { verdict, sha256 } = await exportShare(
    { share, set, recipient, encoding, out },
    { lang, source: sourceOf(options), identities: options.identity ?? {} },
  );
  if (sha256 === undefined) return notGood(share, verdict);
  const { text } = verdict;
  return {
    exit: 0,
    json: { ...publicVerdict(verdict), out, sha256, encoding, recipient },
    text: {
      en: `${text.en}\n  ${out}\n  SHA-256 ${sha256}\nOpened by its recipient alone: age -d -i IDENTITY ${out}\nType or pipe it into "vault operator unseal" (or "bao operator unseal"); keep no copy of what age prints.`,
      zh: `${text.zh}\n  ${out}\n  SHA-256 ${sha256}\n只有接收方能打开：age -d -i IDENTITY ${out}\n将其输入“vault operator unseal”（或“bao operator unseal”）；不要保留 age 输出的副本。`,
    },
  };
}

/** Of a share that is not good, nothing is made. */
function notGood(share: string, verdict: ShareVerdict): Answer {
  const { text } = verdict;
  const json = { ...publicVerdict(verdict), message: text.en, messageZh: text.zh, subject: share };
  return { exit: 1, json, text };
}

export interface VaultSheetOptions extends SecretOptions {
  readonly set: string;
  readonly out: string;
}

/** One share on paper; its holder opens it first, so that what is printed is known to be good. */
export async function vaultSheet(share: string, options: VaultSheetOptions, lang: Lang): Promise<Answer> {
  const [set, out] = [options.set, resolve(options.out)];
  const { verdict, sha256 } = await printVaultShare(
    { share, set, out },
    { lang, source: sourceOf(options), identities: options.identity ?? {} },
  );
  if (sha256 === undefined) return notGood(share, verdict);
  const { text } = verdict;
  return {
    exit: 0,
    json: { ...publicVerdict(verdict), out, sha256 },
    text: {
      en: `${text.en}\n  ${out}\n  SHA-256 ${sha256}\nPrint it on one machine of the room, look at every page, and scan it back once before the bag is closed.`,
      zh: `${text.zh}\n  ${out}\n  SHA-256 ${sha256}\n请在现场的机器上打印，逐页查看，并在封袋前扫描回读一次。`,
    },
  };
}

function encodingOf(text = 'base64'): VaultEncoding {
  const known = vaultEncodings.find((one) => one === text);
  if (known) return known;
  throw wrongUse({ en: '--encoding takes base64 or hex.', zh: '--encoding 只能是 base64 或 hex。' });
}
