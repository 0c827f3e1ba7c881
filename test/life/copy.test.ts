/**
 * A share copied by hand, in the real vault process: words as pictures sealed to the page, boxes of a terminal, read back
 * whole and compared box by box; what was copied restores, in both schemes.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fromCbor } from '../../main/core/encoding/cbor.ts';
import { fromUtf8, utf8 } from '../../main/core/encoding/bytes.ts';
import { toWords } from '../../main/core/encoding/words.ts';
import type { Scheme } from '../../main/core/shares/scheme.ts';
import { clearScreen, eraseOther, otherScreen } from '../../main/vault/tty-erase.ts';
import { AgePool } from '../../main/vault/age.ts';
import type { Vault } from '../../main/vault/client.ts';
import { readPicture } from '../support/read-picture.ts';
import { press } from '../support/typist.ts';
import { telling } from '../support/telling.ts';
import {
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
} from '../unit/vault/room.ts';
import { type Window, openWindow } from '../unit/vault/window.ts';

afterAll(cleanUp);
const opened: Vault[] = [];
afterEach(() => {
  for (const vault of opened.splice(0)) vault.kill();
});

const worlds = {} as Record<Scheme, { founded: Founded; words: readonly string[] }>;
beforeAll(async () => {
  const age = new AgePool();
  for (const scheme of ['slip39', 'shamir'] as const) {
    const founded = await foundIn(smallPlan(true, (plan) => (plan.scheme = scheme)));
    const passphrase = utf8(passphrases['c1']!);
    const file = await age.open(founded.file('shares/c1.age'), { kind: 'passphrase', passphrase, workFactor: 0 });
    if (!file.ok) throw new Error(scheme);
    const { share } = fromCbor(file.bytes, 'share') as { share: Uint8Array };
    const words = scheme === 'slip39' ? fromUtf8(share).split(' ') : toWords(share);
    worlds[scheme] = { founded, words: words.map((word) => word.toLowerCase()) };
  }
  await age.close();
});

/** A window in which c1's share is open, and the copy has begun. */
async function begun(scheme: Scheme, heardOf: (boxes: number) => void = () => undefined) {
  const { founded, words } = worlds[scheme];
  const window = await openWindow('copy', {
    onProgress: ({ done, what }) => what.en.startsWith('Boxes') && heardOf(done),
  });
  opened.push(window.vault);
  const judged = window.vault.request('judgeShares', { files: sharesOf(founded, 'c1'), set: setOf(founded) });
  await window.typist.type(await window.next(), passphrases['c1']!);
  expect((await judged).shares).toMatchObject([{ code: 'SHARE-INTACT', custodian: 'c1' }]);
  const copying = window.vault.request('copyShare', {});
  copying.catch(() => undefined);
  return { window, words, copying };
}

/** Looks at every box; answers what the pictures say. */
async function lookedAt({ next, typist }: Window): Promise<string[]> {
  const field = await next();
  expect(field).toMatchObject({ kind: 'shown', who: 'c1', role: 'custodian', count: 33 });
  const page = await typist.open(field);
  const read: string[] = [];
  for (let state = await page.press('look'); ; state = await page.press('after')) {
    read.push(...readPicture(state.picture));
    if (state.words.named) break;
  }
  expect(await page.press('enter')).toMatchObject({ state: 'taken' });
  return read;
}

describe.each(['slip39', 'shamir'] as const)('at a window, %s', { timeout: 60_000 }, (scheme) => {
  it('pictures have the words, nothing else has; read back whole they are the same, and restore', async () => {
    const boxes: number[] = [];
    const { window, words, copying } = await begun(scheme, (count) => boxes.push(count));
    const paper = await lookedAt(window);
    expect(paper).toEqual(words);
    expect(boxes).toEqual([3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33]);
    const field = await window.next();
    expect(field).toMatchObject({ kind: 'copied', who: 'c1', count: 33 });
    const page = await window.typist.open(field);
    await press(page, `${paper.join(' ')} `);
    expect(await page.press('enter')).toMatchObject({ state: 'taken' });
    expect(await copying).toEqual({ same: true });
    await window.vault.finish();
    const heard = window.heard.join('\n').toLowerCase();
    expect(telling(words).length).toBeGreaterThan(5);
    for (const word of telling(words)) expect(heard).not.toContain(word);
    await restores(scheme, paper);
  });

  /** The paper in place of the file, beside another holder's file. */
  async function restores(of: Scheme, paper: readonly string[]) {
    const { founded } = worlds[of];
    const vault = await open('restore', answers({ words: { c1: paper.join(' ').toUpperCase() } }));
    opened.push(vault);
    const files = [{ file: 'words:c1', words: 'c1' }, ...sharesOf(founded, 'c2')];
    const { quorum } = await vault.request('judgeShares', { files, set: setOf(founded) });
    expect(quorum).toMatchObject({ met: true, custodians: ['c1', 'c2'] });
    await vault.request('openLogKey', logKeyOf(founded));
    await vault.request('signCheckpoint', { text: checkpoint(founded.plan) });
    const { roots } = await vault.request('combine', sealedOf(founded));
    expect(roots.map(({ id }) => id)).toEqual(founded.plan.roots.map(({ id }) => id));
    await vault.finish();
  }
});

