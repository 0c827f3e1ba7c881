import { execFileSync } from 'node:child_process';
import { createPublicKey, verify as nodeVerify } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCheckpoint } from '../../../main/core/audit/checkpoint.ts';
import { parseVkeyFile } from '../../../main/core/audit/note.ts';
import { concat, digestMessage, u64, utf8 } from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { fromSpkiPem } from '../../../main/core/keys/pem.ts';
import { canonicalJson, signedBytes, tufKeyId, writeRepository } from '../../../main/core/tuf/index.ts';
import { buildGenesis } from '../../../main/export/jdchain/genesis.ts';
import {
  decodePublicKey,
  decodeSignature,
  encodePrivate,
  encodePublicKey,
  passwordHash,
} from '../../../main/export/jdchain/keys.ts';
import { genesisInputFromPlan } from '../../../main/export/jdchain/members.ts';
import { parseRegistration } from '../../../main/export/jdchain/registration.ts';
import { AgePool } from '../../../main/vault/age.ts';
import type { Vault } from '../../../main/vault/client.ts';
import {
  type Founded,
  answers,
  checkpoint,
  codeOf,
  folder,
  foundIn,
  logKeyOf,
  open,
  passphrases,
  restored,
  sealedOf,
  setOf,
  sharesOf,
  smallPlan,
  cleanUp,
} from './room.ts';

afterAll(cleanUp);

let founded: Founded;
let foreign: Founded;
let identity: string;
beforeAll(async () => {
  identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const plan = (rehearsal: boolean) =>
    smallPlan(rehearsal, (p) => {
      p.custodians[1]!.seal = { kind: 'age', recipient };
      p.members = p.members.map((member, i) =>
        'holder' in member ? { ...member, holder: i === 0 ? 'c1' : recipient } : member,
      );
    });
  founded = await foundIn(plan(true));
  foreign = await foundIn(plan(true));
});

const identityFile = (text = identity): string => {
  const path = join(folder(), 'identity.txt');
  writeFileSync(path, `# created for a test\n${text}\n`, { mode: 0o600 });
  return path;
};

const judged = async (files: { file: string; bytes: Uint8Array }[], source = answers(), identities = {}) => {
  const vault = await open('check', source, { identities });
  const result = await vault.request('judgeShares', { files, set: setOf(founded) });
  await vault.finish();
  return { ...result, codes: result.shares.map(({ code }) => code) };
};

describe('verdicts on shares', () => {
  it('come for a whole pool at once, bad ones not stopping the good', async () => {
    const [c1, c3] = sharesOf(founded, 'c1', 'c3');
    const [strange] = sharesOf(foreign, 'c1');
    const cut = { file: 'cut.age', bytes: c3!.bytes.slice(0, -1) };
    const noise = { file: 'c2.age', bytes: new Uint8Array(300).fill(65) };
    const { shares, codes, quorum } = await judged([noise, c1!, strange!, c1!, cut, c3!]);
    expect(codes).toEqual([
      'SHARE-UNREADABLE',
      'SHARE-INTACT',
      'SHARE-FOREIGN',
      'SHARE-DUPLICATE',
      'SHARE-UNREADABLE',
      'SHARE-INTACT',
    ]);
    expect(shares[1]).toMatchObject({
      file: '/media/usb/c1.age',
      ok: true,
      index: 1,
      custodian: 'c1',
      epoch: 1,
      rehearsal: true,
    });
    expect(quorum).toEqual({ m: 2, n: 3, have: 2, met: true, custodians: ['c1', 'c3'] });
  });

  it('name a wrong passphrase and count what is there', async () => {
    const { codes, quorum } = await judged(
      sharesOf(founded, 'c1', 'c3'),
      answers({ passphrases: { c1: passphrases['c1']!, c3: 'not it' } }),
    );
    expect(codes).toEqual(['SHARE-INTACT', 'SHARE-PASSPHRASE']);
    expect(quorum).toMatchObject({ have: 1, met: false, custodians: [] });
  });

  it('find the custodian of a file whose name says nothing', async () => {
    const [c3] = sharesOf(founded, 'c3');
    const { shares } = await judged([{ file: 'copy of share.bin', bytes: c3!.bytes }]);
    expect(shares[0]).toMatchObject({ ok: true, custodian: 'c3' });
  });

  it('open a share sealed to a recipient with its identity, and say when there is none', async () => {
    const c2 = sharesOf(founded, 'c2');
    expect((await judged(c2, answers(), { c2: identityFile() })).codes).toEqual(['SHARE-INTACT']);
    expect((await judged(c2, answers({ identities: { c2: identity } }))).codes).toEqual(['SHARE-INTACT']);
    expect((await judged(c2)).codes).toEqual(['IDENTITY-MISSING']);
    const other = identityFile(await generateX25519Identity());
    expect((await judged(c2, answers(), { c2: other })).codes).toEqual(['IDENTITY-WRONG']);
  });

  it('refuse what is no identity file', async () => {
    const path = identityFile('AGE-SECRET-KEY-1OOPS and more');
    expect(await codeOf(open('check', answers(), { identities: { c2: path } }))).toBe('IDENTITY-READ');
  });

  it('a custodian without a passphrase is named', async () => {
    const request = judged(sharesOf(founded, 'c1'), answers({ passphrases: {} }));
    await expect(request).rejects.toMatchObject({ code: 'SECRET-MISSING', subject: 'c1' });
  });

  it('rehearsal and real never mix', async () => {
    const vault = await open('check', answers(), { rehearsal: false });
    expect(await codeOf(vault.request('judgeShares', { files: [], set: setOf(founded) }))).toBe('VAULT-REHEARSAL');
  });
});

