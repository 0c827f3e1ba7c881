import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromBase58, toBase58 } from '../../../main/core/encoding/base58.ts';
import { fromBase64, toBase64 } from '../../../main/core/encoding/base64.ts';
import * as bytes from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { refusal } from '../../refusal.ts';

const ascii = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));

describe('bytes', () => {
  it('writes big-endian integers and refuses what does not fit', () => {
    expect(toHex(bytes.u8(255))).toBe('ff');
    expect(toHex(bytes.u16(0x1234))).toBe('1234');
    expect(toHex(bytes.u32(0xfedcba98))).toBe('fedcba98');
    expect(toHex(bytes.u64(2 ** 53 - 1))).toBe('001fffffffffffff');
    for (const act of [
      () => bytes.u8(256),
      () => bytes.u8(-1),
      () => bytes.u16(65536),
      () => bytes.u32(2 ** 32),
      () => bytes.u64(2 ** 53),
      () => bytes.u32(0.5),
      () => bytes.u32(Number.NaN),
    ]) {
      expect(refusal(act)).toBe('ENCODING-INTEGER');
    }
  });

  it('reads them back and refuses a short array or an unsafe integer', () => {
    expect(bytes.readU16(fromHex('00ffee', 'x'), 1)).toBe(0xffee);
    expect(bytes.readU32(fromHex('fedcba98', 'x'))).toBe(0xfedcba98);
    expect(bytes.readU64(fromHex('001fffffffffffff', 'x'))).toBe(2 ** 53 - 1);
    expect(refusal(() => bytes.readU64(fromHex('0020000000000000', 'x')))).toBe('ENCODING-INTEGER');
    expect(refusal(() => bytes.readU32(fromHex('fedcba', 'x')))).toBe('ENCODING-INTEGER');
  });

  it('compares contents and lengths', () => {
    expect(bytes.equal(ascii('abc'), ascii('abc'))).toBe(true);
    expect(bytes.equal(ascii('abc'), ascii('abd'))).toBe(false);
    expect(bytes.equal(ascii('abc'), ascii('ab'))).toBe(false);
    expect(bytes.equal(new Uint8Array(), new Uint8Array())).toBe(true);
  });

  it('takes well-formed text and UTF-8 only, and keeps a byte order mark', () => {
    expect(toHex(bytes.utf8('密钥𠮷'))).toBe(Buffer.from('密钥𠮷').toString('hex'));
    expect(bytes.fromUtf8(bytes.utf8('\ufeff密钥𠮷'))).toBe('\ufeff密钥𠮷');
    expect(refusal(() => bytes.utf8('\ud800'))).toBe('ENCODING-UTF8');
    for (const bad of ['ff', 'c080', 'eda080', 'e5af', 'f4908080']) {
      expect(refusal(() => bytes.fromUtf8(fromHex(bad, 'x')))).toBe('ENCODING-UTF8');
    }
  });

  it('hashes as the table of formats says', () => {
    const h = (text: string) => createHash('sha256').update(text, 'latin1').digest();
    expect(toHex(bytes.labelled('label', ascii('x')))).toBe(h('label\0x').toString('hex'));
    expect(toHex(bytes.digestMessage('share-set', ascii('x')))).toBe(
      Buffer.concat([Buffer.from('rootseal/share-set/v1\0'), h('x')]).toString('hex'),
    );
  });
});

describe('text forms of bytes', () => {
  it('hex: lower case, whole bytes, nothing else', () => {
    expect(fromHex('00ff10', 'x')).toEqual(Uint8Array.of(0, 255, 16));
    expect(fromHex('', 'x')).toEqual(new Uint8Array());
    for (const bad of ['0', 'FF', '0g', ' 00', '00\n', '0x00', '00 11', '０0']) {
      expect(refusal(() => fromHex(bad, 'x'))).toBe('ENCODING-HEX');
    }
  });

  it('Base58: the published examples of draft-msporny-base58-03', () => {
    expect(toBase58(ascii('Hello World!'))).toBe('2NEpo7TZRRrLZSi2U');
    expect(toBase58(fromHex('0000287fb4cd', 'x'))).toBe('11233QC4');
    expect(fromBase58('11233QC4', 'x')).toEqual(fromHex('0000287fb4cd', 'x'));
    for (const bad of ['0', 'O', 'I', 'l', ' 2', '2\n', '二']) {
      expect(refusal(() => fromBase58(bad, 'x'))).toBe('ENCODING-BASE58');
    }
  });

  it('Base64: RFC 4648 section 10, and one text for one value', () => {
    const examples = {
      '': '',
      f: 'Zg==',
      fo: 'Zm8=',
      foo: 'Zm9v',
      foob: 'Zm9vYg==',
      fooba: 'Zm9vYmE=',
      foobar: 'Zm9vYmFy',
    };
    for (const [plain, text] of Object.entries(examples)) {
      expect(toBase64(ascii(plain))).toBe(text);
      expect(fromBase64(text, 'x')).toEqual(ascii(plain));
    }
    for (const bad of ['Zg', 'Zg=', 'Zh==', 'Zm9v\n', 'Zm 9v', 'Zm9v====', '_-8=', 'Z']) {
      expect(refusal(() => fromBase64(bad, 'x'))).toBe('ENCODING-BASE64');
    }
  });

  it('puts no value into the error, because it may be a secret', () => {
    for (const act of [
      () => fromBase58('0SECRET', 'key'),
      () => fromBase64('SECRET!', 'key'),
      () => fromHex('SECRET', 'key'),
    ]) {
      let thrown: unknown;
      try {
        act();
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(Error);
      const error = thrown as Error & { text: unknown };
      expect(JSON.stringify([error.message, error.text, String(error.cause)])).not.toContain('SECRET');
    }
  });
});
