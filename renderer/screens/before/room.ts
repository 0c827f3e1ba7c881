/** The room before an act: what stands against it, and the two people who answer for each of that. */
import { useState } from 'react';
import type { Exception } from '../../../preload/contract/common.ts';
import { useAsked } from '../../state/asking.ts';
import { allAnswered, exceptionsOf, stopping, type Answers } from '../ceremony/exceptions.ts';
import type { PlanPerson } from '../ceremony/plan-facts.ts';
import type { StopsProps } from './stops.tsx';

export interface RoomBefore {
  /** Why the room could not be looked at. */
  readonly error: unknown;
  /** Nothing stands against the act that nobody answers for. */
  readonly answered: boolean;
  /** As the program takes them. */
  readonly exceptions: () => Exception[];
  /** For `Stops`. */
  readonly stops: StopsProps;
}

/**
 * @param rehearsal the room stops nothing then
 * @param excused exceptions that are on record already
 */
export function useRoomBefore(
  look: { readonly folder?: string; readonly rehearsal: boolean },
  people: readonly PlanPerson[],
  excused: readonly Pick<Exception, 'rule'>[] = [],
): RoomBefore {
  const { rehearsal } = look;
  const room = useAsked('room.look', look);
  const [answers, setAnswers] = useState<Answers>({});
  const findings = room.reply?.findings ?? [];
  const rules = excused.map(({ rule }) => rule);
  const stops = stopping(findings, rehearsal, rules);
  return {
    error: room.error,
    answered: allAnswered(stops, answers),
    exceptions: () => exceptionsOf(stops, answers),
    stops: { findings, rehearsal, excused: rules, people, answers, onChange: setAnswers },
  };
}