describe('the order of a restore', () => {
  const begin = async (): Promise<Vault> => {
    const vault = await open('restore', answers());
    await vault.request('judgeShares', { files: sharesOf(founded, 'c1', 'c3'), set: setOf(founded) });
    return vault;
  };

  it('no combine without judged shares', async () => {
    const vault = await open('restore', answers());
    await vault.request('openLogKey', logKeyOf(founded));
    await vault.request('signCheckpoint', { text: checkpoint(founded.plan) });
    expect(await codeOf(vault.request('combine', sealedOf(founded)))).toBe('VAULT-ORDER');
  });

  it('no combine without a checkpoint signed after the verdicts', async () => {
    expect(await codeOf((await begin()).request('combine', sealedOf(founded)))).toBe('VAULT-ORDER');
    const vault = await open('restore', answers());
    await vault.request('openLogKey', logKeyOf(founded));
    await vault.request('signCheckpoint', { text: checkpoint(founded.plan) });
    await vault.request('judgeShares', { files: sharesOf(founded, 'c1', 'c3'), set: setOf(founded) });
    expect(await codeOf(vault.request('combine', sealedOf(founded)))).toBe('VAULT-ORDER');
  });

  it('no combine with too few shares', async () => {
    const vault = await open('restore', answers());
    await vault.request('judgeShares', { files: sharesOf(founded, 'c1'), set: setOf(founded) });
    await vault.request('openLogKey', logKeyOf(founded));
    await vault.request('signCheckpoint', { text: checkpoint(founded.plan) });
    expect(await codeOf(vault.request('combine', sealedOf(founded)))).toBe('VAULT-ORDER');
  });

  it.each(['challenge', 'signTuf', 'signFile', 'exportRoot'] as const)('no %s before combine', async (op) => {
    const bytes = utf8('x');
    const inputs = {
      challenge: { size: 1, root: bytes },
      signTuf: { root: 'root-ed', bytes },
      signFile: { root: 'root-ed', bytes },
      exportRoot: { root: 'root-ed', recipient: 'age1' },
    };
    const vault = await open(op === 'signTuf' ? 'sign' : 'restore', answers());
    expect(await codeOf(vault.request(op, inputs[op]))).toBe('VAULT-ORDER');
  });

  it('no checkpoint without the log key', async () => {
    expect(await codeOf((await begin()).request('signCheckpoint', { text: checkpoint(founded.plan) }))).toBe(
      'VAULT-ORDER',
    );
  });

  it('sealed roots of another ceremony are refused, and so is a part of them', async () => {
    const { sealed, statements } = sealedOf(founded);
    const only = { 'root-ed': sealed['root-ed']! };
    for (const [input, code] of [
      [sealedOf(foreign), 'VAULT-ROOT-SET'],
      [{ sealed: only, statements }, 'VAULT-ROOT-SET'],
      [{ sealed: sealedOf(foreign).sealed, statements }, 'ROOT-SEALED'],
    ] as const) {
      const vault = await begin();
      await vault.request('openLogKey', logKeyOf(founded));
      await vault.request('signCheckpoint', { text: checkpoint(founded.plan) });
      expect(await codeOf(vault.request('combine', input))).toBe(code);
    }
  });
});

describe('the log key', () => {
  it('is refused for another log, and with a wrong passphrase', async () => {
    const close = () => open('close', answers());
    const swapped = { ...logKeyOf(founded), file: foreign.file('private/log-key/p1.age') };
    expect(await codeOf((await close()).request('openLogKey', swapped))).toBe('VAULT-LOG-KEY');
    const vault = await open('close', answers({ logPassphrases: { p1: 'no' } }));
    expect(await codeOf(vault.request('openLogKey', logKeyOf(founded)))).toBe('AGE-PASSPHRASE');
  });

  it('signs no checkpoint of another origin, and no text that is none', async () => {
    for (const text of [checkpoint(founded.plan).replace('/rehearsal', ''), 'hello\n', 'a\n1\n']) {
      const vault = await open('close', answers());
      await vault.request('openLogKey', logKeyOf(founded));
      expect(['VAULT-ORIGIN', 'CHECKPOINT-FORM']).toContain(await codeOf(vault.request('signCheckpoint', { text })));
    }
  });
});

