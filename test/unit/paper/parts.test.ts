/** Parts of a sheet in QR codes: any order, repeated, over several pictures; what is of two sheets is named. */
import { describe, expect, it } from 'vitest';
import { gather, oneSheet } from '../../../main/core/paper/collect.ts';
import { type Whole, mostParts, partLength, readPart, toParts } from '../../../main/core/paper/frame.ts';
import { refusalOf } from '../../refusal.ts';
import { noise, setId } from './paper.ts';

const share = (bytes: Uint8Array, index = 1, set = setId): Whole => ({ content: { kind: 'share', index }, set, bytes });
const sealed = (bytes: Uint8Array, id = 'root-ed', set = setId): Whole => ({
  content: { kind: 'sealed', id },
  set,
  bytes,
});
const found = (texts: readonly string[], from = 'p1.png') => texts.map((text) => ({ text, from }));
const sheet = (...texts: readonly string[]) => oneSheet(gather(found(texts)));

describe('parts', () => {
  it.each([1, 5, partLength - 1, partLength, partLength + 1, 823, 2000, mostParts * partLength])(
    'of %i bytes come back',
    (length) => {
      const bytes = noise(length, length);
      const parts = toParts(share(bytes));
      expect(parts).toHaveLength(Math.ceil(length / partLength));
      expect(sheet(...parts).share.bytes).toEqual(bytes);
    },
  );

  it('are of the characters of QR’s alphanumeric mode alone', () => {
    for (const text of [...toParts(share(noise(823))), ...toParts(sealed(noise(300), 'a-0'))])
      expect(text).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
  });

  it('come back in any order, read more than once, beside codes of other people and sealed files', () => {
    const bytes = noise(823);
    const parts = toParts(share(bytes, 3));
    const root = noise(307, 9);
    const all = [...parts.toReversed(), 'https://example.org', ...toParts(sealed(root)), ...parts];
    const result = sheet(...all);
    expect(result.share).toMatchObject({ bytes, content: { kind: 'share', index: 3 }, set: setId, total: 4 });
    expect(result.sealed.map(({ content, bytes: whole }) => [content, whole])).toEqual([
      [{ kind: 'sealed', id: 'root-ed' }, root],
    ]);
  });

  it('a sealed file that is not whole does not stop a share', () => {
    const [half] = toParts(sealed(noise(307)));
    expect(sheet(...toParts(share(noise(50))), half!).sealed).toEqual([]);
  });

  it('what is missing is said', () => {
    const [a, , c] = toParts(share(noise(823)));
    const refusal = refusalOf(() => sheet(c!, a!));
    expect(refusal).toMatchObject({ code: 'PAPER-MISSING', exit: 1 });
    expect(refusal.text.en).toContain('2 of 4 parts were read, missing: 2, 4');
    expect(refusal.text.zh).toContain('缺少：2, 4');
  });

  it.each([
    ['two shares of one set', share(noise(300, 1), 1), share(noise(300, 2), 2)],
    ['shares of two sets', share(noise(300, 1), 1), share(noise(300, 1), 1, '00'.repeat(16))],
    ['one share printed before and after it was sealed anew', share(noise(300, 1), 1), share(noise(300, 2), 1)],
    [
      'a share and the sealed roots of another set',
      share(noise(300, 1), 1),
      sealed(noise(300, 2), 'root-ed', '00'.repeat(16)),
    ],
    ['a share of another length of the same beginning', share(noise(300, 1), 1), share(noise(200, 1), 1)],
  ])('%s are two sheets, both named', (_, one, other) => {
    const refusal = refusalOf(() => sheet(...toParts(one), ...toParts(other)));
    expect(refusal.code).toBe('PAPER-MIXED');
    const names = refusal.text.en.match(/(?:share \d|root-ed\.sealed) of set [0-9a-f]{8}… \(SHA-256 [0-9a-f]{8}…\)/g);
    expect(new Set(names).size).toBe(2);
  });

  it('two versions of one sealed file are two sheets', () => {
    const texts = [share(noise(30)), sealed(noise(100, 1)), sealed(noise(100, 2))].flatMap(toParts);
    expect(refusalOf(() => sheet(...texts)).code).toBe('PAPER-MIXED');
  });

  it('sealed files alone are no share', () => {
    expect(refusalOf(() => sheet(...toParts(sealed(noise(100))))).code).toBe('PAPER-SHARE-NONE');
  });

  it('a part with other content under the same heading is a conflict', () => {
    const [first, second] = toParts(share(noise(400)));
    const data = toParts(share(noise(400, 2)))[0]!
      .split(':')
      .at(-1)!;
    const forged = [...first!.split(':').slice(0, -1), data].join(':');
    expect(refusalOf(() => sheet(first!, second!, forged)).code).toBe('PAPER-CONFLICT');
    expect(refusalOf(() => sheet(forged, second!)).code).toBe('PAPER-DIGEST');
  });

  it('a file that is too large for a sheet, or empty, is refused', () => {
    for (const length of [0, mostParts * partLength + 1])
      expect(refusalOf(() => toParts(share(new Uint8Array(length)))).code).toBe('PAPER-TOO-LARGE');
  });
});

describe('the text of one code', () => {
  const [good = ''] = toParts(share(noise(400)));
  const changed = (place: number, to: string) =>
    good
      .split(':')
      .map((field, i) => (i === place ? to : field))
      .join(':');

  it('is passed over when it is somebody else’s', () => {
    for (const text of ['', 'hello', 'rootseal1:', 'upi://pay']) expect(readPart(text, 'x')).toBeUndefined();
  });

  it.each(['ROOTSEAL2', 'ROOTSEAL', 'ROOTSEAL1X', 'ROOTSEAL10'])('of version %s is named', (head) => {
    expect(refusalOf(() => readPart(changed(0, head), 'p3.png'))).toMatchObject({
      code: 'PAPER-VERSION',
      subject: 'p3.png',
      exit: 2,
    });
  });

  it.each([
    [1, 'SHARE.0'],
    [1, 'SHARE.256'],
    [1, 'SHARE.01'],
    [1, 'SHARE'],
    [1, 'SEALED.'],
    [1, 'SEALED.-A'],
    [1, 'OTHER.1'],
    [1, 'share.1'],
    [2, 'ab'.repeat(16)],
    [2, 'AB'.repeat(15)],
    [2, ''],
    [3, '0/2'],
    [3, '3/2'],
    [3, '1/100'],
    [3, '01/2'],
    [3, '1'],
    [3, '1/2/3'],
    [4, 'AB'.repeat(17)],
    [4, ''],
    [5, ''],
    [5, 'AAAA0'],
    [5, 'AAA='],
    [5, 'AAAAAAAA'],
    [5, 'AB'],
    [5, 'A'],
  ])('with field %i as “%s” is refused', (place, to) => {
    expect(refusalOf(() => readPart(changed(place, to), 'p3.png'))).toMatchObject({
      code: 'PAPER-PART',
      subject: 'p3.png',
    });
  });

  it('with a further field is refused', () => {
    expect(refusalOf(() => readPart(`${good}:X`, 'p3.png')).code).toBe('PAPER-PART');
  });
});
