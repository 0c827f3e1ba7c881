/**
 * What will be signed, field by field: a line is at hand, arrows move on. Nobody can say that it is what is signed before
 * every line was on the screen and whatever is unusual was ticked by the room.
 */
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Question, QuestionDetail } from '../../../preload/contract/desk.ts';
import { useText } from '../../i18n/use.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Checkbox } from '../../parts/checkbox.tsx';
import { step } from '../../parts/reading.ts';

type Lines = Extract<QuestionDetail, { kind: 'review' }>['lines'];
type Line = Lines[number];

export interface Ticks {
  readonly on: ReadonlySet<number>;
  readonly tick: (line: number, on: boolean) => void;
  readonly see: (lines: readonly number[]) => void;
  /** Marked lines that are not ticked. */
  readonly open: number;
  /** Lines that were not on the screen yet. */
  readonly unseen: number;
}

export const linesOf = ({ details }: Question): Lines =>
  details.flatMap((detail) => (detail.kind === 'review' ? detail.lines : []));

interface Read {
  readonly id: string;
  readonly on: ReadonlySet<number>;
  readonly seen: ReadonlySet<number>;
}

/** What was seen and ticked of one question. */
export function useTicks({ id }: Question, lines: Lines): Ticks {
  const [state, setState] = useState<Read>({ id, on: new Set(), seen: new Set() });
  const of = (old: Read): Read => (old.id === id ? old : { id, on: new Set(), seen: new Set() });
  const { on, seen } = of(state);
  return {
    on,
    tick: (line, yes) =>
      setState((old) => {
        const next = new Set(of(old).on);
        if (yes) next.add(line);
        else next.delete(line);
        return { ...of(old), on: next };
      }),
    see: (now) => setState((old) => ({ ...of(old), seen: new Set([...of(old).seen, ...now]) })),
    open: lines.filter(({ unusual }, n) => unusual && !on.has(n)).length,
    unseen: lines.length - seen.size,
  };
}

/** More than half of it, or its end: a line may be higher than what there is to look through. */
const isSeen = ({ intersectionRatio, intersectionRect, boundingClientRect }: IntersectionObserverEntry): boolean =>
  intersectionRatio > 0.5 || (intersectionRatio > 0 && intersectionRect.bottom >= boundingClientRect.bottom - 1);

/** Tells each line of the list once it is on the screen. */
function useSeen(list: RefObject<HTMLOListElement | null>, see: Ticks['see'], of: string): void {
  const told = useRef(see);
  useEffect(() => {
    told.current = see;
  });
  useEffect(() => {
    const rows = Array.from(list.current?.children ?? []);
    const watch = new IntersectionObserver(
      (entries) => {
        const now = entries.filter(isSeen).map(({ target }) => target);
        for (const row of now) watch.unobserve(row);
        if (now.length > 0) told.current(now.map((row) => rows.indexOf(row)));
      },
      { threshold: [0.05, 0.25, 0.51, 0.75, 1] },
    );
    for (const row of rows) watch.observe(row);
    return () => watch.disconnect();
  }, [list, of]);
}

/** Long hex is broken after every fourth digit to the eye; what is copied stays whole. */
function Value({ value }: { readonly value: string }): ReactElement {
  const hex = /^[0-9a-f]{32,}$/.test(value) ? value.match(/.{1,4}/g) : null;
  if (!hex) return <>{value}</>;
  return (
    <span className="desk-hex">
      {hex.map((group, n) => (
        <span key={n}>{group}</span>
      ))}
    </span>
  );
}

interface LineProps {
  readonly line: Line;
  readonly n: number;
  readonly at: boolean;
  readonly ticks: Ticks;
  readonly onAt: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function ReviewLine({ line, n, at, ticks, onAt, onKeyDown }: LineProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (at) row.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const field = text(line.field);
  return (
    <li
      ref={row}
      tabIndex={at ? 0 : -1}
      data-below={field.startsWith(' ') || undefined}
      data-unusual={line.unusual ? true : undefined}
      aria-current={at ? 'true' : undefined}
      onFocus={onAt}
      onClick={onAt}
      onKeyDown={onKeyDown}
    >
      <span className="desk-line-field">{field.trim()}</span>
      <span className={typeof line.value === 'string' ? 'desk-line-value mono' : 'desk-line-value'}>
        {typeof line.value === 'string' ? <Value value={line.value} /> : text(line.value)}
      </span>
      {line.unusual && (
        <span className="desk-line-mark">
          <Badge tone={ticks.on.has(n) ? 'ok' : 'wait'} icon={ticks.on.has(n) ? 'check' : 'warning'}>
            {t('ceremony.review.mark')}
          </Badge>
          <span className="desk-line-why">{text(line.unusual)}</span>
          <Checkbox on={ticks.on.has(n)} onChange={(on) => ticks.tick(n, on)}>
            {t('ceremony.review.tick', { field: field.trim() })}
          </Checkbox>
        </span>
      )}
    </li>
  );
}

export interface ReviewProps {
  readonly lines: Lines;
  readonly ticks: Ticks;
  /** Of the question. */
  readonly id: string;
}

export function Review({ lines, ticks, id }: ReviewProps): ReactElement {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  useSeen(list, ticks.see, id);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return; // a key for the box in the line
    const to = event.key === ' ' ? Math.min(at + 1, lines.length - 1) : step(event.key, at, lines.length, 1);
    if (to === undefined) return;
    event.preventDefault();
    setAt(to);
    ticks.see([to]);
    const item = list.current?.children.item(to);
    if (item instanceof HTMLElement) item.focus({ preventScroll: true });
  };
  const marked = lines.some(({ unusual }) => unusual !== undefined);
  return (
    <Card
      className="desk-review"
      title={t('ceremony.review.label')}
      note={t('ceremony.review.count', { count: lines.length })}
    >
      <p className="desk-review-state small" role="status">
        {ticks.unseen > 0 && (
          <Badge tone="wait" icon="warning">
            {t('ceremony.review.unseen', { count: ticks.unseen })}
          </Badge>
        )}
        {!marked && <span className="muted">{t('ceremony.review.none')}</span>}
        {marked && ticks.open > 0 && (
          <Badge tone="wait" icon="warning">
            {t('ceremony.review.open', { count: ticks.open })}
          </Badge>
        )}
        {marked && ticks.open === 0 && <Badge tone="ok">{t('ceremony.review.all')}</Badge>}
        <span className="muted">{t('ceremony.review.help')}</span>
      </p>
      <ol className="desk-lines" ref={list}>
        {lines.map((line, n) => (
          <ReviewLine
            key={n}
            line={line}
            n={n}
            at={n === at}
            ticks={ticks}
            onAt={() => setAt(n)}
            onKeyDown={onKeyDown}
          />
        ))}
      </ol>
    </Card>
  );
}
