/** Votes by people without this program: OpenSSH's `ssh-keygen -Y sign`, and OpenSSL over the message of the statement. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type Approval,
  approvalMessage,
  checkApproval,
  encodeApproval,
  encodeStatement,
  readApproval,
} from '../../../main/core/consortium/approval.ts';
import { sshKey, sshNamespace } from '../../../main/core/consortium/ssh.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { suiteNames } from '../../../main/core/keys/index.ts';
import { fromSpkiPem } from '../../../main/core/keys/pem.ts';
import { codeIn, sshVoter } from '../../unit/consortium/kit.ts';
import { OpenSsl, opensslVersion } from '../openssl/openssl.ts';

const required = process.env.ROOTSEAL_STRANGERS === 'required';
const noSsh = spawnSync('ssh-keygen', ['-?']).error ? 'no ssh-keygen' : '';
const version = opensslVersion();
const noSsl = 'absent' in version ? version.absent : '';
for (const why of [noSsh, noSsl]) if (why !== '') console.warn(`skipped: ${why}`);

const dir = mkdtempSync(join(tmpdir(), 'rootseal-votes-'));
afterAll(() => rmSync(dir, { recursive: true }));

describe.skipIf(noSsh !== '' && !required)(`ssh-keygen${noSsh && ` (skipped: ${noSsh})`}`, () => {
  const make = (kind: string, name: string) => {
    const file = join(dir, `${kind}-${name}`);
    const bits = kind === 'ecdsa' ? ['-b', '256'] : [];
    execFileSync('ssh-keygen', ['-q', '-t', kind, ...bits, '-N', '', '-C', 'x', '-f', file]);
    const blob = Buffer.from(readFileSync(`${file}.pub`, 'utf8').split(' ')[1]!, 'base64');
    return { file, ...sshKey(new Uint8Array(blob)) };
  };
  const signed = (file: string, namespace: string, statement: Uint8Array) => {
    const what = join(dir, 'statement.json');
    writeFileSync(what, statement);
    rmSync(`${what}.sig`, { force: true });
    execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-f', file, '-n', namespace, what], { stdio: 'ignore' });
    return readFileSync(`${what}.sig`, 'utf8');
  };

  it.each(['ed25519', 'ecdsa'])('%s: a vote holds, one for another purpose or by another key does not', (kind) => {
    const key = make(kind, 'own');
    const { here, about, statement } = sshVoter(key);
    const bytes = encodeStatement(statement);
    const approval = (value: string): Approval => ({ ...statement, signature: { kind: 'ssh', value } });
    const code = (value: string) => codeIn(() => checkApproval(approval(value), about, here));
    const good = readApproval(encodeApproval(approval(signed(key.file, sshNamespace, bytes))));
    expect(checkApproval(good, about, here).id).toBe('f1');
    expect(code(signed(key.file, 'file', bytes))).toBe('APPROVAL-SSH');
    expect(code(signed(make(kind, 'other').file, sshNamespace, bytes))).toBe('APPROVAL-SIGNATURE');
  });
});

describe.skipIf(noSsl !== '' && !required)(`OpenSSL${noSsl && ` (skipped: ${noSsl})`}`, () => {
  const openssl = new OpenSsl(dir);
  it.each(suiteNames)('%s: its signature over the message of a statement is a vote', (name) => {
    const privatePem = openssl.generate(name);
    const { here, about, statement } = sshVoter(fromSpkiPem(openssl.publicPem(privatePem)));
    const value = toHex(openssl.sign(name, approvalMessage(statement), privatePem));
    expect(checkApproval({ ...statement, signature: { kind: 'rootseal', value } }, about, here).id).toBe('f1');
    expect(
      codeIn(() =>
        checkApproval({ ...statement, decision: 'decline', signature: { kind: 'rootseal', value } }, about, here),
      ),
    ).toBe('APPROVAL-SIGNATURE');
  });
});
