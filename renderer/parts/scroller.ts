/** The scroll bar of a long list: keeps the place in rows, and moves the bar and the wheel by rows where it is scaled. */
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { clamp, isScaled, placeOf, topOf, type List } from './rows-math.ts';

export interface Scroller {
  readonly list: List;
  /** Place in the whole list, px. */
  readonly y: number;
  readonly moveTo: (y: number) => void;
  /** The element that scrolls, with a line of heads above the rows. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The line of heads, as high as every row; it is measured. */
  readonly header: RefObject<HTMLDivElement | null>;
}

const lineOf = (event: WheelEvent, list: List) =>
  event.deltaMode === WheelEvent.DOM_DELTA_LINE
    ? list.row
    : event.deltaMode === WheelEvent.DOM_DELTA_PAGE
      ? list.view
      : 1;

export function useScroller(total: number): Scroller {
  const scroller = useRef<HTMLDivElement>(null);
  const header = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ row: 36, view: 0 });
  const [y, setY] = useState(0);
  const list: List = { total, ...size };
  const newest = useRef({ list, y });
  useEffect(() => {
    newest.current = { list, y };
  });

  const moveTo = useCallback((to: number) => {
    const { list: now } = newest.current;
    const place = clamp(now, to);
    newest.current = { list: now, y: place };
    setY(place);
    if (scroller.current) scroller.current.scrollTop = topOf(now, place);
  }, []);

  useEffect(() => {
    const room = scroller.current;
    const line = header.current;
    if (!room || !line) return undefined;
    const measure = () => {
      const row = line.getBoundingClientRect().height;
      setSize({ row, view: Math.max(0, room.clientHeight - row) });
    };
    const watch = new ResizeObserver(measure);
    watch.observe(room);
    watch.observe(line);
    const onScroll = () => {
      const { list: now, y: place } = newest.current;
      // Set by ourselves, rounded by the browser: the place in rows is the truer one.
      if (Math.abs(room.scrollTop - topOf(now, place)) <= 1) return;
      const to = placeOf(now, room.scrollTop);
      newest.current = { list: now, y: to };
      setY(to);
    };
    const onWheel = (event: WheelEvent) => {
      const { list: now, y: place } = newest.current;
      if (event.ctrlKey || !isScaled(now)) return;
      event.preventDefault();
      moveTo(place + event.deltaY * lineOf(event, now));
    };
    room.addEventListener('scroll', onScroll, { passive: true });
    room.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      watch.disconnect();
      room.removeEventListener('scroll', onScroll);
      room.removeEventListener('wheel', onWheel);
    };
  }, [moveTo]);

  return { list, y: clamp(list, y), moveTo, scroller, header };
}
