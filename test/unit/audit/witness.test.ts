import { describe, expect, test } from 'vitest';
import { leafHash, consistencyProof, nodesOf } from '../../../main/core/audit/merkle.ts';
import {
  formatRequest,
  formatState,
  judgeRequest,
  parseRequest,
  parseState,
} from '../../../main/core/audit/witness.ts';
import { concat, fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toBase64 } from '../../../main/core/encoding/base64.ts';
import type { RootsealError } from '../../../main/core/rules.ts';
import { codeOf, entriesUpTo, key, logKey, signedCheckpoint } from './help.ts';
import { requestOf } from './witness-help.ts';

const read = (bytes: Uint8Array) => parseRequest(bytes);
const judge = (bytes: Uint8Array, at?: number, entries = entriesUpTo(at ?? 0)) =>
  judgeRequest(read(bytes), key.vkey, at === undefined ? undefined : kept(entries));
const kept = (entries: readonly Uint8Array[]) =>
  parseState(formatState({ vkey: key.vkey, note: signedCheckpoint(entries) }));

describe('the request', () => {
  test('is the add-checkpoint body of C2SP tlog-witness, to the byte', () => {
    const proof = consistencyProof(3, 7, nodesOf(entriesUpTo(7).map(leafHash)));
    const lines = ['old 3', ...proof.map(toBase64), ''];
    expect(fromUtf8(requestOf(3, 7))).toBe(`${lines.join('\n')}\n${fromUtf8(signedCheckpoint(entriesUpTo(7)))}`);
    expect(formatRequest(read(requestOf(3, 7)))).toEqual(requestOf(3, 7));
  });

  test.each([
    ['', 'empty'],
    ['old 3\n', 'cut'],
    ['Old 3\n\nx', 'keyword'],
    ['old 03\n\nx', 'leading zero'],
    ['old -1\n\nx', 'negative'],
    ['old 9007199254740993\n\nx', 'above 2^53'],
    ['old 3\nAAAA\n\nx', 'a hash of 3 bytes'],
    [`old 3\n${`${toBase64(new Uint8Array(32))}\n`.repeat(64)}\nx`, '64 hashes'],
    ['old 3\n\nno note', 'no checkpoint'],
  ])('refuses %j (%s)', (text) => {
    expect(codeOf(() => read(utf8(text)))).toBe('WITNESS-REQUEST');
  });

  test('refuses what is no text', () => {
    expect(codeOf(() => read(new Uint8Array([0xff])))).toBe('WITNESS-REQUEST');
  });
});

describe('what a witness keeps', () => {
  test('is read as it was written, and stands under the log’s signature', () => {
    expect(kept(entriesUpTo(9)).checkpoint.size).toBe(9);
  });

  test.each([
    ['another key’s checkpoint', formatState({ vkey: logKey(8).vkey, note: signedCheckpoint(entriesUpTo(2)) })],
    ['another format', utf8('{"checkpoint":"","format":"rootseal.witness-state/2","log":""}')],
    ['no JSON', utf8('old 3')],
  ])('%s is refused', (_, bytes) => {
    expect(codeOf(() => parseState(bytes))).toBe('WITNESS-STATE');
  });
});

describe('a witness', () => {
  test('takes the first checkpoint, and every honest step from any size to any later one', () => {
    expect(judge(requestOf(0, 5)).checkpoint.size).toBe(5);
    for (let old = 1; old <= 20; old++)
      for (let size = old; size <= 20; size++) expect(judge(requestOf(old, size), old).checkpoint.size).toBe(size);
  });

  test('answers with the state to keep: the very note', () => {
    const next = judge(requestOf(4, 6), 4);
    expect(parseState(formatState(next)).note).toEqual(signedCheckpoint(entriesUpTo(6)));
  });

  test.each([
    ['a size it did not cosign', () => judge(requestOf(3, 7), 4), 'WITNESS-STALE'],
    ['a first request that begins later', () => judge(requestOf(3, 7)), 'WITNESS-STALE'],
    ['from 0 though it has cosigned', () => judge(requestOf(0, 7), 4), 'WITNESS-STALE'],
    ['a shorter log', () => judge(requestOf(2, 3), 4), 'WITNESS-SHRUNK'],
    ['a shorter log that says it begins there', () => judge(requestOf(0, 3), 4), 'WITNESS-SHRUNK'],
    ['another root of the same size', () => judge(requestOf(4, 4), 4, forgedUpTo(4)), 'WITNESS-FORK'],
    ['a log rewritten below', () => judge(requestOf(4, 7), 4, forgedUpTo(4)), 'WITNESS-PROOF'],
    ['a proof from 0', () => judge(withProof(0, 5)), 'WITNESS-PROOF'],
    ['a proof between equals', () => judge(withProof(5, 5), 5), 'WITNESS-PROOF'],
    ['no proof', () => judge(bare(4, 7), 4), 'WITNESS-PROOF'],
    [
      'another log’s key',
      () => judgeRequest(read(requestOf(4, 7)), logKey(8).vkey, kept(entriesUpTo(4))),
      'WITNESS-LOG',
    ],
    ['a note by nobody', () => judgeRequest(read(requestOf(0, 7)), logKey(8).vkey), 'NOTE-UNSIGNED'],
  ])('refuses %s', (_, act, code) => {
    expect(codeOf(act)).toBe(code);
  });

  test('shows a fork side by side', () => {
    let said = '';
    try {
      judge(requestOf(4, 4), 4, forgedUpTo(4));
    } catch (error) {
      said = (error as RootsealError).text.en;
    }
    expect(said.match(/(?:Yours|this one): \d+ \S+=/g)).toHaveLength(2);
  });

  test('every changed byte of a request is refused', () => {
    const honest = requestOf(4, 7);
    for (let at = 0; at < honest.length; at++) {
      const spoiled = honest.map((byte, i) => (i === at ? byte ^ 1 : byte));
      expect(
        codeOf(() => judge(spoiled, 4)),
        `byte ${String(at)}`,
      ).not.toBe('accepted');
    }
  });
});

const forgedUpTo = (size: number) => entriesUpTo(size).with(1, utf8('{}'));
const bare = (old: number, size: number) =>
  formatRequest({ oldSize: old, proof: [], checkpoint: signedCheckpoint(entriesUpTo(size)) });
const withProof = (old: number, size: number) =>
  formatRequest({ oldSize: old, proof: [new Uint8Array(32)], checkpoint: signedCheckpoint(entriesUpTo(size)) });

test('a request behind another one is none', () => {
  expect(codeOf(() => read(concat(requestOf(1, 2), requestOf(1, 2))))).toBe('WITNESS-REQUEST');
});
