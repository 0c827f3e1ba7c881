/**
 * A hash as people read it aloud: numbered groups in a grid of four columns, each with its hex digits and its two words
 * in one cell. With `reading` it is a grid to walk through; without, a list.
 */
import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HashGroup } from '../../preload/contract/common.ts';
import { useFormat } from '../i18n/use.ts';
import { Icon } from './icon.tsx';
import { step, type Reading } from './reading.ts';
import './hash-grid.css';

const columns = 4;

export interface HashGridProps {
  /** What it is the hash of. */
  readonly label: string;
  readonly groups: readonly HashGroup[];
  /** `useReading(groups.length, hex)`. */
  readonly reading?: Reading;
  /** Draws it smaller, for a card beside others. */
  readonly small?: boolean;
}

const rowsOf = (groups: readonly HashGroup[]) =>
  Array.from({ length: Math.ceil(groups.length / columns) }, (_, row) =>
    groups.slice(row * columns, (row + 1) * columns),
  );

interface InsideProps {
  readonly group: HashGroup;
  readonly n: number;
  readonly read: boolean;
}

/** Heard as it is seen: number, digits, words, and whether it was read. */
function Inside({ group, n, read }: InsideProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <span className="hash-n">
        <span className="heard">{t('common.hash.group', { n: n + 1 })} </span>
        <span aria-hidden="true">{read ? <Icon name="check" size={1} /> : n + 1}</span>
      </span>
      <b>{group.hex}</b>{' '}
      <span className="hash-words" lang="en">
        {group.words.map((word, at) => (
          <span key={at}>{word} </span>
        ))}
      </span>
      {read && <span className="heard">{t('common.hash.read')}</span>}
    </>
  );
}

function ReadingGrid({ label, groups, reading, small }: HashGridProps & { readonly reading: Reading }): ReactElement {
  const cells = useRef(new Map<number, HTMLElement>());
  const room = useRef<HTMLDivElement>(null);
  const { at, read, move, mark } = reading;
  // The focus follows the position, but is not taken from elsewhere on the screen.
  useEffect(() => {
    if (room.current?.contains(document.activeElement)) cells.current.get(at)?.focus();
  }, [at]);
  const onKeyDown = (event: KeyboardEvent, here: number) => {
    const to = step(event.key, here, groups.length, columns);
    if (to !== undefined) move(to);
    else if (event.key === ' ' || event.key === 'Enter') mark(here);
    else return;
    event.preventDefault();
  };
  const stop = Math.min(at, groups.length - 1);
  return (
    <div className="hash-room" ref={room}>
      <div className="hash" role="grid" aria-label={label} aria-multiselectable="true" data-small={small}>
        {rowsOf(groups).map((row, y) => (
          <div role="row" className="hash-row" key={y}>
            {row.map((group, x) => {
              const n = y * columns + x;
              const done = read.has(n);
              return (
                <div
                  key={n}
                  role="gridcell"
                  className="hash-cell"
                  data-read={done || undefined}
                  aria-selected={done}
                  aria-current={n === at ? 'true' : undefined}
                  tabIndex={n === stop ? 0 : -1}
                  ref={(cell) => {
                    if (cell) cells.current.set(n, cell);
                  }}
                  onKeyDown={(event) => onKeyDown(event, n)}
                  onClick={() => mark(n)}
                >
                  <Inside group={group} n={n} read={done} />
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

export function HashGrid(props: HashGridProps): ReactElement {
  const { label, groups, reading, small } = props;
  if (reading) return <ReadingGrid {...props} reading={reading} />;
  return (
    <div className="hash-room">
      <ol className="hash" aria-label={label} data-small={small}>
        {groups.map((group, n) => (
          <li className="hash-cell" key={n}>
            <Inside group={group} n={n} read={false} />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** How many groups have been read, and how to do it with the keyboard; stands below a grid with `reading`. */
export function ReadingHelp({ reading, total }: { readonly reading: Reading; readonly total: number }): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <p className="hash-help small muted">
      <span role="status">{t('common.hash.progress', { done: number(reading.read.size), total: number(total) })}</span>
      <span>{t('common.hash.help')}</span>
    </p>
  );
}

interface HashLineProps {
  readonly groups: readonly HashGroup[];
  /** Each with its words. */
  readonly spoken?: boolean;
}

/** A hash in a line: its groups alone, broken between groups. */
export function HashLine({ groups, spoken = false }: HashLineProps): ReactElement {
  return (
    <span className="hash-line mono">
      {groups.map(({ hex, words }, n) => (
        <span key={n}>
          {hex} {spoken && <span className="hash-line-words">{words.join(' ')} </span>}
        </span>
      ))}
    </span>
  );
}
