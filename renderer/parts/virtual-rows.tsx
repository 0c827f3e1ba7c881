/**
 * A list of any length, of which only the rows in sight are fetched and drawn. One tab stop; arrows, page keys, Home and
 * End move row by row however long the list is; Enter opens. The whole length is told to those who listen.
 */
import { useEffect, useId, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from './failure.tsx';
import { GoToRow } from './go-to-row.tsx';
import { useRows, type RowSource } from './row-pages.ts';
import { placeToSee, rowAfter, rowsAt, slotsOf, spacerOf } from './rows-math.ts';
import { Line, tracksOf, useSteady, type RowColumn } from './row-line.tsx';
import { useScroller } from './scroller.ts';
import './virtual-rows.css';

export type { RowColumn };

export interface VirtualRowsProps<T> {
  readonly label: string;
  readonly source: RowSource<T>;
  readonly columns: readonly RowColumn<T>[];
  /** Enter, or a click. */
  readonly onOpen?: (row: T, index: number) => void;
  /** The row that the keyboard is at, as it changes. */
  readonly onAt?: (row: T | undefined, index: number) => void;
  /** A double click opens, a single one only goes there. */
  readonly twice?: boolean;
  /** The row that is open beside the list. */
  readonly selected?: number;
  /** Offers to go to a row by its number, counted from `from`. */
  readonly goTo?: { readonly from: 0 | 1 };
  /** Stands over the list, beside the way to a row: a search. */
  readonly tools?: ReactNode;
  readonly empty?: ReactNode;
  readonly autoFocus?: boolean;
}

export function VirtualRows<T>(props: VirtualRowsProps<T>): ReactElement {
  const { label, source, columns, onOpen, onAt, twice = false, selected, goTo, tools, empty } = props;
  const { autoFocus = false } = props;
  const { t } = useTranslation();
  const id = useId();
  const [active, setActive] = useState(0);
  const { list, y, moveTo, scroller, header } = useScroller(source.total);
  const { first, count, offset } = rowsAt(list, y);
  const slots = slotsOf(list);
  const rows = useRows(source, first, count);
  const here = Math.min(active, Math.max(0, source.total - 1));
  useEffect(() => setActive(0), [source.key]);
  useEffect(() => {
    if (autoFocus) scroller.current?.focus();
  }, [autoFocus, scroller]);

  const goToRow = (index: number) => {
    setActive(index);
    moveTo(placeToSee(list, index, y));
    onAt?.(rows.at(index), index);
  };
  const open = (index: number) => {
    const row = rows.at(index);
    if (row !== undefined) onOpen?.(row, index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = rowAfter(list, event.key, here);
    if (to !== undefined) goToRow(to);
    else if (event.key === 'Enter') open(here);
    else return;
    event.preventDefault();
  };
  const inSight = here >= first && here < first + count;
  const press = useSteady((index: number, clicks: number) => {
    goToRow(index);
    if (clicks === (twice ? 2 : 1)) open(index);
  });
  return (
    <div className="rows-room">
      {(tools !== undefined || goTo) && (
        <div className="rows-tools">
          {tools}
          {goTo && <GoToRow from={goTo.from} total={source.total} onGo={goToRow} />}
        </div>
      )}
      <div
        className="rows"
        role="grid"
        aria-label={label}
        aria-rowcount={source.total + 1}
        aria-colcount={columns.length}
        tabIndex={0}
        ref={scroller}
        {...(inSight && source.total > 0 ? { 'aria-activedescendant': `${id}-${here}` } : {})}
        style={tracksOf(columns)}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className="rows-top">
          <div className="rows-line rows-head" role="row" aria-rowindex={1} ref={header}>
            {columns.map(({ key, head, end, spare }) => (
              <span key={key} role="columnheader" data-spare={spare} className={end ? 'end' : undefined}>
                {head}
              </span>
            ))}
          </div>
        </div>
        {source.total === 0 && <p className="muted rows-empty">{empty ?? t('common.rows.none')}</p>}
        <div role="rowgroup" className="rows-all" style={{ blockSize: `${spacerOf(list)}px` }}>
          <div className="rows-sight" style={{ blockSize: `${list.view}px`, insetBlockStart: `${list.row}px` }}>
            <div style={{ transform: `translateY(${offset}px)` }}>
              {Array.from({ length: count }, (_, n) => {
                const index = first + n;
                return (
                  <Line
                    key={index % slots}
                    id={`${id}-${index}`}
                    index={index}
                    row={rows.at(index)}
                    columns={columns}
                    at={index === here}
                    selected={index === selected}
                    onPress={press}
                  />
                );
              })}
            </div>
          </div>
        </div>
      </div>
      <Failure error={rows.error} title={t('common.rows.failed')} />
    </div>
  );
}
