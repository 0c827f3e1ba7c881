/** `rootseal jdchain hash`, `ledger-hash`, `lint` and `key show` on files as they lie on disk. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jdchainHash, jdchainKeyShow, jdchainLint } from '../../main/cli/jdchain.ts';
import { jdchainLedgerHash } from '../../main/cli/jdchain-ledger.ts';
import { fromHex } from '../../main/core/encoding/hex.ts';
import { suite } from '../../main/core/keys/index.ts';
import { buildGenesis } from '../../main/export/jdchain/genesis.ts';
import { encodePublicKey, encodeSignature } from '../../main/export/jdchain/keys.ts';
import { readLedgerInit } from '../../main/export/jdchain/ledgerinit.ts';
import { refusal, refusalLater } from '../refusal.ts';
import { consensus, example, read } from '../unit/jdchain/worked-example.ts';

const shipped = join(import.meta.dirname, '..', 'vectors', 'jdchain', 'shipped');
const keys = [
  '7VeRLdGtSz1Y91gjLTqEdnkotzUfaAqdap3xw6fQ1yKHkvVq',
  '7VeRBsHM2nsGwP8b2ufRxz36hhNtSqjKTquzoa4WVKWty5sD',
  '7VeRAr3dSbi1xatq11ZcF7sEPkaMmtZhV9shonGJWk9T4pLe',
  '7VeRKoM5RE6iFXr214Hsiic2aoqCQ7MEU1dHQFRnjXQcReAS',
];
let root: string;

function put(path: string, text: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** The file that JD Chain ships, filled in as its comments say. */
function filledIn(): string {
  const text = readFileSync(join(shipped, 'ledger.init'), 'utf8').replace(/^ledger\.name=$/m, 'ledger.name=账本');
  return keys.reduce((all, key, i) => {
    const prefix = `cons_parti.${String(i)}`;
    return all
      .replace(`${prefix}.name=`, `${prefix}.name=参与方${String(i)}`)
      .replace(`${prefix}.pubkey=`, `${prefix}.pubkey=${key}`);
  }, text);
}

