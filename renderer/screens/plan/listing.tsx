/**
 * A list of the plan beside what one of its items says: custodians, members. Arrow keys choose, Alt with them moves,
 * Delete removes; the same by buttons.
 */
import { useDeferredValue, useEffect, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { useFormat, useLang } from '../../i18n/use.ts';
import { add, nameOf } from './acts.ts';
import { usePlan } from './context.ts';
import { get, isList, move, remove, type Json } from './model.ts';
import { Lines, useRows } from './lines.tsx';
import { Part } from './place.tsx';

export interface ListingProps {
  readonly list: 'custodians' | 'members';
  readonly label: string;
  readonly addLabel: string;
  readonly empty: ReactNode;
  /** `Custodian 3`. */
  readonly one: (index: number) => string;
  /** A short word behind the name in the list. */
  readonly more: (item: Json) => string;
  readonly children: (index: number) => ReactNode;
}

export function Listing(props: ListingProps): ReactElement {
  const { list, label, addLabel, empty, children } = props;
  const { tree, state, editor } = usePlan();
  const items = get(tree, [list]);
  const all = isList(items) ? items : [];
  const index = Math.min(state.chosen[list] ?? 0, all.length - 1);
  const addOne = () => {
    editor.change([list], (plan) => add(plan, list));
    editor.goTo([list, all.length]);
  };
  return (
    <Part path={[list]} whole>
      <div className="plan-listing">
        <div className="plan-master">
          <Master {...props} items={all} index={index} />
          <Button small icon="plus" onPress={addOne}>
            {addLabel}
          </Button>
        </div>
        {index < 0 ? (
          <p className="muted plan-none">{empty}</p>
        ) : (
          <Detail {...props} items={all} index={index} key={label}>
            {children}
          </Detail>
        )}
      </div>
    </Part>
  );
}

interface AtProps extends ListingProps {
  readonly items: readonly Json[];
  readonly index: number;
}

/** What can be done to the item that is laid open. */
function useActs({ list, items, index, one }: AtProps) {
  const { t } = useTranslation();
  const lang = useLang();
  const { editor, say } = usePlan();
  const name = nameOf(items[index], lang) || one(index);
  const moveTo = (to: number) => {
    if (to < 0 || to >= items.length) return;
    editor.change([list, to], (plan) => move(plan, [list], index, to));
    editor.choose(list, to);
    say(t('plan.done.moved', { name, to: to + 1 }));
  };
  const removeIt = () => {
    editor.change([list], (plan) => remove(plan, [list, index]));
    editor.choose(list, Math.max(0, Math.min(index, items.length - 2)));
    say(t('plan.done.removed', { name }));
  };
  return { name, moveTo, removeIt };
}

function Master(props: AtProps): ReactElement {
  const { list, label, items, index } = props;
  const { t } = useTranslation();
  const { editor } = usePlan();
  // Letters typed are shown before the list follows them.
  const rows = useDeferredValue(useRows(props));
  const { moveTo, removeIt } = useActs(props);
  const room = useRef<HTMLDivElement>(null);
  // An item that was moved takes the focus along.
  useEffect(() => {
    if (room.current?.contains(document.activeElement))
      room.current.querySelector<HTMLElement>('[role=option][aria-selected=true]')?.focus();
  }, [index]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete' && items.length > 0) removeIt();
    else if (event.altKey && event.key === 'ArrowUp') moveTo(index - 1);
    else if (event.altKey && event.key === 'ArrowDown') moveTo(index + 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <div ref={room} onKeyDownCapture={onKeyDown} className="plan-list-room">
        <Lines list={list} label={label} rows={rows} index={index} choose={editor.choose} />
      </div>
      <p className="small muted plan-keys">{t('plan.list.keys')}</p>
    </>
  );
}

function Detail(props: AtProps): ReactElement {
  const { list, items, index, one, children } = props;
  const { t } = useTranslation();
  const { named } = useFormat();
  const lang = useLang();
  const { name, moveTo, removeIt } = useActs(props);
  const own = nameOf(items[index], lang);
  return (
    <Card
      title={own === '' ? one(index) : `${one(index)} · ${own}`}
      className="plan-detail"
      actions={
        <>
          <Button
            bare
            small
            icon="up"
            disabled={index === 0}
            label={t('plan.list.upName', { name })}
            onPress={() => moveTo(index - 1)}
          >
            {t('plan.list.up')}
          </Button>
          <Button
            bare
            small
            icon="lower"
            disabled={index === items.length - 1}
            label={t('plan.list.downName', { name })}
            onPress={() => moveTo(index + 1)}
          >
            {t('plan.list.down')}
          </Button>
          <Button small icon="cross" onPress={removeIt} label={named(t('plan.list.remove'), name)}>
            {t('plan.list.remove')}
          </Button>
        </>
      }
    >
      <Part path={[list, index]}>{children(index)}</Part>
    </Card>
  );
}
