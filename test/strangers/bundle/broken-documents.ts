/** Single documents by writers with one rule broken: signatures of roots, the files of a chain. */
import { concat, fromUtf8, sha256, u8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { toJcs } from '../../../main/core/encoding/jcs.ts';
import { buildSm2Sig } from '../../../main/core/tuf/index.ts';
import { encodePublicKey, encodeSignature } from '../../../main/export/jdchain/keys.ts';
import { rebuildGenesis } from '../../../main/export/jdchain/members.ts';
import { forge, madeMembers } from '../../support/forger.ts';
import type { JsonObject } from '../tuf/workshop.ts';
import type { Files } from './judges.ts';
import type { Broken, Kit } from './kit.ts';
import { tufMessage } from './messages.ts';

/** `sm2ByOtherId` signs a message with SM2 under another user id than ours. */
export function brokenSignatures(
  { base, ed, sm }: Kit,
  sm2ByOtherId: (message: Uint8Array, secret: Uint8Array) => Uint8Array,
): Broken[] {
  return [
    {
      ...{ writer: 'SM2: Z of another user id', stranger: 'openssl', says: /Failure/ },
      ours: /^TUF-SM2SIG-SIGNATURE tuf\/targets\.json\.sm2sig/,
      make: () =>
        forge(base, {
          tuf: (files) => {
            const signature = sm2ByOtherId(tufMessage(files.get('targets.json')!), sm.secret);
            const document = buildSm2Sig('targets.json', [{ root: sm.id, publicKey: sm.publicKey, signature }]);
            return new Map(files).set('targets.json.sm2sig', document);
          },
        }),
    },
    {
      ...{
        writer: 'root statement: signed over its bytes, not over D("root", …)',
        stranger: 'openssl',
        says: /Failure/,
      },
      ours: /^ROOT-SIGNATURE roots\/root-sm\.json/,
      make: () => forge(base, { files: (files) => resigned(files, 'roots/root-sm.json', (bytes) => sm.sign(bytes)) }),
    },
    {
      ...{ writer: 'share set: signed as a root statement', stranger: 'openssl', says: /Failure/ },
      ours: /^SET-SIGNATURE share-sets\//,
      make: () =>
        forge(base, {
          files: (files) => {
            const path = [...files.keys()].find((name) => name.startsWith('share-sets/'))!;
            return resigned(files, path, (bytes) => ed.sign(concat(utf8('rootseal/root/v1'), u8(0), sha256(bytes))));
          },
        }),
    },
    {
      ...{ writer: 'challenge: signed over its nonce alone', stranger: 'openssl', says: /Failure/ },
      ours: /^VERIFY-CHALLENGE log\//,
      make: () =>
        forge(base, {
          entry: (entry) => {
            const list = entry.data['challenges'] as JsonObject[] | undefined;
            if (list === undefined) return entry;
            const over = (id: unknown, nonce: unknown) => (id === ed.id ? ed : sm).sign(utf8(String(nonce)));
            const challenges = list.map((one) => ({ ...one, signature: toHex(over(one['root'], one['nonce'])) }));
            return { ...entry, data: { ...entry.data, challenges } };
          },
        }),
    },
  ];
}

export function brokenChains({ base, plan }: Kit): Broken[] {
  const document = 'genesis/jdchain/genesis.json';
  return [
    {
      ...{ writer: 'JD Chain: permissions signed over the content', stranger: 'jdchain', says: /false|invalid|Error/ },
      ours: /^VERIFY-PERMISSION genesis\/jdchain\/signatures\.json/,
      make: () =>
        forge(base, {
          files: (files) => {
            const { content } = rebuildGenesis(files.get(document)!);
            const signatures = madeMembers(plan).map(({ suite, publicKey, sign: by }) => {
              return [encodePublicKey(suite, publicKey), encodeSignature(suite, by(content))];
            });
            return new Map(files).set('genesis/jdchain/signatures.json', toJcs(Object.fromEntries(signatures)));
          },
        }),
    },
    {
      ...{ writer: 'JD Chain: a ledger.init in local time', stranger: 'jdchain', says: /another hash/ },
      ours: /^VERIFY-GENESIS genesis\/jdchain\/brand\/ledger\.init/,
      make: () =>
        forge(base, {
          files: (files) => {
            const path = 'genesis/jdchain/brand/ledger.init';
            const text = fromUtf8(files.get(path)!).replace(/^(created-time=.*)\+0000$/m, '$1+0800');
            return new Map(files).set(path, utf8(text));
          },
        }),
    },
    {
      ...{
        writer: 'JD Chain: the log records the hash of the content alone',
        stranger: 'jdchain',
        says: /another hash/,
      },
      ours: /^VERIFY-GENESIS genesis\/jdchain\/genesis\.json/,
      make: () =>
        forge(base, {
          entry: (entry) =>
            entry.data['txHash'] === undefined
              ? entry
              : { ...entry, data: { ...entry.data, txHash: toHex(sha256(base.get(document)!)) } },
        }),
    },
  ];
}

/** Replaces the signature in a document by one over its unsigned bytes, as `by` makes it. */
function resigned(files: Files, path: string, by: (bytes: Uint8Array) => Uint8Array): Map<string, Uint8Array> {
  const { signature: _, ...rest } = JSON.parse(fromUtf8(files.get(path)!)) as JsonObject;
  return new Map(files).set(path, toJcs({ ...rest, signature: toHex(by(toJcs(rest))) }));
}
