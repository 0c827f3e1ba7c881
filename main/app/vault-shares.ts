/**
 * Existing shares of HashiCorp Vault or OpenBao: brought under our envelopes, and one of them handed back as Vault
 * writes it. Files beside one another, no consortium and no log: what the shares restore is no key of ours.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { printable } from '../core/encoding/printable.ts';
import { type Finding, RootsealError, refuse } from '../core/rules.ts';
import { vaultScheme } from '../core/shares/scheme.ts';
import { parseShareSet } from '../core/shares/set.ts';
import { type VaultImport, checkVaultImport } from '../core/shares/vault-import.ts';
import { vaultShareRules } from '../core/shares/vault-rules.ts';
import type { VaultEncoding } from '../core/shares/vault-share.ts';
import type { Result, ShareVerdict, Vault } from '../vault/client.ts';
import { type FileHash, hashesOf, isEmptyOrAbsent, readNamed, sha256Hex, writeNew } from './files.ts';
import { type RoomEntry, admitRoom } from './room.ts';
import { appRules } from './rules.ts';
import { openHeard } from './heard.ts';
import { readShare } from './scan.ts';
import { drawVaultSheet } from './sheet.ts';
import type { VaultOptions } from './run.ts';

export type { VaultImport } from '../core/shares/vault-import.ts';

/** The public half of an import, below its folder. */
const setFile = 'share-set.json';

/** Whether the bytes of a share set are of one that came from Vault. SET-… */
export const isVaultSet = (set: Uint8Array): boolean => parseShareSet(set).scheme === vaultScheme;

export interface VaultActs extends VaultOptions {
  /** Gets the vault as soon as it runs: to end it from without, to hear of its secret fields. */
  readonly onVault?: (vault: Vault) => void;
  readonly onProgress?: (progress: { what: { en: string; zh: string }; done: number; total: number }) => void;
}

export interface Imported extends Omit<Result<'importShares'>, 'files'> {
  /** What was written below the folder. */
  readonly files: readonly FileHash[];
  /** Shares that Vault gave out and that stay outside. */
  readonly outside: number;
}

/** What can be refused before anybody types. VAULTSHARE-…, SHARE-M-LOW, HOME-NOT-EMPTY. */
export function checkImport(value: unknown, into: string): VaultImport {
  const wish = checkVaultImport(value);
  if (!isEmptyOrAbsent(into)) throw refuse(appRules, 'IMPORT-INTO', {}, { subject: into });
  return wish;
}

/** Stops a real import in an unfit room; answers the warnings. IMPORT-ROOM: no log would keep an exception, so there are none. */
export function admitImport(facts: RoomEntry['facts'], { rehearsal }: Pick<VaultImport, 'rehearsal'>): Finding[] {
  try {
    return admitRoom({ facts, exceptions: [], answersUsed: false }, { rehearsal, people: [] });
  } catch (error) {
    if (!(error instanceof RootsealError)) throw error;
    throw refuse(appRules, 'IMPORT-ROOM', { reason: error.text }, { subject: error.code, cause: error });
  }
}

/** Takes the shares of all holders, one after the other, and writes set and envelopes once all of them agree. */
export async function importShares(wish: VaultImport, into: string, options: VaultActs): Promise<Imported> {
  const vault = await begin('import', wish.rehearsal, options);
  const { files, ...made } = await vault.request('importShares', { wish });
  await vault.finish();
  if (!isEmptyOrAbsent(into)) throw refuse(appRules, 'IMPORT-INTO', {}, { subject: into });
  // The set last: where it lies, every share lies.
  for (const { path, bytes } of files.toReversed()) writeNew(join(into, path), bytes, path === setFile ? 0o644 : 0o600);
  return { ...made, files: hashesOf(files), outside: wish.shares - made.set.n };
}

export interface ExportWish {
  readonly share: string;
  readonly set: string;
  readonly recipient: string;
  readonly encoding: VaultEncoding;
  readonly out: string;
}

export interface Exported {
  readonly verdict: ShareVerdict;
  /** SHA-256 of the age file; absent where the share is not intact and nothing was written. */
  readonly sha256?: string;
}

/** What can be refused before the passphrase is asked for. VAULTSHARE-OWN, FILE-EXISTS, FILE-READ, SET-…; answers whether it is a rehearsal's. */
export function checkExport({ share, set: named, out }: SheetWish): boolean {
  readNamed(share);
  const { scheme, consortium, rehearsal } = parseShareSet(readNamed(named), named);
  if (scheme !== vaultScheme) throw refuse(vaultShareRules, 'VAULTSHARE-OWN', { consortium }, { subject: share });
  if (existsSync(out)) throw refuse(appRules, 'FILE-EXISTS', {}, { subject: out });
  return rehearsal;
}

