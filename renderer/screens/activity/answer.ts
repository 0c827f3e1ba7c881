/**
 * Answering the question that stands: once, and busy until the program shows that it has heard. The next question has
 * its buttons in the same place, and may be another person's: the second click of a double click is not theirs.
 */
import { useEffect, useState } from 'react';
import type { Question } from '../../../preload/contract/desk.ts';
import type { RequestOf } from '../../../preload/contract/index.ts';
import { ask } from '../../api.ts';

/** Longer than desktops let pass between the two clicks of a double click. */
const doubleClickMs = 600;

export interface Answering {
  readonly busy: boolean;
  /** The question has stood long enough to be what was pressed for. */
  readonly ready: boolean;
  readonly error: unknown;
  readonly yes: (more?: Pick<RequestOf<'desk.answer'>, 'typed' | 'place'>) => void;
  readonly no: () => void;
}

/** A question counts as a new one once words for it were wrong: it may be answered again. */
const turnOf = ({ id, wrong }: Question) => `${id} ${wrong}`;

/** False for a moment after each change of `turn`. */
function useStanding(turn: string): boolean {
  const [standing, setStanding] = useState<string>();
  useEffect(() => {
    const waiting = setTimeout(() => setStanding(turn), doubleClickMs);
    return () => clearTimeout(waiting);
  }, [turn]);
  return standing === turn;
}

export function useAnswering(question: Question): Answering {
  const turn = turnOf(question);
  const [state, setState] = useState<{ turn: string; sent: boolean; error: unknown }>();
  const ready = useStanding(question.id);
  const now = state?.turn === turn ? state : { sent: false, error: undefined };
  const send = (answer: Omit<RequestOf<'desk.answer'>, 'question'>) => {
    // Whoever has typed the words has read what is asked.
    if (now.sent || (!ready && answer.typed === undefined)) return;
    setState({ turn, sent: true, error: undefined });
    ask('desk.answer', { question: question.id, ...answer }).catch((error: unknown) =>
      setState({ turn, sent: false, error }),
    );
  };
  return {
    busy: now.sent,
    ready,
    error: now.error,
    yes: (more = {}) => send({ yes: true, ...more }),
    no: () => send({ yes: false }),
  };
}
