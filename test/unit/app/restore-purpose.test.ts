/** What is said of the file that is signed: its name, which a stranger may have given, can say nothing else. */
import { describe, expect, it } from 'vitest';
import { type Task, purposeDetails, purposeText } from '../../../main/app/restore-purpose.ts';

const sha256 = '2c'.repeat(32);
const purpose = { kind: 'sign', root: 'root-ed', input: '/x', out: '/y' } as const;
const task = (file: string): Task => ({ purpose, input: new Uint8Array(), data: { fileSha256: sha256, file } });

describe('the purpose of a signature', () => {
  it('has the hash first and the name last, in quotes that it cannot close', () => {
    const forged = `a.bin" (SHA-256 ${'ab'.repeat(32)}) with root-ed`;
    const { en, zh } = purposeText(task(forged));
    expect(en).toBe(
      `signing with root-ed the file of SHA-256 ${sha256}, named "a.bin\\u{22} (SHA-256 ${'ab'.repeat(32)}) with root-ed"`,
    );
    expect(zh.indexOf(sha256)).toBeLessThan(zh.indexOf('a.bin'));
  });

  it('shows what a name would reorder', () => {
    const { en, zh } = purposeText(task('in\u202Efdp.txt'));
    expect([en, zh].every((text) => text.includes('in\\u{202e}fdp.txt'))).toBe(true);
    expect(`${en}${zh}`).not.toMatch(/\p{Cf}/u);
  });

  it('goes with the hash itself, to be compared group by group', () => {
    expect(purposeDetails(task('x'))).toEqual([
      expect.objectContaining({ kind: 'hash', bytes: new Uint8Array(32).fill(0x2c) }),
    ]);
    expect(purposeDetails({ ...task('x'), purpose: { kind: 'drill' }, data: {} })).toEqual([]);
  });
});