/** One share as Vault writes it, in an age file to the recipient. */
export async function exportShare(wish: ExportWish, options: VaultActs): Promise<Exported> {
  const rehearsal = checkExport(wish);
  const { share: file, set, recipient, encoding, out } = wish;
  const vault = await begin('export', rehearsal, options);
  const files = [{ file, bytes: await readShare(file) }];
  const { shares } = await vault.request('judgeShares', { files, set: readNamed(set) });
  const [verdict] = shares;
  if (!verdict) throw refuse(appRules, 'FILE-READ', { reason: '–' }, { subject: file });
  const made = verdict.ok ? await vault.request('exportShare', { recipient, encoding }) : undefined;
  await vault.finish();
  if (!made) return { verdict };
  writeNew(out, made.bytes);
  return { verdict, sha256: sha256Hex(made.bytes) };
}

/** What is printed: the share, its set, the new file. */
export type SheetWish = Pick<ExportWish, 'share' | 'set' | 'out'>;

/** One share on paper, once its holder has opened it: nothing is printed that could not be restored. @throws as `checkExport` */
export async function printVaultShare(wish: SheetWish, options: VaultActs): Promise<Exported> {
  const { share: file, set: named, out } = wish;
  const rehearsal = checkExport(wish);
  const [share, set] = [await readShare(file), readNamed(named)];
  const vault = await begin('export', rehearsal, options);
  const { shares } = await vault.request('judgeShares', { files: [{ file, bytes: share }], set });
  await vault.finish();
  const [verdict] = shares;
  if (!verdict) throw refuse(appRules, 'FILE-READ', { reason: '–' }, { subject: file });
  if (!verdict.ok || verdict.index === undefined) return { verdict };
  const { index } = verdict;
  const pdf = await drawVaultSheet({ share, set: parseShareSet(set, named), index }, new Date().toISOString());
  writeNew(out, pdf);
  return { verdict, sha256: sha256Hex(pdf) };
}

const begin = (act: 'import' | 'export', rehearsal: boolean, { onVault, onField, ...rest }: VaultActs) =>
  openHeard({ act, rehearsal, ...rest }, { onVault, onField });

/** What whoever brought the shares should hear once more, in lines. */
export function importedText(into: string, { set, proved, outside, files, weakWorkFactor }: Imported) {
  const [m, n, more] = [String(set.m), String(set.n), String(outside)];
  const list = files.map(({ path, sha256 }) => `  ${printable(join(into, path))}\n    SHA-256 ${sha256}`).join('\n');
  const weak = weakWorkFactor.join(', ');
  const en = [
    `Share set ${set.id}: ${n} shares, any ${m}. Signer ${set.signer}`,
    proved
      ? `Proved: all ${n} shares lie on one polynomial of degree ${String(set.m - 1)}, so every ${m} of them give the same key.`
      : `NOT PROVED: exactly ${m} shares were brought, and any ${m} texts would have done. The set says so.`,
    ...(outside > 0 ? [`${more} more share(s) of this set are outside and count in Vault all the same.`] : []),
    ...(weak === '' ? [] : [`Sealed below the usual work factor of 18: ${weak}`]),
    list,
    'Next: each holder checks theirs (rootseal share check FILE --set share-set.json). Unseal Vault once with exported shares (rootseal vault export) before any old copy is destroyed.',
  ];
  const zh = [
    `份额组 ${set.id}：${n} 份，任意 ${m} 份。签名者 ${set.signer}`,
    proved
      ? `已证明：${n} 份全部位于同一条 ${String(set.m - 1)} 次多项式上，任意 ${m} 份均得出同一密钥。`
      : `未经证明：恰好提交了 ${m} 份，任意 ${m} 段文本都能通过。份额组已注明这一点。`,
    ...(outside > 0 ? [`该组另有 ${more} 份在外，在 Vault 中同样有效。`] : []),
    ...(weak === '' ? [] : [`低于通常工作因子 18：${weak}`]),
    list,
    '接下来：各保管人检查自己的份额（rootseal share check FILE --set share-set.json）。销毁任何旧副本之前，请先用导出的份额（rootseal vault export）解封一次 Vault。',
  ];
  return { en: en.join('\n'), zh: zh.join('\n') };
}
