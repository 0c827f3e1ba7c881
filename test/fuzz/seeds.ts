/**
 * The seeds of the corpus: real documents, from the fixtures of released formats, the examples and a founding from a
 * seed. `npm run fuzz -- --seeds` writes them; what the fuzzer found lies beside them.
 */
import { readFileSync } from 'node:fs';
import { encode } from 'jpeg-js';
import { concat, fromUtf8, sha256, u8, utf8 } from '../../main/core/encoding/bytes.ts';
import { encodeApplication } from '../../main/core/consortium/application.ts';
import { encodeApproval } from '../../main/core/consortium/approval.ts';
import { encodeProposal, propose, rebuild } from '../../main/core/consortium/proposal.ts';
import { encodeRegister } from '../../main/core/consortium/register.ts';
import { toBase64 } from '../../main/core/encoding/base64.ts';
import { toCbor } from '../../main/core/encoding/cbor.ts';
import { fromHex, toHex } from '../../main/core/encoding/hex.ts';
import { toJcs } from '../../main/core/encoding/jcs.ts';
import { toWords } from '../../main/core/encoding/words.ts';
import { signatureToDer } from '../../main/core/keys/der.ts';
import { fingerprint, suite } from '../../main/core/keys/index.ts';
import { toSpkiPem } from '../../main/core/keys/pem.ts';
import { toBase32 } from '../../main/core/paper/base32.ts';
import { toParts } from '../../main/core/paper/frame.ts';
import { lineText, toLines } from '../../main/core/paper/lines.ts';
import { rotationFormat, signRotation } from '../../main/core/sealing/rotation.ts';
import { encodeStatement } from '../../main/core/sealing/statement.ts';
import { changeFormat, encodeChange, parseChange } from '../../main/core/shares/change.ts';
import { encodeEnvelope } from '../../main/core/shares/envelope.ts';
import { writeVaultShare } from '../../main/core/shares/vault-share.ts';
import { signReceipt } from '../../main/core/shares/receipt.ts';
import { retiredFormat, signRetired } from '../../main/core/shares/retired.ts';
import { encodeShareSet } from '../../main/core/shares/set.ts';
import { settingsBytes } from '../../main/app/desktop/settings-file.ts';
import { readLedgerInit } from '../../main/export/jdchain/ledgerinit.ts';
import { buildGenesis } from '../../main/export/jdchain/genesis.ts';
import { encodeSignature } from '../../main/export/jdchain/keys.ts';
import { registerInVault } from '../../main/export/jdchain/registration.ts';
import { formatLogKey } from '../../main/vault/log-key.ts';
import { toReports } from '../../hsm/protocol/ctaphid.ts';
import { exampleBytes, examplePlan } from '../unit/ceremony/plan-help.ts';
import { admission, application, governance, register, vote, wish } from '../unit/consortium/kit.ts';
import { example, read as workedExample } from '../unit/jdchain/worked-example.ts';
import { type Founding, found } from '../unit/shares/founding.ts';
import { banksAndRegulators, oneGroup } from '../unit/shares/policies.ts';
import { noise, png } from '../unit/paper/paper.ts';
import { ringFile } from './targets/consortium.ts';

const at = (path: string) => new Uint8Array(readFileSync(new URL(path, import.meta.url)));
const home = (path: string) => at(`../fixtures/v1/home/${path}`);
const time = '2026-11-21T02:00:00.000Z';
const behind = (first: number, ...texts: readonly (string | Uint8Array)[]) =>
  texts.map((text) => concat(u8(first), typeof text === 'string' ? utf8(text) : text));

/** Seeds of each target by its name. Asynchronous because keys sign. */
export async function seeds(): Promise<Readonly<Record<string, readonly Uint8Array[]>>> {
  const plain = await found({ seed: 'fuzz' });
  const fast = await found({ seed: 'fuzz p256', suites: ['p256'], m: 2, n: 2 });
  const words = await found({ seed: 'fuzz words', policy: oneGroup(2, 3) });
  const grouped = await found({ seed: 'fuzz groups', policy: banksAndRegulators });
  const worlds = [plain, fast, words, grouped];
  return {
    ...(await shareSeeds(plain, worlds)),
    ...planSeeds(),
    ...jdchainSeeds(),
    ...logSeeds(),
    ...paperSeeds(),
    ...encodingSeeds(plain),
    ...programSeeds(),
    ...(await consortiumSeeds()),
    tuf: ['1.root', 'targets', 'snapshot', 'timestamp'].map((name) => home(`public/tuf/${name}.json`)),
    'tuf-sm2sig': [home('public/tuf/snapshot.json.sm2sig')],
    'sealed-root': [...plain.sealed.values(), home('sealed/root-sm.sealed')],
    'root-statement': [...worlds.flatMap(({ statements }) => [...statements.values()].map(encodeStatement))].slice(
      0,
      3,
    ),
    'root-rotation': [await rotation(plain, fast)],
  };
}