describe('at a window', { timeout: 60_000 }, () => {
  it('a wrong box is told by its number at once, never what stands or should stand in it; after five the copy is refused', async () => {
    const { window, words, copying } = await begun('slip39');
    await lookedAt(window);
    const wrong = words.find((word) => word !== words[4])!;
    const first = await window.next();
    const page = await window.typist.open(first);
    expect(await press(page, `${words.slice(0, 4).join(' ')} ${wrong} `)).toMatchObject({ state: 'refused' });
    for (const left of [4, 3, 2, 1]) {
      const field = await window.next();
      expect(field).toMatchObject({ kind: 'copied', left });
      expect(field.fault).toEqual({
        en: 'Not the same as shown, in box: 5. Look at these boxes again; nothing is corrected for you.',
        zh: '与所示不一致的格：5。请重新核对这些格；程序不会代为更正。',
      });
      const again = await window.typist.open(field);
      expect(again.hello.words).toMatchObject({ at: 5, reach: 4, filled: false });
      expect(await press(again, `${wrong} `)).toMatchObject({ state: 'refused' });
    }
    expect(await copying).toMatchObject({ same: false, code: 'PAPER-WORDS-DIFFER' });
    const heard = window.heard.join('\n').toLowerCase();
    for (const word of telling(words)) expect(heard).not.toContain(word);
  });

  it('no answer but that to a look has a picture; all have one size; whole words alone are taken', async () => {
    const { window, words } = await begun('slip39');
    const field = await window.next();
    const page = await window.typist.open(field);
    expect(readPicture(page.hello.picture)).toEqual([]);
    expect(await page.press('enter')).toMatchObject({ state: 'open', hint: 'lacking' });
    const look = await page.press('look');
    expect(look.words).toMatchObject({ at: 1, reach: 3, named: false });
    expect(readPicture((await page.press('after')).picture)).toEqual(words.slice(3, 6));
    expect(readPicture((await page.press('before')).picture)).toEqual(words.slice(0, 3));
    expect(readPicture((await page.press('nothing')).picture)).toEqual([]);
    // A page that was loaded anew begins where it was, without a picture.
    const anew = await window.typist.open(field);
    expect(readPicture(anew.hello.picture)).toEqual([]);
    expect(anew.hello.count).toBe(6);
    let state = await anew.press('look');
    while (!state.words.named) state = await anew.press('after');
    const sizes = window.heard.flatMap(
      (line) => /"event":"keyed".*"sealed":"([0-9a-f]+)"/.exec(line)?.[1]?.length ?? [],
    );
    expect(new Set(sizes.slice(-8)).size).toBe(1);
    await anew.press('enter');
    const back = await window.typist.open(await window.next());
    expect(await press(back, `${words[0]!.slice(0, -1)} `)).toMatchObject({
      hint: 'whole',
      words: { at: 1, reach: 0 },
    });
    expect(await press(back, `${words[0]!.slice(-1)} `)).toMatchObject({ words: { at: 2, reach: 1 } });
  });

  it('nobody is shown anything before the share was judged, in another act, or where nobody looks', async () => {
    const early = await openWindow('copy');
    opened.push(early.vault);
    expect(await codeOf(early.vault.request('copyShare', {}))).toBe('VAULT-ORDER');
    const check = await openWindow('check');
    opened.push(check.vault);
    expect(await codeOf(check.vault.request('copyShare', {}))).toBe('VAULT-ACT');
    const { founded } = worlds.slip39;
    const scripted = await open('copy', answers());
    opened.push(scripted);
    await scripted.request('judgeShares', { files: sharesOf(founded, 'c1'), set: setOf(founded) });
    expect(await codeOf(scripted.request('copyShare', {}))).toBe('VAULT-ORDER');
    // And of a copy nothing is combined.
    const other = await open('copy', answers());
    opened.push(other);
    await other.request('judgeShares', { files: sharesOf(founded, 'c1', 'c2'), set: setOf(founded) });
    expect(await codeOf(other.request('copyShare', {}))).toBe('VAULT-ORDER');
  });
});

