/** Which finding stands beside which field, and how many each section of the editor has. */
import type { Finding } from '../../../preload/contract/common.ts';
import { type Json, type Path, fieldName, fieldPath } from './model.ts';
import { places } from './shape.ts';

/** In the order in which a consortium talks about them. */
export const sectionIds = [
  'consortium',
  'roots',
  'custodians',
  'people',
  'procedure',
  'ledger',
  'consensus',
  'roles',
  'members',
] as const;
export type SectionId = (typeof sectionIds)[number];

const starts: readonly (readonly [start: string, section: SectionId])[] = [
  ['chain.ledger.consensus', 'consensus'],
  ['chain.ledger.roles', 'roles'],
  ['chain', 'ledger'],
  ['members', 'members'],
  ['roots', 'roots'],
  ['custodians', 'custodians'],
  ['threshold', 'custodians'],
  ['scheme', 'custodians'],
  ['groups', 'custodians'],
  ['people', 'people'],
  ['entropy', 'procedure'],
  ['dualControl', 'procedure'],
  ['expires', 'procedure'],
  ['policy', 'procedure'],
  ['tuf', 'procedure'],
];

/** The section that shows a field; what belongs nowhere is shown first. */
export function sectionOf(path: Path): SectionId {
  const name = path.filter((part) => typeof part === 'string').join('.');
  return starts.find(([start]) => name === start || name.startsWith(`${start}.`))?.[1] ?? 'consortium';
}

export interface Placed extends Finding {
  /** Where the editor shows it: the innermost place around the field. */
  readonly place: Path;
  /** The field itself. */
  readonly path: Path;
  readonly section: SectionId;
}

/** Each finding with its place. Every one has exactly one; the outermost is the plan itself. */
export function placed(tree: Json | undefined, findings: readonly Finding[]): Placed[] {
  const known = new Map(places(tree).map((place) => [fieldName(place), place]));
  const all = findings.map((finding) => place(finding, known));
  const order = (each: Placed) => sectionIds.indexOf(each.section);
  return all.sort((a, b) => order(a) - order(b));
}

function place(finding: Finding, known: ReadonlyMap<string, Path>): Placed {
  const path = fieldPath(finding.field);
  const around = path.map((_, i) => known.get(fieldName(path.slice(0, path.length - i))));
  return { ...finding, path, place: around.find((each) => each !== undefined) ?? [], section: sectionOf(path) };
}

/** Findings by the name of the place that shows them. */
export function byPlace(findings: readonly Placed[]): ReadonlyMap<string, readonly Placed[]> {
  const at = new Map<string, Placed[]>();
  for (const finding of findings) {
    const name = fieldName(finding.place);
    at.set(name, [...(at.get(name) ?? []), finding]);
  }
  return at;
}

export interface Count {
  readonly errors: number;
  readonly warnings: number;
}

export function count(findings: readonly Pick<Finding, 'level'>[]): Count {
  const errors = findings.filter(({ level }) => level === 'error').length;
  return { errors, warnings: findings.length - errors };
}

export const countBySection = (findings: readonly Placed[]): Readonly<Record<SectionId, Count>> =>
  Object.fromEntries(
    sectionIds.map((id) => [id, count(findings.filter(({ section }) => section === id))] as const),
  ) as Record<SectionId, Count>;

/** The finding after (`by` 1) or before (-1) the one at `current`, round at the ends; undefined where there is none. */
export function next(findings: readonly Placed[], current: number, by: 1 | -1): number | undefined {
  const { length } = findings;
  if (length === 0) return undefined;
  if (current < 0) return by === 1 ? 0 : length - 1;
  return (current + by + length) % length;
}
