/**
 * One opening of words that are shown, on the page: asks the vault for a picture at each look, draws it, and wipes it when
 * it is hidden: by a key, by the clock, when the window is not the one that is looked at. Nothing of it passes through React.
 */
import { drawBox, wipeBox } from './draw.ts';
import { boxesOf } from './picture.ts';
import type { FieldState, SealedField } from './seal.ts';
import { openField } from './transport.ts';

/** How long a picture stands without a key or a press. */
export const shownMs = 60_000;

/** What may be told. */
export interface Told {
  readonly phase: 'opening' | 'open' | 'taken' | 'failed';
  /** The boxes of a look, from 1; 0 before the first one. */
  readonly from: number;
  readonly to: number;
  /** Every box has been looked at. */
  readonly all: boolean;
  readonly visible: boolean;
  readonly error: unknown;
}

export const unopened: Told = { phase: 'opening', from: 1, to: 0, all: false, visible: false, error: undefined };

type Step = 'look' | 'before' | 'after';

export class Pictures {
  private readonly field: { readonly id: string; readonly key: string };
  private readonly tell: (change: Partial<Told>) => void;
  private readonly canvases: () => readonly HTMLCanvasElement[];
  private readonly over = new AbortController();
  private sealed: SealedField | undefined;
  private clock: number | undefined;
  /** Counts looks and hidings: the picture of a look that was hidden meanwhile is not drawn. */
  private turn = 0;

  constructor(
    field: { readonly id: string; readonly key: string },
    tell: (change: Partial<Told>) => void,
    canvases: () => readonly HTMLCanvasElement[],
  ) {
    this.field = field;
    this.tell = (change) => {
      if (!this.over.signal.aborted) tell(change);
    };
    this.canvases = canvases;
  }

  start(): void {
    const { signal } = this.over;
    const hide = () => this.hide();
    for (const name of ['blur', 'pagehide', 'beforeprint']) window.addEventListener(name, hide, { signal });
    document.addEventListener('visibilitychange', hide, { signal });
    this.tell(unopened);
    this.open().catch((error: unknown) => this.fail(error));
  }

  look(step: Step): void {
    const turn = ++this.turn;
    this.exchange(step, (state) => {
      if (turn === this.turn && document.hasFocus()) this.draw(state.picture);
      state.picture.fill(0);
    });
  }

  /** All are copied: nothing is shown any more. */
  done(): void {
    this.hide();
    this.tell({ phase: 'taken' });
    this.exchange('enter', () => undefined);
  }

  hide(): void {
    this.turn += 1;
    clearTimeout(this.clock);
    for (const canvas of this.canvases()) wipeBox(canvas);
    this.tell({ visible: false });
  }

  stop(): void {
    this.hide();
    this.over.abort();
  }

  private async open(): Promise<void> {
    this.sealed = await openField(this.field, this.over.signal);
    this.tell({ phase: 'open' });
    this.seen(this.sealed.hello);
  }

  private exchange(op: Step | 'enter', then: (state: FieldState) => void): void {
    this.sealed?.press(op).then(
      (state) => {
        then(state);
        this.seen(state);
      },
      (error: unknown) => this.fail(error),
    );
  }

  private draw(picture: Uint8Array): void {
    const boxes = boxesOf(picture);
    if (!boxes) return;
    for (const [box, canvas] of this.canvases().entries()) drawBox(canvas, picture, boxes, box);
    clearTimeout(this.clock);
    this.clock = setTimeout(() => this.hide(), shownMs);
    this.tell({ visible: true });
  }

  private seen({ state, words: { at, reach, named } }: FieldState): void {
    this.tell({ from: at, to: reach, all: named, ...(state !== 'open' && { phase: 'taken' }) });
  }

  private fail(error: unknown): void {
    this.hide();
    this.tell({ phase: 'failed', error });
  }
}
