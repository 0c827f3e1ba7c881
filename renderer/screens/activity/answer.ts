/** Answering the question that stands: once, and busy until the program shows that it has heard. */
import { useState } from 'react';
import type { Question } from '../../../preload/contract/desk.ts';
import type { RequestOf } from '../../../preload/contract/index.ts';
import { ask } from '../../api.ts';

export interface Answering {
  readonly busy: boolean;
  readonly error: unknown;
  readonly yes: (more?: Pick<RequestOf<'desk.answer'>, 'typed' | 'place'>) => void;
  readonly no: () => void;
}

/** A question counts as a new one once words for it were wrong: it may be answered again. */
const turnOf = ({ id, wrong }: Question) => `${id} ${wrong}`;

export function useAnswering(question: Question): Answering {
  const turn = turnOf(question);
  const [state, setState] = useState<{ turn: string; sent: boolean; error: unknown }>();
  const now = state?.turn === turn ? state : { sent: false, error: undefined };
  const send = (answer: Omit<RequestOf<'desk.answer'>, 'question'>) => {
    if (now.sent) return;
    setState({ turn, sent: true, error: undefined });
    ask('desk.answer', { question: question.id, ...answer }).catch((error: unknown) =>
      setState({ turn, sent: false, error }),
    );
  };
  return {
    busy: now.sent,
    error: now.error,
    yes: (more = {}) => send({ yes: true, ...more }),
    no: () => send({ yes: false }),
  };
}
