/**
 * A round of the long run (`node scripts/jdchain-classes.ts`): random plans with everything that is made of them, decisions and lock-downs,
 * put before the real JD Chain 1.6.5 classes in one JVM. The tests beside it do the same for a hundred plans, property by property.
 */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { equal, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toBase58 } from '../../../main/core/encoding/base58.ts';
import { suite, suiteNames } from '../../../main/core/keys/index.ts';
import { withSignature } from '../../../main/export/jdchain/admission.ts';
import { buildGenesis, encodedHash } from '../../../main/export/jdchain/genesis.ts';
import {
  address,
  encodePrivate,
  encodePublicKey,
  encodeSignature,
  passwordHash,
} from '../../../main/export/jdchain/keys.ts';
import { genesisInputFromPlan, memberFiles, privateLocalConf } from '../../../main/export/jdchain/members.ts';
import { unsignedRegistration } from '../../../main/export/jdchain/registration.ts';
import { readTransaction } from '../../../main/export/jdchain/tx/read.ts';
import { type Signed, drawDecision, drawLockDown } from './decided.ts';
import { Draw, drawPlan, fromElsewhere, type Pair } from './draw.ts';
import { type Answer, ask } from './jvm.ts';

/** One question to the classes, and whether their answer is ours. */
interface Question {
  readonly about: 'keys' | 'local.conf' | 'genesis' | 'permissions' | 'transactions';
  readonly ask: readonly string[];
  readonly same: (there: Answer) => boolean;
}

export interface Round {
  readonly plans: number;
  /** Questions by what they are about; each was answered as here, unless it is among the faults. */
  readonly asked: Readonly<Record<Question['about'], number>>;
  readonly faults: readonly string[];
}

const sign = ({ suite: name, secret }: Pair, message: Uint8Array) => suite(name).sign(message, secret);
const passwords = ['abc', '口令 中文', 'x'.repeat(100), ' ', 'correct horse'];

/** @param seed repeats the round */
export function round(seed: string, plans: number): Round {
  const folder = mkdtempSync(join(tmpdir(), 'jdchain-round-'));
  try {
    const draw = new Draw(seed);
    let files = 0;
    const put = (name: string, bytes: Uint8Array): string => {
      const file = join(folder, String(files++), name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
      return file;
    };
    const questions = Array.from({ length: plans }, () => questionsOf(draw, put)).flat();
    const answers = ask(questions.map((one) => one.ask));
    const faults = questions.flatMap(({ about, ask: asked, same }, i) => {
      const there = answers[i];
      return there && same(there) ? [] : [`${about}: ${asked.join(' ')}\n  ${JSON.stringify(there)}`];
    });
    const of = (about: Question['about']) => questions.filter((one) => one.about === about).length;
    return {
      ...{ plans, faults },
      asked: {
        keys: of('keys'),
        'local.conf': of('local.conf'),
        genesis: of('genesis'),
        permissions: of('permissions'),
        transactions: of('transactions'),
      },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Put = (name: string, bytes: Uint8Array) => string;

/** Everything about one plan; of every third a decision or a lock-down too. */
function questionsOf(draw: Draw, put: Put): Question[] {
  const decision = draw.below(3) === 0 ? (drawDecision(draw)?.signed ?? []) : [];
  const lockDown = draw.below(6) === 0 ? drawLockDown(draw, draw.one(suiteNames)) : [];
  return [...planQuestions(draw, put), ...[...decision, ...lockDown].map((one) => transaction(put, one))];
}

function planQuestions(draw: Draw, put: Put): Question[] {
  const { plan, pairs, certificates } = drawPlan(draw);
  const genesis = buildGenesis(genesisInputFromPlan(plan, pairs, certificates));
  const files = memberFiles(plan, pairs, certificates);
  const member = draw.one(plan.members).id;
  const own = [...files].filter(([path]) => path.startsWith(`${member}/`));
  const at = put('place', new Uint8Array());
  for (const [path, bytes] of own) {
    mkdirSync(dirname(join(dirname(at), path)), { recursive: true });
    writeFileSync(join(dirname(at), path), fromElsewhere(dirname(at), path, bytes));
  }
  const theirs = join(dirname(at), 'theirs');
  const content = put('ours', genesis.content);
  const all = Object.values(pairs);
  return [
    {
      about: 'genesis',
      ask: ['ledger-init', join(dirname(at), member, 'ledger.init'), theirs],
      same: (there) =>
        there['genesisTxHash'] === genesis.txHashText && equal(new Uint8Array(readFileSync(theirs)), genesis.content),
    },
    {
      about: 'genesis',
      ask: ['genesis-hash', content],
      same: (there) => there.ok && there['txHash'] === genesis.txHashText && there['reencodesIdentically'] === true,
    },
    ...all.map((pair): Question => ({
      about: 'permissions',
      ask: [
        ...['permission', content, encodePublicKey(pair.suite, pair.raw)],
        ...[encodeSignature(pair.suite, sign(pair, genesis.txHash)), plan.chain.ledger.hash],
      ],
      same: (there) => there.ok && there['signatureValid'] === true,
    })),
    ...all.map((pair) => key(draw, pair)),
    localConf(draw, put, draw.one(all), plan.chain.ledger.name),
    transaction(put, registration(draw, all)),
  ];
}

function key(draw: Draw, pair: Pair): Question {
  const password = draw.one(passwords);
  const priv = encodePrivate(pair.suite, pair.secret, utf8(password));
  const place = address(pair.suite, pair.raw);
  return {
    about: 'keys',
    ask: ['key', encodePublicKey(pair.suite, pair.raw), priv, password],
    same: (there) =>
      there.ok &&
      there['address'] === place &&
      there['pwd'] === passwordHash(utf8(password)) &&
      there['privKeyMatches'] === true &&
      there['privReencryptsIdentically'] === true,
  };
}

function localConf(draw: Draw, put: Put, pair: Pair, ledgerName: string): Question {
  const { suite: name, secret, raw } = pair;
  const bytes = privateLocalConf({ suite: name, secret, password: utf8(draw.one(passwords)), ledgerName });
  const place = address(name, raw);
  return {
    about: 'local.conf',
    ask: ['local-conf', put('local.conf', bytes)],
    same: (there) => there.ok && there['address'] === place,
  };
}

/** Of a new member, signed by two of those that are there. */
function registration(draw: Draw, members: readonly Pair[]): Signed {
  const member = draw.pair(draw.one(suiteNames));
  const { bytes } = unsignedRegistration({
    ledgerHash: toBase58(encodedHash(draw.one(['SHA256', 'SM3']), draw.bytes(20))),
    name: draw.one(['node4', '新成员', 'ü']),
    publicKey: encodePublicKey(member.suite, member.raw),
    time: 1_577_836_800_000 + draw.below(10 ** 12),
  });
  const signers = draw.shuffled(members).slice(0, 2);
  const signed = signers.reduce((file, pair) => withSignature(file, pair, (hash) => sign(pair, hash)), bytes);
  return { name: 'registration.tx', bytes: signed, signers };
}

function transaction(put: Put, { name, bytes, signers }: Signed): Question {
  const { txHash } = readTransaction(bytes);
  const keys = signers.map((one) => encodePublicKey(one.suite, one.raw)).join();
  return {
    about: 'transactions',
    ask: ['registration', put(name, bytes)],
    same: (there) => {
      const signatures = (there['endpointSignatures'] as { pub: string; valid: boolean }[] | undefined) ?? [];
      const by = signatures.map(({ pub, valid }) => (valid ? pub : '')).join();
      return there.ok && there['txHash'] === txHash && by === keys;
    },
  };
}
