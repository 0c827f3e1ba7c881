/**
 * The plan editor without its looks: what is open, what was done, what the program said about it. Text is checked a
 * moment after the last key, so that the program is asked once for a word and not for each letter of it.
 */
import type { ChannelName, ReplyOf, RequestOf } from '../../../preload/contract/index.ts';
import { store, type Store } from '../../state/store.ts';
import { examined, type Examined, refusedText } from './examined.ts';
import { type SectionId, sectionOf } from './findings.ts';
import * as past from './history.ts';
import { isObject, type Json, type Path, readTree, writeTree } from './model.ts';
import { planFormat } from './vocabulary.ts';

export type Shown = SectionId | 'review';

export interface State {
  readonly history: past.History;
  /** The text as it lies in the file; undefined before the first saving. */
  readonly saved: string | undefined;
  readonly file: string | undefined;
  readonly examined: Examined | undefined;
  readonly checking: boolean;
  /** Why the last check gave no answer. */
  readonly failed: unknown;
  readonly section: Shown;
  readonly view: 'form' | 'text';
  /** Which of a list is laid open. */
  readonly chosen: Readonly<Record<string, number>>;
  /** The place that shall take the focus; `n` counts, so that the same place can be asked for twice. */
  readonly jump: { readonly place: Path; readonly n: number } | undefined;
}

export interface Editor {
  readonly state: Store<State>;
  /** Reads a plan file. Throws `Refused` where it cannot be read at all; text that is no plan is opened. */
  readonly open: (file: string) => Promise<void>;
  /** A text that is in no file yet. */
  readonly start: (text: string) => void;
  /** Changes the tree; changes of one `run` are one step to undo. */
  readonly change: (at: Path, how: (tree: Json) => Json, run?: string) => void;
  readonly changeText: (text: string) => void;
  /** What comes next is a step of its own. */
  readonly settle: () => void;
  /** Takes back one step; the place of what was changed, or undefined if there was nothing. */
  readonly undo: () => Path | undefined;
  readonly redo: () => Path | undefined;
  /** Writes the file. `replace`: over one that is there, which is kept; the reply says where. */
  readonly save: (file: string, replace: boolean) => Promise<ReplyOf<'plan.save'>>;
  readonly show: (section: Shown) => void;
  readonly view: (view: State['view']) => void;
  readonly choose: (list: string, index: number) => void;
  /** Shows the section of a place and gives it the focus. */
  readonly goTo: (place: Path, section?: Shown) => void;
  /** Ends what is under way; nothing is asked after it. */
  readonly end: () => void;
}

/** `ask` of `renderer/api.ts`. */
type Asking = <N extends ChannelName>(name: N, request: RequestOf<N>) => Promise<ReplyOf<N>>;

/** Milliseconds after the last key of a run. */
export const pause = 300;

const first: State = {
  history: past.begin(''),
  saved: undefined,
  file: undefined,
  examined: undefined,
  checking: false,
  failed: undefined,
  section: 'review',
  view: 'form',
  chosen: {},
  jump: undefined,
};

/** The least that is a plan to be written. */
export const bareText = writeTree({ format: planFormat });

/** Nothing is lost by leaving: it is as in the file, or nothing was done to what is in none. */
export const isClean = ({ history, saved }: State): boolean =>
  saved === undefined ? history.past.length === 0 : history.now.text === saved;

/** The form can show it: it is JSON that the program reads too, and an object. */
export const hasForm = ({ history, examined: said }: State): boolean =>
  isObject(history.now.tree) && !(said?.text === history.now.text && said.broken !== undefined);

export function createEditor(asking: Asking): Editor {
  const state = store<State>(first);
  const put = (change: Partial<State>) => state.set({ ...state.get(), ...change });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  const check = async () => {
    const { history, file } = state.get();
    const { text } = history.now;
    const mine = ++turn;
    put({ checking: true });
    const answer = await asking('plan.check', file === undefined ? { plan: text } : { plan: text, file }).then(
      (reply) => ({ examined: examined(text, reply), failed: undefined }),
      (error: unknown) => {
        const said = refusedText(text, error);
        return said === undefined ? { failed: error } : { examined: said, failed: undefined };
      },
    );
    if (mine === turn) put({ ...answer, checking: false });
  };

  const checkSoon = (wait: number) => {
    clearTimeout(timer);
    // An answer that is on its way speaks of an older text.
    turn += 1;
    put({ checking: true });
    timer = setTimeout(() => void check(), wait);
  };

  const become = (history: past.History, wait: number) => {
    if (history.now.text !== state.get().history.now.text) {
      put({ history });
      checkSoon(wait);
    } else put({ history });
  };

  const load = (text: string, more: Partial<State>) => {
    turn += 1;
    clearTimeout(timer);
    put({ ...first, history: past.begin(text), view: isObject(readTree(text)) ? 'form' : 'text', ...more });
  };

  const travel = (history: past.History, place: Path): Path | undefined => {
    if (history === state.get().history) return undefined;
    become(history, 0);
    return place;
  };

  const goTo = (place: Path, section: Shown = sectionOf(place)) => {
    const { chosen, jump } = state.get();
    const [list, index] = place;
    const open = typeof list === 'string' && typeof index === 'number' ? { ...chosen, [list]: index } : chosen;
    put({ section, view: 'form', chosen: open, jump: { place, n: (jump?.n ?? 0) + 1 } });
  };

  return {
    state,
    open: async (file) => {
      const reply = await asking('plan.read', { file });
      const said = examined(reply.plan, reply);
      load(reply.plan, { file: reply.file, saved: reply.plan, examined: said });
      if (said.broken !== undefined) put({ view: 'text' });
    },
    start: (text) => {
      load(text, {});
      checkSoon(0);
    },
    change: (at, how, run) => {
      const { history } = state.get();
      const change = run === undefined ? { at } : { at, run };
      become(past.edit(history, how(history.now.tree ?? {}), change), run === undefined ? 0 : pause);
    },
    changeText: (text) => become(past.editText(state.get().history, text), pause),
    settle: () => put({ history: past.settle(state.get().history) }),
    undo: () => {
      const { history } = state.get();
      return travel(past.undo(history), past.undoPlace(history));
    },
    redo: () => {
      const { history } = state.get();
      return travel(past.redo(history), past.redoPlace(history));
    },
    save: async (file, replace) => {
      const { text } = state.get().history.now;
      const reply = await asking('plan.save', { plan: text, file, replace });
      const moved = reply.file !== state.get().file;
      put({ saved: text, file: reply.file, history: past.settle(state.get().history) });
      // The key files are looked for beside the plan.
      if (moved) checkSoon(0);
      return reply;
    },
    show: (section) => put({ section, view: 'form', jump: undefined }),
    view: (view) => put({ view }),
    choose: (list, index) => put({ chosen: { ...state.get().chosen, [list]: index } }),
    goTo,
    end: () => {
      turn += 1;
      clearTimeout(timer);
    },
  };
}