const python = spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!python)('at a terminal', { timeout: 60_000 }, () => {
  /** Main's part at a pseudo-terminal; what was shown, screen by screen of the other screen. */
  function atTerminal(keys: readonly (readonly [string, string])[], signalled = false) {
    const { founded } = worlds.slip39;
    const dir = folder();
    const put = (name: string, bytes: Uint8Array | string) => {
      writeFileSync(join(dir, name), bytes);
      return JSON.stringify(join(dir, name));
    };
    const [share, set] = [put('c1.age', founded.file('shares/c1.age')), put('set.json', setOf(founded))];
    put('keys.json', JSON.stringify(keys));
    const [room, interrupt] = ['../unit/vault/room.ts', '../../main/cli/interrupt.ts'].map((path) =>
      JSON.stringify(new URL(path, import.meta.url).href),
    );
    put(
      'main.ts',
      `import { readFileSync } from 'node:fs';
       import { open } from ${room};
       import { interruptible } from ${interrupt};
       const vault = await open('copy', { kind: 'tty' });
       const bytes = (path) => new Uint8Array(readFileSync(path));
       try {
         await vault.request('judgeShares', { files: [{ file: 'c1.age', bytes: bytes(${share}) }], set: bytes(${set}) });
         await interruptible({ dir: '.', what: 'share copy' }, async (ending) => {
           await ending({ running: new Set([vault]), desk: { close() {} } });
           const made = vault.request('copyShare', {});
           if (${String(signalled)}) setTimeout(() => process.kill(process.pid, 'SIGTERM'), 1500);
           await made;
           await vault.finish();
           console.log('MAIN', JSON.stringify(await made));
         });
       } catch (error) {
         console.log('MAIN', JSON.stringify({ code: error.code, exit: error.exit }));
         process.exit();
       }`,
    );
    const helper = new URL('../unit/vault/terminal.py', import.meta.url).pathname;
    const args = [helper, join(dir, 'keys.json'), process.execPath, '--no-warnings', join(dir, 'main.ts')];
    const { stdout } = spawnSync('python3', args, { encoding: 'utf8', timeout: 50_000 });
    const main = JSON.parse(/MAIN (.*?)\r?$/m.exec(stdout)?.[1] ?? '{}') as Record<string, unknown>;
    // Between the beginning of the other screen and its end, cleared before each page and at the end.
    const [, within = ''] = stdout.split(otherScreen);
    const [inside = '', after = ''] = within.split(eraseOther);
    return { main, pages: inside.split(clearScreen).filter(Boolean), after };
  }
  const onPage = (page: string) =>
    [...page.matchAll(/^ +\d+ {2,}((?:[A-Z] )*[A-Z])/gm)].map(([, word = '']) =>
      word.replaceAll(' ', '').toLowerCase(),
    );

  it('some boxes at a time on the other screen, erased, then read back', () => {
    const { words } = worlds.slip39;
    const next = Array.from({ length: 11 }, (_, i) => [`Boxes ${3 * i + 1} to`, '\r'] as const);
    const { main, pages, after } = atTerminal([
      ['Passphrase: ', `${passphrases['c1']!}\r`],
      ['Boxes 1 to', '\x1b[C'],
      ['Boxes 4 to', '\x1b[D'],
      ...next,
      ['Now read the form', ''],
      ['Word 1 of', `${words.join(' ')}\r`],
    ]);
    expect(main).toEqual({ same: true });
    expect(pages.slice(2).flatMap(onPage)).toEqual(words);
    expect(pages.slice(0, 2).flatMap(onPage)).toEqual(words.slice(0, 6));
    for (const word of telling(words)) expect(after.toLowerCase()).not.toContain(word);
  });

  it('Ctrl-C erases them and ends the act', () => {
    const { main, pages, after } = atTerminal([
      ['Passphrase: ', `${passphrases['c1']!}\r`],
      ['Boxes 1 to', '\x03'],
    ]);
    expect(main).toEqual({ code: 'CEREMONY-INTERRUPTED', exit: 4 });
    expect(pages.flatMap(onPage)).toHaveLength(3);
    expect(after).not.toContain('1049h');
  });

  it('a signal that ends main erases them before anything is said', () => {
    const { main, pages, after } = atTerminal([['Passphrase: ', `${passphrases['c1']!}\r`]], true);
    expect(main).toEqual({ code: 'CEREMONY-INTERRUPTED', exit: 4 });
    expect(pages.flatMap(onPage)).toHaveLength(3);
    expect(after).toContain('MAIN');
    expect(after).toContain('"after": true');
  });

  it('what is erased is erased line by line, so that nothing of it goes into a scrollback', () => {
    expect(clearScreen.indexOf('\x1b[2J')).toBeGreaterThan(clearScreen.indexOf('\x1b[2K\x1b[B'.repeat(40)));
    expect(clearScreen).toContain('\x1b[2K\x1b[B'.repeat(40));
    expect(eraseOther.startsWith(clearScreen)).toBe(true);
  });
});
