/** What the vault says at its terminal before somebody types: to whom, what for, and nothing that acts on the screen. */

import { expect, it } from 'vitest';
import { ttySource } from '../../../main/vault/source-tty.ts';
import type { Who } from '../../../main/vault/source.ts';
import type { Terminal } from '../../../main/vault/terminal.ts';

function said(lang: 'en' | 'zh', opening?: { en: string; zh: string }) {
  let shown = '';
  const terminal = {
    write: (text: string) => (shown += text),
    secretLine: async (prompt: string) => {
      shown += prompt;
      return { bytes: new Uint8Array([0x61]), odd: 0 };
    },
    bell: () => undefined,
    close: () => undefined,
  };
  const source = ttySource(() => terminal as unknown as Terminal, lang, opening);
  const ask = async (who: Who, purpose = { en: 'To open your share.', zh: '打开您的份额。' }) => {
    shown = '';
    await source.passphrase(who, purpose);
    return shown;
  };
  return ask;
}

const c1: Who = { id: 'c1', name: { en: 'Wang Fang', zh: '王芳' }, role: 'custodian' };
const p1: Who = { id: 'p1', name: { en: 'Li Na', zh: '李娜' }, role: 'administrator' };
const exporting = { en: 'EXPORT root-ed to age1abc', zh: '导出 root-ed 给 age1abc' };

it('says what the roots are opened for above each prompt, in both languages', async () => {
  const en = said('en', exporting);
  const zh = said('zh', exporting);
  for (const who of [c1, p1, c1]) {
    expect(await en(who)).toMatch(
      /Opening the root keys for: EXPORT root-ed to age1abc\r\nTo open your share\. Passphrase: $/,
    );
    expect(await zh(who)).toMatch(/打开根密钥用于：导出 root-ed 给 age1abc\r\n打开您的份额。口令：$/);
  }
});

it('says nothing of it where no roots are opened', async () => {
  expect(await said('en')(c1)).not.toContain('root keys');
});

it('names the person by name and id, the administrator with the log key too', async () => {
  expect(await said('en')(p1, { en: 'The key of the audit log.', zh: '' })).toMatch(
    /Li Na \(p1\): be alone[^]*The key of the audit log\. Passphrase: $/,
  );
});

it('shows what would act on the terminal as escapes', async () => {
  const bad = '\x1b[2J\r\nx\u202e\u009b';
  const ask = said('en', { en: bad, zh: bad });
  const shown = await ask({ ...c1, name: { en: bad, zh: bad } }, { en: bad, zh: bad });
  expect(shown.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(shown.match(/\\u\{1b\}\[2J\\u\{d\}\\u\{a\}x\\u\{202e\}\\u\{9b\}/g)).toHaveLength(3);
});
