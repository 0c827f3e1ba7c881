/**
 * The parts of a plan as the editor lays them out. From it comes where each finding is shown, which fields are
 * unknown, and where something else stands than belongs there.
 */
import { type Json, type JsonObject, type Path, get, isList, isObject, keysOf } from './model.ts';

export type Shape =
  | { readonly kind: 'text' | 'number' | 'truth' | 'choices' }
  | { readonly kind: 'object'; readonly fields: Fields; readonly pick?: (value: JsonObject) => readonly string[] }
  | { readonly kind: 'list' | 'record'; readonly of: Shape };
type Fields = Readonly<Record<string, Shape>>;

const text: Shape = { kind: 'text' };
const number: Shape = { kind: 'number' };
/** A list of words from a choice: shown as one field. */
const choices: Shape = { kind: 'choices' };
const object = (fields: Fields): Shape => ({ kind: 'object', fields });
const list = (of: Shape): Shape => ({ kind: 'list', of });
const record = (of: Shape): Shape => ({ kind: 'record', of });

const name = object({ zh: text, en: text });
const endpoint = object({ host: text, port: number });

/** A share is sealed in one of two ways; only the field of that way belongs there. */
const seal: Shape = {
  kind: 'object',
  fields: { kind: text, workFactor: number, recipient: text },
  pick: ({ kind }) =>
    kind === 'passphrase' ? ['kind', 'workFactor'] : kind === 'age' ? ['kind', 'recipient'] : ['kind'],
};

/** The one way in which a member's key comes into the plan, or undefined where none or several are written. */
export function keyKind(value: Json | undefined): 'make' | 'public' | 'file' | undefined {
  const kinds = (['make', 'public', 'file'] as const).filter((kind) => isObject(value) && Object.hasOwn(value, kind));
  return kinds.length === 1 ? kinds[0] : undefined;
}

const key: Shape = {
  kind: 'object',
  fields: { make: text, public: text, file: text, request: text },
  pick: (value) => [keyKind(value)].filter((kind) => kind !== undefined),
};

/** Gateways and users of a ledger with certificates. */
const certified = { id: text, member: text, key };
const ca = object({
  root: text,
  subject: text,
  rootDays: number,
  days: number,
  gateways: list(object({ ...certified, ledgerRoles: choices, rolesPolicy: text })),
  users: list(object(certified)),
});

const ledger = object({
  name: text,
  createdTime: text,
  seed: text,
  identityMode: text,
  dataStructure: text,
  hash: text,
  verifyHash: { kind: 'truth' },
  providers: choices,
  contract: object({ timeout: number, maxStackDepth: number }),
  consensus: object({ kind: text, settings: record(text) }),
  roles: record(object({ ledger: choices, tx: choices })),
  ca,
  lockDown: object({ root: text, roles: choices }),
});

const member = object({
  id: text,
  name,
  role: text,
  key,
  holder: text,
  initializer: endpoint,
  consensus: endpoint,
  ledgerRoles: choices,
  rolesPolicy: text,
});

const signedBy = object({ roots: choices, threshold: number });

/** Who signs what peers receive: not laid out yet, kept as it stands in the file. */
const tuf = object({
  roots: choices,
  threshold: number,
  roles: object({ revocations: signedBy, genesis: signedBy, admissions: signedBy }),
  administrators: object({ threshold: number, keys: list(object({ id: text, suite: text, publicKey: text })) }),
  months: object({ root: number, targets: number, snapshot: number, timestamp: number }),
});

export const planShape: Shape = object({
  format: text,
  consortium: object({ id: text, name, profile: text }),
  roots: list(object({ id: text, suite: text, purpose: text })),
  threshold: number,
  scheme: text,
  groups: object({ threshold: number, list: list(object({ id: text, name, threshold: number })) }),
  custodians: list(object({ id: text, name, organisation: text, group: text, seal })),
  people: object({
    administrators: choices,
    operator: text,
    witnesses: choices,
    auditor: text,
    names: record(name),
  }),
  entropy: object({ dice: number }),
  dualControl: choices,
  expires: text,
  policy: object({ drillMonths: number, checkMonths: number }),
  tuf,
  chain: object({ kind: text, version: text, ledger }),
  members: list(member),
});

/** The shape that belongs at a path; undefined for a field that no plan has. */
export function shapeAt(path: Path): Shape | undefined {
  return path.reduce<Shape | undefined>((shape, part) => {
    if (shape?.kind === 'list') return typeof part === 'number' ? shape.of : undefined;
    if (shape?.kind === 'record') return typeof part === 'string' ? shape.of : undefined;
    if (shape?.kind !== 'object') return undefined;
    return Object.hasOwn(shape.fields, part) ? shape.fields[part] : undefined;
  }, planShape);
}

/** Whether what stands there can be shown as what belongs there; what is missing can. */
export function fits(shape: Shape, value: Json | undefined): boolean {
  if (value === undefined) return true;
  if (shape.kind === 'list' || shape.kind === 'choices') return isList(value);
  if (shape.kind === 'object' || shape.kind === 'record') return isObject(value);
  return typeof value === { text: 'string', number: 'number', truth: 'boolean' }[shape.kind];
}

/** The fields that an object of the plan shows, whether they stand there or not. */
const fieldsOf = (shape: Shape & { readonly kind: 'object' }, value: Json | undefined): readonly string[] =>
  shape.pick === undefined ? Object.keys(shape.fields) : shape.pick(isObject(value) ? value : {});

/** Fields that stand in the object at a path and do not belong there. */
export function unknownFields(tree: Json | undefined, path: Path): string[] {
  const [shape, value] = [shapeAt(path), get(tree, path)];
  if (shape?.kind !== 'object' || !isObject(value)) return [];
  const known = fieldsOf(shape, value);
  return Object.keys(value).filter((field) => !known.includes(field));
}

/** Every place that the editor shows for a tree, outermost first: where a finding can stand. */
export function places(tree: Json | undefined, path: Path = []): Path[] {
  const [shape, value] = [shapeAt(path), get(tree, path)];
  if (shape === undefined || !fits(shape, value)) return [path];
  return [path, ...inner(shape, value).flatMap((part) => places(tree, [...path, part]))];
}

function inner(shape: Shape, value: Json | undefined): (string | number)[] {
  if (shape.kind === 'list' || shape.kind === 'record') return keysOf(value);
  if (shape.kind !== 'object') return [];
  return [...new Set([...fieldsOf(shape, value), ...keysOf(value)])];
}
