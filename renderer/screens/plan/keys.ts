/** The keyboard of the plan editor, and the way of the focus to a field that was asked for. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use.ts';
import { type Commands, takeDraft } from './commands.ts';
import { usePlan } from './context.ts';
import { next as nextOf } from './findings.ts';
import { fieldName, type Path, samePath } from './model.ts';

export interface Moves {
  readonly undo: () => void;
  readonly redo: () => void;
  /** To the finding after (1) or before (-1) the one that was gone to last. */
  readonly next: (by: 1 | -1) => void;
}

export function useKeys(commands: Commands): Moves {
  const { t } = useTranslation();
  const { named } = useFormat();
  const { editor, state, findings, say } = usePlan();
  const travel = (how: 'undo' | 'redo') => {
    takeDraft();
    const place = editor[how]();
    const where = place === undefined || place.length === 0 ? t('plan.finding.whole') : fieldName(place);
    if (place === undefined) say(t(how === 'undo' ? 'plan.done.nothingToUndo' : 'plan.done.nothingToRedo'));
    else say(t(how === 'undo' ? 'plan.done.undone' : 'plan.done.redone', { where }));
    if (place !== undefined && place.length > 0 && editor.state.get().view === 'form') editor.goTo(place);
  };
  const next = (by: 1 | -1) => {
    const last = state.jump?.place;
    const current = last === undefined ? -1 : findings.findIndex(({ place }) => samePath(place, last));
    const to = nextOf(findings, current, by);
    const finding = to === undefined ? undefined : findings[to];
    if (finding === undefined) return;
    editor.goTo(finding.place, finding.section);
    say(named(t(`common.findings.${finding.level}`), finding.field));
  };
  const undo = () => travel('undo');
  const redo = () => travel('redo');
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (document.querySelector('[role=dialog], [role=alertdialog]') !== null) return;
      const act = actOf(event, { undo, redo, next, save: () => commands.save() });
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  });
  return { undo, redo, next };
}

function actOf(event: KeyboardEvent, moves: Moves & { readonly save: () => void }): (() => void) | undefined {
  if (event.key === 'F8') return () => moves.next(event.shiftKey ? -1 : 1);
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  const key = event.key.toLowerCase();
  if (key === 's') return moves.save;
  if (key === 'z') return event.shiftKey ? moves.redo : moves.undo;
  return key === 'y' ? moves.redo : undefined;
}

const controls = 'input, textarea, button:not([disabled]), [tabindex="0"]';

/** The innermost part on the screen around a place; of several, one with something to press or to write in. */
function elementOf(place: Path): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>('[data-place]')];
  for (let length = place.length; length >= 0; length -= 1) {
    const name = fieldName(place.slice(0, length));
    const named = all.filter(({ dataset }) => dataset['place'] === name);
    const found = named.find((each) => each.querySelector(controls) !== null) ?? named[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Gives the focus to the place that was asked for, once its section is drawn. */
export function useJump(): void {
  const { jump } = usePlan().state;
  useEffect(() => {
    if (jump === undefined) return;
    const element = elementOf(jump.place);
    if (element === undefined) return;
    element.scrollIntoView({ block: 'center' });
    const control = element.querySelector<HTMLElement>(controls);
    if (control === null) element.tabIndex = -1;
    (control ?? element).focus({ preventScroll: true });
  }, [jump]);
}
