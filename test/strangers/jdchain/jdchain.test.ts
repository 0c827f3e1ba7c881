/**
 * The real JD Chain 1.6.5 classes judge our keys, genesis bytes, permission signatures and registrations, over random plans and
 * random foreign configurations. One JVM answers all. `ROOTSEAL_SEED=<hex>` repeats a run, `ROOTSEAL_PLANS` says how many plans.
 *
 * What they cannot judge: the builders of consensus settings are in jdchain-core, which is not on Maven Central. JdChainCheck.java repeats
 * them over the real encoder; test/vectors/jdchain/consensus.json has bytes that the builders themselves gave.
 */

import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { equal, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { toBase58 } from '../../../main/core/encoding/base58.ts';
import { suite, suiteNames } from '../../../main/core/keys/index.ts';
import { RootsealError } from '../../../main/core/rules.ts';
import { buildGenesis, encodedHash, type Genesis } from '../../../main/export/jdchain/genesis.ts';
import { judgeCertificates } from '../../../main/export/jdchain/ca/judge.ts';
import { parseGenesis } from '../../../main/export/jdchain/genesis-parse.ts';
import {
  address,
  encodePrivate,
  encodePublicKey,
  encodeSignature,
  passwordHash,
} from '../../../main/export/jdchain/keys.ts';
import { readLedgerInit } from '../../../main/export/jdchain/ledgerinit.ts';
import {
  genesisInputFromPlan,
  memberFiles,
  privateLocalConf,
  rebuildGenesis,
} from '../../../main/export/jdchain/members.ts';
import { readProperties } from '../../../main/export/jdchain/properties.ts';
import { buildRegistration } from '../../../main/export/jdchain/registration.ts';
import { Draw, drawPlan, type DrawnPlan, fromElsewhere, type Pair } from './draw.ts';
import { drawForeign, drawProperties } from './foreign.ts';
import { absence, type Answer, ask } from './jvm.ts';

const absent = absence();
const required = process.env.ROOTSEAL_STRANGERS === 'required';
const plansTried = Number(process.env.ROOTSEAL_PLANS ?? 100);
const seed = process.env.ROOTSEAL_SEED ?? randomBytes(16).toString('hex');
if (absent === '') console.info(`JD Chain 1.6.5 classes, seed ROOTSEAL_SEED=${seed}`);
else console.warn(`skipped: ${absent}`);

const folder = mkdtempSync(join(tmpdir(), 'jdchain-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function put(path: string, bytes: Uint8Array): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  return file;
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const sign = ({ suite: name, secret }: Pair, message: Uint8Array) => suite(name).sign(message, secret);

describe.skipIf(absent !== '' && !required)(`JD Chain 1.6.5${absent && ` (skipped: ${absent})`}`, () => {
  it('is there', () => {
    expect(absent).toBe('');
  });

  describe('keys', () => {
    const draw = new Draw(`${seed}/keys`);
    const passwords = ['abc', 'correct horse battery', '口令 中文', 'x'.repeat(200), ' '];
    const cases = suiteNames.flatMap((name) => passwords.map((password) => ({ ...draw.pair(name), password })));
    let keys: Answer[];
    let confs: Answer[];
    beforeAll(() => {
      const text = cases.map((one) => {
        return [
          'key',
          encodePublicKey(one.suite, one.raw),
          encodePrivate(one.suite, one.secret, utf8(one.password)),
          one.password,
        ];
      });
      const files = cases.map((one, i) => {
        const bytes = privateLocalConf({ ...one, password: utf8(one.password), ledgerName: 'l' });
        return ['local-conf', put(`conf/${String(i)}/local.conf`, bytes)];
      });
      const answers = ask([...text, ...files]);
      keys = answers.slice(0, cases.length);
      confs = answers.slice(cases.length);
    });

    it('and .priv files of every suite open there, and are what JD Chain writes', () => {
      for (const [i, one] of cases.entries()) {
        const expected = {
          ok: true,
          address: address(one.suite, one.raw),
          pwd: passwordHash(utf8(one.password)),
          privKeyMatches: true,
          privReencryptsIdentically: true,
        };
        expect(keys[i]).toMatchObject(expected);
      }
    });

    it('stand in a local.conf that the initializer opens', () => {
      for (const [i, one] of cases.entries()) {
        expect(confs[i]).toMatchObject({ ok: true, address: address(one.suite, one.raw), bindingOut: '../' });
      }
    });
  });

  describe(`${String(plansTried)} random plans`, () => {
    const draw = new Draw(`${seed}/plans`);
    const plans: (DrawnPlan & { genesis: Genesis })[] = [];
    let answers: { init: Answer; hash: Answer; permissions: Answer[]; altered: Answer; theirs: Uint8Array }[];
    beforeAll(() => {
      const drawn = numbers(plansTried).map(() => drawPlan(draw));
      plans.push(...drawn.map((one) => ({ ...one, genesis: buildGenesis(inputOf(one)) })));
      const cases = plans.map((one, i) => planCases(one, i, draw));
      const flat = ask(cases.flatMap((one) => one.cases));
      let at = 0;
      answers = cases.map(({ cases: mine, out }) => {
        const [init, hash, altered, ...permissions] = flat.slice(at, (at += mine.length)) as [
          Answer,
          Answer,
          Answer,
          ...Answer[],
        ];
        return { init, hash, altered, permissions, theirs: new Uint8Array(readFileSync(out)) };
      });
    });

    it('give, from the files of any member, the genesis bytes and the hash that we computed', () => {
      for (const [i, { genesis, plan }] of plans.entries()) {
        const { init, hash, theirs } = answers[i]!;
        expect(init.error).toBeUndefined();
        expect(init['genesisTxHash']).toBe(genesis.txHashText);
        expect(init['genesisContentBytes']).toBe(genesis.content.length);
        expect(equal(theirs, genesis.content)).toBe(true);
        expect(init['name']).toBe(plan.chain.ledger.name);
        expect(hash).toMatchObject({
          ok: true,
          txHash: genesis.txHashText,
          txHashHex: toHex(genesis.txHash),
          reencodesIdentically: true,
        });
      }
    });

    it('have nearly all different hashes, so that the check is about something', () => {
      const hashes = answers.map(({ init }) => init['genesisTxHash']);
      expect(hashes.every((hash) => typeof hash === 'string' && hash.length > 40)).toBe(true);
      expect(new Set(hashes).size).toBeGreaterThan(plansTried * 0.95);
      const kinds = plans.map(({ plan: { chain } }) => `${chain.ledger.hash} ${chain.ledger.dataStructure}`);
      expect(new Set(kinds).size).toBe(4);
      expect(new Set(plans.map(({ plan: { chain } }) => chain.ledger.consensus.kind)).size).toBe(3);
      // With certificates and without, of both with and without gateways.
      const modes = plans.map(({ plan }) => `${plan.chain.ledger.identityMode} ${String(gatewaysOf(plan).length > 0)}`);
      expect(new Set(modes).size).toBe(3);
    });

    it('have permission signatures that verify there, for every participant, and not over other content', () => {
      for (const [i, { pairs }] of plans.entries()) {
        const { permissions, altered } = answers[i]!;
        expect(permissions.length).toBe(Object.keys(pairs).length);
        for (const permission of permissions) expect(permission).toMatchObject({ ok: true, signatureValid: true });
        expect(altered.ok).toBe(false);
      }
    });

    it('are read back from the bytes of the real classes, and rebuilt from genesis.json', () => {
      for (const [i, one] of plans.entries()) {
        const { theirs } = answers[i]!;
        const { plan, pairs, certificates, genesis } = one;
        expect(parseGenesis(theirs)).toEqual(plainKeys(inputOf(one)));
        judgeCertificates(parseGenesis(theirs), 'genesis');
        const document = memberFiles(plan, pairs, certificates).get('genesis.json') ?? new Uint8Array();
        expect(rebuildGenesis(document).txHashText).toBe(genesis.txHashText);
      }
    });
  });

  describe('60 configurations as other people write them', () => {
    const draw = new Draw(`${seed}/foreign`);
    const files = numbers(60).map(() => drawForeign(draw));
    let answers: Answer[];
    let changed: Answer[];
    beforeAll(() => {
      const cases = files.map(({ ledgerInit, consensus }, i) => {
        put(`foreign/${String(i)}/bft.config`, utf8(consensus));
        return ['ledger-init', put(`foreign/${String(i)}/ledger.init`, utf8(ledgerInit))];
      });
      const more = files.map(({ ledgerInit, consensus }, i) => {
        put(`changed/${String(i)}/bft.config`, utf8(`${consensus}one.more = 1\n`));
        return ['ledger-init', put(`changed/${String(i)}/ledger.init`, utf8(ledgerInit))];
      });
      const all = ask([...cases, ...more]);
      answers = all.slice(0, files.length);
      changed = all.slice(files.length);
    });

    it('have for us the hash that they have there', () => {
      for (const [i, { ledgerInit, consensus }] of files.entries()) {
        expect(answers[i]?.error).toBeUndefined();
        expect(`${String(i)} ${ourHash(ledgerInit, consensus)}`).toBe(
          `${String(i)} ${String(answers[i]?.['genesisTxHash'])}`,
        );
      }
    });

    it('have another hash with one property more if their consensus is BFT-SMaRt, the same if not, there and here', () => {
      for (const [i, { kind, ledgerInit, consensus }] of files.entries()) {
        const same = changed[i]?.['genesisTxHash'] === answers[i]?.['genesisTxHash'];
        expect(same).toBe(kind !== 'bftsmart');
        expect(ourHash(ledgerInit, `${consensus}one.more = 1\n`)).toBe(changed[i]?.['genesisTxHash']);
      }
    });
  });

  it('reads properties files as we do, to the character', () => {
    const draw = new Draw(`${seed}/properties`);
    const texts = numbers(600).map(() => drawProperties(draw));
    const answers = ask(texts.map((text, i) => ['properties', put(`properties/${String(i)}`, utf8(text))]));
    for (const [i, text] of texts.entries()) {
      const theirs = answers[i]?.ok === true ? (answers[i]['entries'] as string[]) : 'refused';
      expect({ text, entries: ourProperties(text) }).toEqual({ text, entries: theirs });
    }
  });

  it('accepts registrations signed by us, of every suite, for SHA256 and SM3 ledgers, and no altered one', () => {
    const draw = new Draw(`${seed}/registrations`);
    const made = suiteNames.flatMap((name) =>
      (['SHA256', 'SM3'] as const).map((hash) => registration(draw, draw.pair(name), hash)),
    );
    const cases = made.map(({ bytes }, i) => ['registration', put(`registration/${String(i)}`, bytes)]);
    const broken = made.map(({ bytes }, i) => {
      return [
        'registration',
        put(
          `broken/${String(i)}`,
          bytes.map((byte, at) => (at === bytes.length - 3 ? byte ^ 1 : byte)),
        ),
      ];
    });
    const answers = ask([...cases, ...broken]);
    for (const [i, one] of made.entries()) {
      const signature = [{ pub: one.signer, valid: true }];
      expect(answers[i]).toMatchObject({
        ok: true,
        txHash: one.txHash,
        ledgerHash: one.ledgerHash,
        endpointSignatures: signature,
      });
      expect(answers[made.length + i]?.ok).toBe(false);
    }
  });
});

const inputOf = ({ plan, pairs, certificates }: DrawnPlan) => genesisInputFromPlan(plan, pairs, certificates);
const gatewaysOf = ({ chain }: DrawnPlan['plan']) => chain.ledger.ca?.gateways ?? [];

/** Files of one plan on disk, and what is asked about them. */
function planCases(one: DrawnPlan & { genesis: Genesis }, i: number, draw: Draw): { cases: string[][]; out: string } {
  const { plan, pairs, genesis } = one;
  const files = memberFiles(plan, pairs, one.certificates);
  const top = join(folder, 'plan', String(i));
  for (const [path, bytes] of files) put(`plan/${String(i)}/${path}`, fromElsewhere(top, path, bytes));
  const member = draw.one(plan.members).id;
  const out = join(folder, `plan/${String(i)}/theirs`);
  const content = put(`plan/${String(i)}/ours`, genesis.content);
  const altered = put(`plan/${String(i)}/altered`, buildGenesis({ ...inputOf(one), createdTime: 1 }).content);
  const permission = (file: string, pair: Pair) => [
    'permission',
    file,
    encodePublicKey(pair.suite, pair.raw),
    encodeSignature(pair.suite, sign(pair, genesis.txHash)),
    plan.chain.ledger.hash,
  ];
  const all = Object.values(pairs);
  const cases = [
    ['ledger-init', join(folder, `plan/${String(i)}/${member}/ledger.init`), out],
    ['genesis-hash', content],
    permission(altered, draw.one(all)),
    ...all.map((pair) => permission(content, pair)),
  ];
  return { cases, out };
}

/** The pairs of the plan carry secrets; a parsed genesis does not. */
function plainKeys(input: ReturnType<typeof genesisInputFromPlan>) {
  const participants = input.participants.map((participant) => {
    const { suite: name, raw } = participant.publicKey;
    return { ...participant, publicKey: { suite: name, raw } };
  });
  return { ...input, participants };
}

function ourHash(ledgerInit: string, consensus: string): string {
  const { genesis } = readLedgerInit(utf8(ledgerInit), { consensus: () => utf8(consensus) });
  return buildGenesis(genesis).txHashText;
}

/** UTF-16 units in hex: sorts as Java sorts, and shows blanks. */
const units = (text: string) =>
  Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, '0')).join('');

function ourProperties(text: string): string[] | string {
  try {
    const read = readProperties(utf8(text), 'drawn');
    return read
      .keys()
      .sort((a, b) => (a < b ? -1 : 1))
      .map((key) => `${units(key)}=${units(read.get(key) ?? '')}`);
  } catch (error) {
    if (error instanceof RootsealError) return 'refused';
    throw error;
  }
}

function registration(draw: Draw, signer: Pair, hash: 'SHA256' | 'SM3') {
  const member = draw.pair(draw.one(suiteNames));
  const input = {
    ledgerHash: toBase58(encodedHash(hash, draw.bytes(20))),
    name: draw.one(['node4', '新成员', 'ü']),
    publicKey: encodePublicKey(member.suite, member.raw),
    time: 1_577_836_800_000 + draw.below(10 ** 12),
    signer,
  };
  const made = buildRegistration(input, (txHash) => sign(signer, txHash));
  return { ...made, ledgerHash: input.ledgerHash, signer: encodePublicKey(signer.suite, signer.raw) };
}
