/** The vault at a terminal: a pseudo-terminal, the real vault, keys as fingers press them. */

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LineEditor } from '../../../main/vault/terminal.ts';
import { folder, passphrases, cleanUp } from './room.ts';

afterAll(cleanUp);

const python = spawnSync('python3', ['--version']).status === 0;
if (!python) console.warn('No python3 here: the vault was not tried at a terminal.');

type Keys = readonly (readonly [waitFor: string, type: string])[];

/** Main's part: one founding act, or what is given, at the terminal; prints what main came to know. */
function atTerminal(keys: Keys, { lang = 'en', rehearsal = true, more = '' } = {}) {
  const dir = folder();
  const room = new URL('./room.ts', import.meta.url).href;
  writeFileSync(join(dir, 'keys.json'), JSON.stringify(keys));
  writeFileSync(
    join(dir, 'main.ts'),
    `import { open, smallPlan, foundInput } from ${JSON.stringify(room)};
     const plan = smallPlan(${rehearsal}, (p) => (p.entropy = ${rehearsal ? '{ dice: 100 }' : '{}'}));
     const vault = await open('found', { kind: 'tty' }, { rehearsal: plan.rehearsal, lang: '${lang}' });
     ${more}
     try {
       const made = await vault.request('found', foundInput(plan));
       await vault.finish();
       console.log('MAIN', JSON.stringify({ files: made.files.length, entropy: made.entropy }));
     } catch (error) {
       console.log('MAIN', JSON.stringify({ code: error.code, exit: error.exit }));
     }`,
  );
  const helper = new URL('./terminal.py', import.meta.url).pathname;
  const args = [helper, join(dir, 'keys.json'), process.execPath, '--no-warnings', join(dir, 'main.ts')];
  const { stdout } = spawnSync('python3', args, { encoding: 'utf8', timeout: 100_000 });
  const lines = stdout.trimEnd().split('\n');
  const end = JSON.parse(lines.pop() ?? '{}') as { exit: number; echoes: boolean[]; after: boolean; left: number };
  const main = JSON.parse(/MAIN (.*?)\r?$/m.exec(stdout)?.[1] ?? '{}') as Record<string, unknown>;
  return { shown: lines.join('\n'), main, ...end };
}

const { c1, c2, c3, p1 } = passphrases as Record<'c1' | 'c2' | 'c3' | 'p1', string>;
const enter = '\r';
const twice = (name: string, passphrase: string): Keys => [
  [`(${name})`, ''],
  ['New passphrase: ', passphrase + enter],
  ['once more: ', passphrase + enter],
];
const dice = '1414653344153236243464412311265316562116345213525136552663321363';

