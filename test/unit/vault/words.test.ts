/** Words of a share typed into the vault: key by key, at a window, at a terminal, from a descriptor or an answers file. */

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fromCbor } from '../../../main/core/encoding/cbor.ts';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { refuse } from '../../../main/core/rules.ts';
import { slip39Rules } from '../../../main/core/shares/slip39-rules.ts';
import { slip39Words } from '../../../main/core/shares/slip39-words.ts';
import { AgePool } from '../../../main/vault/age.ts';
import type { Vault } from '../../../main/vault/client.ts';
import { hints, ops } from '../../../main/vault/typed-text.ts';
import { wordListOf } from '../../../main/core/shares/share-words.ts';
import { TypedWords } from '../../../main/vault/typed-words.ts';
import { press } from '../../support/typist.ts';
import { telling } from '../../support/telling.ts';
import {
  type AnswersParts,
  type Founded,
  answers,
  checkpoint,
  cleanUp,
  codeOf,
  folder,
  foundIn,
  logKeyOf,
  open,
  passphrases,
  sealedOf,
  setOf,
  sharesOf,
  smallPlan,
} from './room.ts';
import { openWindow } from './window.ts';

afterAll(cleanUp);

const refusal = refuse(slip39Rules, 'SHARE-SLIP39-CHECKSUM', { count: 3 });

describe('words as they are typed', () => {
  const wanted = (more: Partial<ConstructorParameters<typeof TypedWords>[0]> = {}) =>
    new TypedWords({ count: 3, list: wordListOf('slip39'), begins: () => undefined, judge: () => undefined, ...more });
  /** The answer to the last key. `<` Backspace, `!` erase the word, `[` and `]` arrows, `\n` Enter. */
  const type = (words: TypedWords, keys: string) => {
    const special: Record<string, number> = { '<': ops.erase, '!': ops.eraseWord, '[': ops.before, ']': ops.after };
    let came: ReturnType<TypedWords['press']> = hints.none;
    for (const key of keys) {
      const op = key === '\n' ? ops.enter : special[key];
      came = op === undefined ? words.press(ops.character, key.charCodeAt(0)) : words.press(op, 0);
    }
    return came;
  };
  const typed = (came: ReturnType<TypedWords['press']>) =>
    typeof came === 'object' && 'typed' in came ? fromUtf8(came.typed) : came;

  it('are completed by four letters, or by fewer that are enough; capitals are the same', () => {
    const words = wanted();
    expect(type(words, 'acad')).toBe(hints.none);
    expect(words.told).toEqual([1, 0, 1]);
    expect(type(words, ' ')).toBe(hints.none);
    expect(words.told).toEqual([2, 1, 0]);
    expect(type(words, 'ACID ')).toBe(hints.none);
    expect(type(words, 'ze')).toBe(hints.none);
    expect(words.told).toEqual([3, 2, 1]);
    expect(typed(type(words, '\n'))).toBe('academic acid zero');
    expect(words.told).toEqual([1, 0, 0]);
  });

  it('a word that is not in the list is said at the letter, and nothing goes on before it is mended', () => {
    const words = wanted();
    type(words, 'acid ');
    expect(type(words, 'zeb')).toBe(hints.notInList);
    expect(words.told).toEqual([2, 1, 4]);
    expect(type(words, ' ')).toBe(hints.notInList);
    expect(type(words, '\n')).toBe(hints.notInList);
    expect(words.told[0]).toBe(2);
    expect(type(words, '<ro ')).toBe(hints.none);
    expect(words.told).toEqual([3, 2, 0]);
    expect(type(words, 'ac ')).toBe(hints.several);
    expect(type(words, '1')).toBe(hints.letter);
    expect(type(words, 'abcdefghijk')).toBe(hints.full);
  });

  it('a letter, a word, the word before are taken back; blanks too many do nothing', () => {
    const words = wanted();
    type(words, '  acid  acne ');
    expect(words.told).toEqual([3, 2, 0]);
    expect(type(words, 'zer!')).toBe(hints.none);
    expect([words.length, ...words.told]).toEqual([0, 3, 2, 0]);
    type(words, '<');
    expect(words.told).toEqual([2, 1, 0]);
    type(words, '!');
    expect(words.told).toEqual([1, 0, 0]);
    type(words, '<');
    expect(words.told).toEqual([1, 0, 0]);
    expect(type(words, '\n')).toBe(hints.empty);
    type(words, 'acid ');
    expect(type(words, '\n')).toBe(hints.lacking);
  });

  it('one word in the middle is typed anew, the others stay; no gap is left', () => {
    const words = wanted();
    type(words, 'acid acne zero ');
    expect(words.told).toEqual([4, 3, 0]);
    expect(type(words, 'a')).toBe(hints.full);
    type(words, '[[');
    expect(words.told).toEqual([2, 3, 2]);
    type(words, 'yoga');
    expect(words.told).toEqual([2, 3, 1]);
    expect(type(words, ']')).toBe(hints.lacking);
    expect(type(words, 'yo ')).toBe(hints.none);
    expect(words.told).toEqual([4, 3, 0]);
    expect(typed(type(words, '\n'))).toBe('acid yoga zero');
  });

  it('what is known beforehand refuses the word at once; what the whole has against it keeps the others', () => {
    const seen: string[] = [];
    const words = wanted({
      begins: (values) => (slip39Words[values.at(-1)!] === 'wrong' || values[0] === 7 ? refusal : undefined),
      judge: (all) => {
        seen.push(fromUtf8(all));
        return seen.length === 1 ? { refusal, position: 2 } : seen.length === 2 ? { refusal } : undefined;
      },
    });
    expect(slip39Words[7]).toBe('adapt');
    expect(type(words, 'adapt ')).toEqual({ fault: refusal.text });
    expect(words.refusal).toBe(refusal);
    expect(words.told).toEqual([1, 0, 0]);
    expect(type(words, 'acid acne zero\n')).toEqual({ fault: refusal.text });
    expect(words.told).toEqual([2, 3, 0]);
    expect(type(words, 'yoga \n')).toEqual({ fault: refusal.text });
    expect(words.told).toEqual([4, 3, 0]);
    expect(typed(type(words, '[yelp\n'))).toBe('acid yoga yelp');
    expect(seen).toEqual(['acid acne zero', 'acid yoga zero', 'acid yoga yelp']);
  });

  it('start over, and take no press of another field', () => {
    const words = wanted();
    type(words, 'acid ac');
    expect(words.press(ops.clear, 0)).toBe(hints.none);
    expect([words.length, ...words.told]).toEqual([0, 1, 0, 0]);
    expect(words.press(9, 0)).toBeUndefined();
  });
});

