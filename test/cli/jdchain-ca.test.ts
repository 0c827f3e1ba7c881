/** `rootseal jdchain ca root | csr | issue | show`, from outside: from two keys to a certificate that its root has signed. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../main/core/encoding/bytes.ts';
import { suite } from '../../main/core/keys/index.ts';
import { encodePrivate, encodePublicKey } from '../../main/export/jdchain/keys.ts';
import { asked, ownFolder, refused } from './run.ts';

const folder = ownFolder('ca');
const at = (name: string) => join(folder, name);
const sm2 = suite('sm2');

function key(seed: number, file: string): string {
  const secret = sm2.secretFromRandom(new Uint8Array(sm2.randomLength).fill(seed));
  writeFileSync(at(file), encodePrivate('sm2', secret, utf8('abc')));
  return encodePublicKey('sm2', sm2.publicKey(secret));
}

const third = { third: 'abc\n' };
const by = (signer: string, out: string) => ['--signer', at(signer), '--out', at(out), '--passphrase-fd', '3'];
const ca = (...args: string[]) => ['jdchain', 'ca', ...args];

describe('jdchain ca', () => {
  it('makes a root, a request and a certificate, and tells whose each is', async () => {
    key(1, 'root.priv');
    const publicKey = key(2, 'node.priv');
    const [root, csr] = await Promise.all([
      asked(ca('root', '--subject', 'CN=根,O=JD,C=CN', ...by('root.priv', 'root.crt')), third),
      asked(ca('csr', '--subject', 'CN=node4,O=京东', '--ou', 'peer', ...by('node.priv', 'node.csr')), third),
    ]);
    expect(root).toMatchObject({ status: 0, json: { kind: 'root', roles: ['ROOT', 'CA'], signed: true } });
    expect(csr).toMatchObject({ status: 0, json: { kind: 'request', roles: ['PEER'], publicKey } });
    const issue = ca('issue', at('node.csr'), '--issuer', at('root.crt'), '--ou', 'PEER,GW');
    const leaf = await asked([...issue, ...by('root.priv', 'node.crt')], third);
    expect(leaf).toMatchObject({
      status: 0,
      json: { kind: 'certificate', subject: 'OU=PEER, OU=GW, CN=node4, O=京东', publicKey, signed: true },
    });
    expect(readFileSync(at('node.crt'), 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----\n/);

    const [self, taken, foreign, days] = await Promise.all([
      refused([...issue, ...by('node.priv', 'no.crt')], third),
      refused([...issue, ...by('root.priv', 'node.crt')], third),
      refused(ca('show', at('root.crt'), '--issuer', at('node.crt'))),
      refused([...issue, '--days', '4000', ...by('root.priv', 'no.crt')], third),
    ]);
    expect(self).toMatchObject({ status: 1, code: 'JDCHAIN-CERT-ISSUER' });
    expect(taken).toMatchObject({ status: 2, code: 'FILE-EXISTS' });
    expect(foreign).toMatchObject({ status: 1, code: 'JDCHAIN-CERT-FOREIGN' });
    expect(days).toMatchObject({ status: 1, code: 'JDCHAIN-CERT-ISSUER' });
    expect(existsSync(at('no.crt'))).toBe(false);

    writeFileSync(at('node.pub'), publicKey);
    writeFileSync(at('root.pub'), root.json['publicKey'] as string);
    const renew = ca('renew', at('node.crt'), '--issuer', at('root.crt'));
    const show = (key: string) => ca('show', at('node.crt'), '--key', at(key));
    const [renewed, again, fits, opened, other] = await Promise.all([
      asked([...renew, ...by('root.priv', 'node-2.crt')], third),
      asked([...ca('renew', at('root.crt')), ...by('root.priv', 'root-2.crt')], third),
      asked(show('node.pub')),
      asked([...show('node.priv'), '--passphrase-fd', '3'], third),
      refused(show('root.pub')),
    ]);
    const whose = {
      status: 0,
      json: { publicKey, signed: true, sameKey: true, gap: false, renews: leaf.json['serial'] },
    };
    expect(renewed).toMatchObject(whose);
    expect(again).toMatchObject({ status: 0, json: { kind: 'root', roles: ['ROOT', 'CA'], signed: true } });
    expect(fits).toMatchObject({ status: 0, json: { keyFits: true } });
    expect(opened).toMatchObject({ status: 0, json: { keyFits: true } });
    expect(other).toMatchObject({ status: 1, code: 'JDCHAIN-CERT-OTHER-KEY' });
  });
});
