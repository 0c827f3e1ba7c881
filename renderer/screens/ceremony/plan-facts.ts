/**
 * What the form before a ceremony must know of a plan: who is in it, who can open a share here. Read from the plan's
 * text without trust in its shape; the program judges the plan, this only counts. Pure.
 */
import type { Text } from '../../../preload/contract/common.ts';

export interface PlanPerson {
  readonly id: string;
  readonly name: Text;
}

export interface PlanFacts {
  readonly consortium: Text;
  readonly id: string;
  readonly threshold: number;
  /** The shares are in groups: the threshold is that of the smallest quorum, and says not who is one. */
  readonly grouped: boolean;
  readonly custodians: readonly (PlanPerson & {
    readonly index: number;
    readonly organisation: string;
    readonly seal: 'passphrase' | 'age';
  })[];
  /** Everybody who can answer for an exception: people first, then custodians. */
  readonly people: readonly PlanPerson[];
  readonly members: number;
  readonly roots: number;
}

/** Undefined for what is no JSON object. */
export function planFacts(plan: string): PlanFacts | undefined {
  const json = parsed(plan);
  if (!isObject(json)) return undefined;
  const consortium = objectOf(json['consortium']);
  const custodians = listOf(json['custodians']).map((each, i) => {
    const { id, name, organisation, seal } = objectOf(each);
    const kind = objectOf(seal)['kind'] === 'age' ? ('age' as const) : ('passphrase' as const);
    return {
      id: textIn(id),
      name: nameOf(name, textIn(id)),
      organisation: textIn(organisation),
      index: i + 1,
      seal: kind,
    };
  });
  const names = objectOf(objectOf(json['people'])['names']);
  const people = Object.entries(names).map(([id, name]) => ({ id, name: nameOf(name, id) }));
  const threshold = json['threshold'];
  return {
    consortium: nameOf(consortium['name'], textIn(consortium['id'])),
    id: textIn(consortium['id']),
    threshold: typeof threshold === 'number' ? threshold : 0,
    grouped: 'groups' in json,
    custodians,
    people: [...people, ...custodians.filter(({ id }) => !(id in names))].map(({ id, name }) => ({ id, name })),
    members: listOf(json['members']).length,
    roots: listOf(json['roots']).length,
  };
}

/** Custodians who can open their share here: whoever types a passphrase, and those whose identity file is given. */
export function openable(custodians: PlanFacts['custodians'], identities: Readonly<Record<string, string>>): number {
  return custodians.filter(({ id, seal }) => seal === 'passphrase' || identities[id] !== undefined).length;
}

/** A folder's name for a new home: the consortium's id and the day, `food-trace-2026-11-21`. */
export function folderName({ id }: Pick<PlanFacts, 'id'>, day: string, rehearsal: boolean): string {
  return [id === '' ? 'ceremony' : id, ...(rehearsal ? ['rehearsal'] : []), day].join('-');
}

type Json = Readonly<Record<string, unknown>>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectOf = (value: unknown): Json => (isObject(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Both languages; one that is missing is said in the other. */
function nameOf(value: unknown, id: string): Text {
  const { en, zh } = objectOf(value);
  const [first, second] = [textIn(en), textIn(zh)];
  return { en: first || second || id, zh: second || first || id };
}
