/** ledger.init as other people write it: the same meaning in random Java properties writing, names in any script. */

import { encodePublicKey } from '../../../main/export/jdchain/keys.ts';
import { ledgerPermissions, transactionPermissions } from '../../../main/core/ceremony/permissions.ts';
import { type ConsensusKind, consensusFacts, mqServer } from '../../../main/core/ceremony/consensus.ts';
import { consensusProviders, cryptoProviders, type ProviderName } from '../../../main/export/jdchain/names.ts';
import type { Draw } from './draw.ts';

export interface Foreign {
  readonly kind: ConsensusKind;
  readonly ledgerInit: string;
  readonly consensus: string;
}

const names = ['品牌方 一', 'Müller & Söhne', 'a=b:c', '#no comment', 'тест', '🍎 apple', 'plain', ' \\ ', 'é\u0301'];

/** A property in one of the many writings that mean the same to Java. */
function written(draw: Draw, key: string, value: string): string {
  const separator = draw.one(['=', ' = ', ':', '\t=\t', ' : ']);
  const begin = draw.one(['', '  ', '\t']);
  return begin + key + separator + writtenValue(draw, value);
}

function writtenValue(draw: Draw, value: string): string {
  const style = draw.below(4);
  const escaped = (char: string) =>
    Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');
  return Array.from(value, (char, i) => {
    if (char === '\\') return '\\\\';
    if (char === ' ' && i === 0) return '\\ ';
    if (style === 0 && char > '~') return escaped(char);
    if (style === 1 && i > 0 && char !== ' ' && draw.below(9) === 0) return `\\\n   ${char}`;
    return char;
  }).join('');
}

function joined(draw: Draw, lines: readonly string[]): string {
  const newline = draw.one(['\n', '\r\n']);
  const noise = () => draw.one(['', '', '# comment = 1', '! another', '   ']);
  return lines
    .map((line) => (draw.below(5) === 0 ? `${noise()}\n${line}` : line).replaceAll('\n', newline) + newline)
    .join('');
}

function roleLines(draw: Draw, roles: readonly string[]): string[] {
  const lines = [written(draw, 'security.roles', roles.join(draw.one([',', ', ', ' , ', ',,'])))];
  for (const role of roles) {
    const ledger = draw.some(ledgerPermissions, role === 'DEFAULT' ? 1 : 0);
    lines.push(written(draw, `security.role.${role}.ledger-privileges`, [...ledger, ...ledger.slice(0, 1)].join(', ')));
    if (draw.coin())
      lines.push(written(draw, `security.role.${role}.tx-privileges`, draw.some(transactionPermissions, 1).join(',')));
    else lines.push(written(draw, `security.role.${role}.tx-privileges`, transactionPermissions.join(' ,')));
  }
  return lines;
}

function optionalLines(draw: Draw): string[] {
  const all: (readonly [string, string])[] = [
    ['identity-mode', 'KEYPAIR'],
    ['ledger.data.structure', draw.one(['MERKLE_TREE', 'KV'])],
    ['contract.timeout', String(draw.between(-5, 10 ** 6))],
    ['contract.max-stack-depth', String(draw.between(-1, 300))],
    ['crypto.verify-hash', draw.one(['true', 'TRUE', 'false', 'yes'])],
    ['crypto.hash-algorithm', draw.one(['SHA256', 'sm3', 'SM3', 'RIPEMD160', ''])],
  ];
  return draw.some(all).map(([key, value]) => written(draw, key, value));
}

function headLines(draw: Draw, count: number, kind: ConsensusKind): string[] {
  const providers = draw.some<ProviderName>(['classic', 'sm', 'adv'], 1).map((name) => cryptoProviders[name].className);
  const seed = Buffer.from(draw.bytes(draw.between(1, 40))).toString('hex');
  const offset = draw.one(['+0800', '+0000', '-0330', '+0530']);
  return [
    written(draw, 'ledger.seed', draw.coin() ? seed.toUpperCase() : (seed.match(/.{1,8}/g) ?? []).join('-')),
    written(draw, 'ledger.name', '账本 one'),
    written(
      draw,
      'created-time',
      `20${String(draw.between(10, 99))}-0${String(draw.between(1, 9))}-${String(draw.between(10, 28))} 10:1${String(draw.below(10))}:12.${String(draw.between(100, 999))}${offset}`,
    ),
    written(draw, 'consensus.service-provider', consensusProviders[kind]),
    written(draw, 'consensus.conf', 'bft.config'),
    written(
      draw,
      'crypto.service-providers',
      [...providers, ...providers.slice(0, 1)].join(draw.one([',', ' , ', ', '])),
    ),
    written(draw, 'cons_parti.count', String(count)),
  ];
}

