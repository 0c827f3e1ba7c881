import { describe, expect, test } from 'vitest';
import { inclusionProof, leafHash, nodesOf } from '../../../main/core/audit/merkle.ts';
import { formatProof, parseProof, verifyProof } from '../../../main/core/audit/proof.ts';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toBase64 } from '../../../main/core/encoding/base64.ts';
import { codeOf, entriesUpTo, key, logKey, signedCheckpoint } from './help.ts';

const entries = entriesUpTo(11);
const nodes = nodesOf(entries.map(leafHash));
const checkpoint = signedCheckpoint(entries);
const proofOf = (index: number) => formatProof({ index, proof: inclusionProof(index, 11, nodes), checkpoint });
const judge = (bytes: Uint8Array, entry: Uint8Array, by = key) => verifyProof(parseProof(bytes), entry, by.parsed);

describe('c2sp.org/tlog-proof@v1', () => {
  test('of every entry is good for that entry alone', () => {
    entries.forEach((entry, index) => {
      expect(judge(proofOf(index), entry).size).toBe(11);
      expect(codeOf(() => judge(proofOf(index), entries[(index + 1) % 11]!))).toBe('PROOF-INCLUSION');
    });
  });

  test('is the text of the specification', () => {
    const { proof } = parseProof(proofOf(3));
    const lines = ['c2sp.org/tlog-proof@v1', 'index 3', ...proof.map(toBase64), ''];
    expect(fromUtf8(proofOf(3))).toBe(`${lines.join('\n')}\n${fromUtf8(checkpoint)}`);
  });

  test('a line of extra data is passed over', () => {
    const text = fromUtf8(proofOf(3)).replace('index', 'extra AAAA\nindex');
    expect(judge(utf8(text), entries[3]!).size).toBe(11);
  });

  test.each([
    ['', 'nothing'],
    ['c2sp.org/tlog-proof@v2\nindex 3\n\n', 'another version'],
    ['c2sp.org/tlog-proof@v1\nindex 03\n\n', 'leading zero'],
    ['c2sp.org/tlog-proof@v1\nextra AA==\nextra AA==\nindex 3\n\n', 'extra twice'],
    ['c2sp.org/tlog-proof@v1\nindex 3\nAAAA\n\n', 'a short hash'],
    [`c2sp.org/tlog-proof@v1\nindex 3\n${`${toBase64(new Uint8Array(32))}\n`.repeat(64)}\n`, 'a path of 64'],
  ])('refuses %j (%s)', (text) => {
    expect(codeOf(() => parseProof(utf8(text)))).toBe('PROOF-FORM');
  });

  test('another log’s key and every changed byte are refused', () => {
    expect(codeOf(() => judge(proofOf(3), entries[3]!, logKey(9)))).toBe('NOTE-UNSIGNED');
    const honest = proofOf(3);
    for (let at = 0; at < honest.length; at++) {
      const spoiled = honest.map((byte, i) => (i === at ? byte ^ 1 : byte));
      expect(
        codeOf(() => judge(spoiled, entries[3]!)),
        `byte ${String(at)}`,
      ).not.toBe('accepted');
    }
  });
});
