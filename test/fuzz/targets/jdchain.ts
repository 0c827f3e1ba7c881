/** Files and bytes of JD Chain, of ours and of other members. */
import { equal } from '../../../main/core/encoding/bytes.ts';
import '../../../main/export/jdchain/ca/certificate.ts';
import { formatCreatedTime, parseCreatedTime } from '../../../main/export/jdchain/created-time.ts';
import { rebuildGenesis } from '../../../main/export/jdchain/document.ts';
import { buildGenesis } from '../../../main/export/jdchain/genesis.ts';
import { parseGenesis } from '../../../main/export/jdchain/genesis-parse.ts';
import {
  decodePrivate,
  decodePublicKey,
  decodeSignature,
  encodePrivate,
  encodePublicKey,
  encodeSignature,
} from '../../../main/export/jdchain/keys.ts';
import { readLedgerInit } from '../../../main/export/jdchain/ledgerinit.ts';
import { writeLedgerInit } from '../../../main/export/jdchain/ledgerinit-write.ts';
import { lint } from '../../../main/export/jdchain/lint.ts';
import { holdsSecret, openLocalConf } from '../../../main/export/jdchain/local-conf.ts';
import { propertyLine, readProperties } from '../../../main/export/jdchain/properties.ts';
import { parseLedgerHash, parseRegistration } from '../../../main/export/jdchain/registration.ts';
import { readTransaction } from '../../../main/export/jdchain/tx/read.ts';
import { readPermissions } from '../../../main/export/jdchain/ledger/permissions.ts';
import { firstBlock } from '../../../main/export/jdchain/ledger/block.ts';
import { type Target, bytesOf, canonical, chosen, demandSame, long, read, short, textOf } from '../target.ts';

/** Two files in one input: a NUL, which stands in neither, divides them. */
function twoFiles(bytes: Uint8Array): readonly [Uint8Array, Uint8Array] {
  const at = bytes.indexOf(0);
  return at < 0 ? [bytes, new Uint8Array()] : [bytes.slice(0, at), bytes.slice(at + 1)];
}

/** What is read can be written, or is refused as what cannot; what was written is written again to the same bytes. */
function ledgerInit(bytes: Uint8Array): boolean {
  const [file, consensus] = twoFiles(bytes);
  const init = read(() => readLedgerInit(file, { consensus: () => consensus }));
  const written = init && read(() => writeLedgerInit(init));
  if (!written) return false;
  const again = writeLedgerInit(readLedgerInit(written.ledgerInit, { consensus: () => written.consensus }));
  demandSame(again.ledgerInit, written.ledgerInit, 'ledger.init');
  demandSame(again.consensus, written.consensus, 'bftsmart.config');
  return true;
}

function folder(bytes: Uint8Array): boolean {
  const [file, consensus] = twoFiles(bytes);
  const files = (more: readonly (readonly [string, Uint8Array])[]) =>
    new Map([['ledger.init', file], ['bftsmart/bftsmart.config', consensus], ...more]);
  lint(
    [
      { name: 'a', files: files([['local.conf', consensus]]) },
      { name: 'b', files: files([['a.pub', file.subarray(0, 120)]]) },
    ],
    0,
  );
  return true;
}

function properties(bytes: Uint8Array): boolean {
  const found = read(() => readProperties(bytes, 'a.conf'));
  if (!found) return false;
  const text = (read(() => found.entries.map(({ key, value }) => propertyLine(key, value))) ?? []).join('');
  const entries = (all: typeof found) => JSON.stringify(all.entries.map(({ key, value }) => [key, value]));
  // A lone half of a pair is possible in Java's escapes, and has no UTF-8.
  if (
    !/\p{Surrogate}/u.test(text) &&
    text !== '' &&
    entries(readProperties(bytesOf(text), 'a.conf')) !== entries(found)
  )
    throw new Error('properties do not read back');
  return true;
}