let founded: Founded;
let words: Record<string, string[]>;
beforeAll(async () => {
  const plan = smallPlan(true, (p) => (p.scheme = 'slip39'));
  founded = await foundIn(plan);
  const age = new AgePool();
  words = {};
  for (const id of ['c1', 'c2', 'c3']) {
    const passphrase = utf8(passphrases[id]!);
    const opened = await age.open(founded.file(`shares/${id}.age`), { kind: 'passphrase', passphrase, workFactor: 0 });
    if (!opened.ok) throw new Error(id);
    const { share } = fromCbor(opened.bytes, 'share') as { share: Uint8Array };
    words[id] = fromUtf8(share).split(' ');
  }
  await age.close();
});

const opened: Vault[] = [];
afterEach(() => {
  for (const vault of opened.splice(0)) vault.kill();
});
const typedBy = (id: string) => ({ file: `words:${id}`, words: id });
const next = (word: string) => slip39Words[(slip39Words.indexOf(word) + 1) % 1024]!;
const short = (list: readonly string[]) => list.map((word) => `${word.slice(0, 4)} `).join('');

describe('at a window', { timeout: 60_000 }, () => {
  it('restore beside a file: counts alone are told, a slip is mended where it was made, no word is in any message', async () => {
    const window = await openWindow('restore');
    opened.push(window.vault);
    const c3 = words['c3']!;
    const judged = window.vault.request('judgeShares', {
      files: [...sharesOf(founded, 'c1'), typedBy('c3')],
      set: setOf(founded),
    });
    await window.typist.type(await window.next(), passphrases['c1']!);
    const field = await window.next();
    expect(field).toMatchObject({ kind: 'words', who: 'c3', role: 'custodian', count: 33 });
    const page = await window.typist.open(field);
    expect(await press(page, c3[0]!.slice(0, 4))).toMatchObject({ count: 4, words: { at: 1, named: true } });
    expect(await press(page, ' ')).toMatchObject({ count: 0, words: { at: 2, reach: 1, named: false } });
    expect(await press(page, `${short(c3.slice(1, 13))}xy`)).toMatchObject({
      hint: 'notInList',
      words: { at: 14, wrong: true },
    });
    expect(await press(page, `\b\b${short([next(c3[13]!), ...c3.slice(14)])}`)).toMatchObject({
      words: { at: 34, reach: 33 },
    });
    expect(await page.press('enter')).toMatchObject({ state: 'refused' });
    const again = await window.next();
    expect(again).toMatchObject({ kind: 'words', left: 4 });
    expect(again.fault?.en).toContain('word 14 of 33 alone explains it');
    const mended = await window.typist.open(again);
    expect(mended.hello).toMatchObject({ words: { at: 14, reach: 33, filled: false } });
    await press(mended, `${c3[13]!} `);
    expect(await mended.press('enter')).toMatchObject({ state: 'taken' });
    const { shares, quorum } = await judged;
    expect(shares.map(({ file, code }) => `${file} ${code}`)).toEqual([
      '/media/usb/c1.age SHARE-INTACT',
      'words:c3 SHARE-INTACT',
    ]);
    expect(quorum).toMatchObject({ met: true, custodians: ['c1', 'c3'] });
    await useRoots(window);
    const all = window.heard.join('\n');
    for (const word of telling(c3)) expect(all).not.toContain(word);
  });

  /** The log key, so that the quorum of both kinds does open the roots. */
  async function useRoots(window: Awaited<ReturnType<typeof openWindow>>) {
    const { vault, typist } = window;
    const key = vault.request('openLogKey', logKeyOf(founded));
    await typist.type(await window.next(), passphrases['p1']!);
    await key;
    await vault.request('signCheckpoint', { text: checkpoint(founded.plan) });
    const { quorum, roots } = await vault.request('combine', sealedOf(founded));
    expect([quorum, roots.map(({ id }) => id)]).toEqual([['c1', 'c3'], founded.plan.roots.map(({ id }) => id)]);
    await vault.finish();
  }

  it("another holder's sheet is told at its fourth word; after five the share is left out and the act goes on", async () => {
    const window = await openWindow('check');
    opened.push(window.vault);
    const judged = window.vault.request('judgeShares', { files: [typedBy('c1')], set: setOf(founded) });
    for (const left of [undefined, 4, 3, 2, 1]) {
      const field = await window.next();
      expect(field.left).toBe(left);
      const page = await window.typist.open(field);
      const state = await press(page, short(left === undefined ? words['c2']!.slice(0, 4) : [words['c2']![3]!]));
      expect(state).toMatchObject({ state: 'refused' });
    }
    const { shares } = await judged;
    expect(shares).toMatchObject([{ ok: false, code: 'SHARE-WORDS-PLACE', custodian: 'c1' }]);
    expect(shares[0]?.text.en).toContain('so begins that of c2');
    await window.vault.finish();
  });

  it('a page that was loaded anew begins anew', async () => {
    const window = await openWindow('check');
    opened.push(window.vault);
    window.vault.request('judgeShares', { files: [typedBy('c1')], set: setOf(founded) }).catch(() => undefined);
    const field = await window.next();
    await press(await window.typist.open(field), short(words['c1']!.slice(0, 5)));
    expect((await window.typist.open(field)).hello).toMatchObject({ words: { at: 1, reach: 0 } });
  });
});

