/** `rootseal jdchain tx new | join | sign | merge`, from outside: files named by their hash, secrets by descriptor alone. */

import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTransaction } from '../../main/export/jdchain/tx/read.ts';
import { asked, direct, ownFolder, refused } from './run.ts';

const folder = ownFolder('tx-make');
const vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'vectors', 'jdchain', 'keys.json'), 'utf8'),
) as { keys: { pub: string; priv?: string; address: string; password?: string }[] };
const [first, second] = vectors.keys.filter(({ priv, password }) => priv !== undefined && password === 'abc');
const ledger = 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg';
const time = '1577836800000';
const at = (...parts: string[]) => join(folder, ...parts);
const priv = (name: string, text = ''): string => {
  writeFileSync(at(name), text);
  return at(name);
};
const tx = (...args: string[]) => ['jdchain', 'tx', ...args];
const made = (out: string, ...args: string[]) =>
  asked(tx('new', ...args, '--ledger', ledger, '--time', time, '--out', at(out)));

describe('jdchain tx', () => {
  it('builds, joins, signs by two apart and merges: every file is named by its hash', async () => {
    const register = await made(
      'one',
      'participant-register',
      '--name',
      'node4',
      '--pubkey',
      vectors.keys[3]?.pub ?? '',
    );
    // The hash of the registration that JD Chain's own classes made of the same fields.
    expect(register).toMatchObject({ status: 0, json: { txHash: 'j5k8RpcTgK3Rwe5Ygebw85yPF4BMv36m9Ue7N1DVnXf71m' } });
    const state = await made('two', 'user-state', '--address', first?.address ?? '', '--state', 'freeze');
    const files = [register, state].map(({ json }) => String(json['out']));
    const joined = await asked(tx('join', ...files, '--time', time, '--out', at('joined')));
    const file = String(joined.json['out']);
    expect(joined.json).toMatchObject({ operations: [{ code: '0x350' }, { code: '0x313' }], endpointSignatures: [] });
    expect(readdirSync(at('joined'))).toEqual([joined.json['txHash']]);

    const keys = [priv('a.priv', first?.priv), priv('b.priv', second?.priv)];
    const signed = await Promise.all(
      keys.map((key, i) =>
        asked(tx('sign', file, '--signer', key, '--out', at(`s${String(i)}`), '--passphrase-fd', '3'), {
          third: 'abc\n',
        }),
      ),
    );
    for (const { status, stderr } of signed) {
      expect(status).toBe(0);
      // Shown before the key is opened.
      expect(stderr).toMatch(/node4[^]*FREEZE/);
    }
    const merged = await asked(tx('merge', ...signed.map(({ json }) => String(json['out'])), '--out', at('merged')));
    const both = [first?.pub, second?.pub].map((publicKey) => ({ publicKey, valid: true }));
    expect(merged.json).toMatchObject({ txHash: joined.json['txHash'], endpointSignatures: both });
    const bytes = new Uint8Array(readFileSync(String(merged.json['out'])));
    expect(readTransaction(bytes).endpointSignatures).toMatchObject(both);

    // Both at one table give the same file: Ed25519 signs alike.
    const together = await asked(
      tx('sign', file, ...keys.flatMap((key) => ['--signer', key]), '--out', at('both'), '--passphrase-fd', '3'),
      { third: 'abc\nabc\n' },
    );
    expect(together.json['sha256']).toBe(merged.json['sha256']);
    const again = await refused(tx('merge', file, '--out', at('merged')));
    expect(again).toMatchObject({ status: 2, code: 'FILE-EXISTS' });
  });

  it('writes nothing for a wrong password, a missing signer, or an option that is none', async () => {
    const { json } = await made('three', 'hash-algorithm', '--algorithm', 'SM3');
    const file = String(json['out']);
    const key = priv('c.priv', first?.priv);
    const wrong = await refused(tx('sign', file, '--signer', key, '--out', at('no'), '--passphrase-fd', '3'), {
      third: 'abd\n',
    });
    expect(wrong).toMatchObject({ status: 1, code: 'JDCHAIN-KEY-PASSWORD' });
    expect((await refused(tx('sign', file, '--out', at('no')))).status).toBe(2);
    const mode = await refused(
      tx(
        'new',
        'account-permission',
        '--ledger',
        ledger,
        '--type',
        'DATA',
        '--address',
        first?.address ?? '',
        '--mode',
        '755',
        '--out',
        at('no'),
      ),
    );
    expect(mode).toMatchObject({ status: 2, code: 'JDCHAIN-TX-MODE', subject: '--mode' });
    expect(existsSync(at('no'))).toBe(false);
  });

  it('says what there is to build, in both languages', async () => {
    const [en, zh] = await Promise.all([
      direct(tx('new', '--help', '--lang', 'en')),
      direct(tx('new', '--help', '--lang', 'zh-CN')),
    ]);
    expect(en.stdout).toMatch(/user-state .*Change a user’s state/);
    expect(zh.stdout).toMatch(/user-state .*变更用户状态/);
  });
});
