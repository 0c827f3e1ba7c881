/**
 * Whether people meet a rule such as "2 founders and the regulator". Each person counts for one seat alone, whatever
 * roles they have, so the seats are matched with people (augmenting paths): nobody is counted twice, and no good quorum
 * is missed because the wrong person was taken for the wrong seat.
 */

import type { Requirement, Voter } from './register.ts';

type Person = Pick<Voter, 'id' | 'roles'>;

/** Finds a seat for the person at `at`, moving others where that helps. */
function seat(
  at: number,
  wants: readonly (readonly number[])[],
  taken: Map<number, number>,
  tried: Set<number>,
): boolean {
  for (const place of wants[at] ?? []) {
    if (tried.has(place)) continue;
    tried.add(place);
    const other = taken.get(place);
    if (other === undefined || seat(other, wants, taken, tried)) {
      taken.set(place, at);
      return true;
    }
  }
  return false;
}

export interface Meeting {
  readonly met: boolean;
  /** What each requirement has of what it needs; one best seating of several. */
  readonly seats: readonly { readonly role: string; readonly need: number; readonly have: number }[];
}

/** How far these people meet the rule. The order in which they come makes no difference to `met`, nor to the sum. */
export function meet(rule: readonly Requirement[], people: readonly Person[]): Meeting {
  const places = rule.flatMap(({ count }, n) => Array.from({ length: count }, () => n));
  const wants = people.map(({ roles }) =>
    places.flatMap((n, place) => (roles.includes(rule[n]?.role ?? '') ? [place] : [])),
  );
  const taken = new Map<number, number>();
  people.forEach((_, at) => seat(at, wants, taken, new Set()));
  const filled = [...taken.keys()].map((place) => places[place]);
  const seats = rule.map(({ role, count }, n) => ({
    role,
    need: count,
    have: filled.filter((one) => one === n).length,
  }));
  return { met: taken.size === places.length, seats };
}
