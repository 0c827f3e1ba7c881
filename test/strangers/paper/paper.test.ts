/**
 * A sheet without this program: poppler draws and reads it, zbarimg finds its codes, Debian's age and Python open what
 * is in them, by the script that is printed on it. The whole way is docs/recovery.md, which CI runs as well.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scanShare } from '../../../main/app/scan.ts';
import { printBlank, printSheet } from '../../../main/app/sheet.ts';
import { recoveryScripts } from '../../../main/core/paper/recovery-script.ts';
import { scanPicture } from '../../../main/paper/scan.ts';
import { copyFixture, passphrasesOf } from '../../support/fixture.ts';

const recoveryScript = recoveryScripts.shamir.text;
const tools = [
  ['pdftoppm', '-v'],
  ['pdftotext', '-v'],
  ['pdfinfo', '-v'],
  ['pdffonts', '-v'],
  ['zbarimg', '--version'],
  ['age', '--version'],
] as const;
const there = tools.every(([tool, flag]) => spawnSync(tool, [flag]).status === 0);
const python = '/usr/bin/python3';
const ready = there && spawnSync(python, ['-c', 'import cbor2, nacl.bindings']).status === 0;
const why = ready ? '' : ' (skipped: a tool is missing, run test/strangers/paper/setup.sh)';
if (!ready && process.env['ROOTSEAL_STRANGERS'] === 'required') throw new Error(`a stranger is missing${why}`);
if (!ready) console.warn(`test/strangers/paper${why}`);

const version = 'v1';
const custodians = ['c1', 'c2', 'c4'];
const agepty = new URL('../age/agepty.py', import.meta.url).pathname;
let dir: string;
let home: string;

function ran(command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: dir, encoding: 'utf8', maxBuffer: 1 << 26 });
  // zbarimg answers 4 where one of the pictures has no code.
  if (status !== 0 && !(command === 'zbarimg' && status === 4)) throw new Error(`${command}: ${stderr}`);
  return stdout;
}

const codes = (...pictures: readonly string[]) =>
  ran('zbarimg', '-q', '--raw', ...pictures)
    .split('\n')
    .filter((line) => line !== '');
const pages = (file: string, dpi: number, ...more: readonly string[]) =>
  ran('pdftoppm', '-r', String(dpi), '-gray', ...more, `${file}.pdf`, `${file}-${dpi}`);
const bytes = (...path: readonly string[]) => new Uint8Array(readFileSync(join(...path)));

describe.skipIf(!ready)(`a sheet${why}`, () => {
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'rootseal-paper-'));
    ({ home } = copyFixture(version));
    for (const id of custodians) await printSheet(home, id, join(dir, `${id}.pdf`));
    await printSheet(home, 'c5', join(dir, 'c5.pdf'));
    await printBlank(home, 'c1', 33, join(dir, 'blank.pdf'));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('is A4, tagged, has a title, and every font in it is embedded as a subset', () => {
    for (const file of ['c1.pdf', 'blank.pdf']) {
      const info = ran('pdfinfo', file);
      expect(info).toMatch(/Tagged: +yes/);
      expect(info).toMatch(/Page size: +595\.28 x 841\.89 pts \(A4\)/);
      expect(info).toMatch(/Title: +.*王芳.*Wang Fang/);
      const fonts = ran('pdffonts', file).trim().split('\n').slice(2);
      expect(fonts.length).toBeGreaterThan(1);
      for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+.* yes +yes +yes /);
    }
  });

  it('says in plain text who, what, which, in both languages', () => {
    const text = ran('pdftotext', '-layout', '-l', '1', 'c1.pdf', '-');
    for (const said of [
      '份额单',
      'Share sheet',
      '演练',
      'REHEARSAL',
      '食品溯源联盟',
      'Wang Fang',
      '1 of 5; any 3 restore',
      '防拆袋编号',
    ])
      expect(text).toContain(said);
    expect(ran('pdftotext', '-layout', 'c5.pdf', '-')).toMatch(/age -d -i IDENTITY\.txt/);
    // What is filled in is on one page; the other says what it is and how it is checked.
    expect(ran('pdfinfo', 'blank.pdf')).toMatch(/Pages: +2\n/);
    expect(ran('pdftotext', '-layout', '-f', '1', '-l', '1', 'blank.pdf', '-')).toMatch(/^.*\b33\b/m);
    expect(ran('pdftotext', '-layout', '-f', '2', '-l', '2', 'blank.pdf', '-')).toContain('share check words:c1');
  });

  it('carries the script so that its text, copied, is the script but for blanks at line ends', () => {
    const squeezed = (text: string) => text.replace(/\s+/g, ' ');
    const text = squeezed(ran('pdftotext', '-layout', '-f', '6', '-l', '7', 'c1.pdf', '-'));
    const half = recoveryScript.split('\n').slice(0, 30).join('\n');
    expect(text).toContain(squeezed(half).trim());
  });

  it.each([90, 150])('at %i dots per inch gives zbarimg and us the same codes', async (dpi) => {
    for (const page of ['2', '8', '9']) pages('c1', dpi, '-png', '-f', page, '-l', page);
    for (const [page, count] of [
      ['2', 4],
      ['8', 4],
      ['9', 2],
    ] as const) {
      const picture = `c1-${dpi}-${page}.png`;
      const read = codes(picture);
      expect(read).toHaveLength(count);
      expect((await scanPicture(bytes(dir, picture))).toSorted()).toEqual(read.toSorted());
    }
  });

  it('printed at 60 % and saved as JPEG, or in black and white alone, still reads', async () => {
    pages('c2', 90, '-jpeg', '-f', '2', '-l', '2');
    ran('pdftoppm', '-r', '150', '-mono', '-png', '-f', '2', '-l', '2', 'c2.pdf', 'c2-mono');
    for (const picture of ['c2-90-2.jpg', 'c2-mono-2.png'])
      expect((await scanShare([join(dir, picture)])).share).toEqual(bytes(home, 'shares', 'c2.age'));
  });

  it('of another custodian in the pile is named', async () => {
    pages('c1', 90, '-png', '-f', '2', '-l', '2');
    pages('c4', 90, '-png', '-f', '2', '-l', '2');
    const both = scanShare([join(dir, 'c1-90-2.png'), join(dir, 'c4-90-2.png')]);
    await expect(both).rejects.toMatchObject({ code: 'PAPER-MIXED' });
    pages('c1', 90, '-png', '-f', '1', '-l', '1');
    await expect(scanShare([join(dir, 'c1-90-1.png')])).rejects.toMatchObject({ code: 'PAPER-NOTHING' });
  });

  it('has lines that are typed back', async () => {
    const text = ran('pdftotext', '-layout', 'c4.pdf', '-');
    const lines = text.split('\n').filter((line) => /^ *(\d+|END) +([A-Z2-7]{1,5} +)+[A-Z2-7]{4}$/.test(line));
    writeFileSync(join(dir, 'lines.txt'), lines.join('\n'));
    expect((await scanShare([join(dir, 'lines.txt')])).share).toEqual(bytes(home, 'shares', 'c4.age'));
    writeFileSync(join(dir, 'recover.py'), recoveryScript);
    ran(python, 'recover.py', 'paper', 'lines.txt');
    expect(bytes(dir, 'lines.age')).toEqual(bytes(home, 'shares', 'c4.age'));
  });

  it('and two more give the root keys to Debian’s tools and the script on them', () => {
    writeFileSync(join(dir, 'recover.py'), recoveryScript);
    for (const id of custodians) for (const page of ['2', '8', '9']) pages(id, 100, '-png', '-f', page, '-l', page);
    writeFileSync(
      join(dir, 'codes.txt'),
      codes(...custodians.flatMap((id) => [2, 8, 9].map((page) => `${id}-100-${page}.png`))).join('\n'),
    );
    ran(python, 'recover.py', 'paper', 'codes.txt');
    for (const id of custodians) openShare(id);
    for (const root of ['root-ed', 'root-sm']) {
      const said = ran(
        python,
        'recover.py',
        'root',
        `${root}.sealed`,
        ...custodians.map((id) => `share-${id.slice(1)}.cbor`),
      );
      const { publicKey } = JSON.parse(readFileSync(join(home, 'public', 'roots', `${root}.json`), 'utf8')) as {
        publicKey: string;
      };
      expect(said).toContain(`public key ${publicKey} opened`);
    }
    const seed =
      "import sys; from nacl.signing import SigningKey; print(SigningKey(open('root-ed.key','rb').read()).verify_key.encode().hex())";
    const { publicKey } = JSON.parse(readFileSync(join(home, 'public', 'roots', 'root-ed.json'), 'utf8')) as {
      publicKey: string;
    };
    expect(ran(python, '-c', seed).trim()).toBe(publicKey);
  });

  it('with a line altered, a part missing or a share altered is refused by the script as well', () => {
    const failing = (...args: readonly string[]) =>
      spawnSync(python, ['recover.py', ...args], { cwd: dir, encoding: 'utf8' });
    const lines = readFileSync(join(dir, 'lines.txt'), 'utf8').split('\n');
    writeFileSync(
      join(dir, 'slip.txt'),
      lines.map((line, i) => (i === 4 ? line.replace(/[A-Y]/, 'Z') : line)).join('\n'),
    );
    expect(failing('paper', 'slip.txt').stderr).toContain('line 5 of slip.txt: typed wrongly');
    writeFileSync(join(dir, 'short.txt'), lines.filter((_, i) => i !== 4).join('\n'));
    expect(failing('paper', 'short.txt').stderr).toContain('a line is missing');
    const parts = readFileSync(join(dir, 'codes.txt'), 'utf8').split('\n');
    writeFileSync(
      join(dir, 'half.txt'),
      parts.filter((line) => !line.includes('SHARE.1:') || !line.includes(':2/4:')).join('\n'),
    );
    expect(failing('paper', 'half.txt').stderr).toMatch(/SHARE\.1 .*part \[2\] of 4 is missing/);
    const one = bytes(dir, 'share-1.cbor');
    const share = Buffer.from(one).indexOf('share', Buffer.from(one).indexOf('share') + 1);
    one[share + 12]! ^= 1;
    writeFileSync(join(dir, 'altered.cbor'), one);
    expect(failing('look', 'altered.cbor').status).not.toBe(0);
    expect(failing('root', 'root-ed.sealed', 'share-1.cbor', 'share-2.cbor').stderr).toContain(
      '2 of 3 shares: too few',
    );
  });
});

/** Debian's age takes a passphrase from a terminal alone. */
function openShare(id: string): void {
  const index = id.slice(1);
  const file = join(dir, 'passphrase');
  writeFileSync(file, passphrasesOf(version)[id]!, { mode: 0o600 });
  ran('python3', agepty, file, 'age', '-d', '-o', `share-${index}.cbor`, `share-${index}.age`);
}
