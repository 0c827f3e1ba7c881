/** The root file of a home that waits for people who were not in the room, and how far it has come. */
import { type PendingRoot, tufTold } from '../../core/ceremony/tuf-told.ts';
import { pendingFolder } from '../../core/ceremony/set-paths.ts';
import { type SetRecord, pendingSet } from '../../core/ceremony/sets.ts';
import { utf8 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { refuse } from '../../core/rules.ts';
import {
  type TufSignature,
  furthest,
  readRootSignature,
  rootDigest,
  standingOfRoot,
  withSignatures,
} from '../../core/tuf/index.ts';
import { verifyTufSignature } from '../../core/tuf/keys.ts';
import { type TufFile, readTufFile } from '../../core/tuf/read.ts';
import { listFiles, readNamed } from '../files.ts';
import type { Home } from '../home.ts';
import { appRules } from '../rules.ts';
import { rootChain } from '../sets/chain.ts';
import { type Ground, setsIn } from '../sets/told.ts';

/** A root file that waits, and to which set it belongs where one is being made. */
export interface Waiting {
  readonly version: number;
  readonly file: Uint8Array;
  readonly sm2sig?: Uint8Array;
  readonly set?: SetRecord;
}

/** What of a run tells it: also of a home that is open to be read alone. */
export type Reading = Pick<Ground, 'journal' | 'plan'> & { readonly home: Home };

/** What waits in this home: that of a set that is being made first. */
export function waitingIn(run: Reading): Waiting | undefined {
  const set = pendingSet(setsIn(run));
  const path = set?.files.find(({ path: one }) => /^public\/tuf\/\d+\.root\.json$/.test(one))?.path;
  if (set && path !== undefined) return ofSet(run, set, path);
  const { pending } = tufTold(run.journal.entries(), run.plan);
  return pending && ofLog(pending);
}

const ofLog = ({ root, file, sm2sig }: PendingRoot): Waiting => ({
  ...{ version: root, file: utf8(file) },
  ...(sm2sig !== undefined && { sm2sig: utf8(sm2sig) }),
});

function ofSet(run: Reading, set: SetRecord, path: string): Waiting {
  const place = pendingFolder(set.id);
  const file = set.files.find((one) => one.path === path)!;
  const bytes = run.home.readBack({ path: `${place}/${path}`, sha256: file.sha256 });
  const joined = listFiles(run.home.path(joinedIn(set.id))).map((name) =>
    readRootSignature(readNamed(run.home.path(joinedIn(set.id), name)), name),
  );
  const version = Number(/(\d+)\.root/.exec(path)?.[1]);
  return {
    version,
    file: withSignatures(
      bytes,
      joined.filter((one) => counts(run, bytes, one)),
    ),
    set,
  };
}

/** Where signatures wait beside a set. */
export const joinedIn = (set: string) => `${pendingFolder(set)}/joined`;

function rolesFor(run: Reading, file: TufFile<'root'>) {
  const chain = rootChain(run);
  const last = readTufFile('root.json', chain.get(`${String(chain.size)}.root.json`) ?? new Uint8Array(), 'root');
  return [last.content.roles.root, file.content.roles.root];
}

/** Whether a signature holds, of a key that counts for this root file. */
export function counts(run: Reading, bytes: Uint8Array, { keyid, sig }: TufSignature): boolean {
  const file = readTufFile('root.json', bytes, 'root');
  return rolesFor(run, file)
    .flatMap(({ keys }) => keys)
    .some((key) => key.keyid === keyid && verifyTufSignature(key, sig, file.message));
}

/** How far it has come, by the role that is furthest from its threshold. */
export interface Standing {
  readonly root: number;
  /** SHA-256 of what is signed, hex. */
  readonly sha256: string;
  readonly need: number;
  readonly have: number;
  /** Who has signed and who still can, by id where it is known, else by the first digits of the key. */
  readonly signed: readonly string[];
  readonly missing: readonly string[];
}

export function standingIn(run: Reading, { version, file: bytes }: Waiting): Standing {
  const file = readTufFile('root.json', bytes, 'root');
  const { need, have, signed, missing } = furthest(standingOfRoot(file, rolesFor(run, file)));
  const names = (keys: typeof missing) => keys.map(({ publicKey }) => nameOf(run, toHex(publicKey)));
  return { root: version, sha256: rootDigest(bytes), need, have, signed: names(signed), missing: names(missing) };
}

/** The id of a root, or of an administrator that the log or the plan names. */
function nameOf(run: Reading, publicKey: string): string {
  const { administrators, pending } = tufTold(run.journal.entries(), run.plan);
  const roots = setsIn(run).flatMap((set) => set.roots);
  const known = [...roots, ...(pending?.administrators?.keys ?? []), ...(administrators?.keys ?? [])];
  return known.find((one) => one.publicKey === publicKey)?.id ?? publicKey.slice(0, 8);
}

/** TUF-ROOT-SHORT unless enough have signed it. */
export function demandEnough({ root, need, have, missing }: Standing, subject: string): void {
  if (have >= need) return;
  throw refuse(appRules, 'TUF-ROOT-SHORT', { root, have, need, missing: missing.join(', ') || '–' }, { subject });
}
