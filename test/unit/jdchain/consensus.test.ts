/** Raft and MQ: files, genesis bytes and what is shown of them, against bytes of JD Chain's own builders (test/vectors/jdchain/consensus.json). */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ConsensusKind, consensusFacts, mqServer } from '../../../main/core/ceremony/consensus.ts';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { consensusOf, consensusPath } from '../../../main/export/jdchain/consensus.ts';
import * as contracts from '../../../main/export/jdchain/consensus-contracts.ts';
import { buildGenesis, type GenesisInput } from '../../../main/export/jdchain/genesis.ts';
import { parseGenesis } from '../../../main/export/jdchain/genesis-parse.ts';
import { decodePublicKey } from '../../../main/export/jdchain/keys.ts';
import { readLedgerInit } from '../../../main/export/jdchain/ledgerinit.ts';
import { writeLedgerInit } from '../../../main/export/jdchain/ledgerinit-write.ts';
import { genesisDocument, rebuildGenesis } from '../../../main/export/jdchain/document.ts';
import { readProperties } from '../../../main/export/jdchain/properties.ts';
import { readTransaction } from '../../../main/export/jdchain/tx/read.ts';
import { example, read } from './worked-example.ts';

interface Case {
  readonly kind: 'raft' | 'mq';
  readonly keys: readonly string[];
  readonly file: string;
  readonly settings: string;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../vectors/jdchain/consensus.json', import.meta.url), 'utf8'),
) as { cases: readonly Case[] };

function participantsOf({ kind, keys, file }: Case): GenesisInput['participants'] {
  const properties = readProperties(utf8(file), 'consensus');
  return keys.map((key, i) => {
    const publicKey = decodePublicKey(key);
    const consensus = consensusOf[kind].endpoint(properties, i, publicKey, i);
    return { name: `n${String(i)}`, publicKey, roles: [], policy: 'UNION', consensus };
  });
}

const settingsOf = ({ kind, keys, file }: Case) =>
  consensusOf[kind].read(
    readProperties(utf8(file), 'consensus'),
    keys.map((_, i) => i),
  );

/** The worked example with another consensus, its nodes at the same hosts. */
function withConsensus(kind: ConsensusKind): GenesisInput {
  const { genesis } = read(example());
  const own = kind === 'mq' ? { [mqServer]: 'activemq://failover:(tcp://a:61616)?x=1&y=2' } : {};
  return {
    ...genesis,
    consensus: kind,
    settings: Object.entries({ ...consensusOf[kind].shipped(4), ...own }).sort(([a], [b]) => (a < b ? -1 : 1)),
    participants: genesis.participants.map((one) => ({ ...one, consensus: consensusOf[kind].placed(one.consensus) })),
  };
}

const initOf = (genesis: GenesisInput) => ({ ...read(example()), genesis });

describe('consensus settings of Raft and MQ', () => {
  it.each(cases.map((one, i) => [i, one.kind, one] as const))(
    '%i (%s) have the bytes of the real builders',
    (_i, kind, one) => {
      const settings = settingsOf(one);
      expect(toHex(consensusOf[kind].encode(participantsOf(one), settings))).toBe(one.settings);
      const view = consensusOf[kind].decode(fromHex(one.settings, 'settings'), 'settings');
      expect(view.settings).toEqual(settings);
      expect(view.nodes.map(({ endpoint }) => endpoint)).toEqual(participantsOf(one).map(({ consensus }) => consensus));
    },
  );

  it('have the versions that follow from their fields', () => {
    for (const one of Object.values(contracts))
      if ('computedVersion' in one) expect(one.computedVersion()).toBe(one.version);
  });

  it('are refused where a part says something that nobody reads', () => {
    const one = cases.find(({ kind }) => kind === 'mq')!;
    const topic = toHex(utf8('system.msg.queue.topic.block'));
    const altered = one.settings.replace(topic, toHex(utf8('system.msg.queue.topic.blocc')));
    expect(() => consensusOf.mq.decode(fromHex(altered, 'settings'), 'settings')).toThrow(/repeat its fields/);
  });
});

describe.each(['raft', 'mq'] as const)('a genesis with %s', (kind) => {
  const genesis = withConsensus(kind);
  const init = initOf(genesis);
  const built = buildGenesis(genesis);

  it('is read from its bytes, from its files and from genesis.json', () => {
    expect(parseGenesis(built.content)).toEqual(genesis);
    const { ledgerInit, consensus } = writeLedgerInit(init);
    const paths: string[] = [];
    const again = readLedgerInit(ledgerInit, {
      consensus: (path) => {
        paths.push(path);
        return consensus;
      },
    });
    expect(paths).toEqual([consensusPath(kind)]);
    expect(again.genesis).toEqual(genesis);
    expect(rebuildGenesis(genesisDocument(init, false)).init.genesis).toEqual(genesis);
  });

  it('with one byte changed (every seventh is tried) is refused, or is another genesis', () => {
    for (let at = 0; at < built.content.length; at += 7) {
      const altered = built.content.slice();
      altered[at] = (altered[at] ?? 0) ^ 1;
      let seen: GenesisInput | undefined;
      try {
        seen = parseGenesis(altered);
      } catch {
        continue;
      }
      expect(seen).not.toEqual(genesis);
    }
  });

  it('is shown with every node and every property', () => {
    const [first] = readTransaction(built.content).operations;
    const shown = first?.lines.filter(({ name }) => name === 'property').map(({ value }) => value.split('=')[0]);
    expect(shown?.sort()).toEqual(Object.keys(consensusFacts[kind].settings ?? {}).sort());
    expect(first?.lines.filter(({ name }) => name === 'node').map(({ value }) => value.split(',')[0])).toEqual(
      genesis.participants.map(({ consensus: { host, port } }) => (kind === 'mq' ? host : `${host}:${String(port)}`)),
    );
  });

  it('initialises with one participant; BFT-SMaRt refuses fewer than four', () => {
    const alone = (input: GenesisInput) => {
      const participants = input.participants.slice(0, 1);
      const { ledgerInit, consensus } = writeLedgerInit({ ...init, genesis: { ...input, participants } });
      return readLedgerInit(ledgerInit, { consensus: () => consensus }).genesis.participants.length;
    };
    expect(alone(genesis)).toBe(1);
    expect(() => alone(withConsensus('bftsmart'))).toThrow(/at least 4/);
  });
});
