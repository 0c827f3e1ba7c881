/**
 * One opening of a secret field on the page: listens to the element itself, seals each press, tells what may be shown.
 * The keys never pass through React, and no character is kept: it goes from the event into a sealed press.
 */
import { KeyJudge } from './keys.ts';
import { type FieldState, type Op, type SealedField, type WordsState, noWords } from './seal.ts';
import { hasWords, type Hint, type Kind } from './texts.ts';
import { openField } from './transport.ts';

/** What may be shown. */
export interface Shown {
  /** `taken`: Enter was pressed; the vault looks at it or is at work with it. */
  readonly phase: 'opening' | 'open' | 'taken' | 'failed';
  readonly count: number;
  readonly words: WordsState;
  readonly hint: Hint | undefined;
  /** Counts the hints, so that the same one is said again. */
  readonly hinted: number;
  readonly capsLock: boolean;
  readonly error: unknown;
}

export const opening: Shown = {
  phase: 'opening',
  count: 0,
  words: noWords,
  hint: undefined,
  hinted: 0,
  capsLock: false,
  error: undefined,
};

export interface TypedField {
  readonly id: string;
  readonly key: string;
  readonly kind: Kind;
}

/** What is no text of any kind. */
const judged: Partial<Record<Kind, 'digits' | 'words'>> = { dice: 'digits', words: 'words', copied: 'words' };

export class Typing {
  private readonly field: TypedField;
  private readonly show: (change: Partial<Shown>) => void;
  private readonly judge: KeyJudge;
  private readonly over = new AbortController();
  private sealed: SealedField | undefined;
  private ready = false;
  private hinted = 0;

  constructor(field: TypedField, show: (change: Partial<Shown>) => void) {
    this.field = field;
    this.show = (change) => {
      if (!this.over.signal.aborted) show(change);
    };
    this.judge = new KeyJudge(judged[field.kind] ?? 'text');
  }

  /** Takes the keys of `element` and opens the way to the vault. */
  start(element: HTMLElement): void {
    const { signal } = this.over;
    const refuse = (hint: Hint) => (event: Event) => {
      event.preventDefault();
      this.hint(hint);
    };
    element.addEventListener('keydown', (event) => this.keyDown(event), { signal });
    element.addEventListener('keyup', (event) => this.showCapsLock(event), { signal });
    // The clipboard is never looked at.
    for (const name of ['paste', 'drop']) element.addEventListener(name, refuse('pasted'), { signal });
    for (const name of ['beforeinput', 'compositionstart']) {
      element.addEventListener(name, refuse('composed'), { signal });
    }
    this.show(opening);
    this.open().catch((error: unknown) => this.fail(error));
  }

  press(op: Op, code = 0): void {
    if (!this.sealed || !this.ready) {
      this.hint('wait');
      return;
    }
    // Enter behind a word is one key of many; behind anything else the vault is at work with what was typed.
    const ends = op === 'enter' && !hasWords(this.field.kind);
    if (ends) this.ready = false;
    this.show({ hint: undefined, ...(ends && { phase: 'taken' }) });
    this.sealed.press(op, code).then(
      (state) => this.seen(state),
      (error: unknown) => this.fail(error),
    );
  }

  stop(): void {
    this.over.abort();
    this.ready = false;
  }

  private async open(): Promise<void> {
    this.sealed = await openField(this.field, this.over.signal);
    this.ready = true;
    const { count, words } = this.sealed.hello;
    this.show({ phase: 'open', count, words });
  }

  private keyDown(event: KeyboardEvent): void {
    this.showCapsLock(event);
    const judged = this.judge.judge(event);
    if (judged.kind === 'browser') return;
    event.preventDefault();
    event.stopPropagation();
    if (judged.kind === 'hint') this.hint(judged.hint);
    else this.press(judged.op, judged.code);
  }

  private showCapsLock(event: KeyboardEvent): void {
    this.show({ capsLock: event.getModifierState('CapsLock') });
  }

  private seen({ count, state, hint, words }: FieldState): void {
    this.ready = state === 'open';
    this.show({ count, words, phase: this.ready ? 'open' : 'taken' });
    if (hint !== 'none') this.hint(hint);
  }

  private hint(hint: Hint): void {
    this.show({ hint, hinted: ++this.hinted });
  }

  private fail(error: unknown): void {
    this.ready = false;
    this.show({ phase: 'failed', count: 0, hint: undefined, error });
  }
}
