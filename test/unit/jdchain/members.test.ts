/** The files of the members, from a resolved plan; genesis.json rebuilt; permission signatures. */

import { describe, expect, it } from 'vitest';
import type { ResolvedPlan } from '../../../main/core/ceremony/plan.ts';
import { equal, fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { parseJcs, toJcs } from '../../../main/core/encoding/jcs.ts';
import { suite, suiteNames } from '../../../main/core/keys/index.ts';
import { buildGenesis } from '../../../main/export/jdchain/genesis.ts';
import { encodePublicKey } from '../../../main/export/jdchain/keys.ts';
import { readLedgerInit } from '../../../main/export/jdchain/ledgerinit.ts';
import { holdsSecret } from '../../../main/export/jdchain/local-conf.ts';
import {
  genesisInputFromPlan,
  memberFiles,
  openLocalConf,
  permissionsFile,
  privateFiles,
  privateLocalConf,
  rebuildGenesis,
  verifyPermissions,
} from '../../../main/export/jdchain/members.ts';
import { refusal } from '../../refusal.ts';

const ids = ['brand', 'producer', 'carrier', 'lab'];
const members = ids.map((id, i) => {
  const name = suiteNames[i % 3] ?? 'ed25519';
  const secret = suite(name).secretFromRandom(new Uint8Array(suite(name).randomLength).fill(i + 1));
  return { id, suite: name, secret, raw: suite(name).publicKey(secret) };
});
const keys = Object.fromEntries(members.map(({ id, suite: name, raw }) => [id, { suite: name, raw }]));

function plan(rehearsal: boolean): ResolvedPlan {
  const mark = rehearsal ? 'REHEARSAL-' : '';
  const ledger = {
    name: `${mark}food-trace`,
    createdTime: '2026-11-21T02:00:00Z',
    seed: 'ab'.repeat(32),
    identityMode: 'KEYPAIR',
    dataStructure: 'MERKLE_TREE',
    hash: 'SHA256',
    verifyHash: true,
    providers: ['classic', 'sm'],
    contract: { timeout: 60000, maxStackDepth: 100 },
    consensus: { kind: 'bftsmart', settings: { 'system.epoch.delay': '20' } },
    roles: {
      DEFAULT: { ledger: ['REGISTER_USER', 'APPROVE_TX'], tx: ['DIRECT_OPERATION'] },
      ADMIN: { ledger: ['UPGRADE_CONTRACT', 'SET_CONSENSUS'], tx: ['DIRECT_OPERATION', 'CONTRACT_OPERATION'] },
    },
  };
  const list = ids.map((id, i) => ({
    id,
    name: { zh: id, en: id },
    participant: mark + id,
    role: id,
    key: i === 3 ? { public: encodePublicKey('ed25519', keys['lab']?.raw ?? new Uint8Array()) } : { make: 'ed25519' },
    initializer: { host: `10.0.0.${String(i + 1)}`, port: 8800 },
    consensus: { host: `10.0.0.${String(i + 1)}`, port: 16000 },
    ledgerRoles: i === 0 ? ['ADMIN'] : ['DEFAULT'],
    rolesPolicy: i === 0 ? 'INTERSECT' : 'UNION',
  }));
  return { rehearsal, chain: { kind: 'jdchain', version: '1.6.5', ledger }, members: list } as unknown as ResolvedPlan;
}

const file = (files: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array => {
  const bytes = files.get(path);
  if (!bytes) throw new Error(`no ${path}`);
  return bytes;
};

describe('member folders', () => {
  const files = memberFiles(plan(false), keys);
  const genesis = buildGenesis(genesisInputFromPlan(plan(false), keys));

  it('hold the same bytes where peers must agree', () => {
    for (const shared of ['ledger.init', 'bftsmart/bftsmart.config']) {
      expect(new Set(ids.map((id) => fromUtf8(file(files, `${id}/${shared}`)))).size).toBe(1);
    }
    expect([...files.keys()].length).toBe(1 + 5 * ids.length);
  });

  it('give the genesis of the plan when they are read as files of others', () => {
    for (const id of ids) {
      const { genesis: read } = readLedgerInit(file(files, `${id}/ledger.init`), {
        consensus: (path) => files.get(`${id}/${path}`),
      });
      expect(buildGenesis(read).txHashText).toBe(genesis.txHashText);
    }
  });

  it('hold nothing secret, and key files without a newline', () => {
    for (const id of ids) {
      expect(holdsSecret(file(files, `${id}/local.conf`))).toBe(false);
      expect(fromUtf8(file(files, `${id}/${id}.pub`))).toMatch(/^[1-9A-HJ-NP-Za-km-z]+$/);
    }
  });

  it('say the hash, the four commands, the weak key file and the rehearsal, in both languages', () => {
    const readme = fromUtf8(file(memberFiles(plan(true), keys), 'brand/README.md'));
    for (const word of [
      '演练',
      'REHEARSAL',
      'ledger-init.sh',
      'peer-startup.sh',
      'weak',
      '弱',
      '同时运行',
      'at the same time',
    ]) {
      expect(readme).toContain(word);
    }
    const real = fromUtf8(file(files, 'brand/README.md'));
    expect(real.split(genesis.txHashText).length).toBe(3);
    expect(real).not.toContain('REHEARSAL');
  });

  it('carry the mark of a rehearsal in every chain-side name, and another hash', () => {
    const rehearsal = memberFiles(plan(true), keys);
    const text = fromUtf8(file(rehearsal, 'lab/ledger.init'));
    expect(text).toContain('ledger.name=REHEARSAL-food-trace\n');
    expect(text).toContain('cons_parti.3.name=REHEARSAL-lab\n');
    expect(rebuildGenesis(file(rehearsal, 'genesis.json')).txHashText).not.toBe(genesis.txHashText);
  });
});

describe('genesis.json', () => {
  const files = memberFiles(plan(false), keys);
  const document = file(files, 'genesis.json');

  it('is enough to build the same bytes again', () => {
    const again = rebuildGenesis(document);
    const genesis = buildGenesis(genesisInputFromPlan(plan(false), keys));
    expect(equal(again.content, genesis.content)).toBe(true);
    expect(again.rehearsal).toBe(false);
    expect(again.init.genesis).toEqual(genesisInputFromPlan(plan(false), keys));
  });

  it.each([
    ['an unknown field', { more: 1 }, 'JDCHAIN-DOCUMENT'],
    ['another length', { contentBytes: 1 }, 'JDCHAIN-DOCUMENT'],
    ['another hash', { txHash: 'j5iRFwAap8WgodguRYSC8q7s7JtNxhgyTGa92qayWA14FK' }, 'JDCHAIN-DOCUMENT'],
    ['another version', { version: '1.6.4' }, 'JDCHAIN-VERSION'],
    ['another format', { format: 'rootseal.jdchain.genesis/2' }, 'JDCHAIN-DOCUMENT'],
    ['another seed', { seed: 'cd'.repeat(32) }, 'JDCHAIN-DOCUMENT'],
    ['no participants', { participants: [] }, 'JDCHAIN-DOCUMENT'],
    ['a wrong type', { createdTime: 'today' }, 'JDCHAIN-DOCUMENT'],
  ])('is refused with %s', (_, change, code) => {
    const altered = { ...(parseJcs(document, 'genesis.json') as object), ...change };
    expect(refusal(() => rebuildGenesis(toJcs(altered)))).toBe(code);
  });

  it('is refused with a byte behind it', () => {
    expect(refusal(() => rebuildGenesis(Uint8Array.of(...document, 10)))).toBe('ENCODING-JSON');
  });
});

describe('signatures.json', () => {
  const input = genesisInputFromPlan(plan(false), keys);
  const genesis = buildGenesis(input);
  const permissions = members.slice(0, 2).map(({ suite: name, raw, secret }) => ({
    publicKey: { suite: name, raw },
    signature: suite(name).sign(genesis.txHash, secret),
  }));

  it('is accepted with some of the participants', () => {
    expect(verifyPermissions(permissionsFile(permissions), input, genesis)).toEqual(
      expect.arrayContaining(['brand', 'producer']),
    );
  });

  it('is refused with a signature over something else, or by a stranger', () => {
    const wrong = permissions.map((one) => ({
      ...one,
      signature: one.signature.map((byte, i) => (i === 5 ? byte ^ 1 : byte)),
    }));
    expect(refusal(() => verifyPermissions(permissionsFile(wrong), input, genesis))).toBe('JDCHAIN-SIGNATURE');
    const others = { ...input, participants: input.participants.slice(1) };
    expect(refusal(() => verifyPermissions(permissionsFile(permissions), others, genesis))).toBe(
      'JDCHAIN-SIGNATURE-FOREIGN',
    );
  });
});

describe('private files', () => {
  it('open again, and say their pair', () => {
    for (const { id, suite: name, secret, raw } of members) {
      const input = { suite: name, secret, password: utf8('correct horse'), ledgerName: 'food-trace' };
      const bytes = privateLocalConf(input);
      expect(holdsSecret(bytes)).toBe(true);
      expect(openLocalConf(bytes)).toEqual({ suite: name, raw, secret });
      expect([...privateFiles(id, input).keys()]).toEqual(['local.conf', `${id}.priv`, `${id}.pwd`]);
    }
  });

  it('are refused if the private key belongs to another public key', () => {
    const [one, other] = [0, 3].map((i) => members[i]);
    if (!one || !other) throw new Error('members');
    const input = { password: utf8('x'), ledgerName: 'l' };
    const mine = fromUtf8(privateLocalConf({ ...input, suite: one.suite, secret: one.secret }));
    const swapped = mine.replace(encodePublicKey(one.suite, one.raw), encodePublicKey(other.suite, other.raw));
    expect(refusal(() => openLocalConf(utf8(swapped)))).toBe('JDCHAIN-KEY');
  });
});
