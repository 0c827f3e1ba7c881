/**
 * A list of any length, of which only the rows in sight are fetched and drawn. One tab stop; arrows, page keys, Home and
 * End move row by row however long the list is; Enter opens. The whole length is told to those who listen.
 */
import { useEffect, useId, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from './failure.tsx';
import { GoToRow } from './go-to-row.tsx';
import { useRows, type RowSource } from './row-pages.ts';
import { placeToSee, rowAfter, rowsAt } from './rows-math.ts';
import { useScroller } from './scroller.ts';
import './virtual-rows.css';

export interface RowColumn<T> {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: T, index: number) => ReactNode;
  /** A track of CSS grid: `6rem`, `minmax(10rem, 1fr)`. */
  readonly track: string;
  readonly end?: boolean;
  readonly mono?: boolean;
}

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
  readonly empty?: ReactNode;
  readonly autoFocus?: boolean;
}

export function VirtualRows<T>(props: VirtualRowsProps<T>): ReactElement {
  const { label, source, columns, onOpen, onAt, twice = false, selected, goTo, empty } = props;
  const { t } = useTranslation();
  const id = useId();
  const [active, setActive] = useState(0);
  const { list, y, moveTo, scroller, header } = useScroller(source.total);
  const { first, count, offset } = rowsAt(list, y);
  const rows = useRows(source, first, count);
  const here = Math.min(active, Math.max(0, source.total - 1));
  useEffect(() => setActive(0), [source.key]);

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
  const tracks = { gridTemplateColumns: columns.map(({ track }) => track).join(' ') };
  const inSight = here >= first && here < first + count;
  return (
    <div className="rows-room">
      {goTo && <GoToRow from={goTo.from} total={source.total} onGo={goToRow} />}
      <div
        className="rows"
        role="grid"
        aria-label={label}
        aria-rowcount={source.total + 1}
        aria-colcount={columns.length}
        tabIndex={0}
        data-autofocus={props.autoFocus}
        {...(inSight && source.total > 0 ? { 'aria-activedescendant': `${id}-${here}` } : {})}
        onKeyDown={onKeyDown}
      >
        <div className="rows-line rows-head" role="row" aria-rowindex={1} style={tracks} ref={header}>
          {columns.map(({ key, head, end }) => (
            <span key={key} role="columnheader" className={end ? 'end' : undefined}>
              {head}
            </span>
          ))}
        </div>
        <div className="rows-scroll" role="presentation" ref={scroller} tabIndex={-1}>
          <div role="rowgroup" style={{ blockSize: `${Math.min(list.total * list.row, 8_000_000)}px` }}>
            <div className="rows-sight" role="presentation" style={{ blockSize: `${list.view}px` }}>
              <div role="presentation" style={{ transform: `translateY(${offset}px)` }}>
                {Array.from({ length: count }, (_, n) => {
                  const index = first + n;
                  const row = rows.at(index);
                  return (
                    <div
                      key={index}
                      id={`${id}-${index}`}
                      role="row"
                      className="rows-line"
                      aria-rowindex={index + 2}
                      aria-selected={index === selected}
                      data-at={index === here || undefined}
                      style={tracks}
                      onClick={() => {
                        goToRow(index);
                        if (!twice) open(index);
                      }}
                      onDoubleClick={() => twice && open(index)}
                    >
                      {row === undefined ? (
                        <span role="gridcell" className="muted">
                          …
                        </span>
                      ) : (
                        columns.map(({ key, cell, end, mono }) => (
                          <span
                            key={key}
                            role="gridcell"
                            className={[end ? 'end' : '', mono ? 'mono' : ''].join(' ').trim() || undefined}
                          >
                            {cell(row, index)}
                          </span>
                        ))
                      )}
                    </div>
                  );
                })}
              </div>
            </div>
          </div>
          {source.total === 0 && <p className="muted rows-empty">{empty ?? t('common.rows.none')}</p>}
        </div>
      </div>
      <Failure error={rows.error} title={t('common.rows.failed')} />
    </div>
  );
}
