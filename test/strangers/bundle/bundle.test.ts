/**
 * The finished real bundle before people who have nothing of ours: Go's sumdb takes the log, tuf-js and python-tuf
 * download every target, OpenSSL verifies every signature, the JD Chain classes compute the genesis.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromHex } from '../../../main/core/encoding/hex.ts';
import { decodePublicKey, decodeSignature } from '../../../main/export/jdchain/keys.ts';
import { rebuildGenesis } from '../../../main/export/jdchain/members.ts';
import { filesBelow, finishedHome } from '../../support/ceremony.ts';
import { ask } from '../jdchain/jvm.ts';
import { lay } from '../tlog/go.ts';
import {
  type Files,
  absences,
  below,
  judgeLog,
  judgeSignature,
  judgeTuf,
  missing,
  required,
  targetsOf,
} from './judges.ts';
import { challengeMessage, documentMessage, entriesOf, parse, tufMessage } from './messages.ts';

let home: Awaited<ReturnType<typeof finishedHome>>;
let files: Files;
beforeAll(async () => {
  home = await finishedHome('real');
  files = filesBelow(home.bundle);
});

const skip = (...who: (keyof typeof absences)[]) => {
  const title = missing(...who);
  return { title, run: describe.skipIf(title !== '' && !required) };
};

const go = skip('go');
go.run(`Go sumdb${go.title}`, () => {
  it('takes the log under the published key, every entry included, nothing left over', () => {
    const { accepted, why, report } = judgeLog(files);
    expect([accepted, why]).toEqual([true, '']);
    const { size, root } = home.made.log;
    expect(report).toMatchObject({ size, root: Buffer.from(root, 'hex').toString('base64') });
    expect(report).toMatchObject({ inclusionProofs: size, unknownSigs: 0, extraFiles: null });
  });
});

const tuf = skip('python');
tuf.run(`tuf-js and python-tuf${tuf.title}`, () => {
  it('download every target: all files but those of tuf/, log/ and minutes/', async () => {
    const covered = [...files.keys()].filter((path) => !/^(?:tuf|log|minutes)\//.test(path));
    expect(targetsOf(files).sort()).toEqual(covered.sort());
    const [said] = await judgeTuf([files]);
    expect(said).toEqual({ tufJs: { accepted: true, why: 'accepts ' }, python: { accepted: true, why: 'accepts ' } });
  });
});

const openssl = skip('openssl');
openssl.run(`OpenSSL${openssl.title}`, () => {
  const holds = (...args: Parameters<typeof judgeSignature>) => judgeSignature(...args).accepted;
  const root = (id: string) => home.made.roots.find((one) => one.id === id)!;

  it('verifies each root’s statement and the share set', () => {
    for (const { id, suite, publicKey } of home.made.roots) {
      const file = files.get(`roots/${id}.json`)!;
      expect(holds(suite, publicKey, parse(file).signature, documentMessage('root', file)), id).toBe(true);
      expect(holds(suite, publicKey, parse(file).signature, documentMessage('share-set', file)), id).toBe(false);
    }
    const [first] = home.made.roots;
    const set = files.get(`share-sets/${home.made.shareSets[0]!.id}.json`)!;
    expect(holds(first!.suite, first!.publicKey, parse(set).signature, documentMessage('share-set', set))).toBe(true);
  });

  it('verifies both roots over each TUF file', () => {
    const names = [...files.keys()].filter((path) => /^tuf\/.*\.json$/.test(path));
    // The four of TUF, and the three lists that are given away.
    expect(names).toHaveLength(7);
    for (const path of names) {
      const message = tufMessage(files.get(path)!);
      const [one] = parse(files.get(path)!).signatures as { sig: string }[];
      const [two] = parse(files.get(`${path}.sm2sig`)!).signatures as { root: string; signature: string }[];
      expect(holds('ed25519', root('root-ed').publicKey, one!.sig, message), path).toBe(true);
      expect(holds('sm2', root(two!.root).publicKey, two!.signature, message), path).toBe(true);
    }
  });

  it('verifies the challenges of the log, over the tree as it stood', () => {
    const entries = entriesOf(files);
    const signed = entries.filter(({ data }) => data['challenges'] !== undefined);
    expect(signed).toHaveLength(1);
    const { challenges, challengeSize } = signed[0]!.data as {
      challenges: { root: string; nonce: string; challenge: string; signature: string }[];
      challengeSize: number;
    };
    expect(challenges.map((one) => one.root)).toEqual(home.made.roots.map((one) => one.id));
    for (const { root: id, nonce, challenge, signature } of challenges) {
      const message = challengeMessage(nonce, entries, challengeSize);
      const { suite, publicKey } = root(id);
      expect(fromHex(challenge, 'challenge')).toEqual(message);
      expect(holds(suite, publicKey, signature, message), id).toBe(true);
      expect(holds(suite, publicKey, signature, challengeMessage(nonce, entries, challengeSize - 1)), id).toBe(false);
    }
  });

  it('verifies the members’ permissions over the transaction hash', () => {
    const { txHash } = rebuildGenesis(files.get('genesis/jdchain/genesis.json')!);
    const permissions = Object.entries<string>(parse(files.get('genesis/jdchain/signatures.json')!));
    expect(permissions).toHaveLength(2);
    for (const [key, text] of permissions) {
      const { suite, raw } = decodePublicKey(key);
      expect(holds(suite, raw, decodeSignature(text).raw, txHash), key).toBe(true);
    }
  });
});

const jdchain = skip('jdchain');
jdchain.run(`JD Chain 1.6.5${jdchain.title}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-jdchain-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is there', () => {
    expect(absences.jdchain).toBe('');
  });

  it('computes from each member’s ledger.init the hash of the log, and takes each permission', () => {
    lay(folder, below('genesis/jdchain/', files));
    const { content, txHashText, init } = rebuildGenesis(files.get('genesis/jdchain/genesis.json')!);
    lay(folder, [['content', content]]);
    const members = init.genesis.participants.map(({ name }) => name);
    const permissions: Record<string, string> = parse(files.get('genesis/jdchain/signatures.json')!);
    const answers = ask([
      ...members.map((member) => ['ledger-init', join(folder, member, 'ledger.init')]),
      ...Object.entries(permissions).map(([key, signature]) => [
        ...['permission', join(folder, 'content'), key, signature, init.genesis.hash],
      ]),
    ]);
    const logged = entriesOf(files).find(({ data }) => data['txHash'] !== undefined)!.data['txHash'];
    expect(logged).toBe(txHashText);
    expect(members).toHaveLength(4);
    for (const answer of answers.slice(0, 4)) expect(answer).toMatchObject({ ok: true, genesisTxHash: logged });
    expect(answers.slice(4)).toHaveLength(2);
    for (const answer of answers.slice(4)) expect(answer).toMatchObject({ ok: true, signatureValid: true });
  });
});
