import { describe, expect, test } from 'vitest';
import { withLines } from '../../../main/core/audit/cosignature.ts';
import { cosignedPath, readLog } from '../../../main/core/audit/log.ts';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { codeOf, entriesUpTo, exportedLog, key, logKey, signedCheckpoint } from './help.ts';
import { cosign, witness } from './witness-help.ts';

const a = witness(1);
const all = entriesUpTo(300);
const noted = (size: number, entries = all, by = key) => {
  const note = signedCheckpoint(entries.slice(0, size), by);
  return withLines(note, [cosign(note, a)]);
};
const withOlder = (...older: [string, Uint8Array][]) => new Map([...exportedLog(all), ...older]);

describe('older cosigned checkpoints beside a log', () => {
  test('are believed as prefixes of it, oldest first', () => {
    const files = withOlder([cosignedPath(256), noted(256)], [cosignedPath(7), noted(7)]);
    const log = readLog(files, key.parsed);
    expect(log.noted.map(({ size, unknown }) => [size, unknown.length])).toEqual([
      [7, 1],
      [256, 1],
      [300, 0],
    ]);
  });

  test.each([
    ['under another size', [cosignedPath(8), noted(7)], 'LOG-COSIGNED'],
    ['of the newest size', [cosignedPath(300), noted(300)], 'LOG-COSIGNED'],
    ['beyond the newest', [cosignedPath(301), noted(301, entriesUpTo(301))], 'LOG-COSIGNED'],
    ['cosigned by nobody', [cosignedPath(7), signedCheckpoint(all.slice(0, 7))], 'LOG-COSIGNED'],
    ['under another name', ['cosigned/07', noted(7)], 'LOG-COSIGNED'],
    ['of a fork', [cosignedPath(7), noted(7, all.with(2, utf8('{}')))], 'CHECKPOINT-ROOT'],
    ['by another log', [cosignedPath(7), noted(7, all, logKey(9))], 'NOTE-UNSIGNED'],
  ] as [string, [string, Uint8Array], string][])('%s are refused', (_, older, code) => {
    expect(codeOf(() => readLog(withOlder(older), key.parsed))).toBe(code);
  });
});