describe('what restored roots do', () => {
  it('challenge, files, TUF, export: each signature holds under the stated key', async () => {
    const { note } = founded;
    const vault = await restored(founded);
    const head = { size: 8, root: new Uint8Array(32).fill(3) };
    const { challenges } = await vault.request('challenge', head);
    expect(challenges.map(({ root }) => root)).toEqual(['root-ed', 'root-sm']);
    for (const { root, nonce, challenge, signature } of challenges) {
      const message = digestMessage('challenge', concat(fromHex(nonce, 'nonce'), u64(head.size), head.root));
      expect(toHex(message)).toBe(challenge);
      expect(holds(root, message, signature)).toBe(true);
    }
    expect(new Set(challenges.map(({ nonce }) => nonce)).size).toBe(2);
    const bytes = utf8('a contract');
    const signed = await vault.request('signFile', { root: 'root-sm', bytes });
    expect(holds('root-sm', digestMessage('file', bytes), signed.signature)).toBe(true);
    expect(await exported(vault, 'root-ed')).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    const { publicKey } = keyOf('root-sm');
    const pem = await exported(vault, 'root-sm');
    const spki = execFileSync('openssl', ['pkey', '-pubout'], { input: pem }).toString();
    expect(fromSpkiPem(spki)).toEqual({ suite: 'sm2', publicKey: fromHex(publicKey, 'root-sm') });
    expect(await codeOf(vault.request('signFile', { root: 'nobody', bytes }))).toBe('VAULT-ROOT');
    expect(verifyCheckpoint(note, parseVkeyFile(founded.file('public/log.vkey'))).size).toBe(7);
  });

  it('no export to what is no recipient', async () => {
    const vault = await restored(founded);
    const request = vault.request('exportRoot', { root: 'root-ed', recipient: 'age1nonsense' });
    expect(await codeOf(request)).toBe('VAULT-RECIPIENT');
  });

  const keyOf = (root: string) => founded.made.roots.find(({ id }) => id === root)!;
  const holds = (root: string, message: Uint8Array, signature: string) => {
    const { suite: name, publicKey } = keyOf(root);
    return suite(name).verify(fromHex(signature, 'signature'), message, fromHex(publicKey, root));
  };
  const exported = async (vault: Vault, root: string): Promise<string> => {
    const recipient = await identityToRecipient(identity);
    const { bytes } = await vault.request('exportRoot', { root, recipient });
    const pool = new AgePool(1);
    const opened = await pool.open(bytes, { kind: 'identities', identities: utf8(identity) });
    await pool.close();
    return opened.ok ? new TextDecoder().decode(opened.bytes) : opened.reason;
  };
});

