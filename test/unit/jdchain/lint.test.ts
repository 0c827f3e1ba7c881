/** Every lint rule: one change to a good set of four folders that breaks it, and nothing found in the good set. */

import { describe, expect, it } from 'vitest';
import { concat, fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { mqServer } from '../../../main/core/ceremony/consensus.ts';
import { consensusOf } from '../../../main/export/jdchain/consensus.ts';
import { defaultSettings } from '../../../main/export/jdchain/bftsmart.ts';
import { sortSettings } from '../../../main/export/jdchain/settings.ts';
import { encodePrivate, encodePublicKey, passwordHash } from '../../../main/export/jdchain/keys.ts';
import type { LedgerInit } from '../../../main/export/jdchain/ledgerinit.ts';
import { writeLedgerInit } from '../../../main/export/jdchain/ledgerinit-write.ts';
import { roleRules } from '../../../main/core/ceremony/role-rules.ts';
import { lint, type LintFinding, standingIn } from '../../../main/export/jdchain/lint.ts';
import { lintRules } from '../../../main/export/jdchain/lint-rules.ts';
import { privateLocalConf, publicLocalConf } from '../../../main/export/jdchain/local-conf.ts';
import { jdchainRules } from '../../../main/export/jdchain/rules.ts';

const names = ['brand', 'producer', 'carrier', 'lab'];
const secrets = names.map((_, i) => new Uint8Array(32).fill(i + 1));
const keys = secrets.map((secret) => ({ suite: 'ed25519' as const, raw: suite('ed25519').publicKey(secret) }));
const texts = keys.map((key) => encodePublicKey(key.suite, key.raw));

const init: LedgerInit = {
  name: 'food-trace',
  initializers: names.map((_, i) => ({ host: `10.0.0.${String(i + 1)}`, port: 8800, secure: false })),
  genesis: {
    seed: new Uint8Array(32).fill(7),
    createdTime: 1_795_140_672_345,
    dataStructure: 'MERKLE_TREE',
    contract: { timeout: 60000, maxStackDepth: 100 },
    hash: 'SHA256',
    verifyHash: true,
    providers: ['classic', 'sm'],
    consensus: 'bftsmart',
    settings: sortSettings(Object.entries(defaultSettings(4))),
    roles: [
      {
        name: 'ADMIN',
        ledger: [
          ...(['SET_CONSENSUS', 'UPGRADE_CONTRACT', 'CONFIGURE_ROLES', 'AUTHORIZE_USER_ROLES'] as const),
          ...(['REGISTER_PARTICIPANT', 'REGISTER_USER'] as const),
        ],
        tx: ['DIRECT_OPERATION'],
      },
      { name: 'DEFAULT', ledger: ['APPROVE_TX', 'CONSENSUS_TX'], tx: ['CONTRACT_OPERATION'] },
      {
        name: 'JOINER',
        ledger: ['REGISTER_PARTICIPANT', 'SET_CONSENSUS', 'APPROVE_TX'],
        tx: ['DIRECT_OPERATION'],
      },
    ],
    participants: names.map((name, i) => ({
      name,
      publicKey: keys[i] ?? { suite: 'ed25519', raw: new Uint8Array() },
      roles: i < 2 ? ['ADMIN'] : [],
      policy: 'UNION',
      consensus: { host: `10.0.0.${String(i + 1)}`, port: 16000, secure: false },
    })),
  },
};
const written = writeLedgerInit(init);

type Folder = Map<string, Uint8Array>;

function folder(i: number): Folder {
  const key = keys[i];
  if (!key) throw new Error('no key');
  return new Map([
    ['ledger.init', written.ledgerInit],
    ['bftsmart/bftsmart.config', written.consensus],
    ['local.conf', publicLocalConf(key, init.name)],
    [`${names[i] ?? ''}.pub`, utf8(texts[i] ?? '')],
  ]);
}

function run(change: (last: Folder, all: Folder[]) => void): LintFinding[] {
  const folders = names.map((_, i) => folder(i));
  change(folders[3] ?? new Map(), folders);
  return lint(
    names.map((name, i) => ({ name, files: folders[i] ?? new Map<string, Uint8Array>() })),
    0,
  );
}

/** Replaces text in a file of one folder; the text must be there. */
function edit(files: Folder, path: string, from: string | RegExp, to: string): void {
  const text = fromUtf8(files.get(path) ?? new Uint8Array());
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing to change in ${path}`);
  files.set(path, utf8(changed));
}

const ledger = 'ledger.init';
const config = 'bftsmart/bftsmart.config';
const everywhere = (path: string, from: string | RegExp, to: string) => (_: Folder, all: Folder[]) => {
  for (const files of all) edit(files, path, from, to);
};
const here = (path: string, from: string | RegExp, to: string) => (last: Folder) => {
  edit(last, path, from, to);
};
const add = (path: string, text: string) => (last: Folder) => last.set(path, utf8(text));
const priv = encodePrivate('ed25519', secrets[3] ?? new Uint8Array(), utf8('abc'));
const pem = (label: string) => `-----BEGIN ${label}-----\nMC4CAQ\n-----END ${label}-----\n`;

const raftConfig = 'raft/raft.config';
const mqConfig = 'mq/mq.config';

/** All parties have the other consensus; one line of the last party's file is changed. */
const withConsensus = (kind: 'raft' | 'mq', from: string | RegExp, to: string) => (last: Folder, all: Folder[]) => {
  other(kind, all);
  edit(last, `${kind}/${kind}.config`, from, to);
};

function other(kind: 'raft' | 'mq', all: readonly Folder[]): void {
  const own = kind === 'mq' ? { [mqServer]: 'rabbitmq://mq.example:5672' } : {};
  const participants = init.genesis.participants.map((participant) => ({
    ...participant,
    consensus: consensusOf[kind].placed(participant.consensus),
  }));
  const settings = sortSettings(Object.entries({ ...consensusOf[kind].shipped(4), ...own }));
  const files = writeLedgerInit({ ...init, genesis: { ...init.genesis, consensus: kind, settings, participants } });
  for (const party of all) {
    party.delete(config);
    party.set(ledger, files.ledgerInit);
    party.set(`${kind}/${kind}.config`, files.consensus);
  }
}

/** Rule, the file it is found in, and the change that brings it up. */
const cases: readonly (readonly [string, string, (last: Folder, all: Folder[]) => unknown])[] = [
  ['JDCHAIN-NO-LEDGER-INIT', ledger, (last) => last.delete(ledger)],
  ['JDCHAIN-TWO-LEDGER-INITS', ledger, (last) => last.set('old/ledger.init', written.ledgerInit)],
  ['JDCHAIN-BOM', ledger, (last) => last.set(ledger, concat(Uint8Array.of(0xef, 0xbb, 0xbf), written.ledgerInit))],
  [
    'JDCHAIN-BOM',
    'lab.pub',
    (last) => last.set('lab.pub', concat(Uint8Array.of(0xef, 0xbb, 0xbf), utf8(texts[3] ?? ''))),
  ],
  ['JDCHAIN-UTF8', ledger, (last) => last.set(ledger, concat(written.ledgerInit, Uint8Array.of(0xc4, 0x0a)))],
  ['JDCHAIN-CRLF', config, here(config, /\n/g, '\r\n')],
  ['JDCHAIN-KEYFILE-NEWLINE', 'lab.pub', add('lab.pub', `${texts[3] ?? ''}\n`)],
  ['JDCHAIN-KEYFILE-NEWLINE', 'lab.priv', add('lab.priv', `${priv}\n`)],
  ['JDCHAIN-KEYFILE-NEWLINE', 'lab.pwd', add('lab.pwd', `${passwordHash(utf8('abc'))}\n`)],
  ['JDCHAIN-KEY', 'lab.priv', add('lab.priv', texts[3] ?? '')],
  ['JDCHAIN-KEY', 'lab.pwd', add('lab.pwd', texts[3] ?? '')],
  ['ENCODING-BASE58', 'lab.pub', add('lab.pub', 'not a key')],
  ['JDCHAIN-PEM-KEY', 'lab.key', add('lab.key', pem('PRIVATE KEY'))],
  ['JDCHAIN-PEM-KEY', 'lab.key', add('lab.key', pem('EC PRIVATE KEY'))],
  [
    'JDCHAIN-PWD-BESIDE-PRIV',
    'lab.priv',
    (last) => {
      add('lab.priv', priv)(last);
      add('lab.pwd', passwordHash(utf8('abc')))(last);
    },
  ],
  ['JDCHAIN-BINDING', 'ledger-binding.conf', add('ledger-binding.conf', 'ledger.bindings=\n')],
  ['JDCHAIN-LEDGER-NAME', ledger, here(ledger, 'ledger.name=food-trace', 'ledger.name=')],
  ['JDCHAIN-MISSING', ledger, here(ledger, /cons_parti\.2\.name=.*\n/, '')],
  ['JDCHAIN-SEED', ledger, here(ledger, /ledger\.seed=.*/, 'ledger.seed=xyz')],
  ['JDCHAIN-CREATED-TIME', ledger, here(ledger, /created-time=.*/, 'created-time=2026-11-20T10:11:12Z')],
  ['JDCHAIN-CREATED-TIME', ledger, here(ledger, /created-time=.*/, 'created-time=2026-02-30 10:11:12.000+0000')],
  ['JDCHAIN-IDENTITY', ledger, here(ledger, 'identity-mode=KEYPAIR', 'identity-mode=ca')],
  ['JDCHAIN-CONSENSUS', ledger, here(ledger, 'bftsmart.BftsmartConsensusProvider', 'pbft.PbftConsensusProvider')],
  ['JDCHAIN-UNKNOWN-PROPERTY', raftConfig, withConsensus('raft', /$/, 'system.bft=true\n')],
  ['JDCHAIN-VALUE', raftConfig, withConsensus('raft', 'applyBatch=32', 'applyBatch=many')],
  ['JDCHAIN-MISSING', raftConfig, withConsensus('raft', /system\.server\.2\.network\.host=.*/, '')],
  [
    'JDCHAIN-ENDPOINT-DUPLICATE',
    raftConfig,
    withConsensus('raft', '2.network.host=10.0.0.3', '2.network.host=10.0.0.2'),
  ],
  ['JDCHAIN-DIFF-CONSENSUS', raftConfig, withConsensus('raft', 'applyBatch=32', 'applyBatch=33')],
  ['JDCHAIN-DIFF-BYTES', raftConfig, withConsensus('raft', 'applyBatch=32', 'applyBatch=32 ')],
  ['JDCHAIN-MQ-NODES', mqConfig, withConsensus('mq', 'servers.num=4', 'servers.num=3')],
  ['JDCHAIN-MQ-KEY', mqConfig, withConsensus('mq', texts[2] ?? '', texts[1] ?? '')],
  ['JDCHAIN-MQ-SERVER', mqConfig, withConsensus('mq', 'rabbitmq://', 'tcp://')],
  ['JDCHAIN-MQ-NUMBER', mqConfig, withConsensus('mq', 'maxdelay=10', 'maxdelay=0')],
  ['JDCHAIN-DIFF-CONSENSUS', mqConfig, withConsensus('mq', 'topic.tx=tx', 'topic.tx=other')],
  ['JDCHAIN-FILE', ledger, (last) => last.delete(config)],
  ['JDCHAIN-PROPERTIES', ledger, here(ledger, 'ledger.name=food', 'ledger.name=\\u12')],
  ['JDCHAIN-VALUE', ledger, here(ledger, 'structure=MERKLE_TREE', 'structure=TREE')],
  ['JDCHAIN-VALUE', ledger, here(ledger, 'hash-algorithm=SHA256', 'hash-algorithm=MD5')],
  ['JDCHAIN-PROVIDER', ledger, here(ledger, 'sm.SMCryptoService', 'sm.SmCryptoService')],
  ['JDCHAIN-PERMISSION', ledger, here(ledger, 'SET_CONSENSUS', 'AUTHORIZE_ROLES')],
  ['JDCHAIN-ROLE-DEFAULT', ledger, here(ledger, 'security.roles=ADMIN,DEFAULT', 'security.roles=ADMIN,Default')],
  ['JDCHAIN-ROLE-UNDEFINED', ledger, here(ledger, 'cons_parti.0.roles=ADMIN', 'cons_parti.0.roles=admin')],
  [
    'JDCHAIN-ROLE-DUPLICATE',
    ledger,
    here(
      ledger,
      /security\.roles=.*\n/,
      'security.roles=ADMIN,admin,DEFAULT\nsecurity.role.admin.tx-privileges=DIRECT_OPERATION\n',
    ),
  ],
  ['JDCHAIN-ROLE-NAME', ledger, here(ledger, /ADMIN/g, 'A'.repeat(21))],
  ['JDCHAIN-ROLE-EMPTY', ledger, here(ledger, 'security.roles=', 'security.roles=GUEST,')],
  ['JDCHAIN-ROLE-EVERYTHING', ledger, everywhere(ledger, /security\.role.*\n|roles=ADMIN/g, '')],
  ['JDCHAIN-PARTICIPANTS', ledger, here(ledger, 'cons_parti.count=4', 'cons_parti.count=3')],
  ['JDCHAIN-PARTICIPANTS', config, everywhere(config, 'system.servers.num=4', 'system.servers.num=3')],
  ['JDCHAIN-DUPLICATE-KEY', ledger, everywhere(ledger, texts[2] ?? '', texts[1] ?? '')],
  [
    'JDCHAIN-KEY-POINT',
    ledger,
    here(ledger, /pubkey=7VeR.{44}/, `pubkey=${encodePublicKey('ed25519', new Uint8Array(32).fill(255))}`),
  ],
  [
    'JDCHAIN-ENDPOINT',
    ledger,
    here(ledger, 'cons_parti.1.initializer.port=8800', 'cons_parti.1.initializer.port=88000'),
  ],
  ['JDCHAIN-UNKNOWN-PROPERTY', ledger, everywhere(ledger, 'ledger.data.structure', 'ledger.data-structure')],
  ['JDCHAIN-DUPLICATE-PROPERTY', ledger, everywhere(ledger, 'ledger.name', 'ledger.name=other\nledger.name')],
  ['JDCHAIN-DUPLICATE-PROPERTY', config, everywhere(config, 'system.bft', 'system.bft=false\nsystem.bft')],
  [
    'JDCHAIN-PUBKEY-PATH',
    ledger,
    everywhere(ledger, 'cons_parti.0.name', 'cons_parti.0.pubkey-path=keys/brand.pub\ncons_parti.0.name'),
  ],
  ['JDCHAIN-SERVERS-NUM', config, everywhere(config, 'system.servers.num=4', 'system.servers.num=7')],
  ['JDCHAIN-F', config, everywhere(config, 'system.servers.f=1', 'system.servers.f=2')],
  ['JDCHAIN-F-LOW', config, everywhere(config, 'system.servers.f=1', 'system.servers.f=0')],
  ['JDCHAIN-INITIAL-VIEW', config, everywhere(config, '0,1,2,3', '0,1,2')],
  ['JDCHAIN-TRAILING-BLANK', config, everywhere(config, 'system.bft=true', 'system.bft=true ')],
  ['JDCHAIN-EXTRA-NODE', config, everywhere(config, 'system.bft', 'system.server.4.network.host=10.0.0.5\nsystem.bft')],
  ['JDCHAIN-ENDPOINT-DUPLICATE', config, everywhere(config, 'host=10.0.0.3', 'host=10.0.0.2')],
  ['JDCHAIN-ENDPOINT-DUPLICATE', ledger, everywhere(ledger, 'host=10.0.0.3', 'host=10.0.0.2')],
  [
    'JDCHAIN-PORT-CLASH',
    config,
    everywhere(
      config,
      'host=10.0.0.3\nsystem.server.2.network.port=16000',
      'host=10.0.0.2\nsystem.server.2.network.port=16001',
    ),
  ],
  ['JDCHAIN-LOOPBACK', config, everywhere(config, 'host=10.0.0.3', 'host=127.0.0.1')],
  ['JDCHAIN-LOCAL-MISSING', 'local.conf', here('local.conf', /ledger\.db\.uri=.*/, 'ledger.db.uri=')],
  [
    'JDCHAIN-LOCAL-STRANGER',
    'local.conf',
    here(
      'local.conf',
      texts[3] ?? '',
      encodePublicKey('ed25519', suite('ed25519').publicKey(new Uint8Array(32).fill(9))),
    ),
  ],
  ['JDCHAIN-LOCAL-TWICE', 'local.conf', here('local.conf', texts[3] ?? '', texts[0] ?? '')],
  [
    'JDCHAIN-LOCAL-SECRET',
    'local.conf',
    (last) =>
      last.set(
        'local.conf',
        privateLocalConf({
          suite: 'ed25519',
          secret: secrets[3] ?? new Uint8Array(),
          password: utf8('abc'),
          ledgerName: 'l',
        }),
      ),
  ],
  ['PLAN-LOCKOUT-ROLES', ledger, here(ledger, 'CONFIGURE_ROLES,', '')],
  ['PLAN-LOCKOUT-MEMBERS', ledger, here(ledger, 'REGISTER_PARTICIPANT,REGISTER_USER', 'REGISTER_PARTICIPANT')],
  ['PLAN-LOCKOUT-TX', ledger, here(ledger, 'APPROVE_TX,CONSENSUS_TX', 'APPROVE_TX')],
  ['PLAN-NEWCOMER', ledger, here(ledger, 'REGISTER_PARTICIPANT,SET_CONSENSUS,APPROVE_TX', 'APPROVE_TX')],
  ['ROLES-EVERYBODY', ledger, here(ledger, 'APPROVE_TX,CONSENSUS_TX', 'APPROVE_TX,CONSENSUS_TX,CONFIGURE_ROLES')],
  [
    'ROLES-ANYBODY-ADMITS',
    ledger,
    here(
      ledger,
      /APPROVE_TX,CONSENSUS_TX\n(.*)=CONTRACT_OPERATION/,
      'APPROVE_TX,CONSENSUS_TX,REGISTER_PARTICIPANT,REGISTER_USER\n$1=DIRECT_OPERATION',
    ),
  ],
  ['ROLES-LAST-HOLDER', ledger, here(ledger, 'cons_parti.1.roles=ADMIN', 'cons_parti.1.roles=DEFAULT')],
  ['JDCHAIN-DIFF-SEED', ledger, here(ledger, 'ledger.seed=07', 'ledger.seed=08')],
  ['JDCHAIN-DIFF-LEDGER-INIT', ledger, here(ledger, 'contract.timeout=60000', 'contract.timeout=60001')],
  ['JDCHAIN-DIFF-CONSENSUS', config, here(config, 'system.bft=true', 'system.bft=true ')],
  ['JDCHAIN-DIFF-GENESIS', ledger, here(config, 'port=16000', 'port=16002')],
  ['JDCHAIN-DIFF-BYTES', ledger, here(ledger, 'ledger.name', '# a comment\nledger.name')],
  ['JDCHAIN-DIFF-KEYFILE', 'brand.pub', add('brand.pub', texts[1] ?? '')],
];

describe('lint', () => {
  it('finds nothing in a good set', () => {
    expect(run(() => undefined)).toEqual([]);
  });

  it.each(['raft', 'mq'] as const)('finds nothing in a good set of %s', (kind) => {
    expect(run((_, all) => other(kind, all))).toEqual([]);
  });

  it('takes properties that Raft does not read, and blanks around those it reads, for no difference of the genesis', () => {
    const change = withConsensus('raft', 'applyBatch=32', 'applyBatch=32 \nsystem.bft=true ');
    expect(run(change).map(({ rule, level }) => `${level} ${rule}`)).toEqual([
      'warning JDCHAIN-UNKNOWN-PROPERTY',
      'warning JDCHAIN-DIFF-BYTES',
    ]);
  });

  it.each(cases)('%s in %s', (rule, file, change) => {
    const findings = run(change);
    const found = findings.filter(
      (finding) => finding.rule === rule && finding.file === file && finding.party === 'lab',
    );
    expect(findings.map((finding) => `${finding.rule} ${finding.party}/${finding.file}`)).toContain(
      `${rule} lab/${file}`,
    );
    for (const { text } of found) {
      expect(text.en).not.toMatch(/\{\w+\}/);
      expect(text.zh).not.toMatch(/\{\w+\}/);
    }
  });

  /** Tried in ca-ledger.test.ts. */
  const ofCertificates = [
    ...['JDCHAIN-CERT-EXPIRED', 'JDCHAIN-CERT-EARLY', 'JDCHAIN-CERT-SOON'],
    ...['JDCHAIN-CERT-NODES', 'JDCHAIN-CA-KEY', 'JDCHAIN-CA-PWD'],
  ];

  it('has a case for each of its rules', () => {
    const tried = new Set([...cases.map(([rule]) => rule), ...ofCertificates]);
    expect(Object.keys({ ...lintRules, ...roleRules }).filter((rule) => !tried.has(rule))).toEqual([]);
    for (const rule of tried) if (rule.startsWith('JDCHAIN-')) expect(Object.keys(jdchainRules)).toContain(rule);
  });

  it('names the differing property with both values, blanks visible, and who has them', () => {
    const found = run(here(config, 'system.bft=true', 'system.bft=true ')).find(
      ({ rule }) => rule === 'JDCHAIN-DIFF-CONSENSUS',
    );
    expect(found).toMatchObject({ level: 'error', field: 'system.bft', file: config, party: 'lab' });
    expect(found?.text.en).toContain('"true "');
    expect(found?.text.en).toContain('"true" at brand, producer, carrier');
  });

  it('goes by what most parties have, not by who comes first', () => {
    const found = run((_, all) => {
      edit(all[0] ?? new Map(), config, 'system.bft=true', 'system.bft=false');
    }).filter(({ rule }) => rule === 'JDCHAIN-DIFF-CONSENSUS');
    expect(found.map(({ party }) => party)).toEqual(['brand']);
  });

  it('says what the roles allow once for each genesis, at the first party that has it', () => {
    const weak = (last: Folder) => {
      edit(last, ledger, 'cons_parti.1.roles=ADMIN', 'cons_parti.1.roles=DEFAULT');
    };
    const found = (change: (last: Folder, all: Folder[]) => void) =>
      run(change).flatMap(({ rule, party, field }) => (rule === 'ROLES-LAST-HOLDER' ? [`${party} ${field}`] : []));
    expect(found((_, all) => all.forEach(weak))).toEqual(['brand cons_parti.0.roles']);
    expect(found(weak)).toEqual(['lab cons_parti.0.roles']);
  });

  it('answers the roles of the first party that can be read', () => {
    const files = folder(1);
    expect(standingIn([{ name: 'x', files: new Map() }])).toBeUndefined();
    const standing = standingIn([
      { name: 'x', files: new Map() },
      { name: 'y', files },
    ]);
    expect(standing?.holders.map(({ id, roles }) => `${id} ${roles.join()}`)).toEqual([
      'brand ADMIN',
      'producer ADMIN',
      'carrier ',
      'lab ',
    ]);
  });

  it('warns only, where the genesis stays the same', () => {
    const findings = run(here(ledger, 'ledger.name=food-trace', 'ledger.name=ours'));
    expect(findings.map(({ rule, level }) => `${level} ${rule}`)).toEqual([
      'warning JDCHAIN-DIFF-LEDGER-INIT',
      'warning JDCHAIN-DIFF-BYTES',
    ]);
  });

  it('takes files that are no text at all', () => {
    const junk = Uint8Array.from({ length: 300 }, (_, i) => (i * 7) % 256);
    const files = new Map(
      ['ledger.init', 'local.conf', 'a.pub', 'a.priv', 'a.pwd', 'a.key', 'bft.config'].map((path) => [path, junk]),
    );
    expect(lint([{ name: 'junk', files }], 0).some(({ level }) => level === 'error')).toBe(true);
  });
});
