/** Step `genesis`: the chain's files are built from the agreed plan and the public keys, and reviewed. */
import { type SuiteName, suite } from '../core/keys/index.ts';
import { fromHex } from '../core/encoding/hex.ts';
import { decodePublicKey } from '../export/jdchain/keys.ts';
import { genesisInputFromPlan, memberFiles } from '../export/jdchain/members.ts';
import { buildGenesis } from '../export/jdchain/genesis.ts';
import { parseGenesis } from '../export/jdchain/genesis-parse.ts';
import { askAll } from './ask.ts';
import type { NamedBytes } from './files.ts';
import { type Told, receiptsOf } from './receipts.ts';
import { reviewOf, reviewText } from './review.ts';
import { type Run, commitStep } from './run.ts';

export interface PublicKey {
  readonly suite: SuiteName;
  readonly raw: Uint8Array;
}

/** The chain key of every member: made here (the founding's receipts) or given in the plan. */
export function memberKeys(run: Told): Record<string, PublicKey> {
  const made = (receiptsOf(run.journal, 'found')['members'] ?? []) as unknown as MadeMember[];
  const keys: Record<string, PublicKey> = {};
  for (const { id, key } of run.plan.members) {
    const here = made.find((m) => m.id === id);
    if (here) keys[id] = { suite: suite(here.suite).name, raw: fromHex(here.publicKey, id) };
    else if ('public' in key) keys[id] = decodePublicKey(key.public);
  }
  return keys;
}

interface MadeMember {
  readonly id: string;
  readonly suite: SuiteName;
  readonly publicKey: string;
}

/** The genesis, as the plan and the keys of all members make it. */
export function genesisOf(run: Told): ReturnType<typeof buildGenesis> {
  return buildGenesis(genesisInputFromPlan(run.plan, memberKeys(run)));
}

/** Every file of `public/genesis/jdchain/`. */
function genesisFiles(run: Told): NamedBytes[] {
  return [...memberFiles(run.plan, memberKeys(run))].map(([path, bytes]) => ({
    path: `public/genesis/jdchain/${path}`,
    bytes,
  }));
}

export async function buildGenesisStep(run: Run): Promise<void> {
  const { txHashText, content, contentSha256 } = genesisOf(run);
  const lines = reviewOf(parseGenesis(content));
  run.desk.show(reviewText(lines));
  const say = {
    en: `Genesis of ${run.plan.chain.ledger.name}: ${String(run.plan.members.length)} members, transaction hash ${txHashText}`,
    zh: `账本 ${run.plan.chain.ledger.name} 的创世交易：成员 ${String(run.plan.members.length)} 个，交易哈希 ${txHashText}`,
  };
  await askAll(run, 'genesis', say, { details: [{ kind: 'review', lines }] });
  const receipts = { chain: 'jdchain', txHash: txHashText, contentBytes: content.length, contentSha256 };
  commitStep(run, 'genesis', { files: genesisFiles(run), receipts });
}
