/** The verifier run from a window: bundles and their parts, anchors, both languages, and never the bundle's own program. */
import { appendFileSync, cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkTitles } from '../../../main/app/desktop/verify-titles.ts';
import { verifyHandlers } from '../../../main/app/desktop/verify.ts';
import { nodeVerifier } from '../../../main/app/verifier.ts';
import type { RequestOf } from '../../../preload/contract/index.ts';
import { type FinishedHome, copyHome, finishedHome } from '../../support/ceremony.ts';
import { toWords } from '../../../main/core/encoding/words.ts';
import { ask, codeOf, get, newFolder } from './desktop-help.ts';

let finished: FinishedHome;
let own: FinishedHome;
beforeAll(async () => {
  finished = await finishedHome('rehearsal');
  own = copyHome(finished);
}, 300_000);
afterAll(() => rmSync(dirname(own.dir), { recursive: true, force: true }));

const handlers = verifyHandlers({});
type Request = RequestOf<'verify.run'>;
const judge = (path: string, more: Partial<Request> = {}) =>
  get(handlers, 'verify.run', { path, rehearsal: true, ...more });

describe('a bundle', () => {
  it('of a rehearsal is good as one, every check with its question and its answer in both languages', async () => {
    const verdict = await judge(finished.bundle);
    expect(verdict).toMatchObject({ exit: 0, valid: true, anchored: false, rehearsal: true });
    expect(verdict.message).toEqual({ en: 'Consistent with itself; not anchored.', zh: '自洽；未锚定。' });
    expect(verdict.checks.length).toBeGreaterThan(15);
    for (const { id, title, detail } of verdict.checks) {
      expect([id, title.en === id, detail.en === '']).toEqual([id, false, false]);
      expect(title.zh).toMatch(/\p{Script=Han}/u);
    }
    const files = verdict.checks.find(({ id }) => id === 'FILES');
    expect([files?.detail.en, files?.detail.zh]).toEqual([
      expect.stringMatching(/^\d+ ordinary files$/),
      expect.stringMatching(/^\d+ 个普通文件$/),
    ]);
  });

  it('of a rehearsal is refused by name where a real one is expected', async () => {
    const verdict = await judge(finished.bundle, { rehearsal: false });
    expect(verdict).toMatchObject({ exit: 1, valid: false, anchored: false, rehearsal: true, code: 'REHEARSAL' });
    expect(verdict.message.zh).toContain('这些是演练的产物');
    expect(verdict.checks.filter(({ ok }) => !ok).map(({ id }) => id)).toEqual(['MODE']);
  });

  it('is anchored by a fingerprint as it stands on paper, and by a checkpoint', async () => {
    const [root] = finished.made.roots;
    const read = (root?.fingerprint.toUpperCase() ?? '').replaceAll(/(.{4})/g, '$1 ').trim();
    expect(await judge(finished.bundle, { rootFingerprint: read })).toMatchObject({ valid: true, anchored: true });
    const checkpoint = join(finished.dir, 'closing', 'checkpoint');
    expect(await judge(finished.bundle, { checkpoint })).toMatchObject({ valid: true, anchored: true });
  });

  it('is refused with an anchor of something else, and an anchor that is none is not tried', async () => {
    const wrong = await judge(finished.bundle, { rootFingerprint: 'ab'.repeat(32) });
    // The same, as it was written down in words.
    const words = toWords(new Uint8Array(32).fill(0xab)).join(' ').toUpperCase();
    expect(await judge(finished.bundle, { rootFingerprint: words })).toMatchObject({ code: 'VERIFY-ANCHOR-ROOT' });
    expect(wrong).toMatchObject({ valid: false, anchored: false, code: 'VERIFY-ANCHOR-ROOT' });
    const run = (more: Partial<Request>) =>
      codeOf(handlers, 'verify.run', { path: finished.bundle, rehearsal: true, ...more });
    for (const rootFingerprint of ['', 'ab', 'x'.repeat(64), `${'ab'.repeat(32)}\0`, '--open'])
      expect(await run({ rootFingerprint })).toBe('FINGERPRINT-FORM');
    expect(await run({ checkpoint: join(finished.dir, 'gone') })).toBe('VERIFY-PATH');
    expect(await run({ checkpoint: 'relative' })).toBe('FOLDER-PATH');
  });

  it('that was altered names the file, also where its own verifier says that all is well', async () => {
    const forged =
      'console.log(JSON.stringify({ ok: true, valid: true, anchored: true, checks: [{ id: "X", ok: true, detail: "" }] }));';
    writeFileSync(join(own.bundle, 'verify', 'rootseal-verify.mjs'), forged);
    const verdict = await judge(own.bundle);
    expect(verdict).toMatchObject({ exit: 1, valid: false });
    expect(verdict.message.en).toContain('verify/rootseal-verify.mjs');
    expect(verdict.checks.find(({ id }) => id === 'TARGETS')).toMatchObject({ ok: false });
  });
});

