/**
 * `ledger-binding.conf` of a peer (jdchain-core `LedgerBindingConfig`) and `gateway.conf` of its gateway (`GatewayConfigProperties`),
 * JD Chain 1.6.5, where the hash of the ledger is known. Like the public `local.conf` they have no private key: its holder puts it in.
 */

import type { ConsensusKind } from '../../core/ceremony/consensus.ts';
import { utf8 } from '../../core/encoding/bytes.ts';
import { address, encodePublicKey, type PublicKey } from './keys.ts';
import { databaseUri } from './local-conf.ts';
import { propertyLine } from './properties.ts';

export interface Bound {
  /** Base58. */
  readonly ledgerHash: string;
  readonly ledgerName: string;
  readonly dataStructure: 'MERKLE_TREE' | 'KV';
  readonly consensus: ConsensusKind;
  /** The participant's name on the ledger. */
  readonly name: string;
  readonly key: PublicKey;
  /** Where its peer is. */
  readonly host: string;
}

type Line = readonly [string, string];
const lines = (all: readonly Line[]): Uint8Array =>
  utf8(all.map(([name, value]) => propertyLine(name, value)).join(''));

/** For the peer's folder `config`; `parti.pk` and `parti.pwd` are blank. */
export function ledgerBinding({ ledgerHash, ledgerName, dataStructure, name, key }: Bound): Uint8Array {
  const of = (part: string) => `binding.${ledgerHash}.${part}`;
  return lines([
    ['ledger.bindings', ledgerHash],
    [of('name'), ledgerName],
    [of('data.structure'), dataStructure],
    [of('parti.address'), address(key.suite, key.raw)],
    [of('parti.name'), name],
    [of('parti.pk'), ''],
    [of('parti.pwd'), ''],
    [of('db.uri'), databaseUri(ledgerName)],
    [of('db.pwd'), ''],
  ]);
}

/** The port of a peer's own service, unless its operator starts it with `-p`. */
export const servicePort = '7080';

/** For the gateway's folder `config`: the key of this participant, for 1.6.5 takes no other; the private half blank. */
export function gatewayConf({ consensus, key, host }: Bound): Uint8Array {
  const aware = consensus !== 'mq'; // JD Chain: MQ does not support it
  return lines([
    ['http.host', '0.0.0.0'],
    ['http.port', '8080'],
    ['http.secure', 'false'],
    ['peer.host', host],
    ['peer.port', servicePort],
    ['peer.secure', 'false'],
    ['peer.consensus.secure', 'false'],
    ['topology.store', 'false'],
    ['topology.aware', String(aware)],
    // With 0 a gateway asks once, and never hears of members that join or leave.
    ['topology.aware.interval', aware ? '60000' : '0'],
    ['peer.connection.ping', '3000'],
    ['peer.connection.auth', '0'],
    ['data.retrieval.url', ''],
    ['schema.retrieval.url', ''],
    ['keys.default.pubkey', encodePublicKey(key.suite, key.raw)],
    ['keys.default.privkey-path', ''],
    ['keys.default.privkey', ''],
    ['keys.default.privkey-password', ''],
  ]);
}

/** Both, by their names in a member's folder. */
export const boundFiles = (bound: Bound): [name: string, bytes: Uint8Array][] => [
  ['ledger-binding.conf', ledgerBinding(bound)],
  ['gateway.conf', gatewayConf(bound)],
];

/** Takes the key and its password from the complete `local.conf` over into both, in a shell. */
export function fillIn(localConf: string, ledgerHash: string): string[] {
  const take = (name: string, from: string) => `${name}=$(sed -n 's/^${from}=//p' ${localConf})`;
  const put = (key: string, name: string, file: string) => `sed -i "s|^${key}=.*|${key}=$${name}|" ${file}`;
  const of = (part: string) => `binding\\.${ledgerHash}\\.parti\\.${part}`;
  const plain = (part: string) => `binding.${ledgerHash}.parti.${part}`;
  const bind = (part: string, name: string) =>
    `sed -i "s|^${of(part)}=.*|${plain(part)}=$${name}|" "$PEER/config/ledger-binding.conf"`;
  return [
    'cp ledger-binding.conf "$PEER/config/ledger-binding.conf" && chmod 600 "$PEER/config/ledger-binding.conf"',
    take('PK', 'local.parti.privkey'),
    take('PWD_HASH', 'local.parti.pwd'),
    bind('pk', 'PK'),
    bind('pwd', 'PWD_HASH'),
    '# and where this member runs a gateway:',
    'cp gateway.conf "$GATEWAY/config/gateway.conf" && chmod 600 "$GATEWAY/config/gateway.conf"',
    put('keys.default.privkey', 'PK', '"$GATEWAY/config/gateway.conf"'),
    put('keys.default.privkey-password', 'PWD_HASH', '"$GATEWAY/config/gateway.conf"'),
    'unset PK PWD_HASH',
  ];
}
