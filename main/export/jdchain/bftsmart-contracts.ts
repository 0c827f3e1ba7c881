/** The BFT-SMaRt view of JD Chain 1.6.5 as it is encoded into the genesis (jdchain-core `BftsmartConsensusViewSettings`). */

import { concat, fromUtf8, utf8 } from '../../core/encoding/bytes.ts';
import { bool, bytes, contract, type Cursor, int32, list, oneOf, packed, tag, text } from './proto.ts';

/** NetworkAddress: secure (1 byte) ‖ port (int32) ‖ host, UTF-8 to the end of the field. */
export const networkAddress = packed<{ host: string; port: number; secure: boolean }>({
  write: (value) => concat(bool.write(value.secure), int32.write(value.port), utf8(value.host)),
  read: (cursor) => ({ secure: bool.read(cursor), port: int32.read(cursor), host: rest(cursor) }),
});

function rest(cursor: Cursor): string {
  const host = fromUtf8(cursor.bytes.subarray(cursor.at), cursor.what);
  cursor.at = cursor.bytes.length;
  return host;
}

/** Property: name and value, each with its length in front. */
export const property = packed<readonly [name: string, value: string]>({
  write: ([name, value]) => concat(text.write(name), text.write(value)),
  read: (cursor) => [text.read(cursor), text.read(cursor)],
});

/** NodeSettings, the declared type of the nodes of a consensus view. */
export const nodeSettings = contract<{ address: string; publicKey: Uint8Array }>(
  'NodeSettings',
  0x1004,
  '53f34990425e673f',
  {
    address: text,
    publicKey: bytes,
  },
);

interface BftsmartNode {
  kind: 'bftsmart';
  address: string;
  publicKey: Uint8Array;
  id: number;
  network: { host: string; port: number; secure: boolean };
}

export const bftsmartNode = contract<BftsmartNode>('BftsmartNodeSettings', 0x1102, '7c872ffd6d496e97', {
  kind: tag('bftsmart'),
  address: text,
  publicKey: bytes,
  id: int32,
  network: networkAddress,
});

export const bftsmartView = contract<{
  nodes: readonly BftsmartNode[];
  settings: readonly (readonly [name: string, value: string])[];
  viewId: number;
}>('BftsmartConsensusView', 0x1101, 'e67d539639800f5d', {
  nodes: list(oneOf<BftsmartNode>(nodeSettings, { bftsmart: bftsmartNode })),
  settings: list(property),
  viewId: int32,
});