describe('a part of a bundle', () => {
  it('is judged alone: the log, a share set, a root’s statement, the list of files', async () => {
    const [set = ''] = readdirSync(join(finished.bundle, 'share-sets'));
    const parts = ['log', `share-sets/${set}`, 'roots/root-ed.json', 'tuf'];
    const verdicts = await Promise.all(parts.map((part) => judge(join(finished.bundle, part))));
    expect(verdicts.map(({ valid }) => valid)).toEqual([true, true, true, true]);
    for (const { checks } of verdicts) for (const { id } of checks) expect(checkTitles[id]).toBeDefined();
  });

  it('that was altered is refused', async () => {
    const folder = newFolder();
    cpSync(join(finished.bundle, 'log'), join(folder, 'log'), { recursive: true });
    cpSync(join(finished.bundle, 'log.vkey'), join(folder, 'log.vkey'));
    expect((await judge(join(folder, 'log'))).valid).toBe(true);
    appendFileSync(join(folder, 'log', 'checkpoint'), 'x');
    expect(await judge(join(folder, 'log'))).toMatchObject({ valid: false, code: 'NOTE-FORM' });
  });
});

describe('what is no bundle', () => {
  it('is told as what it is, in both languages', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'note.txt'), 'x');
    const nothing = await ask(handlers, 'verify.run', { path: folder, rehearsal: false });
    expect(nothing).toMatchObject({
      code: 'VERIFY-KIND',
      zh: expect.stringContaining('不是可以在此验证的内容') as string,
    });
    expect(await codeOf(handlers, 'verify.run', { path: join(folder, 'gone'), rehearsal: false })).toBe('VERIFY-PATH');
    expect(await codeOf(handlers, 'verify.run', { path: 'relative', rehearsal: false })).toBe('FOLDER-PATH');
  });
});

describe('the program that judges', () => {
  it('is the host’s own way, with the installation’s file', async () => {
    const calls: string[][] = [];
    const own = verifyHandlers({
      verifier: (file, args) => {
        calls.push([file, ...args]);
        return nodeVerifier(file, args);
      },
    });
    const { valid } = await get(own, 'verify.run', { path: finished.bundle, rehearsal: true });
    expect(valid).toBe(true);
    expect(calls.map(([file]) => file?.endsWith('/dist/rootseal-verify.mjs'))).toEqual([true, true]);
    expect(calls[0]?.slice(1)).toEqual([finished.bundle, '--rehearsal', '--lang', 'en', '--json']);
  });

  it('that gives no verdict is not taken for one', async () => {
    const silent = verifyHandlers({ verifier: () => Promise.resolve({ exit: 0, stdout: '' }) });
    const odd = verifyHandlers({ verifier: () => Promise.resolve({ exit: 0, stdout: '{"valid":true}' }) });
    for (const handler of [silent, odd])
      expect(await codeOf(handler, 'verify.run', { path: finished.bundle, rehearsal: true })).toBe('VERIFIER-FAILED');
  });
});

it('every check in the verifier’s sources has a title', () => {
  const folder = join(import.meta.dirname, '..', '..', '..', 'main', 'cli', 'verify');
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const ids = sources.flatMap((text) => [...text.matchAll(/\.check\(\s*'([A-Z0-9-]+)'/g)].map(([, id = '']) => id));
  const lists = sources.flatMap((text) => [...text.matchAll(/'(LOG-[A-Z]+)'/g)].map(([, id = '']) => id));
  expect(ids.length).toBeGreaterThan(20);
  expect([...new Set([...ids, ...lists])].filter((id) => !Object.hasOwn(checkTitles, id))).toEqual([]);
});
