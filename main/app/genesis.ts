/** Step `genesis`: the chain's files are built from the agreed plan and the public keys, and reviewed. */
import { type SuiteName, suite } from '../core/keys/index.ts';
import { fromHex } from '../core/encoding/hex.ts';
import { certificateFile, rootCertificateFile } from '../core/ceremony/certificate-paths.ts';
import { keysOf } from '../core/ceremony/plan.ts';
import { fromUtf8 } from '../core/encoding/bytes.ts';
import { loadCodec } from '../export/jdchain/ca/load.ts';
import { decodePublicKey } from '../export/jdchain/keys.ts';
import { type Certificates, genesisInputFromPlan, memberFiles } from '../export/jdchain/members.ts';
import { buildGenesis } from '../export/jdchain/genesis.ts';
import { parseGenesis } from '../export/jdchain/genesis-parse.ts';
import { askAll } from './ask.ts';
import { recorded } from './evidence.ts';
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
  const all = chainKeys(run);
  return Object.fromEntries(run.plan.members.flatMap(({ id }) => (all[id] ? [[id, all[id]]] : [])));
}

/** Of members, and with certificates of gateways and users: made here, read from a request there, or given in the plan. */
function chainKeys(run: Told): Record<string, PublicKey> {
  const { members = [], requested = [] } = receiptsOf(run.journal, 'found');
  const told = [members, requested].flat() as unknown as MadeMember[];
  const keys: Record<string, PublicKey> = {};
  for (const { id, key } of keysOf(run.plan)) {
    const here = told.find((m) => m.id === id);
    if (here) keys[id] = { suite: suite(here.suite).name, raw: fromHex(here.publicKey, id) };
    else if ('public' in key) keys[id] = decodePublicKey(key.public);
  }
  return keys;
}

/** A file of the founding, below the home. */
export type ReadFile = (path: string) => Uint8Array;

/** The certificates of the founding; undefined where identities are bare keys. */
function certificatesOf({ plan }: Told, read: ReadFile): Certificates | undefined {
  const { ca } = plan.chain.ledger;
  if (!ca) return undefined;
  const text = (path: string) => fromUtf8(read(path), path);
  const own = keysOf(plan).map(({ id }) => [id, text(certificateFile(id))] as const);
  return { root: text(rootCertificateFile(ca.root)), own: Object.fromEntries(own) };
}

/** The file with the chain key of a member that was made here. */
export const heldKeyFile = ({ chain }: Told['plan'], id: string): string =>
  chain.ledger.ca ? `private/${id}/${id}.key.age` : `private/${id}/local.conf.age`;

interface MadeMember {
  readonly id: string;
  readonly suite: SuiteName;
  readonly publicKey: string;
}

/** The genesis, as the plan and the keys of all members make it. */
export function genesisOf(run: Told, read: ReadFile): ReturnType<typeof buildGenesis> {
  return buildGenesis(genesisInputFromPlan(run.plan, chainKeys(run), certificatesOf(run, read)));
}

/** Every file of `public/genesis/jdchain/`. */
function genesisFiles(run: Run): NamedBytes[] {
  const read = (path: string) => recorded(run, path);
  return [...memberFiles(run.plan, chainKeys(run), certificatesOf(run, read))].map(([path, bytes]) => ({
    path: `public/genesis/jdchain/${path}`,
    bytes,
  }));
}

export async function buildGenesisStep(run: Run): Promise<void> {
  if (run.plan.chain.ledger.ca) await loadCodec();
  const { txHashText, content, contentSha256 } = genesisOf(run, (path) => recorded(run, path));
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
