/** The post of a window: what came in a folder, what was made here for others, one document in full. */
import type { Handlers, ReplyOf, RequestOf } from '../../../preload/contract/index.ts';
import { lackingProof } from '../../core/consortium/unproved.ts';
import { fromHex } from '../../core/encoding/hex.ts';
import { matrices } from '../../paper/codes.ts';
import {
  type Document,
  type DocumentKey,
  carryTexts,
  documentIn,
  isRehearsal,
  keysOf,
  linesOf,
  partsOf,
  titleOf,
} from '../documents.ts';
import { readNamed, sha256Hex } from '../files.ts';
import { type PostFile, lookThrough } from '../post.ts';
import { signingCommands, signingLine } from '../voting.ts';
import type { GroundSource } from './ground.ts';
import type { Outbox } from './outbox.ts';
import { fullPath } from './paths.ts';
import { hashView } from './view.ts';
import { refusalOf } from './window-desk.ts';

type Channels = 'post.look' | 'post.read' | 'post.forget';

export function postHandlers(grounds: GroundSource, outbox: Outbox): Pick<Handlers, Channels> {
  // A page is another one after each act in which a secret was typed: the program knows where people were.
  let last: RequestOf<'post.look'> = {};
  return {
    'post.look': async (request) => {
      const asked = { ...last, ...request };
      const { folder, at } = asked;
      // What cannot be read any more, as a stick that was pulled out, is not asked for a second time.
      last = {};
      const ground = folder === undefined || at === undefined ? undefined : await grounds.at(at);
      const now = new Date().toISOString();
      const place = folder === undefined ? undefined : fullPath(folder);
      const post = place === undefined ? { files: [], others: 0 } : lookThrough(place, ground, now);
      last = asked;
      return { ...asked, items: post.files.map(itemOf), others: post.others, outbox: outbox.list() };
    },
    'post.read': async ({ file }) => read(fullPath(file)),
    'post.forget': async ({ file }) => {
      outbox.forget(file);
      return {};
    },
  };
}

type Item = ReplyOf<'post.look'>['items'][number];

function itemOf({ file, kind, title, todo, state, refused, proposal, beside }: PostFile): Item {
  return {
    ...{ file, kind, title: { ...title }, todo: { ...todo }, state, beside: [...beside] },
    ...(kind !== 'sealed' && kind !== 'signature' && { hash: hashOf(readNamed(file), file) }),
    ...(refused && { refusal: refusalOf(refused) }),
    ...(proposal !== undefined && { proposal }),
  };
}

const hashOf = (bytes: Uint8Array, file: string) => hashView(fromHex(sha256Hex(bytes), file));

/** @throws what `documentIn` does, FILE-READ */
function read(file: string): ReplyOf<'post.read'> {
  const bytes = readNamed(file);
  const document = documentIn(bytes, file);
  const { kind } = document;
  return {
    ...{ file, kind, title: { ...titleOf(document) }, rehearsal: isRehearsal(document) },
    hash: hashOf(bytes, file),
    lines: linesOf(document).map(({ field, value }) => ({
      field: { ...field },
      value: typeof value === 'string' ? value : { ...value },
    })),
    keys: keysOf(document).map(keyView),
    codes: rowsOf(partsOf(kind, bytes)),
    carry: { ...carryTexts[kind] },
    commands: commandsOf(document, file),
  };
}

/** The key as text of QR's alphanumeric mode: `ED25519:` and its hex digits in capitals. */
function keyView({ use, suite, publicKey, id }: DocumentKey): ReplyOf<'post.read'>['keys'][number] {
  const [code = []] = rowsOf([`${suite}:${publicKey}`.toUpperCase()]);
  return { use: { ...use }, suite, publicKey, hash: hashView(fromHex(id, 'key')), code };
}

const rowsOf = (texts: readonly string[]): string[][] =>
  texts.length === 0
    ? []
    : matrices(texts).map((matrix) => matrix.map((row) => row.map((dark) => (dark ? '1' : '0')).join('')));

/** What is not for the suite of the voter is no use to them; which it is, the statement does not say. */
const commandsOf = (document: Document, file: string) =>
  document.kind === 'draft'
    ? lackingProof(document.of).map(({ suite, use }) => ({
        tool: `OpenSSL, ${suite} (${use})`,
        line: signingLine(suite, `${file}.tosign`),
      }))
    : document.kind === 'statement'
      ? signingCommands(file)
          .filter(({ tool, suite }) => tool === 'openssl' || suite === 'ed25519')
          .map(({ tool, suite, line }) => ({
            tool: tool === 'openssl' ? `OpenSSL, ${suite === 'p256' ? 'P-256' : 'Ed25519'}` : 'ssh-keygen',
            line,
          }))
      : [];
