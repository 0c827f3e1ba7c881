/** Sheets from a home, and shares back from whatever a person names: pictures, texts of codes, typed lines, other files. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { entriesOf } from '../../../main/app/journal.ts';
import { isPaper, readShare, scanShare } from '../../../main/app/scan.ts';
import { printBlank, printSheet } from '../../../main/app/sheet.ts';
import { reading } from '../../../main/app/state.ts';
import { toParts } from '../../../main/core/paper/frame.ts';
import { lineText, toLines } from '../../../main/core/paper/lines.ts';
import { matrices } from '../../../main/paper/codes.ts';
import { shareBlank, shareScan, shareSheet } from '../../../main/cli/paper.ts';
import { copyFixture, fixture } from '../../support/fixture.ts';
import { noise, page, png, setId } from './paper.ts';

const dir = mkdtempSync(join(tmpdir(), 'rootseal-paper-'));
const share = noise(500);
const parts = toParts({ content: { kind: 'share', index: 2 }, set: setId, bytes: share });
const sealed = toParts({ content: { kind: 'sealed', id: 'root-ed' }, set: setId, bytes: noise(120, 3) });
const picture = (texts: readonly string[]) => png(page(texts), { depth: 8, type: 0 });

function put(name: string, content: string | Uint8Array): string {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
}

describe('a sheet from a home', () => {
  let home: string;
  beforeAll(() => {
    ({ home } = copyFixture('v1'));
  });
  const entries = () => reading(home, (store) => entriesOf(store));

  it('is written once, the same each time, and nothing is overwritten', async () => {
    const first = await printSheet(home, 'c1', join(dir, 'c1.pdf'));
    expect(first).toMatchObject({ custodian: 'c1', index: 1, epoch: 1, rehearsal: true });
    expect(await printSheet(home, 'c1', join(dir, 'again.pdf'))).toMatchObject({ sha256: first.sha256 });
    await expect(printSheet(home, 'c1', join(dir, 'c1.pdf'))).rejects.toMatchObject({ code: 'FILE-EXISTS' });
  });

  it('is in the log before it is written: whose, of which set, by the digest of the PDF; a blank form is not', async () => {
    const before = entries().length;
    const made = await printSheet(home, 'c2', join(dir, 'logged.pdf'));
    expect(made.entry).toBe(before);
    const { setId: set, epoch, sha256 } = made;
    expect(entries().at(-1)).toMatchObject({
      kind: 'share.printed',
      data: { set, epoch, custodian: 'c2', index: 2, sha256 },
    });
    expect(
      createHash('sha256')
        .update(readFileSync(join(dir, 'logged.pdf')))
        .digest('hex'),
    ).toBe(sha256);
    await printBlank(home, 'c2', 33, join(dir, 'not-logged.pdf'));
    await printSheet(home, 'c2', join(dir, 'logged.pdf')).catch(() => undefined);
    expect(entries()).toHaveLength(before + 1);
  });

  it('of nobody is refused, with those there are', async () => {
    const refused = printSheet(home, 'c9', join(dir, 'c9.pdf'));
    await expect(refused).rejects.toMatchObject({ code: 'PAPER-CUSTODIAN', subject: 'c9', exit: 2 });
    await expect(printBlank(home, '../c1', 20, join(dir, 'c9.pdf'))).rejects.toMatchObject({ code: 'PAPER-CUSTODIAN' });
  });

  it('whose share is not as the log recorded it is refused', async () => {
    const { home: broken } = copyFixture('v1');
    const file = join(broken, 'shares', 'c2.age');
    const bytes = readFileSync(file);
    bytes[100]! ^= 1;
    writeFileSync(file, bytes);
    await expect(printSheet(broken, 'c2', join(dir, 'c2.pdf'))).rejects.toMatchObject({ code: 'HOME-ALTERED' });
  });

  it('and a blank form, by the commands', async () => {
    const sheet = await shareSheet(home, { custodian: 'c3', out: join(dir, 'c3.pdf') });
    expect(sheet).toMatchObject({ exit: 0, json: { custodian: 'c3', index: 3, out: join(dir, 'c3.pdf') } });
    const blank = await shareBlank(home, { custodian: 'c3', words: 33, out: join(dir, 'blank.pdf') });
    expect(blank.text.zh).toContain('空白表');
    expect(readFileSync(join(dir, 'blank.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('a share back', () => {
  it('from pictures in any order, with the sealed roots', async () => {
    const files = [put('b.png', picture([parts[2]!, sealed[0]!])), put('a.png', picture(parts.slice(0, 2)))];
    const out = join(dir, 'back.age');
    const answer = await shareScan(files, { out, sealed: join(dir, 'sealed') });
    expect(answer.json).toMatchObject({ out, setId, index: 2, parts: 3, sealed: [{ id: 'root-ed' }] });
    expect(new Uint8Array(readFileSync(out))).toEqual(share);
    expect(new Uint8Array(readFileSync(join(dir, 'sealed', 'root-ed.sealed')))).toEqual(noise(120, 3));
  });

  it('is written whole or not at all: all names are looked at first', async () => {
    const files = [put('b2.png', picture([parts[2]!, sealed[0]!])), put('a2.png', picture(parts.slice(0, 2)))];
    const out = join(dir, 'half.age');
    const taken = join(dir, 'sealed', 'root-ed.sealed');
    await expect(shareScan(files, { out, sealed: join(dir, 'sealed') })).rejects.toMatchObject({
      code: 'FILE-EXISTS',
      subject: taken,
    });
    expect(existsSync(out)).toBe(false);
    const same = join(dir, 'fresh', 'root-ed.sealed');
    await expect(shareScan(files, { out: same, sealed: join(dir, 'fresh') })).rejects.toMatchObject({
      code: 'FILE-EXISTS',
    });
    expect(existsSync(same)).toBe(false);
  });

  it('from the text of codes as zbarimg and others write it', async () => {
    const text = parts.toReversed().map((part) => `QR-Code:${part}`);
    expect((await scanShare([put('codes.txt', `\uFEFF${text.join('\r\n')}\n`)])).share).toEqual(share);
  });

  it('from typed lines, alone or beside pictures of the same sheet', async () => {
    const lines = put('lines.txt', toLines(share).map(lineText).join('\n'));
    expect((await scanShare([lines])).share).toEqual(share);
    const roots = put('roots.png', picture(sealed));
    expect((await scanShare([roots, lines])).sealed).toHaveLength(1);
    const other = put('other.txt', toLines(noise(500, 5)).map(lineText).join('\n'));
    await expect(scanShare([lines, other])).rejects.toMatchObject({ code: 'PAPER-MIXED' });
    await expect(scanShare([other, put('all.png', picture(parts))])).rejects.toMatchObject({ code: 'PAPER-MIXED' });
  });

  it('a picture without a code, with somebody else’s, or damaged is named', async () => {
    const blank = png({ width: 300, height: 200, data: new Uint8Array(60_000).fill(255) }, { depth: 8, type: 0 });
    const foreign = picture(['HTTPS://EXAMPLE.ORG/ABC']);
    const cases = [
      ['blank.png', blank, 'PAPER-NOTHING'],
      ['foreign.png', foreign, 'PAPER-FOREIGN'],
      ['cut.png', picture(parts).subarray(0, 3000), 'PAPER-PICTURE'],
      ['cut.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0]), 'PAPER-PICTURE'],
    ] as const;
    for (const [name, bytes, code] of cases)
      await expect(scanShare([put(name, bytes)])).rejects.toMatchObject({ code, subject: join(dir, name) });
  });

  it('what is no paper at all is named', async () => {
    for (const [name, content] of [
      ['empty', ''],
      ['blank', ' \n'],
      ['binary', noise(300)],
      ['sheet.pdf', '%PDF-1.7\n\u0000'],
    ] as const)
      await expect(scanShare([put(name, content)])).rejects.toMatchObject({ code: 'PAPER-INPUT', exit: 2 });
    await expect(scanShare([join(dir, 'nowhere.png')])).rejects.toMatchObject({ code: 'FILE-READ' });
  });

  it('is taken where a share is named; what is no paper stays as it is', async () => {
    expect(await readShare(put('one.png', picture(parts)))).toEqual(share);
    expect(await readShare(put('one.txt', parts.join('\n')))).toEqual(share);
    const age = new Uint8Array(readFileSync(fixture('v1', 'home', 'shares', 'c1.age')));
    expect(await readShare(put('one.age', age))).toEqual(age);
    for (const other of [new Uint8Array(), age, noise(40), new TextEncoder().encode('{"format":1}')])
      expect(isPaper(other)).toBe(false);
  });

  it('codes are drawn once in the size that the longest of them needs', () => {
    expect(matrices(parts)[0]).toHaveLength(89);
  });
});
