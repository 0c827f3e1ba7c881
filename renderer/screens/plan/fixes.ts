/**
 * What the editor offers to mend by one press beside a finding. Only what leaves no choice: everything else is for
 * people to decide.
 */
import type { Finding } from '../../../preload/contract/common.ts';
import { addRole, tick } from './acts.ts';
import { fieldPath, get, isList, isObject, type Json, type Path, remove, set } from './model.ts';
import { shapeAt } from './shape.ts';
import { onlyValues, providers, usualWorkFactor } from './vocabulary.ts';

/** `verb`: what the button says. */
export interface Fix {
  readonly verb: 'remove' | 'add' | 'set';
  /** What is set or added, for the button; absent where that is plain. */
  readonly value?: string;
  readonly tree: Json;
  readonly at: Path;
}

const removal = (tree: Json, path: Path): Fix => ({ verb: 'remove', tree: remove(tree, path), at: path.slice(0, -1) });
const setting = (tree: Json, path: Path, value: string | number): Fix => ({
  verb: 'set',
  value: String(value),
  tree: set(tree, path, value),
  at: path,
});

// Worked out from the members, as main/core/ceremony/checks-chain.ts says it.
const derived = /^system\.(server\.\d+\.|servers\.num$|servers\.f$|initial\.view$)/;
const ledgerPath = ['chain', 'ledger'];

/** The crypto provider that the finding's key or hash needs. */
function provider(tree: Json, { path }: { readonly path: Path }): Fix | undefined {
  const value = get(tree, path);
  const wanted = value === 'SM3' || value === 'sm2' ? 'sm' : 'classic';
  const at = [...ledgerPath, 'providers'];
  return { verb: 'add', value: wanted, tree: tick(tree, at, wanted, true, providers), at };
}

/** What goes without saying in an item of a list, by field. Names, addresses and keys do not. */
const usual: Readonly<Record<string, Json>> = {
  seal: { kind: 'passphrase', workFactor: usualWorkFactor },
  workFactor: usualWorkFactor,
  rolesPolicy: 'UNION',
  ledgerRoles: ['DEFAULT'],
};

/** Adds what is missing: the only value there is, what is usual, or what the sample plan has. */
export function addition(tree: Json, path: Path, sample: Json | undefined): Fix | undefined {
  const only = Object.entries(onlyValues).find(([name]) => name === path.join('.'))?.[1];
  const value = only ?? (isOfItem(path) ? itemField(path) : get(sample, path));
  return value === undefined ? undefined : { verb: 'add', tree: set(tree, path, value), at: path };
}

/** Fields of which a plan has many: of one item, one person, one role. */
const isOfItem = (path: Path): boolean =>
  path.some((part) => typeof part === 'number') || /^(people\.names|chain\.ledger\.roles)/.test(path.join('.'));

function itemField(path: Path): Json | undefined {
  const [field, kind] = [String(path.at(-1)), shapeAt(path)?.kind];
  if (Object.hasOwn(usual, field)) return usual[field];
  return kind === 'choices' || kind === 'list' ? [] : kind === 'record' ? {} : undefined;
}

type Mend = (tree: Json, path: Path, sample: Json | undefined) => Fix | undefined;

const only: Mend = (tree, path) => {
  const value = Object.entries(onlyValues).find(([name]) => name === path.join('.'))?.[1];
  return value === undefined ? undefined : setting(tree, path, value);
};

const mends: Readonly<Record<string, Mend>> = {
  'PLAN-FORMAT': only,
  'PLAN-PROFILE': only,
  'PLAN-CHAIN': only,
  'PLAN-JDCHAIN-VERSION': only,
  'PLAN-FIELD-UNKNOWN': removal,
  'PLAN-FIELD-MISSING': addition,
  'PLAN-FIELD': only,
  'PLAN-LIST-REPEATS': removal,
  'PLAN-PERMISSION': removal,
  'PLAN-DUAL-CONTROL': removal,
  'PLAN-CONSENSUS-UNREAD': removal,
  'PLAN-CONSENSUS-VALUE': removal,
  'PLAN-CONSENSUS-SETTING': (tree, path) => {
    const value = get(tree, path);
    const blanks = typeof value === 'string' && value !== value.trim() && !derived.test(String(path.at(-1)));
    return blanks ? setting(tree, path, value.trim()) : removal(tree, path);
  },
  'PLAN-HOLDER-IDLE': removal,
  'PLAN-PERSON-UNUSED': removal,
  'PLAN-WORK-FACTOR': (tree, path) => setting(tree, path, usualWorkFactor),
  'PLAN-WORK-FACTOR-LOW': (tree, path) => setting(tree, path, usualWorkFactor),
  'PLAN-PERSON-NAME': (tree, path) => {
    const id = get(tree, path);
    if (typeof id !== 'string') return undefined;
    const at = ['people', 'names', id];
    return { verb: 'add', value: id, tree: set(tree, at, { zh: '', en: '' }), at };
  },
  'PLAN-ROLE-DEFAULT': (tree) =>
    isObject(get(tree, [...ledgerPath, 'roles', 'DEFAULT']))
      ? undefined
      : { verb: 'add', value: 'DEFAULT', tree: addRole(tree), at: [...ledgerPath, 'roles', 'DEFAULT'] },
  'PLAN-HASH-PROVIDER': (tree, path) => provider(tree, { path }),
  'PLAN-KEY-PROVIDER': (tree, path) => (path.at(-1) === 'make' ? provider(tree, { path }) : undefined),
};

/** The one press that mends a finding, where there is one. `sample`: a whole plan, for parts that are missing. */
export function fixOf(tree: Json | undefined, finding: Finding, sample: Json | undefined): Fix | undefined {
  const path = fieldPath(finding.field);
  const mend = Object.hasOwn(mends, finding.rule) ? mends[finding.rule] : undefined;
  if (tree === undefined || path.length === 0 || mend === undefined || isList(tree)) return undefined;
  const fix = mend(tree, path, sample);
  return fix?.tree === tree ? undefined : fix;
}