describe('without a person', { timeout: 60_000 }, () => {
  const check = async (parts: AnswersParts, id = 'c2') => {
    const vault = await open('check', answers(parts));
    opened.push(vault);
    const { shares } = await vault.request('judgeShares', { files: [typedBy(id)], set: setOf(founded) });
    const receipt = shares[0]?.ok ? await vault.request('receipt', { time: '2026-11-22T00:00:00.000Z' }) : undefined;
    await vault.finish();
    return { code: shares[0]?.code, receipt };
  };

  it('the answers file has them; an intact one gives its receipt', async () => {
    const good = await check({ words: { c2: ` ${words['c2']!.join('  ').toUpperCase()}` } });
    expect(good.code).toBe('SHARE-INTACT');
    expect(fromUtf8(good.receipt!.bytes)).toContain('"custodian":"c2"');
    expect(await check({ words: { c2: words['c2']!.with(4, 'nonsense').join(' ') } })).toMatchObject({
      code: 'SHARE-SLIP39-WORD',
    });
    expect(await codeOf(check({}))).toBe('SECRET-MISSING');
    expect(await codeOf(check({}, 'c9'))).toBe('SHARE-WORDS-HOLDER');
  });
});

const python = spawnSync('python3', ['--version']).status === 0;

it.skipIf(!python)('at a terminal: which word and how many letters, never which letters', { timeout: 60_000 }, () => {
  const dir = folder();
  const c2 = words['c2']!;
  const lines = [
    ['(c2)', ''],
    ['Word 1 of 33', `${c2[0]!}x`],
    ['Word 1 is not in the list', '\x15'],
    ['Word 1 of 33', `${short(c2.slice(0, 3))}${c2[3]!.slice(0, 4)}`],
    ['****  enough', ` ${short(c2.slice(4, 33))}`],
    ['All 33 words are there', '\x1b[D\x1b[D'],
    ['(there)', `${next(c2[31]!)} \r`],
    ['word 32 of 33 alone explains it', `${c2[31]!} \r`],
  ];
  writeFileSync(join(dir, 'keys.json'), JSON.stringify(lines));
  writeFileSync(join(dir, 'set.json'), setOf(founded));
  writeFileSync(
    join(dir, 'main.ts'),
    `import { readFileSync } from 'node:fs';
     import { open } from ${JSON.stringify(new URL('./room.ts', import.meta.url).href)};
     const vault = await open('check', { kind: 'tty' });
     const set = new Uint8Array(readFileSync(${JSON.stringify(join(dir, 'set.json'))}));
     const { shares } = await vault.request('judgeShares', { files: [{ file: 'words:c2', words: 'c2' }], set });
     await vault.finish();
     console.log('MAIN', shares[0].code);`,
  );
  const helper = new URL('./terminal.py', import.meta.url).pathname;
  const args = [helper, join(dir, 'keys.json'), process.execPath, '--no-warnings', join(dir, 'main.ts')];
  const { stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8', timeout: 50_000 });
  expect(`${stdout}${stderr}`).toContain('MAIN SHARE-INTACT');
  for (const word of telling(c2)) expect(stdout).not.toContain(word);
});
