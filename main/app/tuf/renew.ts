/**
 * The TUF files signed anew without any other change: the roots sign the same targets with a later end, and where it is
 * wished the next root file, which may give administrators a say or take it. Where their keys count, that one waits.
 */
import type { TufAdministrators } from '../../core/ceremony/plan-schema.ts';
import { administratorFaults } from '../../core/ceremony/checks-tuf.ts';
import { tufRoles } from '../../core/ceremony/tuf-roles.ts';
import { tufRenewedKind, tufTold } from '../../core/ceremony/tuf-told.ts';
import { delegatedFile, delegatedNames } from '../../core/tuf/index.ts';
import { type Text, refuse } from '../../core/rules.ts';
import type { Vault } from '../../vault/client.ts';
import type { Left } from '../enact.ts';
import { recorded, renewedAct } from '../evidence.ts';
import { type NamedBytes, hashesOf, sha256Hex } from '../files.ts';
import { appRules } from '../rules.ts';
import type { Run } from '../run.ts';
import { rootChain } from '../sets/chain.ts';
import { setInForce, setsIn, statesNow } from '../sets/told.ts';
import { expiryAt, newerVerifier, nextRoot, targetsOf, tufFiles, waitingRoot } from '../signing.ts';

export interface RenewWish {
  /** The next root file is signed as well: it too has an end. */
  readonly root: boolean;
  /** Whose keys are to count for it beside the roots' from now on; null: nobody's. Absent: as it is. */
  readonly administrators?: TufAdministrators | null;
}

export interface Renewing {
  readonly version: number;
  readonly root?: { readonly version: number; readonly administrators?: TufAdministrators };
  readonly waits: boolean;
}

/** All that can be refused before a share is opened. TUF-ADMINISTRATORS */
export function judgeRenewal(run: Run, { root, administrators }: RenewWish): Renewing {
  const told = tufTold(run.journal.entries(), run.plan);
  const version = told.version + 1;
  if (!root && administrators === undefined) return { version, waits: false };
  const wanted = administrators === undefined ? told.administrators : (administrators ?? undefined);
  if (wanted) demandAdministrators(run, wanted);
  const waits = told.administrators !== undefined || wanted !== undefined;
  return { version, root: { version: told.roots + 1, ...(wanted && { administrators: wanted }) }, waits };
}

function demandAdministrators(run: Run, administrators: TufAdministrators): void {
  const [reason] = administratorFaults({ ...run.plan.tuf, administrators });
  if (reason) throw refuse(appRules, 'TUF-ADMINISTRATORS', { reason }, { subject: 'administrators' });
}

/** As everybody hears it before a share is opened. */
export function renewalText({ version, root, waits }: Renewing): Text {
  const lists = {
    en: `the same files are signed anew for peers, as version ${String(version)} of the TUF lists`,
    zh: `为各方原样续签文件清单，成为 TUF 清单第 ${String(version)} 版`,
  };
  if (!root) return lists;
  const { administrators } = root;
  const who = administrators?.keys.map(({ id }) => id).join(', ') ?? '–';
  const [n, of] = [String(root.version), String(administrators?.threshold ?? '–')];
  const count = administrators
    ? { en: `; keys of ${who} count beside the roots’, ${of} in all`, zh: `；除根密钥外 ${who} 的密钥有效，门限 ${of}` }
    : { en: '; the roots alone count', zh: '；仅根密钥有效' };
  const later = waits ? { en: '; it waits for administrators', zh: '；待管理员签名' } : { en: '', zh: '' };
  return {
    en: `${lists.en}, and the root file ${n}${count.en}${later.en}`,
    zh: `${lists.zh}，并签署根文件第 ${n} 版${count.zh}${later.zh}`,
  };
}

const listNames = ['targets.json', ...delegatedNames.map(delegatedFile)];

/** After the roots are open: the vault judges what is to be signed, then signs just that. */
export async function renewIn(run: Run, vault: Vault, { version, root, waits }: Renewing): Promise<Left> {
  const time = run.journal.now();
  const { roots } = setInForce(run);
  const chain = rootChain(run);
  const own = newerVerifier(run);
  const [verifier] = own;
  await vault.request('renewTuf', {
    lists: listNames
      .map((name) => `public/tuf/${name}`)
      .flatMap((path) => (run.home.has(path) ? recorded(run, path) : [])),
    root: chain.get(`${String(chain.size)}.root.json`) ?? new Uint8Array(),
    next: {
      ...{ version, expires: expiryAt(run, time), ...signersOf(run), withRoot: root !== undefined },
      ...(root?.administrators && { administrators: root.administrators }),
      ...(verifier && { verifier: { length: verifier.bytes.length, sha256: sha256Hex(verifier.bytes) } }),
    },
  });
  const sets = setsIn(run).filter(({ inForce }) => inForce !== undefined);
  const next = { roots, chain, time, ...(root?.administrators && { administrators: root.administrators }) };
  const more = root && !waits ? await nextRoot(run, vault, next) : undefined;
  const known = more ? new Map([...chain, ...rootIn(more)]) : chain;
  const tuf = await tufFiles(run, vault, {
    ...{ roots, version, chain: known, time },
    targets: targetsOf(run, own, statesNow(sets)),
  });
  const pending = root && waits ? await waitingRoot(run, vault, next) : undefined;
  const files = [...own, ...(more?.files ?? []), ...tuf];
  const data = {
    version,
    ...(root && !waits && { root: root.version }),
    ...(pending && { pending }),
    files: hashesOf(files).map((file) => ({ ...file })),
  };
  return { act: renewedAct(version), files, drafts: [{ kind: tufRenewedKind, data }], time };
}

const rootIn = ({ name, files }: { readonly name: string; readonly files: readonly NamedBytes[] }) =>
  files.slice(0, 1).map(({ bytes }) => [name, bytes] as const);

/** Which roots sign which list, by their ids. */
function signersOf(run: Run) {
  const { top, delegated } = tufRoles(run.plan, setInForce(run).roots);
  const ids = ({ roots, threshold }: typeof top) => ({ roots: roots.map(({ id }) => id), threshold });
  const { revocations, genesis, admissions } = delegated;
  return {
    top: ids(top),
    delegated: { revocations: ids(revocations), genesis: ids(genesis), admissions: ids(admissions) },
  };
}
