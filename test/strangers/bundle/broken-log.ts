/** Logs by writers with one rule broken. */
import { encodeEntry } from '../../../main/core/audit/entry.ts';
import { checkpointText } from '../../../main/core/audit/checkpoint.ts';
import { leafHash, rootHash } from '../../../main/core/audit/merkle.ts';
import { formatNote, noteSignatureLine } from '../../../main/core/audit/note.ts';
import { concat, sha256, u8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toBase64 } from '../../../main/core/encoding/base64.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { entriesOf, forge, logFolder } from '../../support/forger.ts';
import type { Broken, Kit } from './kit.ts';

export function brokenLogs({ base, origin, logKey }: Kit): Broken[] {
  interface LogParts {
    readonly entries: Uint8Array[];
    readonly log: Map<string, Uint8Array>;
  }
  const sign = (text: string, over = text) =>
    formatNote(text, [noteSignatureLine(origin, logKey.publicKey, logKey.sign(utf8(over)))]);
  const head = (size: number, root: Uint8Array) => sign(checkpointText({ origin, size, root }));
  const log = (
    writer: string,
    ours: RegExp,
    says: RegExp,
    change: (parts: LogParts) => Iterable<readonly [string, Uint8Array]>,
  ): Broken => ({
    writer: `log: ${writer}`,
    ...{ ours, says, stranger: 'go' },
    make: async () => {
      const files = await forge(base);
      const entries = entriesOf(files).map(encodeEntry);
      const changed = new Map(change({ entries, log: logFolder(entries, origin, logKey) }));
      const rest = [...files].filter(([path]) => !path.startsWith('log/'));
      return new Map([...rest, ...[...changed].map(([path, bytes]) => [`log/${path}`, bytes] as const)]);
    },
  });
  const tile = ({ log: files }: LogParts, of: 'tile/0/' | 'tile/entries/') =>
    [...files].find(([path]) => path.startsWith(of))!;

  return [
    log(
      'nodes hashed without their prefix',
      /^CHECKPOINT-ROOT log\/checkpoint/,
      /root of the entries/,
      ({ entries, log: files }) =>
        files.set(
          'checkpoint',
          head(
            entries.length,
            treeBy(
              entries.map((entry) => leafHash(entry)),
              (l, r) => sha256(concat(l, r)),
            ),
          ),
        ),
    ),
    log(
      'nodes hashed right before left',
      /^CHECKPOINT-ROOT log\/checkpoint/,
      /root of the entries/,
      ({ entries, log: files }) =>
        files.set(
          'checkpoint',
          head(
            entries.length,
            treeBy(
              entries.map((entry) => leafHash(entry)),
              (l, r) => sha256(concat(u8(1), r, l)),
            ),
          ),
        ),
    ),
    log(
      'leaves hashed without their prefix, tile and root alike',
      /^TILE-DIFFERS log\/tile/,
      /root of the entries/,
      (parts) => {
        const leaves = parts.entries.map((entry) => sha256(entry));
        parts.log.set(tile(parts, 'tile/0/')[0], concat(...leaves));
        return parts.log.set('checkpoint', head(leaves.length, rootHash(leaves)));
      },
    ),
    log('a tile of wrong hashes', /^TILE-DIFFERS log\/tile\/0/, /tile .* is wrong/, (parts) => {
      const [path, bytes] = tile(parts, 'tile/0/');
      return parts.log.set(path, concat(bytes.slice(32), bytes.slice(0, 32)));
    }),
    log('a partial tile under the name of a full one', /^TILE-MISSING log\/tile\/0/, /no such file/, (parts) => {
      const [path, bytes] = tile(parts, 'tile/0/');
      parts.log.delete(path);
      return parts.log.set('tile/0/000', bytes);
    }),
    log('entry lengths with the low byte first', /^TILE-BUNDLE log\/tile\/entries/, /entry/, (parts) => {
      const low = (n: number) => new Uint8Array([n & 0xff, n >> 8]);
      const bytes = concat(...parts.entries.flatMap((entry) => [low(entry.length), entry]));
      return parts.log.set(tile(parts, 'tile/entries/')[0], bytes);
    }),
    log(
      'a signature over the text without its last line feed',
      /^NOTE-SIGNATURE log\/checkpoint/,
      /note\.Open/,
      ({ entries, log: files }) => {
        const text = checkpointText({ origin, size: entries.length, root: rootHash(entries.map((e) => leafHash(e))) });
        return files.set('checkpoint', sign(text, text.slice(0, -1)));
      },
    ),
    log('a size that counts one too many', /^TILE-MISSING log\/tile/, /no such file/, ({ entries, log: files }) =>
      files.set('checkpoint', head(entries.length + 1, rootHash(entries.map((e) => leafHash(e))))),
    ),
    log(
      'an origin that is not the name of its key',
      /^CHECKPOINT-ORIGIN log\/checkpoint/,
      /origin/,
      ({ entries, log: files }) => {
        const root = rootHash(entries.map((e) => leafHash(e)));
        return files.set('checkpoint', sign(checkpointText({ origin: 'rootseal/other', size: entries.length, root })));
      },
    ),
    {
      ...{ writer: 'log: a key id that leaves the line feed out', stranger: 'go' },
      ...{ ours: /^VKEY-KEY-ID log\.vkey/, says: /invalid verifier|malformed|hash/ },
      make: () => {
        const id = toHex(sha256(concat(utf8(origin), u8(1), logKey.publicKey)).slice(0, 4));
        const line = `${origin}+${id}+${toBase64(concat(u8(1), logKey.publicKey))}\n`;
        return forge(base, { files: (files) => new Map(files).set('log.vkey', utf8(line)) });
      },
    },
  ];
}

/** A Merkle tree of RFC 6962's shape with other node hashes. */
function treeBy(leaves: readonly Uint8Array[], node: (left: Uint8Array, right: Uint8Array) => Uint8Array): Uint8Array {
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return node(treeBy(leaves.slice(0, k), node), treeBy(leaves.slice(k), node));
}
