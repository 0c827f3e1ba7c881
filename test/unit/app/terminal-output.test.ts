/** The exits of the command line to a terminal: foreign text never acts on it. */

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TerminalDesk } from '../../../main/cli/desk.ts';
import { print, printRefusal } from '../../../main/cli/output.ts';
import { RootsealError } from '../../../main/core/rules.ts';

const bad = 'a\x1b]0;x\x07\x7f\u009b2J\u202e\u200b\u2028\u{e0041}';
const escaped = 'a\\u{1b}]0;x\\u{7}\\u{7f}\\u{9b}2J\\u{202e}\\u{200b}\\u{2028}\\u{e0041}';
const acting = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

let shown = '';
const streams = [process.stdout, process.stderr];
beforeEach(() => {
  shown = '';
  for (const stream of streams) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      shown += String(text);
      return true;
    });
  }
});
afterEach(() => vi.restoreAllMocks());

it('an answer keeps its lines and nothing else', () => {
  print({ exit: 0, json: {}, text: { en: `one ${bad}\ntwo`, zh: '' } }, { json: false, lang: 'en' });
  expect(shown).toBe(`one ${escaped}\ntwo\n`);
});

it('the object of --json means the same and is plain', () => {
  print({ exit: 0, json: { reason: `${bad}\n` }, text: { en: '', zh: '' } }, { json: true, lang: 'en' });
  expect(shown.slice(0, -1)).not.toMatch(acting);
  expect(JSON.parse(shown)).toEqual({ ok: true, reason: `${bad}\n` });
});

it.each(['en', 'zh'] as const)('a refusal is one line, whatever its subject holds (%s)', (lang) => {
  const subject = `${bad}\nOK: all is well`;
  printRefusal(new RootsealError('X-Y', { en: 'No.', zh: '否。' }, 1, subject), { json: false, lang });
  expect(shown).toContain(`[${escaped}\\u{a}OK: all is well]\n`);
  expect(shown.slice(0, -1)).not.toMatch(acting);
});

it('the desk: what it shows, asks and counts', async () => {
  const desk = new TerminalDesk({ lang: 'en', confirmAll: true, rehearsal: true });
  desk.show({ en: `one ${bad}\ntwo`, zh: '' });
  desk.progress({ en: bad, zh: '' }, 1, 1);
  const name = { en: `${bad}\nBoss`, zh: '' };
  await desk.confirm({ step: 'room', who: 'c1', name, say: { en: bad, zh: '' } });
  desk.close();
  const lines = shown.split('\n');
  expect(lines.slice(0, 2)).toEqual([`one ${escaped}`, 'two']);
  expect(lines.join('').replaceAll('\r\u001b[K', '')).not.toMatch(acting);
  expect(shown).toContain(`  ${escaped}\\u{a}Boss (c1), type yes to confirm`);
});
