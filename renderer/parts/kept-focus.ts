/**
 * Keeps the focus on the screen. What a person has just pressed may go away by it (a finding that is mended, a
 * consortium taken off the list): the focus then moves to what stands in its place, and never to the page as such, from
 * where the keyboard would begin at the top again.
 */
import { useEffect, type RefObject } from 'react';

/** An element around the one that had the focus, and the place of that one among all that can have it there. */
interface Around {
  readonly element: Element;
  readonly index: number;
}

/** Long enough for a screen or a dialog that moves the focus by itself. */
const patienceMs = 80;

const canHave = 'a[href], button, input, select, textarea, [tabindex]';

/** All below an element that Tab would reach. */
const stopsIn = (element: Element): HTMLElement[] =>
  [...element.querySelectorAll<HTMLElement>(canHave)].filter(
    (one) => one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility(),
  );

function around(target: Element, room: Element): Around[] {
  const found: Around[] = [];
  for (let one = target.parentElement; one !== null && room.contains(one); one = one.parentElement)
    found.push({ element: one, index: stopsIn(one).indexOf(target as HTMLElement) });
  return found;
}

/** What stands nearest to where the focus was; else the heading of the screen. */
function nearest(left: readonly Around[], room: Element): HTMLElement | null {
  for (const { element, index } of left) {
    const stops = element.isConnected ? stopsIn(element) : [];
    const next = stops[Math.min(Math.max(index, 0), stops.length - 1)];
    if (next !== undefined) return next;
  }
  return room.querySelector('h1');
}

export function useKeptFocus(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const room = ref.current;
    if (room === null) return undefined;
    let last: Element | undefined;
    let left: readonly Around[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onFocus = ({ target }: FocusEvent) => {
      last = target as Element;
      left = around(last, room);
    };
    const restore = () => {
      const gone = last !== undefined && (!last.isConnected || last.matches(':disabled'));
      if (gone && document.activeElement === document.body) nearest(left, room)?.focus();
    };
    const changes = new MutationObserver(() => {
      if (document.activeElement !== document.body) return;
      clearTimeout(timer);
      timer = setTimeout(restore, patienceMs);
    });
    room.addEventListener('focusin', onFocus);
    changes.observe(room, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      room.removeEventListener('focusin', onFocus);
      changes.disconnect();
      clearTimeout(timer);
    };
  }, [ref]);
}
