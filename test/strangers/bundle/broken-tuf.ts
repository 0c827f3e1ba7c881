/** TUF repositories by writers with one rule broken. */
import { createHash } from 'node:crypto';
import { sha256, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { buildSm2Sig, tufKeyId, tufSignature } from '../../../main/core/tuf/index.ts';
import { forge } from '../../support/forger.ts';
import { type JsonObject, type Signer, at, edit, editSignatures, put, read } from '../tuf/workshop.ts';
import type { Files } from './judges.ts';
import type { Broken, Kit } from './kit.ts';
import { tufMessage } from './messages.ts';

export function brokenTuf({ base, ed, sm }: Kit): Broken[] {
  const key = { suite: 'ed25519', publicKey: ed.publicKey } as const;
  const signer: Signer = {
    ...key,
    keyid: tufKeyId(key.suite, key.publicKey),
    sign: (message) => tufSignature(key, ed.sign(message)),
  };
  const tuf = (
    writer: string,
    ours: RegExp,
    says: RegExp,
    change: (files: Map<string, Uint8Array>) => Files,
  ): Broken => ({
    writer: `TUF: ${writer}`,
    ...{ ours, says, stranger: 'tuf' },
    make: () => forge(base, { tuf: (files) => withSm2(new Map(change(new Map(files)))) }),
  });
  /** The SM2 root signs what lies there, so that its co-signature is not what is wrong. */
  const withSm2 = (files: Map<string, Uint8Array>) => {
    for (const name of [...files.keys()].filter((one) => one.endsWith('.json'))) {
      const signature = sm.sign(tufMessage(files.get(name)!));
      files.set(`${name}.sm2sig`, buildSm2Sig(name, [{ root: sm.id, publicKey: sm.publicKey, signature }]));
    }
    return files;
  };
  const edited = (name: string, change: (signed: JsonObject) => void) => (files: Map<string, Uint8Array>) =>
    edit(files, name, [signer], change);
  const timestampOver = (message: (signed: JsonObject) => Uint8Array) => (files: Map<string, Uint8Array>) => {
    const { signed } = read(files, 'timestamp.json');
    return put(files, 'timestamp.json', { signatures: [{ ...signer.sign(message(signed)) }], signed });
  };

  return [
    tuf('a signature of the threshold missing', /^TUF-THRESHOLD tuf\/timestamp/, /refuses/, (files) =>
      editSignatures(files, 'timestamp.json', [signer], () => []),
    ),
    tuf(
      'JSON that is not canonical under the signature',
      /^TUF-SIGNATURE tuf\/timestamp/,
      /refuses/,
      timestampOver((signed) => utf8(JSON.stringify(signed, null, 1))),
    ),
    tuf(
      'a signature over the hash of the message',
      /^TUF-SIGNATURE tuf\/timestamp/,
      /refuses/,
      timestampOver((signed) => sha256(utf8(JSON.stringify(signed)))),
    ),
    tuf(
      'a target’s hash by another algorithm',
      /^TUF-TARGET-HASH plan.json/,
      /refuses/,
      edited('targets.json', (signed) => {
        const other = createHash('sha512-256').update(base.get('plan.json')!).digest('hex');
        at(signed, 'targets', 'plan.json', 'hashes')['sha256'] = other;
      }),
    ),
    tuf(
      'a target’s length off by one',
      /^TUF-TARGET-LENGTH plan.json/,
      /refuses/,
      edited('targets.json', (signed) => {
        at(signed, 'targets', 'plan.json')['length'] = base.get('plan.json')!.length - 1;
      }),
    ),
    tuf(
      'lists that speak of another version',
      /^TUF-VERSION tuf\/snapshot/,
      /refuses/,
      edited('timestamp.json', (signed) => {
        at(signed, 'meta', 'snapshot.json')['version'] = 2;
      }),
    ),
    tuf(
      'metadata that had expired when it was written',
      /^TUF-EXPIRED tuf\/timestamp/,
      /refuses/,
      edited('timestamp.json', (signed) => {
        signed['expires'] = '2001-01-01T00:00:00Z';
      }),
    ),
    tuf('one role’s metadata under the name of another', /^TUF-TYPE tuf\/snapshot/, /refuses/, (files) => {
      const copied = new Map(files).set('snapshot.json', files.get('timestamp.json')!);
      return edit(copied, 'timestamp.json', [signer], (signed) => {
        const bytes = copied.get('snapshot.json')!;
        const entry = { version: 1, length: bytes.length, hashes: { sha256: toHex(sha256(bytes)) } };
        signed['meta'] = { 'snapshot.json': entry };
      });
    }),
  ];
}
