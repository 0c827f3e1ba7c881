/** A question to the program that a screen shows the answer of: waiting, answered, refused; asked again at will. */
import { useCallback, useEffect, useState } from 'react';
import type { ChannelName, ReplyOf, RequestOf } from '../../preload/contract/index.ts';
import { ask } from '../api.ts';

export interface Asked<T> {
  /** The newest answer; stays while it is asked again. */
  readonly reply: T | undefined;
  /** What went wrong the last time: `Refused`, or something unforeseen. */
  readonly error: unknown;
  readonly asking: boolean;
  readonly again: () => void;
}

/** Asks when the screen opens and whenever the request changes. `request` is compared by its JSON. */
export function useAsked<N extends ChannelName>(name: N, request: RequestOf<N>): Asked<ReplyOf<N>> {
  const key = JSON.stringify(request);
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<Omit<Asked<ReplyOf<N>>, 'again'>>({
    reply: undefined,
    error: undefined,
    asking: true,
  });
  useEffect(() => {
    let current = true;
    setState((before) => ({ ...before, asking: true }));
    ask(name, JSON.parse(key) as RequestOf<N>).then(
      (reply) => current && setState({ reply, error: undefined, asking: false }),
      (error: unknown) => current && setState((before) => ({ ...before, error, asking: false })),
    );
    return () => {
      current = false;
    };
  }, [name, key, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { ...state, again };
}

export interface Doing {
  readonly busy: boolean;
  readonly error: unknown;
  /** Does the work unless some is being done; keeps what it throws in `error`. */
  readonly run: (work: () => Promise<void>) => void;
  readonly forget: () => void;
}

/** One act at a time of a screen: a button that is busy while the program answers, and shows why it was refused. */
export function useDoing(): Doing {
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: undefined });
  const run = (work: () => Promise<void>) => {
    if (state.busy) return;
    setState({ busy: true, error: undefined });
    work().then(
      () => setState({ busy: false, error: undefined }),
      (error: unknown) => setState({ busy: false, error }),
    );
  };
  return { ...state, run, forget: () => setState({ busy: false, error: undefined }) };
}
