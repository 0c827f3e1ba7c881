/** Acts outside a ceremony, each a vault of its own: the answers file, one share alone, a registration. */
import { existsSync } from 'node:fs';
import type { Lang } from '../core/rules.ts';
import type { CertificateWish } from '../export/jdchain/ca/wish.ts';
import { parseShareSet } from '../core/shares/set.ts';
import {
  type Progress,
  type Result,
  type ShareVerdict,
  type VaultLauncher,
  type VaultSource,
  openVault,
} from '../vault/client.ts';
import { refuse } from '../core/rules.ts';
import { readNamed, writeNew } from './files.ts';
import { type Hearing, openHeard } from './heard.ts';
import { appRules } from './rules.ts';
import { type Brought, broughtShare } from './scan.ts';
import { isVaultSet } from './vault-shares.ts';
import { lookAround } from './sets/around.ts';
import { type Standing, standingOf, standingText } from './sets/standing.ts';

export type { Quorum, ShareVerdict, VaultSource } from '../vault/client.ts';

/** What of an answers file is no secret. */
export type AnswersFacts = Result<'answers'>;

const noAnswers: AnswersFacts = {
  confirm: 'none',
  exceptions: [],
  identities: [],
  custodians: [],
  administrators: [],
  dice: 0,
};

/** Reads the answers file through the vault; main never opens it. */
export async function readAnswers(source: VaultSource, lang: Lang): Promise<AnswersFacts> {
  if (source.kind !== 'answers') return noAnswers;
  const vault = await openVault({ act: 'answers', lang, source, rehearsal: true });
  const answers = await vault.request('answers', {});
  await vault.finish();
  return answers;
}

export interface AloneOptions {
  readonly lang: Lang;
  readonly source: VaultSource;
  readonly identities: Readonly<Record<string, string>>;
  readonly launch?: VaultLauncher;
}

/** `standing` is there for an intact share. */
export type AloneVerdict = ShareVerdict & { readonly standing?: Standing };

export interface JudgeOptions extends AloneOptions, Hearing {
  readonly onProgress?: (progress: Progress) => void;
  /** Where the signed receipt of an intact share goes: a new file, or whoever takes its bytes. ISO time of the check. */
  readonly receipt?: { readonly time: string } & (
    { readonly out: string } | { readonly take: (bytes: Uint8Array) => void }
  );
}

/** One share (its file, a picture of its sheet, `words:ID`, or what a camera read), judged by its holder against the public share set; nothing is combined. FILE-READ, PAPER-…, RECEIPT-CLOCK. */
export async function judgeAlone(
  share: Brought,
  setFile: string,
  options: JudgeOptions,
): Promise<AloneVerdict | undefined> {
  const brought = await broughtShare(share);
  const set = readNamed(setFile);
  const { rehearsal } = parseShareSet(set, setFile);
  const { onVault, onField, receipt, ...rest } = options;
  if (receipt && 'out' in receipt && existsSync(receipt.out))
    throw refuse(appRules, 'FILE-EXISTS', {}, { subject: receipt.out });
  if (receipt) demandClock(receipt.time, standingOf(setFile, set));
  const vault = await openHeard({ act: 'check', rehearsal, ...rest }, { onVault, onField });
  const judging = lookAround(setFile, set);
  const { shares } = await vault.request('judgeShares', { files: [brought], ...judging });
  const [verdict] = shares;
  const signed = receipt && verdict?.ok ? await vault.request('receipt', { time: receipt.time }) : undefined;
  await vault.finish();
  if (receipt && signed) {
    if ('out' in receipt) writeNew(receipt.out, signed.bytes, 0o644);
    else receipt.take(signed.bytes);
  }
  if (!verdict?.ok) return verdict;
  return isVaultSet(set) ? ofVault(verdict) : standing(verdict, standingOf(setFile, judging.set));
}

/** A receipt that is older than the log beside it would be refused by that log. */
function demandClock(time: string, told: Standing): void {
  if (told.state === 'active' && time < told.asOf)
    throw refuse(appRules, 'RECEIPT-CLOCK', { time, asOf: told.asOf }, { subject: time });
}

/** Whether it is still a key of Vault is not for a set file to say: a rekey leaves no trace here. */
function ofVault(verdict: ShareVerdict): AloneVerdict {
  const { en, zh } = verdict.text;
  const text = {
    en: `${en} It is a share of HashiCorp Vault or OpenBao; whether it was rekeyed since, only that can say (operator rekey -status).`,
    zh: `${zh}这是 HashiCorp Vault 或 OpenBao 的份额；此后是否重新生成过密钥，只有它能回答（operator rekey -status）。`,
  };
  return { ...verdict, text, standing: { state: 'unknown' } };
}

function standing(verdict: ShareVerdict, told: Standing): AloneVerdict {
  const [{ en, zh }, more] = [verdict.text, standingText(told)];
  return { ...verdict, text: { en: en + more.en, zh: zh + more.zh }, standing: told };
}

export interface Registration {
  readonly ledgerHash: string;
  readonly name: string;
  readonly publicKey: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** On a ledger in CA mode: the text of its certificate in PEM. */
  readonly certificate?: string;
  readonly signer: { readonly name: string; readonly priv: string };
}

/** A signed JD Chain participant registration; the `.priv` is opened in the vault. */
export async function register(registration: Registration, options: AloneOptions): Promise<Result<'register'>> {
  const vault = await openVault({ act: 'register', rehearsal: false, ...options });
  const made = await vault.request('register', registration);
  await vault.finish();
  return made;
}

export interface Unsigned {
  readonly file: Uint8Array;
  /** How errors name the file. */
  readonly name: string;
  readonly signer: { readonly name: string; readonly priv: string };
}

/** One signature more on a JD Chain transaction; the `.priv` is opened in the vault. */
export async function signTransaction(unsigned: Unsigned, options: AloneOptions): Promise<Result<'signTx'>> {
  const vault = await openVault({ act: 'register', rehearsal: false, ...options });
  const made = await vault.request('signTx', unsigned);
  await vault.finish();
  return made;
}

/** An X.509 root, request or certificate for JD Chain, signed by a `.priv` that is opened in the vault. */
export async function certify(
  wish: CertificateWish,
  signer: Unsigned['signer'],
  options: AloneOptions,
): Promise<Result<'certify'>> {
  const vault = await openVault({ act: 'register', rehearsal: false, ...options });
  const made = await vault.request('certify', { wish: { ...wish, roles: [...wish.roles] }, signer });
  await vault.finish();
  return made;
}

export interface NewKey {
  readonly name: string;
  readonly suite: 'ed25519' | 'sm2';
}

/** A JD Chain key pair made in the vault, its private half under a passphrase. */
export async function makeKey(wanted: NewKey, options: AloneOptions): Promise<Result<'newKey'>> {
  const vault = await openVault({ act: 'key', rehearsal: false, ...options });
  const made = await vault.request('newKey', wanted);
  await vault.finish();
  return made;
}