/** The `.pwd` of the password "abc". */
const password = 'DYu3G8aGTMBW1WrTw76zxQJQU4DHLw9MLyy7peG4LKkY';

function localConf(bytes: Uint8Array): boolean {
  read(() => openLocalConf(bytes));
  return read(() => holdsSecret(bytes)) !== undefined;
}

function publicKey(bytes: Uint8Array): boolean {
  const text = textOf(bytes);
  const key = read(() => decodePublicKey(text));
  if (key && encodePublicKey(key.suite, key.raw) !== text) throw new Error('another text of the same key');
  const signature = read(() => decodeSignature(text));
  if (signature && encodeSignature(signature.suite, signature.raw) !== text) throw new Error('another signature');
  const hash = read(() => parseLedgerHash(text));
  return [key, signature, hash].some((one) => one !== undefined);
}

function privateKey(bytes: Uint8Array): boolean {
  const text = textOf(bytes);
  const key = read(() => decodePrivate(text, password));
  if (key && encodePrivate(key.suite, key.secret, password) !== text) throw new Error('another .priv of the same key');
  return key !== undefined;
}

function createdTime(bytes: Uint8Array): boolean {
  const text = textOf(bytes);
  const time = read(() => parseCreatedTime(text, 'created-time'));
  if (time !== undefined && parseCreatedTime(formatCreatedTime(time), 'created-time') !== time)
    throw new Error('another moment');
  return time !== undefined;
}

const genesis = canonical(
  (bytes) => parseGenesis(bytes),
  (input) => buildGenesis(input).content,
);

/** It rebuilds and compares; what it takes must stand. */
function registration(bytes: Uint8Array): boolean {
  return read(() => parseRegistration(bytes)) !== undefined;
}

/** What is shown of it is text, in both languages, whoever made the file. */
function transaction(bytes: Uint8Array): boolean {
  const before = bytes.slice();
  const tx = read(() => readTransaction(bytes));
  demandSame(bytes, before, 'the input');
  for (const { lines, kind } of tx?.operations ?? [])
    for (const { field, value } of lines)
      if (typeof value !== 'string' || field.en === '' || field.zh === '' || kind?.title.zh === '')
        throw new Error('a field without words');
  return tx !== undefined;
}

/** Signatures, a NUL, and their genesis: whatever is taken has a hash, the same every time. */
function ledgerHash(bytes: Uint8Array): boolean {
  const [file, content] = twoFiles(bytes);
  const signatures = read(() => readPermissions(file, 'signatures.json'));
  const block = signatures && read(() => firstBlock(content, signatures));
  if (signatures && block && firstBlock(content, signatures).ledgerHashText !== block.ledgerHashText)
    throw new Error('another ledger hash');
  return block !== undefined;
}

function genesisDocument(bytes: Uint8Array): boolean {
  const rebuilt = read(() => rebuildGenesis(bytes));
  if (rebuilt && !equal(buildGenesis(rebuilt.init.genesis).content, rebuilt.content))
    throw new Error('another genesis');
  return rebuilt !== undefined;
}

export const jdchainTargets: readonly Target[] = [
  { name: 'ledger-init', seconds: long, run: ledgerInit },
  { name: 'jdchain-lint', seconds: short, run: folder },
  { name: 'jdchain-properties', seconds: short, run: properties },
  { name: 'jdchain-local-conf', seconds: short, run: localConf },
  { name: 'jdchain-keys', seconds: short, run: chosen([publicKey, privateKey, createdTime]) },
  { name: 'jdchain-genesis', seconds: short, run: genesis },
  { name: 'jdchain-genesis-document', seconds: short, run: genesisDocument },
  { name: 'jdchain-registration', seconds: short, run: registration },
  { name: 'jdchain-transaction', seconds: short, run: transaction },
  { name: 'jdchain-ledger-hash', seconds: short, run: ledgerHash },
];