async function shareSeeds(plain: Founding, worlds: readonly Founding[]) {
  const notice = {
    format: retiredFormat as typeof retiredFormat,
    ...{ consortium: plain.set.consortium, ceremony: plain.set.ceremony, rehearsal: false },
    retired: { set: plain.set.id, epoch: 1 },
    sha256: toHex(sha256(encodeShareSet(plain.set))),
    successor: { set: worlds[1]!.set.id, epoch: 2 },
    ...{ time, signer: plain.set.signer },
  };
  const change = {
    ...{ format: changeFormat, consortium: 'food-trace', ceremony: plain.set.ceremony, rehearsal: false },
    ...{ purpose: 'resplit', nonce: '11'.repeat(32), from: { set: plain.set.id, epoch: 1 } },
    to: { epoch: 2, threshold: 2, scheme: 'shamir', custodians: examplePlan().custodians },
  };
  return {
    envelope: worlds.flatMap(({ envelopes }) => envelopes.slice(0, 1)).map(encodeEnvelope),
    'share-set': worlds.map(({ set }) => encodeShareSet(set)),
    receipt: worlds.slice(0, 2).map(({ envelopes }) => signReceipt(envelopes[0]!, time)),
    retired: [await signRetired(notice, plain.sign)],
    'set-change': [encodeChange(parseChange(change))],
    slip39: worlds.slice(2).map(({ shares }) => shares[0]!),
    'vault-share': (['base64', 'hex'] as const).map((encoding) => writeVaultShare(plain.shares[0]!, encoding)),
  };
}

async function rotation(one: Founding, other: Founding): Promise<Uint8Array> {
  const key = ({ roots: [root] }: Founding) => ({
    ...{ suite: root!.suite, publicKey: toHex(root!.publicKey) },
    fingerprint: fingerprint(root!.suite, root!.publicKey),
  });
  const unsigned = {
    ...{ format: rotationFormat as typeof rotationFormat, consortium: 'food-trace', ceremony: 'c', rehearsal: false },
    ...{ id: 'root-ed', epoch: 2, old: key(one), new: key(other) },
  };
  return signRotation(unsigned, { old: one.sign, new: other.sign });
}

function planSeeds() {
  const example = new Uint8Array(exampleBytes);
  const { threshold, custodians } = examplePlan();
  const setPlan = { format: 'rootseal.set-plan/1', threshold, custodians };
  return {
    plan: [example],
    'plan-json': [utf8('{"a":[1,-2.5e+3,true,null,"\\u4f60\\n"],"b":{}}'), utf8('[]')],
    'plan-resolved': [home('public/plan.json')],
    'set-plan': [utf8(JSON.stringify(setPlan)), example],
  };
}

function jdchainSeeds() {
  const member = (path: string) => home(`public/genesis/jdchain/brand/${path}`);
  const [file, consensus] = [member('ledger.init'), member('bftsmart/bftsmart.config')];
  const shipped = (path: string) => at(`../vectors/jdchain/shipped/${path}`);
  const both = [
    concat(file, u8(0), consensus),
    concat(shipped('ledger.init'), u8(0), shipped('bftsmart/bftsmart.config')),
  ];
  const { keys } = JSON.parse(new TextDecoder().decode(at('../vectors/jdchain/keys.json'))) as {
    keys: { pub: string; priv: string }[];
  };
  const registration = registerInVault({
    ledgerHash: 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg',
    ...{ name: 'node4', publicKey: keys[0]!.pub, time: 1577836800000, priv: keys[0]!.priv, password: utf8('abc') },
  });
  return {
    'ledger-init': both.slice(0, 1),
    'jdchain-lint': both,
    'jdchain-properties': [file, consensus, utf8('a\\ b:c\\u4f60\\\n  d\n!x\r\nk=\\\\\n')],
    'jdchain-local-conf': [member('local.conf'), shipped('local.conf')],
    'jdchain-keys': [
      ...behind(0, ...keys.slice(0, 3).map(({ pub }) => pub)),
      ...behind(1, ...keys.slice(0, 2).map(({ priv }) => priv)),
      ...behind(2, '2026-11-21 10:00:00.000+0800'),
    ],
    'jdchain-genesis': [buildGenesis(readLedgerInit(file, { consensus: () => consensus }).genesis).content],
    'jdchain-genesis-document': [home('public/genesis/jdchain/genesis.json')],
    'jdchain-registration': [registration.bytes],
    'jdchain-transaction': [registration.bytes, ...transactionSeeds()],
    'jdchain-ledger-hash': [ledgerSeed()],
  };
}

function transactionSeeds() {
  const { requests } = JSON.parse(new TextDecoder().decode(at('../vectors/jdchain/transactions.json'))) as {
    requests: Record<string, string>;
  };
  return ['all', 'UserAuthorizeOperation'].map((name) => fromHex(requests[name]!, name));
}

/** The worked example with the signatures of its four participants. */
function ledgerSeed() {
  const { participants } = JSON.parse(new TextDecoder().decode(at('../vectors/jdchain/ledger-hash.json'))) as {
    participants: { secret: string; publicKey: string }[];
  };
  const { content, txHash } = buildGenesis(workedExample(example()).genesis);
  const signatures = participants.map(({ secret, publicKey }) => {
    return [publicKey, encodeSignature('ed25519', suite('ed25519').sign(txHash, fromHex(secret, 'secret')))];
  });
  return concat(utf8(JSON.stringify(Object.fromEntries(signatures))), u8(0), content);
}

