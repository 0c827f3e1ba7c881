/** One row of a long list; drawn again only when what it shows has changed. */
import {
  memo,
  useCallback,
  useLayoutEffect,
  useRef,
  type CSSProperties,
  type ReactElement,
  type ReactNode,
} from 'react';

export interface RowColumn<T> {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: T, index: number) => ReactNode;
  /** A track of CSS grid: `6rem`, `minmax(10rem, 1fr)`. */
  readonly track: string;
  readonly end?: boolean;
  readonly mono?: boolean;
  /** Not shown where the list is narrow. */
  readonly spare?: boolean;
}

type Tracks = CSSProperties & Readonly<Record<'--tracks' | '--tracks-few', string>>;

/** All columns, and those of a narrow list; the style sheet knows the width and chooses. */
export function tracksOf(columns: readonly { readonly track: string; readonly spare?: boolean }[]): Tracks {
  const tracks = (some: typeof columns) => some.map(({ track }) => track).join(' ');
  return { '--tracks': tracks(columns), '--tracks-few': tracks(columns.filter(({ spare }) => spare !== true)) };
}

/** A function that stays the same while what it does is the newest. */
export function useSteady<A extends readonly unknown[]>(does: (...args: A) => void): (...args: A) => void {
  const newest = useRef(does);
  useLayoutEffect(() => {
    newest.current = does;
  });
  return useCallback((...args: A) => newest.current(...args), []);
}

interface LineProps<T> {
  readonly id: string;
  readonly index: number;
  /** Undefined while it is on its way. */
  readonly row: T | undefined;
  readonly columns: readonly RowColumn<T>[];
  readonly at: boolean;
  readonly selected: boolean;
  readonly onPress: (index: number, clicks: number) => void;
}

function DrawnLine<T>({ id, index, row, columns, at, selected, onPress }: LineProps<T>): ReactElement {
  return (
    <div
      id={id}
      role="row"
      className="rows-line"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-at={at || undefined}
      onClick={(event) => onPress(index, event.detail)}
    >
      {row === undefined ? (
        <span role="gridcell" className="muted">
          …
        </span>
      ) : (
        columns.map(({ key, cell, end, mono, spare }) => (
          <span
            key={key}
            role="gridcell"
            data-spare={spare}
            className={[end ? 'end' : '', mono ? 'mono' : ''].join(' ').trim() || undefined}
          >
            {cell(row, index)}
          </span>
        ))
      )}
    </div>
  );
}

export const Line = memo(DrawnLine) as typeof DrawnLine;