describe('the signing act', () => {
  const tufOf = (sign: (bytes: Uint8Array) => Promise<string>) => {
    const publicKey = fromHex(founded.made.roots[0]!.publicKey, 'root-ed');
    const target = {
      path: 'plan.json',
      length: 1,
      sha256: '00'.repeat(32),
      custom: { rootseal: { kind: 'plan', rehearsal: true } },
    };
    return writeRepository(
      {
        keys: [{ suite: 'ed25519', publicKey }],
        threshold: 1,
        version: 1,
        expires: '2036-11-21T00:00:00Z',
        targets: [target],
      },
      async (bytes) => [{ keyid: tufKeyId('ed25519', publicKey), sig: await sign(bytes) }],
    );
  };

  it('signs TUF files, which hold under the root, and nothing that is no TUF file', async () => {
    const vault = await restored(founded, 'sign');
    const files = await tufOf(async (bytes) => (await vault.request('signTuf', { root: 'root-ed', bytes })).signature);
    expect(files.size).toBe(4);
    const targets = signedBytes(files.get('targets.json')!);
    const { signature } = await vault.request('signTuf', { root: 'root-sm', bytes: targets });
    const sm = fromHex(founded.made.roots[1]!.publicKey, 'root-sm');
    expect(suite('sm2').verify(fromHex(signature, 'sig'), targets, sm)).toBe(true);
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: b64(fromHex(founded.made.roots[0]!.publicKey, 'x')) },
      format: 'jwk',
    });
    const root = JSON.parse(Buffer.from(files.get('1.root.json')!).toString());
    const message = signedBytes(files.get('1.root.json')!);
    expect(nodeVerify(null, message, key, Buffer.from(root.signatures[0].sig, 'hex'))).toBe(true);
    await vault.finish();
  });

  it.each([
    ['JSON that is no TUF', () => canonicalJson({ a: 1 })],
    ['a message of another kind', () => digestMessage('root', utf8('x'))],
    [
      'a TUF part with a field too many',
      () =>
        canonicalJson({
          _type: 'targets',
          note: 'x',
          spec_version: '1.0.31',
          version: 1,
          expires: '2036-11-21T00:00:00Z',
          targets: {},
        }),
    ],
  ])('refuses %s', async (_, make) => {
    const vault = await restored(founded, 'sign');
    expect(await codeOf(vault.request('signTuf', { root: 'root-ed', bytes: make() }))).toBe('VAULT-TUF');
  });

  const contentOf = ({ plan, made }: Founded) => {
    const keys = plan.members.map(({ id, key }) => {
      if ('public' in key) return [id, decodePublicKey(key.public)] as const;
      const { suite: name, publicKey } = made.members.find((member) => member.id === id)!;
      return [id, { suite: name, raw: fromHex(publicKey, id) }] as const;
    });
    return buildGenesis(genesisInputFromPlan(plan, Object.fromEntries(keys)));
  };

  it('lets members sign the genesis that was parsed, opened by passphrase or by identity', async () => {
    const { content, txHash, txHashText } = contentOf(founded);
    const vault = await open('sign', answers({ identities: { somebody: identity } }));
    const recipient = await identityToRecipient(identity);
    for (const [member, holder] of [
      ['brand', 'c1'],
      ['lab', recipient],
    ] as const) {
      const file = founded.file(`private/${member}/local.conf.age`);
      const made = founded.made.members.find(({ id }) => id === member)!;
      expect(await vault.request('openMember', { member, holder, file })).toEqual({
        opened: true,
        suite: made.suite,
        publicKey: made.publicKey,
      });
      const signed = await vault.request('signGenesis', { member, content });
      const raw = fromHex(made.publicKey, member);
      expect(signed).toMatchObject({ txHash: txHashText, publicKey: encodePublicKey(made.suite, raw) });
      expect(suite(made.suite).verify(decodeSignature(signed.signature).raw, txHash, raw)).toBe(true);
    }
    await vault.finish();
  });

  it('says of an absent holder that the key is not open, and goes on', async () => {
    const vault = await open('sign', answers({ passphrases: {} }));
    const file = founded.file('private/brand/local.conf.age');
    const answer = await vault.request('openMember', { member: 'brand', holder: 'c1', file });
    expect(answer).toMatchObject({ opened: false, code: 'SECRET-MISSING' });
    const { content } = contentOf(founded);
    expect(await codeOf(vault.request('signGenesis', { member: 'brand', content }))).toBe('VAULT-MEMBER');
  });

  it('refuses bytes that are no genesis, and a genesis without the member', async () => {
    for (const [content, code] of [
      [utf8('hello'), 'JDCHAIN-PROTO'],
      [contentOf(foreign).content, 'VAULT-MEMBER-KEY'],
    ] as const) {
      const vault = await open('sign', answers());
      const file = founded.file('private/brand/local.conf.age');
      await vault.request('openMember', { member: 'brand', holder: 'c1', file });
      expect(await codeOf(vault.request('signGenesis', { member: 'brand', content }))).toBe(code);
    }
  });

  const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
});

describe('a registration', () => {
  const key = suite('ed25519');
  const secret = new Uint8Array(32).fill(4);
  const priv = encodePrivate('ed25519', secret, utf8('abc'));
  const fields = {
    ledgerHash: 'j5vkSRxmUjJzo9KBX79cTMRwD8Aw3J7Ke2JnPzS1eq4fH1',
    name: 'REHEARSAL-new',
    publicKey: encodePublicKey('ed25519', key.publicKey(new Uint8Array(32).fill(8))),
    time: 1_700_000_000_000,
  };

  it('is signed in the vault with a passphrase or a .pwd file', async () => {
    const pwdFile = join(folder(), 'signer.pwd');
    writeFileSync(pwdFile, passwordHash(utf8('abc')));
    for (const signer of [
      { name: 'signer', priv },
      { name: 'signer', priv, pwdFile },
    ]) {
      const vault = await open('register', answers({ passphrases: { signer: 'abc' } }), { rehearsal: false });
      const { message } = await vault.request('register', { ...fields, signer });
      expect(parseRegistration(message)).toMatchObject({ ...fields, signers: [{ suite: 'ed25519' }] });
      await vault.finish();
    }
  });

  it('a wrong password is refused', async () => {
    const vault = await open('register', answers({ passphrases: { signer: 'abd' } }));
    expect(await codeOf(vault.request('register', { ...fields, signer: { name: 'signer', priv } }))).toBe(
      'JDCHAIN-KEY-PASSWORD',
    );
  });
});