function logSeeds() {
  const bundle = home('public/log/tile/entries/000.p/41');
  const length = bundle[0]! * 256 + bundle[1]!;
  return {
    'log-entry': [bundle.slice(2, 2 + length)],
    'log-tiles': [concat(u8(41), bundle), concat(u8(1), bundle.slice(0, 2 + length))],
    checkpoint: [
      ...behind(0, home('public/log/checkpoint')),
      ...behind(1, 'rootseal.example\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n'),
      ...behind(2, home('public/log.vkey')),
    ],
  };
}

function paperSeeds() {
  const set = 'ca9fccb6e22ea476a1d86c7d886156f4';
  const share = toParts({ content: { kind: 'share', index: 3 }, set, bytes: noise(300) });
  const sealed = toParts({ content: { kind: 'sealed', id: 'root-ed' }, set, bytes: noise(90) });
  const lines = (length: number) => utf8(toLines(noise(length)).map(lineText).join('\n'));
  const grey = { width: 9, height: 7, data: noise(63) };
  return {
    'paper-codes': [utf8([...share, ...sealed].join('\n')), utf8(sealed.join('\n'))],
    'paper-lines': [lines(60), lines(7), at('../fixtures/v1/paper/c1-lines.txt')],
    base32: [utf8(toBase32(noise(20))), utf8(toBase32(noise(7)))],
    png: [
      png(grey, { depth: 8, type: 0 }),
      png(grey, { depth: 1, type: 3, filter: 4 }),
      png(grey, { depth: 16, type: 6 }),
    ],
    jpeg: [new Uint8Array(encode({ width: 9, height: 7, data: noise(252) }, 60).data)],
  };
}

function encodingSeeds({ roots }: Founding) {
  const value = { a: [1, -2, true, 'é'], b: { c: 'x' } };
  const bytes = noise(12);
  return {
    cbor: [toCbor({ ...value, bytes }), toCbor([]), toCbor(4294967296)],
    jcs: [toJcs(value), toJcs([])],
    base58: [
      ...behind(0, '7VeRBsHM2nsGwP8b2ufRxz36hhNtSqjKTquzoa4WVKWty5sD', '11'),
      ...behind(1, toBase64(bytes), toBase64(noise(7))),
      ...behind(2, toHex(bytes)),
      ...behind(3, toWords(bytes).join(' ')),
      ...behind(4, '你好 \u{1f511}'),
    ],
    'key-files': [
      ...roots.flatMap(({ suite: name, publicKey }) => behind(0, toSpkiPem(name, publicKey))),
      ...roots
        .slice(0, 1)
        .flatMap(({ suite: name, secret }) => behind(1, signatureToDer(suite(name).sign(bytes, secret)))),
    ],
  };
}

async function consortiumSeeds() {
  const carrier = application('carrier');
  const admitted = admission();
  const { consortium, member, contacts, endpoints, keys } = carrier;
  const made = keys.map(({ use, suite: make }) => ({ use, make }));
  const form = { format: 'rootseal.application-form/1', consortium, member, contacts, endpoints, keys: made };
  const votes = JSON.parse(fromUtf8(at('../unit/consortium/ssh-votes.json'), 'votes')) as Record<
    'ed25519' | 'ecdsa',
    { readonly signature: string }
  >;
  const leaving = { kind: 'remove', member: 'lab', reason: 'left the trade' } as const;
  const left = rebuild(register(), propose(register(), wish(leaving)));
  const signature = { kind: 'ssh' as const, value: votes.ed25519.signature };
  const mine = await vote(admitted, governance.voters[0]!);
  return {
    application: [encodeApplication(carrier)],
    register: [register(), left].map(encodeRegister),
    proposal: [admitted, propose(register(), wish(leaving))].map(encodeProposal),
    approval: [mine, { ...mine, signature }].map(encodeApproval),
    'approval-ssh': [votes.ed25519, votes.ecdsa].map((one) => utf8(one.signature)),
    keyring: [ringFile],
    'member-form': [...behind(0, JSON.stringify(form)), ...behind(1, JSON.stringify(leaving))],
  };
}

function programSeeds() {
  const settings = { lang: 'zh' as const, theme: 'dark' as const, wall: true, homes: ['/home/a/food-trace'] };
  return {
    'age-header': ['c1', 'c5'].map((id) => home(`shares/${id}.age`).slice(0, 400)),
    answers: [at('../fixtures/v1/answers.json'), utf8('{"confirm":"all","identities":{"c1":"c1.identity"}}')],
    'log-key': [
      formatLogKey({ origin: 'rootseal.example', secret: noise(32), publicKey: suite('ed25519').publicKey(noise(32)) }),
    ],
    settings: [settingsBytes(settings)],
    ctaphid: [concat(...toReports({ channel: 0x01020304, command: 16, data: noise(150) }))],
  };
}