/** A whole configuration, up to 8 participants. */
export function drawForeign(draw: Draw): Foreign {
  const kind = draw.one(['bftsmart', 'bftsmart', 'raft', 'mq'] as const);
  const count = draw.between(consensusFacts[kind].least, 8);
  const roles = draw.coin() ? [] : ['DEFAULT', ...draw.some(['admin', 'Guest', 'ÄRGER', 'zed'])];
  const lines = [
    ...headLines(draw, count, kind),
    ...optionalLines(draw),
    ...(roles.length > 0 ? roleLines(draw, draw.shuffled(roles)) : []),
  ];
  const nodes: string[] = [];
  for (let i = 0; i < count; i++) {
    const { suite, raw } = draw.pair(draw.one(['ed25519', 'sm2']));
    const own: (readonly [string, string])[] = [
      ['name', draw.one(names)],
      ['pubkey', encodePublicKey(suite, raw)],
      ['initializer.host', '127.0.0.1'],
      ['initializer.port', String(8800 + i)],
      ['initializer.secure', draw.one(['true', 'false', 'TRUE'])],
      ['roles', draw.some(roles.length > 0 ? roles : ['DEFAULT']).join(', ')],
      ['roles-policy', draw.one(['UNION', 'INTERSECT', ''])],
    ];
    lines.push(...own.map(([key, value]) => written(draw, `cons_parti.${String(i)}.${key}`, value)));
    nodes.push(...(kind === 'mq' ? mqNodeLines(draw, i, encodePublicKey(suite, raw)) : nodeLines(draw, i)));
  }
  const own = kind === 'bftsmart' ? settingLines(draw, count) : knownLines(draw, kind, count);
  const settings = draw.shuffled([...nodes, ...own]);
  return { kind, ledgerInit: joined(draw, draw.shuffled(lines)), consensus: joined(draw, settings) };
}

function nodeLines(draw: Draw, i: number): string[] {
  const key = (part: string) => `system.server.${String(i)}.network.${part}`;
  const lines = [
    written(draw, key('host'), `主机-${String(i)}.example`),
    written(draw, key('port'), String(16000 + 10 * i)),
  ];
  return draw.coin() ? [...lines, written(draw, key('secure'), draw.one(['true', 'false']))] : lines;
}

function mqNodeLines(draw: Draw, i: number, key: string): string[] {
  return [
    written(draw, `system.server.${String(i)}.pubkey`, key),
    written(draw, `system.server.${String(i)}.host`, `主机-${String(i)}.example`),
  ];
}

/** Some of what Raft or MQ reads, with values that JD Chain mends in silence, and lines that it does not read. */
function knownLines(draw: Draw, kind: 'raft' | 'mq', count: number): string[] {
  const known = Object.entries(consensusFacts[kind].settings ?? {}).filter(([name]) => name !== mqServer);
  const values = {
    whole: kind === 'mq' ? ['7', ' 12 ', '+9', '0', '-3', 'many', ''] : ['7', ' 12 ', '+9', '0', '-3', ''],
    truth: ['true', 'TRUE', 'false', 'yes', ''],
    text: ['主题', ' topic ', 'a b', ''],
  };
  const lines = draw.some(known).map(([name, { form }]) => written(draw, name, draw.one(values[form])));
  const more = draw.some(['extra = 1', 'system.raft.unknown: x']);
  const mq = [
    written(draw, 'system.servers.num', String(count)),
    written(draw, mqServer, 'rabbitmq://消息.example:5672'),
  ];
  return [...lines, ...more, ...(kind === 'mq' ? mq : [])];
}

function settingLines(draw: Draw, count: number): string[] {
  const extra = draw.some(['system.bft', 'a', 'Z', 'é', '系统', 'system.server.99.network.host']);
  const values = ['true ', ' x', '系统值', '\t', '', 'a\\b', '🍎'];
  return [
    written(draw, 'system.servers.num', String(count)),
    written(draw, 'system.servers.f', '1'),
    ...extra.map((key) => written(draw, key, draw.one(values))),
  ];
}

/** Text made of what a properties reader must get right, and little else. */
export function drawProperties(draw: Draw): string {
  const pieces = [
    'a',
    'b',
    '=',
    ':',
    ' ',
    '\t',
    '\f',
    '\\',
    '\\',
    '\n',
    '\r\n',
    '\r',
    '#',
    '!',
    '\\u4e2d',
    '\\n',
    '中',
    '\\\n',
    '\\\r\n',
  ];
  return Array.from({ length: draw.between(0, 40) }, () => draw.one(pieces)).join('');
}
