/** `rootseal jdchain ledger-hash`: what every node of a new ledger must print, from its genesis and the permission signatures. */

import { toHex } from '../core/encoding/hex.ts';
import { printable } from '../core/encoding/printable.ts';
import { toWords } from '../core/encoding/words.ts';
import type { Text } from '../core/rules.ts';
import { buildGenesis, type GenesisInput } from '../export/jdchain/genesis.ts';
import { algorithmNames } from '../export/jdchain/keys.ts';
import { type FirstBlock, firstBlock } from '../export/jdchain/ledger/block.ts';
import { readPermissions, signsAlike } from '../export/jdchain/ledger/permissions.ts';
import { groupLines } from './hash-lines.ts';
import { demandFile, loadLedgerInit } from './jdchain-files.ts';
import type { Answer } from './output.ts';

export interface LedgerHashOptions {
  /** Path of ledger.init. */
  readonly file: string;
  /** Path of the permission signatures: `{"<public key>": "<signature>"}`. */
  readonly signatures: string;
}

/** @throws JDCHAIN-* */
export async function jdchainLedgerHash({ file, signatures }: LedgerHashOptions): Promise<Answer> {
  const { name, genesis } = await loadLedgerInit(file);
  const { content, txHashText: txHash } = buildGenesis(genesis);
  const permissions = readPermissions(demandFile(signatures), signatures);
  const block = firstBlock(content, permissions, { content: file, signatures });
  const random = genesis.participants.filter(({ publicKey }) => !signsAlike(publicKey.suite));
  return {
    exit: 0,
    json: {
      ledgerHash: block.ledgerHashText,
      ledgerHashHex: toHex(block.ledgerHash),
      words: toWords(block.ledgerHash),
      blockBody: toHex(block.body),
      txHash,
      ledgerName: name,
      repeatable: random.length === 0,
      randomSigners: random.map((participant) => participant.name),
    },
    text: textOf(block, txHash, random),
  };
}

function textOf(block: FirstBlock, txHash: string, random: GenesisInput['participants']): Text {
  const hash = block.ledgerHashText;
  const groups = groupLines(block.ledgerHash).join('\n');
  const { en, zh } = random.length === 0 ? repeated(hash) : notRepeated(random);
  return {
    en: `Ledger hash  ${hash}\n${groups}\nGenesis transaction hash  ${txHash}\n${en}`,
    zh: `账本哈希  ${hash}\n${groups}\n创世交易哈希  ${txHash}\n${zh}`,
  };
}

const repeated = (hash: string): Text => ({
  en: `Every node must print this hash at the end of ledger-init, and its ledger-binding.conf must say ledger.bindings=${hash}`,
  zh: `每个节点在 ledger-init 结束时都必须输出此哈希，其 ledger-binding.conf 中应为 ledger.bindings=${hash}`,
});

function notRepeated(random: GenesisInput['participants']): Text {
  const names = random.map(({ name, publicKey }) => `${printable(name)} (${algorithmNames[publicKey.suite]})`);
  return {
    en: `This holds for these very signatures alone. ledger-init signs again, and what ${names.join(', ')} sign has a random number in it: a network that initialises anew has another ledger hash. Take the signatures that its initializers exchanged.`,
    zh: `仅对这组签名成立。ledger-init 会重新签名，而 ${names.join('、')} 的签名含随机数：重新初始化的网络会有另一个账本哈希。请使用各方初始化时实际交换的签名。`,
  };
}