function party(name: string): string {
  put(`${name}/bftsmart/bftsmart.config`, readFileSync(join(shipped, 'bftsmart', 'bftsmart.config'), 'utf8'));
  return put(`${name}/ledger.init`, filledIn());
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'rootseal-jdchain-'));
  for (const name of ['parties/a', 'parties/b', 'parties/c', 'parties/d']) party(name);
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('jdchain hash', () => {
  it('answers the contract’s fields for the shipped configuration, filled in', async () => {
    const out = join(root, 'content');
    const { exit, json } = await jdchainHash({ file: join(root, 'parties/a/ledger.init'), out });
    expect(exit).toBe(0);
    // Computed by the JD Chain 1.6.5 classes from these two files.
    expect(json['txHash']).toBe('j5kpbzPzuhvqcxxxxu1aETwGZGChBZ6gt6iWxVem5hAM2B');
    expect(json['contentBytes']).toBe(3592);
    expect(json).toMatchObject({
      txHash: expect.stringMatching(/^j5/) as unknown,
      contentSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
    expect(json['contentBytes']).toBe(readFileSync(out).length);
    expect(json['participants']).toHaveLength(4);
    expect((json['participants'] as { address: string }[])[0]?.address).toBe('LdeP3fY7jJbNwL8CiL2wU21AF9unDWQjVEW5w');
  });

  it('does not overwrite', async () => {
    const out = put('taken', 'x');
    expect(await refusalLater(jdchainHash({ file: join(root, 'parties/a/ledger.init'), out }))).toBe('FILE-EXISTS');
    expect(readFileSync(out, 'utf8')).toBe('x');
  });

  it.each([
    ['another version', { chainVersion: '1.6.4' }, (text: string) => text, 'JDCHAIN-VERSION'],
    [
      'a consensus that JD Chain does not have',
      {},
      (text: string) => text.replace('bftsmart.BftsmartConsensusProvider', 'pbft.PbftConsensusProvider'),
      'JDCHAIN-CONSENSUS',
    ],
    ['another identity mode', {}, (text: string) => text.replace('mode=KEYPAIR', 'mode=ca'), 'JDCHAIN-IDENTITY'],
    ['CA mode without a root', {}, (text: string) => text.replace('mode=KEYPAIR', 'mode=CA'), 'JDCHAIN-MISSING'],
    [
      'a blank ledger name',
      {},
      (text: string) => text.replace('ledger.name=账本', 'ledger.name='),
      'JDCHAIN-LEDGER-NAME',
    ],
    [
      'a missing consensus file',
      {},
      (text: string) => text.replace('bftsmart/bftsmart.config', 'gone.config'),
      'JDCHAIN-FILE',
    ],
    ['a mistyped key', {}, (text: string) => text.replace('7VeRLdGt', '7VeRLdG'), 'JDCHAIN-KEY'],
  ])('refuses %s by name', async (_, options, change, code) => {
    party('refused');
    const file = put('refused/ledger.init', change(filledIn()));
    expect(await refusalLater(jdchainHash({ file, ...options }))).toBe(code);
  });

  it('refuses a file that is not there', async () => {
    expect(await refusalLater(jdchainHash({ file: join(root, 'nothing') }))).toBe('JDCHAIN-FILE');
  });
});

describe('jdchain ledger-hash', () => {
  const vectors = JSON.parse(
    readFileSync(join(import.meta.dirname, '..', 'vectors', 'jdchain', 'ledger-hash.json'), 'utf8'),
  ) as {
    participants: { secret: string; publicKey: string }[];
    merkleTree: { ledgerHash: string; txHash: string };
    blockBody: string;
  };
  const { txHash } = buildGenesis(read(example()).genesis);
  const signatures = Object.fromEntries(
    vectors.participants.map(({ secret, publicKey }) => {
      return [publicKey, encodeSignature('ed25519', suite('ed25519').sign(txHash, fromHex(secret, 'secret')))];
    }),
  );
  const asked = (text: string, file = put('example/ledger.init', example())) => {
    put('example/bftsmart.config', consensus);
    return jdchainLedgerHash({ file, signatures: put('example/signatures.json', text) });
  };

  it('answers the contract’s fields, and the hash in hex and words', async () => {
    const { exit, json, text } = await asked(JSON.stringify(signatures));
    const { ledgerHash } = vectors.merkleTree;
    expect(exit).toBe(0);
    expect(json).toMatchObject({ ledgerHash, blockBody: vectors.blockBody, txHash: vectors.merkleTree.txHash });
    expect(json['words']).toHaveLength(34);
    for (const shown of [text.en, text.zh]) {
      expect(shown).toContain(`ledger.bindings=${ledgerHash}`);
      expect(shown).toContain('2018 bison borderline');
    }
    expect(json).toMatchObject({ repeatable: true, randomSigners: [] });
  });

  it('says of SM2 that another run of ledger-init has another hash', async () => {
    const [, , , last] = vectors.participants;
    const sm2 = suite('sm2');
    const secret = fromHex('22'.repeat(32), 'secret');
    const key = encodePublicKey('sm2', sm2.publicKey(secret));
    const file = put('example/sm2/ledger.init', example().replace(last?.publicKey ?? '', key));
    put('example/sm2/bftsmart.config', consensus);
    const bytes = (path: string) => new Uint8Array(readFileSync(path));
    const init = readLedgerInit(bytes(file), { consensus: () => bytes(join(root, 'example/sm2/bftsmart.config')) });
    const genesis = buildGenesis(init.genesis);
    const all = vectors.participants.slice(0, 3).map(({ secret: one, publicKey }) => {
      return [publicKey, encodeSignature('ed25519', suite('ed25519').sign(genesis.txHash, fromHex(one, 'secret')))];
    });
    const sm2Signature = encodeSignature('sm2', sm2.sign(genesis.txHash, secret));
    const { json, text } = await asked(JSON.stringify(Object.fromEntries([...all, [key, sm2Signature]])), file);
    expect(json).toMatchObject({ repeatable: false, randomSigners: ['org3'] });
    expect(text.en).toContain('org3 (SM2)');
    expect(text.zh).toContain('org3 (SM2)');
    expect(text.en).not.toContain('ledger.bindings');
  });

  it('refuses a signature too few, a file that is none, and one that is not there', async () => {
    const [first, ...rest] = Object.entries(signatures);
    expect(first).toBeDefined();
    expect(await refusalLater(asked(JSON.stringify(Object.fromEntries(rest))))).toBe('JDCHAIN-SIGNATURE-MISSING');
    expect(await refusalLater(asked('[]'))).toBe('JDCHAIN-PERMISSIONS');
    const file = join(root, 'example/ledger.init');
    expect(await refusalLater(jdchainLedgerHash({ file, signatures: join(root, 'nothing') }))).toBe('JDCHAIN-FILE');
  });
});

describe('jdchain lint', () => {
  it('takes a folder of folders as parties, and several paths', async () => {
    expect((await jdchainLint({ paths: [join(root, 'parties')] })).json['parties']).toEqual(['a', 'b', 'c', 'd']);
    const two = await jdchainLint({ paths: [join(root, 'parties/a'), join(root, 'parties/b/ledger.init')] });
    expect(two.json['parties']).toEqual(['a', 'b']);
    expect(two.exit).toBe(0);
  });

  it('answers 1 with code, message, and findings with file and party, in both languages', async () => {
    const file = join(root, 'parties/c/bftsmart/bftsmart.config');
    writeFileSync(file, readFileSync(file, 'utf8').replace('system.epoch.delay=50', 'system.epoch.delay=51'));
    const { exit, json, text } = await jdchainLint({ paths: [join(root, 'parties')] });
    expect(exit).toBe(1);
    const found = (json['findings'] as { rule: string }[]).find(({ rule }) => rule === 'JDCHAIN-DIFF-CONSENSUS');
    expect(found).toMatchObject({
      level: 'error',
      field: 'system.epoch.delay',
      file: 'bftsmart/bftsmart.config',
      party: 'c',
    });
    expect(text.en).toContain('"51" here and "50" at a, b, d');
    expect(text.zh).toContain('"51"');
    expect(json['code']).toMatch(/^JDCHAIN-/);
  });

  it('answers 2 for a path that is not there', async () => {
    expect(await refusalLater(jdchainLint({ paths: [join(root, 'nothing')] }))).toBe('JDCHAIN-FILE');
  });
});

describe('jdchain key show', () => {
  it('shows a public key, with or without a newline behind it', () => {
    for (const end of ['', '\n']) {
      const { json } = jdchainKeyShow({ file: put('k.pub', `${keys[0] ?? ''}${end}`) });
      expect(json).toMatchObject({
        kind: 'public',
        algorithm: 'ED25519',
        suite: 'ed25519',
        publicKey: keys[0],
        address: 'LdeP3fY7jJbNwL8CiL2wU21AF9unDWQjVEW5w',
      });
    }
  });

  it('says of a private key only that it is one', () => {
    const file = put('k.priv', '177gjzHTznYdPgWqZrH43W3yp37onm74wYXT4v9FukpCHBrhRysBBZh7Pzdo5AMRyQGJD7x');
    expect(jdchainKeyShow({ file }).json).toEqual({ file, kind: 'private', encrypted: true });
  });

  it('refuses anything else', () => {
    expect(refusal(() => jdchainKeyShow({ file: put('k.txt', 'hello, world') }))).toBe('JDCHAIN-KEY-SHOW');
    expect(refusal(() => jdchainKeyShow({ file: put('k.txt', '3mJr7AoUXx2Wqd') }))).toBe('JDCHAIN-KEY');
  });
});
