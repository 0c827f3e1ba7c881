/**
 * A bundle made by a writer with one rule deliberately broken is refused by `rootseal-verify`, under the rule that
 * was broken, and by a stranger too; the same forger's unbroken bundle is taken by all of them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toPkcs8Pem } from '../../../main/core/keys/pem.ts';
import { decodePublicKey } from '../../../main/export/jdchain/keys.ts';
import { rebuildGenesis } from '../../../main/export/jdchain/members.ts';
import { filesBelow, finishedHome } from '../../support/ceremony.ts';
import { forge } from '../../support/forger.ts';
import { judge } from '../../support/verifier.ts';
import { ask } from '../jdchain/jvm.ts';
import { OpenSsl } from '../openssl/openssl.ts';
import { lay } from '../tlog/go.ts';
import { brokenChains, brokenSignatures } from './broken-documents.ts';
import { brokenLogs } from './broken-log.ts';
import { brokenTuf } from './broken-tuf.ts';
import { type Files, type Said, below, judgeLog, judgeSignature, judgeTuf, missing, required } from './judges.ts';
import { type Broken, type Stranger, kitOf } from './kit.ts';
import { challengeMessage, documentMessage, entriesOf, parse, tufMessage } from './messages.ts';

const scratch = mkdtempSync(join(tmpdir(), 'broken-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const base = filesBelow((await finishedHome('real')).bundle);
const openssl = new OpenSsl(scratch);
const sm2ByOtherId = (message: Uint8Array, secret: Uint8Array) =>
  openssl.sign('sm2', message, toPkcs8Pem('sm2', secret), 'ALICE123@YAHOO.COM');
const kit = kitOf(base);
const rows = [...brokenTuf(kit), ...brokenLogs(kit), ...brokenSignatures(kit, sm2ByOtherId), ...brokenChains(kit)];
const of = (stranger: Stranger) => rows.filter((row) => row.stranger === stranger);

/** Every signature of a bundle that OpenSSL is asked about; the first that does not hold. */
function signaturesBy(files: Files): Said {
  const [first, sm] = [kit.ed, kit.sm];
  const roots = [first, sm];
  const said: Said[] = roots.map(({ id, suite, publicKey }) => {
    const file = files.get(`roots/${id}.json`)!;
    return judgeSignature(suite, publicKey, parse(file).signature, documentMessage('root', file));
  });
  const [, set] = [...below('share-sets/', files)][0]!;
  said.push(judgeSignature(first.suite, first.publicKey, parse(set).signature, documentMessage('share-set', set)));
  const [co] = parse(files.get('tuf/targets.json.sm2sig')!).signatures;
  said.push(judgeSignature('sm2', sm.publicKey, co.signature, tufMessage(files.get('tuf/targets.json')!)));
  const entries = entriesOf(files);
  const { challenges, challengeSize } = entries.find(({ data }) => 'challenges' in data)!.data as {
    challenges: { root: string; nonce: string; signature: string }[];
    challengeSize: number;
  };
  for (const { root, nonce, signature } of challenges) {
    const { suite, publicKey } = roots.find(({ id }) => id === root)!;
    said.push(judgeSignature(suite, publicKey, signature, challengeMessage(nonce, entries, challengeSize)));
  }
  return said.find(({ accepted }) => !accepted) ?? { accepted: true, why: '' };
}

/** The JD Chain classes over a bundle: every ledger.init gives the logged hash, every permission holds. */
function chainBy(files: Files): Said {
  const folder = mkdtempSync(join(scratch, 'chain-'));
  lay(folder, below('genesis/jdchain/', files));
  const { content, init } = rebuildGenesis(files.get('genesis/jdchain/genesis.json')!);
  lay(folder, [['content', content]]);
  const members = init.genesis.participants.map(({ name }) => name);
  const permissions = Object.entries<string>(parse(files.get('genesis/jdchain/signatures.json')!));
  expect(permissions.map(([key]) => decodePublicKey(key).suite)).toEqual(expect.arrayContaining(['ed25519', 'sm2']));
  const answers = ask([
    ...members.map((member) => ['ledger-init', join(folder, member, 'ledger.init')]),
    ...permissions.map(([key, sig]) => ['permission', join(folder, 'content'), key, sig, init.genesis.hash]),
  ]);
  const logged = entriesOf(files).find(({ data }) => 'txHash' in data)!.data['txHash'];
  const other = answers.slice(0, members.length).find((answer) => answer['genesisTxHash'] !== logged);
  if (other?.ok === true) return { accepted: false, why: 'another hash' };
  const wrong = answers.find((answer) => !answer.ok || answer['signatureValid'] === false);
  return { accepted: wrong === undefined, why: JSON.stringify(wrong ?? '') };
}

const judges: Readonly<Record<Stranger, (files: Files) => Promise<Said>>> = {
  go: (files) => Promise.resolve(judgeLog(files)),
  openssl: (files) => Promise.resolve(signaturesBy(files)),
  jdchain: (files) => Promise.resolve(chainBy(files)),
  tuf: async (files) => {
    const [said] = await judgeTuf([files]);
    const { tufJs, python } = said!;
    // Both must refuse what is broken, and both take what is not.
    if (tufJs.accepted !== python.accepted) throw new Error(`tuf-js: ${tufJs.why}; python-tuf: ${python.why}`);
    return { accepted: python.accepted, why: `${tufJs.why}; ${python.why}` };
  },
};

const who = { go: 'go', tuf: 'python', openssl: 'openssl', jdchain: 'jdchain' } as const;

let unbroken: Files;
beforeAll(async () => {
  unbroken = await forge(base);
});

it('the table has writers for every stranger', () => {
  for (const stranger of ['go', 'tuf', 'openssl', 'jdchain'] as const) expect(of(stranger).length).toBeGreaterThan(2);
  expect(new Set(rows.map(({ writer }) => writer)).size).toBe(rows.length);
});

describe.each(['go', 'tuf', 'openssl', 'jdchain'] as const)('writers before %s', (stranger) => {
  const absent = missing(who[stranger]);
  const run = describe.skipIf(absent !== '' && !required);

  run(`one rule broken${absent}`, () => {
    it('the forger’s unbroken bundle is taken by both', async () => {
      expect(judge(unbroken).refusals).toEqual([]);
      const { accepted, why } = await judges[stranger](unbroken);
      expect(accepted, why).toBe(true);
    });

    it.each(of(stranger).map((row): [string, Broken] => [row.writer, row]))('%s', async (_writer, row) => {
      const files = await row.make();
      expect(judge(files).refusals[0]).toMatch(row.ours);
      const { accepted, why } = await judges[stranger](files);
      expect(accepted).toBe(false);
      expect(why).toMatch(row.says);
    });
  });
});
