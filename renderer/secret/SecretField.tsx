/**
 * A secret field: who must be alone at the keyboard, what is opened, dots for what the vault holds. It is no text
 * input, because a page cannot forget a string (docs/architecture.md, "The way of one secret typed in").
 */
import { useEffect, useId, useReducer, useRef, useState, type ReactElement, type RefObject } from 'react';
import type { SecretFieldView } from '../../preload/contract/desk.ts';
import { useText } from '../i18n/use.ts';
import { Button } from '../parts/button.tsx';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icon.tsx';
import { Notice } from '../parts/notice.tsx';
import type { WordsState } from './seal.ts';
import { ShownWords } from './ShownWords.tsx';
import { countText, fill, hasWords, helps, hintTexts, keysHelp, labels, says, wordsText } from './texts.ts';
import { Typing, opening, type Shown } from './typing.ts';
import './secret.css';

/** A line of dots that grows no further tells nothing less: the count stands beside it. */
const dotsMax = 64;

export interface SecretFieldProps {
  readonly field: SecretFieldView;
  /** Id of the heading that says what is typed: a part of the field's name for those who listen. */
  readonly heading?: string;
}

/** The field that stands in the view. Another opening of it is another element, which takes the focus. */
export function SecretField(props: SecretFieldProps): ReactElement {
  const { id, kind } = props.field;
  return kind === 'shown' ? <ShownWords key={id} {...props} /> : <OpenField key={id} {...props} />;
}

/** A press of the pointer on the bar above (language, theme, wall) is no wish to type there: the keys stay here. */
function useFocusBack(box: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const onClick = ({ detail, target }: MouseEvent) => {
      if (detail === 0 || !(target instanceof Element) || target.closest('.frame-top') === null) return;
      setTimeout(() => {
        const at = document.activeElement;
        if (at === document.body || at?.closest('.frame-top')) box.current?.focus();
      });
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, [box]);
}

function useTyping(box: RefObject<HTMLDivElement | null>, field: SecretFieldView) {
  const [shown, show] = useReducer((old: Shown, change: Partial<Shown>): Shown => ({ ...old, ...change }), opening);
  const [turn, setTurn] = useState(0);
  const typing = useRef<Typing>(null);
  const { id, key, kind } = field;
  useEffect(() => {
    if (!box.current) return;
    const made = new Typing({ id, key, kind }, show);
    typing.current = made;
    made.start(box.current);
    box.current.focus();
    return () => made.stop();
  }, [box, id, key, kind, turn]);
  const press = (op: 'clear' | 'enter') => {
    typing.current?.press(op);
    box.current?.focus();
  };
  return { shown, press, reopen: () => setTurn((before) => before + 1) };
}

function OpenField({ field, heading }: SecretFieldProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const text = useText();
  const id = useId();
  const { shown, press, reopen } = useTyping(box, field);
  useFocusBack(box);
  const open = shown.phase === 'open';
  return (
    <section className="secret" aria-labelledby={`${id}who`}>
      <Heading field={field} id={id} />
      <Fault field={field} id={`${id}fault`} />
      {shown.phase === 'failed' && (
        <Failure
          error={shown.error}
          title={text(says.failed)}
          actions={<Button onPress={reopen}>{text(says.reopen)}</Button>}
        />
      )}
      <div className="secret-label" id={`${id}label`}>
        {text(labels[field.kind])}
      </div>
      <div
        ref={box}
        className="secret-box"
        role="textbox"
        tabIndex={0}
        aria-labelledby={`${id}who ${heading ?? `${id}label`}`}
        aria-describedby={`${id}fault ${id}what ${id}help`}
        aria-invalid={field.fault !== undefined}
        aria-disabled={!open}
        data-phase={shown.phase}
        data-unfocused={text(says.notFocused)}
      >
        {'•'.repeat(Math.min(shown.count, dotsMax))}
      </div>
      {hasWords(field.kind) && <Boxes words={shown.words} count={field.count ?? 0} />}
      <Lines shown={shown} field={field} />
      <div className="secret-help" id={`${id}help`}>
        <p>{text(helps[field.kind])}</p>
        <p>{text(keysHelp(field.kind))}</p>
      </div>
      <div className="row secret-acts">
        <Button kind="primary" icon="check" disabled={!open} onPress={() => press('enter')}>
          {text(says.done)}
        </Button>
        <Button disabled={!open} onPress={() => press('clear')}>
          {text(hasWords(field.kind) ? says.clearWords : says.clear)}
        </Button>
      </div>
    </section>
  );
}

/** Who must be alone, and what for. */
function Heading({ field, id }: { readonly field: SecretFieldView; readonly id: string }): ReactElement {
  const text = useText();
  const { who, opening: use, purpose } = field;
  const called = text(field.name);
  const name = called === who ? who : fill(text(says.person), { name: called, who });
  return (
    <header className="secret-head">
      <h2 id={`${id}who`}>
        <Icon name={field.kind === 'dice' ? 'dice' : 'lock'} />
        <span>{field.role === 'room' ? text(says.rolling) : fill(text(says.alone), { name })}</span>
      </h2>
      <div id={`${id}what`} className="secret-what">
        {purpose && <p className="secret-purpose">{text(purpose)}</p>}
        {use && (
          <p className="secret-use">
            <span>{text(says.opening)}</span> <strong className="wrap">{text(use)}</strong>
          </p>
        )}
      </div>
    </header>
  );
}

function Fault({ field, id }: { readonly field: SecretFieldView; readonly id: string }): ReactElement {
  const text = useText();
  const { fault, left } = field;
  const more = left === 1 ? text(says.lastTry) : fill(text(says.left), { left: left ?? 0 });
  return (
    <div id={id} className="secret-fault">
      {fault && <Notice tone="bad" live title={text(fault)} children={left === undefined ? undefined : more} />}
    </div>
  );
}

/** The boxes as they stand on the paper, by their numbers: which have a word, which one is typed. */
function Boxes({ words, count }: { readonly words: WordsState; readonly count: number }): ReactElement {
  const { at, reach, filled, wrong } = words;
  const stateOf = (box: number) => {
    if (box === at) return wrong ? 'wrong' : 'now';
    return box <= reach ? 'there' : 'empty';
  };
  return (
    // What it shows is said in words below.
    <ol className="secret-words" aria-hidden>
      {Array.from({ length: count }, (_, i) => i + 1).map((box) => (
        <li key={box} data-state={stateOf(box)} data-there={box === at && filled ? true : undefined}>
          {box}
        </li>
      ))}
    </ol>
  );
}

/** How much is there, and why a key was not taken: both are said as they change. */
function Lines({ shown, field }: { readonly shown: Shown; readonly field: SecretFieldView }): ReactElement {
  const text = useText();
  const { phase, count, words, hint, hinted, capsLock } = shown;
  const wanted = field.count;
  const counted = hasWords(field.kind) ? wordsText(count, words, wanted ?? 0) : countText(count, wanted);
  const said = { opening: says.opens, taken: says.takes, failed: says.failedHelp, open: counted.text }[phase];
  return (
    <>
      <p className="secret-count" role="status">
        {fill(text(said), counted.values)}
      </p>
      <div className="secret-hint" aria-live="assertive">
        {hint && <p key={hinted}>{fill(text(hintTexts[hint]), { at: words.at })}</p>}
        {capsLock && <p>{text(says.capsLock)}</p>}
      </div>
    </>
  );
}