describe.skipIf(!python)('secrets typed at a terminal', () => {
  it('each person twice, nothing shown, mistakes and odd keys mended', () => {
    const result = atTerminal([
      ['(c1)', ''],
      ['New passphrase: ', `${c1.slice(0, 9)}xy\x7f\x7f${c1.slice(9)}${enter}`], // Backspace
      ['once more: ', `${c1}!${enter}`], // not the same
      ['from the beginning', ''],
      ['New passphrase: ', enter], // empty
      ['Once more', ''],
      ['New passphrase: ', `\x1b[A\x1b[D${c1}${enter}`], // arrow keys
      ['once more: ', `ü${c1}${enter}`], // not ASCII
      ['once more.', ''],
      ['once more: ', `zzz\x15${c1}${enter}`], // Ctrl-U
      ...twice('c2', c2),
      ...twice('c3', c3),
      ...twice('p1', p1),
      ['Dice', `${dice}${enter}`], // too few
      ['there are 64', ''],
      ['Dice', `${dice}${dice.slice(20)}${enter}`],
    ]);
    expect(result.main).toEqual({ files: 17, entropy: { sources: ['os', 'dice'], diceRolls: 108 } });
    expect(result).toMatchObject({ exit: 0, left: 0 });
    expect(result.echoes.some((on, i) => on && i > 0)).toBe(false);
    for (const part of ['marker', 'canyon', dice.slice(0, 8)]) expect(result.shown).not.toContain(part);
  });

  it('whoever opens something reads first what the root keys are opened for', () => {
    const more = `
      vault.kill();
      const { foundIn, logKeyOf } = await import(${JSON.stringify(new URL('./room.ts', import.meta.url).href)});
      const key = logKeyOf(await foundIn(smallPlan(true)));
      const purpose = { en: 'EXPORT root-ed to age1abc', zh: '' };
      const second = await open('restore', { kind: 'tty' }, { purpose });
      await second.request('openLogKey', { ...key, name: { en: 'Li Na', zh: '' } });
      await second.finish();
      console.log('MAIN', JSON.stringify({ opened: true }));
      process.exit(0);`;
    const result = atTerminal(
      [
        ['Li Na (p1)', ''],
        ['Opening the root keys for: EXPORT root-ed to age1abc', ''],
        ['The key of the audit log. Passphrase: ', p1 + enter],
      ],
      { more },
    );
    expect(result).toMatchObject({ main: { opened: true }, exit: 0, left: 0 });
  });

  it('Ctrl-C ends the act with exit code 4, and the terminal is as it was', () => {
    const result = atTerminal([
      ['(c1)', ''],
      ['New passphrase: ', 'abc\x03'],
    ]);
    expect(result).toMatchObject({ main: { code: 'VAULT-INTERRUPTED', exit: 4 }, after: true });
    expect(result.echoes.at(-1)).toBe(false);
  });

  it('a vault killed while somebody types leaves a terminal that shows again what is typed', () => {
    const result = atTerminal([['New passphrase: ', 'abc']], { more: 'setTimeout(() => vault.kill(), 2_000);' });
    expect(result).toMatchObject({ main: { code: 'VAULT-ENDED', exit: 4 }, after: true });
    expect(result.echoes.at(-1)).toBe(false);
  });

  it('in Chinese, and a weak passphrase is refused with its reason', () => {
    const result = atTerminal(
      [
        ['请独自在键盘前', ''],
        ['新口令：', `password${enter}`],
        ['口令太弱', ''],
        ['新口令：', '\x03'],
      ],
      { lang: 'zh', rehearsal: false },
    );
    expect(result).toMatchObject({ left: 0, main: { code: 'VAULT-INTERRUPTED' } });
    expect(result.shown).toContain('王芳 (c1)');
  });
});

it('without a terminal it says so', { timeout: 20_000 }, () => {
  const main = join(folder(), 'main.ts');
  const room = new URL('./room.ts', import.meta.url).href;
  writeFileSync(
    main,
    `import { open, smallPlan, foundInput, codeOf } from ${JSON.stringify(room)};
     const vault = await open('found', { kind: 'tty' });
     console.log(await codeOf(vault.request('found', foundInput(smallPlan(true)))));`,
  );
  const { stdout } = spawnSync('setsid', ['--wait', process.execPath, '--no-warnings', main], { encoding: 'utf8' });
  expect(stdout.trim()).toBe('SECRET-TERMINAL');
});

describe('the line editor', () => {
  const type = (text: string) => {
    const editor = new LineEditor(8);
    const results = [...new TextEncoder().encode(text)].map((byte) => editor.push(byte));
    const last = results.at(-1);
    return typeof last === 'object' ? { ...last, bytes: Buffer.from(last.bytes).toString() } : last;
  };

  it.each([
    ['abc\r', { bytes: 'abc', odd: 0 }],
    ['abc\n', { bytes: 'abc', odd: 0 }],
    ['abd\x7fc\r', { bytes: 'abc', odd: 0 }],
    ['\x7f\x08a\r', { bytes: 'a', odd: 0 }],
    ['wrong\x15ok\r', { bytes: 'ok', odd: 0 }],
    ['a\x1b[1;5Cb\x1bOPc\r', { bytes: 'abc', odd: 0 }],
    ['\x1bxa\r', { bytes: 'a', odd: 0 }],
    ['é\r', { bytes: '', odd: 2 }],
    ['123456789\r', { bytes: '12345678', odd: 1 }],
    ['ab\x03', 'interrupt'],
    ['\x04', 'interrupt'],
    ['ab\x04\r', { bytes: 'ab', odd: 1 }],
    ['ab', undefined],
  ])('%j', (typed, expected) => {
    expect(type(typed)).toEqual(expected);
  });
});
