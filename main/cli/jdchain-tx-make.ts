/**
 * `rootseal jdchain tx new | join | sign | merge`: transactions built, shown field by field, signed in the vault and merged, offline.
 * Each file is named by its transaction's hash, as JD Chain's own tools name it, and is what `jdchain-cli tx send` takes.
 */

import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { signTransaction } from '../app/alone.ts';
import { readNamed, sha256Hex, writeNew } from '../app/files.ts';
import { appRules } from '../app/rules.ts';
import { fromUtf8 } from '../core/encoding/bytes.ts';
import { type Lang, refuse, type Text } from '../core/rules.ts';
import {
  buildOperation,
  buildTransaction,
  type BuiltTransaction,
  demandSound,
  joinTransactions,
  mergeTransactions,
  type NamedFile,
} from '../export/jdchain/tx/build.ts';
import type { Given, Option } from '../export/jdchain/tx/given.ts';
import type { Kind } from '../export/jdchain/tx/operations.ts';
import { readTransaction } from '../export/jdchain/tx/read.ts';
import { demandFile } from './jdchain-files.ts';
import { momentOf } from './jdchain-register.ts';
import { shownTx } from './jdchain-tx.ts';
import { type SecretOptions, sourceOf } from './options.ts';
import { type Answer, printableLines } from './output.ts';

export interface MakeOptions {
  readonly out: string;
  readonly time?: string;
}

export type NewOptions = MakeOptions & { readonly ledger: string } & Readonly<
    Record<string, string | readonly string[] | undefined>
  >;

/** Commander's name of an option. */
const camel = (name: string): string => name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

function givenBy(options: NewOptions, asked: readonly Option[]): Given {
  return Object.fromEntries(asked.map(({ name, form }) => [name, valueOf(options[camel(name)], form)]));
}

function valueOf(value: string | readonly string[] | undefined, form: Option['form']): Given[string] {
  if (value === undefined) return undefined;
  const all = typeof value === 'string' ? [value] : value;
  const [first = ''] = all;
  if (form === 'one') return first;
  if (form === 'file') return fromUtf8(readNamed(first), first);
  if (form === 'files') return all.map((file) => fromUtf8(readNamed(file), file));
  return all.flatMap((list) => list.split(',')).filter((one) => one.trim() !== '');
}

/** `jdchain tx new OPERATION`: one operation, unsigned. @throws JDCHAIN-*, FILE-EXISTS */
export function jdchainTxNew(kind: Kind, options: NewOptions): Answer {
  const operations = [buildOperation(kind, givenBy(options, kind.form?.options ?? []))];
  const made = buildTransaction({ ledgerHash: options.ledger, time: momentOf(options.time), operations });
  return written(made, options.out, unsigned);
}

/** `jdchain tx join FILE FILE…`: their operations in one unsigned transaction, all of which happen or none. */
export function jdchainTxJoin(files: readonly string[], { out, time }: MakeOptions): Answer {
  return written(joinTransactions(files.map(named), momentOf(time)), out, unsigned);
}

/** `jdchain tx merge FILE FILE…`: the signatures of all over the one content. */
export function jdchainTxMerge(files: readonly string[], { out }: MakeOptions): Answer {
  return written(mergeTransactions(files.map(named)), out, signed);
}

export interface SignOptions extends SecretOptions {
  /** Of `.priv` files, in the order in which they sign. */
  readonly signer: readonly string[];
  readonly out: string;
}

/** `jdchain tx sign FILE`: shown first, then signed by each key, opened in the vault one after the other. */
export async function jdchainTxSign(file: string, options: SignOptions, lang: Lang): Promise<Answer> {
  const bytes = demandFile(file);
  demandSound(bytes, file);
  const shown = shownTx(bytes, file);
  demandNew(placeOf(shown.json['txHash'] as string, options.out));
  const signers = options.signer.map((one) => ({ name: basename(one, '.priv'), priv: fromUtf8(readNamed(one), one) }));
  process.stderr.write(`${printableLines(shown.text[lang])}\n`);
  let made: BuiltTransaction = { bytes, txHash: '' };
  for (const signer of signers) {
    const opened = { file: made.bytes, name: file, signer };
    const answer = await signTransaction(opened, { lang, source: sourceOf(options), identities: {} });
    made = { bytes: answer.message, txHash: answer.txHash };
  }
  const answer = written(made, options.out, signed);
  // All of it was shown before the keys were opened: what is left to say is who signed.
  const keys = readTransaction(made.bytes, file).endpointSignatures.map(({ publicKey }) => `  ${publicKey}`);
  const out = placeOf(made.txHash, options.out);
  const [next, who] = [signed(out), [out, ...keys].join('\n')];
  return { ...answer, text: { en: `${who}\n${next.en}`, zh: `${who}\n${next.zh}` } };
}

const named = (name: string): NamedFile => ({ name, bytes: demandFile(name) });
const placeOf = (txHash: string, out: string): string => join(out, txHash);

function demandNew(place: string): void {
  if (existsSync(place)) throw refuse(appRules, 'FILE-EXISTS', {}, { subject: place });
}

const unsigned = (file: string): Text => ({
  en: `Nobody has signed it yet: rootseal jdchain tx sign ${file} --signer FILE.priv --out DIR`,
  zh: `尚无人签名：rootseal jdchain tx sign ${file} --signer FILE.priv --out DIR`,
});
const signed = (file: string): Text => ({
  en: `Send it with: jdchain-cli tx send --tx ${file}\nIt has no expiry: whoever holds the file can send it.`,
  zh: `发送：jdchain-cli tx send --tx ${file}\n该文件没有有效期：持有者随时可以发送。`,
});

/** Writes the file into a folder under its hash, and shows what it does. */
function written({ bytes, txHash }: BuiltTransaction, out: string, next: (file: string) => Text): Answer {
  const file = placeOf(txHash, out);
  demandNew(file);
  writeNew(resolve(file), bytes, 0o644);
  const { json, text } = shownTx(bytes, file);
  const more = next(file);
  return {
    exit: 0,
    json: { out: file, ...json, sha256: sha256Hex(bytes) },
    text: { en: `${file}\n${text.en}\n${more.en}`, zh: `${file}\n${text.zh}\n${more.zh}` },
  };
}
