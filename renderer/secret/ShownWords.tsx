/**
 * Words of a share as a picture that the vault drew, some boxes at a time and numbered as on the form: their holder copies
 * them by hand. There is no text of them in the page, and none for whoever listens; that is said plainly.
 */
import { useEffect, useId, useReducer, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { SecretFieldView } from '../../preload/contract/desk.ts';
import { useText } from '../i18n/use.ts';
import { Button } from '../parts/button.tsx';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icon.tsx';
import { Notice } from '../parts/notice.tsx';
import { useSettings } from '../state/settings.ts';
import { fill, helps, says, shownSays } from './texts.ts';
import { Pictures, unopened, type Told } from './pictures.ts';

/** Boxes of one look. */
const boxes = [0, 1, 2] as const;

export interface ShownWordsProps {
  readonly field: SecretFieldView;
  /** Id of the heading that says what is to be done. */
  readonly heading?: string;
}

function usePictures({ id, key }: SecretFieldView) {
  const frame = useRef<HTMLDivElement>(null);
  const pictures = useRef<Pictures>(null);
  const [told, tell] = useReducer((old: Told, change: Partial<Told>): Told => ({ ...old, ...change }), unopened);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const made = new Pictures({ id, key }, tell, () => [...box.querySelectorAll('canvas')]);
    pictures.current = made;
    made.start();
    box.focus();
    return () => made.stop();
  }, [id, key, turn]);
  return { frame, pictures, told, reopen: () => setTurn((before) => before + 1) };
}

export function ShownWords({ field, heading }: ShownWordsProps): ReactElement {
  const text = useText();
  const id = useId();
  const { frame, pictures, told, reopen } = usePictures(field);
  const { phase, from, to, all, visible } = told;
  const count = field.count ?? 0;
  const { wall } = useSettings();
  // A projector would show them to the room.
  const open = phase === 'open' && !wall;
  useEffect(() => {
    if (wall) pictures.current?.hide();
  }, [wall, pictures]);
  const last = to >= count;
  const look = (step: 'look' | 'before' | 'after') => open && pictures.current?.look(step);
  const next = () => (visible ? !last && look('after') : look('look'));
  const onKeyDown = (event: KeyboardEvent) => {
    const act = { Enter: next, ArrowRight: next, ArrowLeft: () => visible && from > 1 && look('before') }[event.key];
    if (act) act();
    else if (event.key === 'Escape') pictures.current?.hide();
    else return;
    event.preventDefault();
  };
  return (
    <section className="secret" aria-labelledby={heading ?? `${id}what`}>
      {phase === 'failed' && (
        <Failure
          error={told.error}
          title={text(says.failed)}
          actions={<Button onPress={reopen}>{text(says.reopen)}</Button>}
        />
      )}
      <div className="secret-listen-row" id={`${id}listen`}>
        {wall ? (
          <Notice tone="bad" live title={text(shownSays.wall)} />
        ) : (
          <p className="secret-listen">
            <Icon name="info" />
            <span>{text(shownSays.listen)}</span>
          </p>
        )}
      </div>
      <div
        ref={frame}
        className="secret-shown"
        role="group"
        tabIndex={0}
        aria-label={text(shownSays.frame)}
        aria-describedby={`${id}listen ${id}keys`}
        data-visible={visible || undefined}
        data-hidden={text(to === 0 ? shownSays.unseen : shownSays.hidden)}
        onKeyDown={onKeyDown}
      >
        {boxes.map((box) => (
          <div key={box} className="secret-shown-box" data-none={from + box > count || undefined}>
            <span className="secret-shown-number">{from + box}</span>
            <canvas className="secret-ink" width={1} height={1} aria-hidden="true" />
          </div>
        ))}
      </div>
      <p className="secret-count" role="status">
        {fill(text(statusOf(told)), { from, to, count })}
      </p>
      <div className="row secret-acts">
        {visible ? (
          <Button kind={last ? 'plain' : 'primary'} iconAfter="forward" disabled={!open || last} onPress={next}>
            {text(shownSays.next)}
          </Button>
        ) : (
          <Button kind="primary" icon="eye" disabled={!open} onPress={() => look('look')}>
            {text(shownSays.show)}
          </Button>
        )}
        <Button disabled={!open || !visible || from <= 1} onPress={() => look('before')}>
          {text(shownSays.back)}
        </Button>
        <Button disabled={!visible} onPress={() => pictures.current?.hide()}>
          {text(shownSays.hide)}
        </Button>
        <Button
          kind={all && last ? 'primary' : 'plain'}
          icon="check"
          disabled={!open || !all || !last}
          onPress={() => pictures.current?.done()}
        >
          {text(shownSays.done)}
        </Button>
      </div>
      <div className="secret-help" id={`${id}keys`}>
        <p>{text(helps.shown)}</p>
        <p>{text(shownSays.keys)}</p>
      </div>
    </section>
  );
}

function statusOf({ phase, visible, to, all }: Told) {
  if (phase === 'opening') return says.opens;
  if (phase === 'failed') return shownSays.failed;
  if (phase === 'taken') return says.takes;
  if (visible) return all ? shownSays.shownAll : shownSays.shown;
  return to === 0 ? shownSays.ready : shownSays.hiddenCount;
}
