/**
 * Go's x/mod/sumdb and torchwood: they accept every log we write and refuse every spoiled one, as our own reader
 * does; and a log that they write is read by us, and is byte for byte what we would have written.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkpointText } from '../../../main/core/audit/checkpoint.ts';
import { readLog } from '../../../main/core/audit/log.ts';
import { leafHash, rootHash } from '../../../main/core/audit/merkle.ts';
import { tileFiles } from '../../../main/core/audit/tiles.ts';
import { concat, fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toBase64 } from '../../../main/core/encoding/base64.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import {
  codeOf,
  entriesUpTo,
  exportedLog,
  key,
  logKey,
  origin,
  signedCheckpoint,
  signedNote,
} from '../../unit/audit/help.ts';
import { absence, bin, judgeByGo } from './go.ts';

const absent = absence();
const required = process.env.ROOTSEAL_STRANGERS === 'required';
if (absent !== '') console.warn(`skipped: Go sumdb ${absent}`);

type Files = ReadonlyMap<string, Uint8Array>;
const scratch = mkdtempSync(join(tmpdir(), 'tlog-'));
afterAll(() => rmSync(scratch, { recursive: true }));
let folders = 0;

function newFolder(): string {
  const folder = join(scratch, String(folders++));
  mkdirSync(folder);
  return folder;
}

function read(folder: string): Map<string, Uint8Array> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const named = paths.map((one) => join(one.parentPath, one.name));
  return new Map(
    named.map((path) => [relative(folder, path).split(sep).join('/'), new Uint8Array(readFileSync(path))]),
  );
}

const go = (files: Files, { old, vkey = key.vkey }: { old?: Uint8Array; vkey?: string } = {}) =>
  judgeByGo(files, vkey, old);

const flip = (at: number) => (bytes: Uint8Array) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
const changed = (files: Files, path: string, change: (bytes: Uint8Array) => Uint8Array) =>
  new Map(files).set(path, change(files.get(path)!));
const without = (files: Files, path: string) => new Map([...files].filter(([name]) => name !== path));

const sizes = [0, 1, 2, 255, 256, 257, 300, 1000];
const all = entriesUpTo(1000);
const of = (size: number) => exportedLog(all.slice(0, size));

describe.skipIf(absent !== '' && !required)(`Go sumdb and torchwood${absent && ` (skipped: ${absent})`}`, () => {
  test.each(sizes)('a log of %i entries is accepted, with nothing left over', (size) => {
    const answer = go(of(size));
    expect(answer.why).toBe('');
    const root = toBase64(rootHash(all.slice(0, size).map(leafHash)));
    expect(answer.report).toMatchObject({
      origin,
      size,
      root,
      inclusionProofs: size,
      unknownSigs: 0,
      extraFiles: null,
    });
  });

  test('each is consistent with every older checkpoint, and none with a newer one', () => {
    for (const size of sizes) {
      for (const older of sizes) {
        const answer = go(of(size), { old: signedCheckpoint(all.slice(0, older)) });
        expect(answer.accepted, `${older} -> ${size}: ${answer.why}`).toBe(older <= size);
        if (older <= size) expect(answer.report.consistentWith).toBe(older);
        else expect(answer.why).toContain('rollback');
      }
    }
  });

  test('a log that changed an entry under an old checkpoint is no continuation of it', () => {
    const forged = all.slice(0, 300).with(17, utf8('{}'));
    const old = signedCheckpoint(all.slice(0, 256));
    expect(go(exportedLog(forged)).accepted).toBe(true);
    expect(go(exportedLog(forged), { old }).why).toContain('consistency');
  });

  test.each([...of(300).keys()])('%s: a flip, a cut, a byte more, the file missing are refused', (path) => {
    const files = of(300);
    const { length } = files.get(path)!;
    const spoiled: [string, Files][] = [
      ...[0, 1, length >> 1, length - 1].map((at): [string, Files] => [`flip ${at}`, changed(files, path, flip(at))]),
      ['cut', changed(files, path, (bytes) => bytes.slice(0, -1))],
      ['longer', changed(files, path, (bytes) => concat(bytes, new Uint8Array(1)))],
      ['missing', without(files, path)],
    ];
    for (const [what, altered] of spoiled) {
      expect(go(altered).accepted, what).toBe(false);
      expect(
        codeOf(() => readLog(altered, key.parsed)),
        what,
      ).not.toBe('accepted');
    }
  });

  test('a foreign key of the same name, and another log under our key, are refused', () => {
    const foreign = logKey(8);
    expect(go(of(300), { vkey: foreign.vkey }).why).toContain('note.Open');
    expect(go(exportedLog(all.slice(0, 300), foreign)).why).toContain('note.Open');
    const text = checkpointText({ origin: 'rootseal/other', size: 2, root: rootHash(all.slice(0, 2).map(leafHash)) });
    expect(go(changed(of(2), 'checkpoint', () => signedNote(text))).why).toContain('origin');
  });

  test('an older checkpoint over a longer folder, and a newer one over a shorter', () => {
    const older = changed(of(300), 'checkpoint', () => signedCheckpoint(all.slice(0, 256)));
    const answer = go(older);
    // Go wants no more than it needs and names the rest; our reader refuses it.
    expect(answer.report.extraFiles).toEqual(['tile/0/001.p/44', 'tile/entries/001.p/44']);
    expect(codeOf(() => readLog(older, key.parsed))).toBe('TILE-EXTRA');
    const newer = changed(of(256), 'checkpoint', () => signedCheckpoint(all.slice(0, 300)));
    expect(go(newer).accepted).toBe(false);
    expect(codeOf(() => readLog(newer, key.parsed))).toBe('TILE-MISSING');
  });

  test('a line by a key that nobody knows is kept and ignored by both', () => {
    const files = changed(of(2), 'checkpoint', (note) => utf8(`${fromUtf8(note)}— witness.example/w AAAAAAE=\n`));
    expect(go(files).report).toMatchObject({ unknownSigs: 1, extraFiles: null });
    expect(readLog(files, key.parsed).unknown).toEqual(['— witness.example/w AAAAAAE=']);
  });

  test.each(sizes)('a log of %i entries made by Go is read by us and is what we write', (size) => {
    const folder = newFolder();
    const skey = `PRIVATE+KEY+${origin}+${toHex(key.parsed.keyId)}+${toBase64(concat(new Uint8Array([1]), key.secret))}`;
    const input = all.slice(0, size).map((entry) => `${toBase64(entry)}\n`);
    const made = spawnSync(join(bin, 'make'), ['-dir', folder, '-skey', skey], { input: input.join('') });
    expect(made.stderr.toString()).toBe('');
    const theirs = read(folder);
    expect(readLog(theirs, key.parsed).entries).toEqual(all.slice(0, size));
    expect(theirs).toEqual(new Map([...tileFiles(all.slice(0, size)), ['checkpoint', theirs.get('checkpoint')!]]));
    // Ed25519 is deterministic: even the signature is the same.
    expect(fromUtf8(theirs.get('checkpoint')!)).toBe(fromUtf8(signedCheckpoint(all.slice(0, size))));
  });
});
