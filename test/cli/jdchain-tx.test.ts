/** `rootseal jdchain tx show` on files as they lie on disk: what is said in both languages, and when it answers 1. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jdchainTxShow } from '../../main/cli/jdchain-tx.ts';
import { utf8 } from '../../main/core/encoding/bytes.ts';
import { encodedHash } from '../../main/export/jdchain/genesis.ts';
import { fromHex, toHex } from '../../main/core/encoding/hex.ts';
import { transactionRequest } from '../../main/export/jdchain/contracts.ts';
import { refusal } from '../refusal.ts';

const { requests, publicKey, ledgerHash } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'vectors', 'jdchain', 'transactions.json'), 'utf8'),
) as { requests: Record<string, string>; publicKey: string; ledgerHash: string };
const registration = requests['ParticipantRegisterOperation'] ?? '';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rootseal-tx-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function shown(hex: string) {
  const file = join(folder, 'tx');
  writeFileSync(file, fromHex(hex, 'tx'));
  return jdchainTxShow({ file });
}

const changed = (change: Partial<Parameters<typeof transactionRequest.encode>[0]>) =>
  toHex(transactionRequest.encode({ ...transactionRequest.decode(fromHex(registration, 'tx'), 'tx'), ...change }));

describe('jdchain tx show', () => {
  it('says what a transaction does, on which ledger, and who signed it', () => {
    const { exit, json, text } = shown(registration);
    expect(exit).toBe(0);
    expect(json).toMatchObject({
      ...{ form: 'request', ledgerHash, unknownOperations: 0 },
      operations: [{ code: '0x350', known: true, title: 'Register a participant', titleZh: '注册参与方' }],
      endpointSignatures: [{ publicKey, valid: true }],
    });
    expect(json['words']).toHaveLength(34);
    for (const all of [text.en, text.zh])
      for (const part of [ledgerHash, publicKey, 'node4']) expect(all).toContain(part);
    expect(text.en).toContain('Operation 1/1 (0x350): Register a participant');
    expect(text.zh).toContain('操作 1/1 (0x350)：注册参与方');
    expect(text.zh).toContain('成立');
  });

  it('shows every operation of a long one', () => {
    const { json, text } = shown(requests['all'] ?? '');
    expect(json['operations']).toHaveLength(20);
    expect(text.en.match(/^Operation \d+\/20/gm)).toHaveLength(20);
  });

  it('keeps what a file says from acting on the screen', () => {
    const { text } = shown(requests['UserCAUpdateOperation'] ?? '');
    expect(text.en).toContain(String.raw`-----BEGIN CERTIFICATE-----\u{a}none`);
  });

  it('answers 1 where a gateway would refuse, and shows it all the same', () => {
    const other = shown(changed({ hash: encodedHash('SHA256', utf8('another')) }));
    expect(other).toMatchObject({ exit: 1, json: { code: 'JDCHAIN-TX-HASH' } });
    expect(other.text.en).toContain('Register a participant');
    expect(other.text.zh).toContain('与其内容不符');
    const [signature] = transactionRequest.decode(fromHex(registration, 'tx'), 'tx').endpointSignatures;
    const wrong = { ...signature!, signature: signature!.signature.with(9, signature!.signature[9]! ^ 1) };
    const unsound = shown(changed({ endpointSignatures: [wrong] }));
    expect(unsound).toMatchObject({ exit: 1, json: { code: 'JDCHAIN-TX-SIGNATURE' } });
    expect(unsound.text.en).toContain('DOES NOT HOLD');
    const broken = shown(changed({ hash: new Uint8Array(34) }));
    expect(broken).toMatchObject({ exit: 1, json: { code: 'JDCHAIN-TX-BROKEN' } });
    expect(shown(changed({ endpointSignatures: [] })).text.en).toContain('nobody yet');
  });

  it('says aloud that an operation is unknown', () => {
    const at = registration.indexOf('00000350');
    const { exit, json, text } = shown(`${registration.slice(0, at)}00000999${registration.slice(at + 8)}`);
    expect(exit).toBe(1); // the hash is that of the operation which was there
    expect(json).toMatchObject({ unknownOperations: 1, operations: [{ code: '0x999', known: false }] });
    expect(text.en).toContain('(0x999): UNKNOWN');
    expect(text.zh).toContain('未知操作');
  });

  it('refuses what is no transaction, and a file that is not there', () => {
    expect(refusal(() => shown('00'))).toBe('JDCHAIN-TX');
    expect(refusal(() => shown(registration.slice(0, -2)))).toBe('JDCHAIN-PROTO');
    expect(refusal(() => jdchainTxShow({ file: join(folder, 'nothing') }))).toBe('JDCHAIN-FILE');
  });
});
