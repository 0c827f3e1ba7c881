/**
 * Arithmetic of a list of rows of one height. Chromium draws no element taller than 33,554,432 px, so a long list has
 * a scroll bar that is scaled: `y` is the place in the whole list, in px; `top` is what the bar says.
 */
export interface List {
  readonly total: number;
  /** Height of a row and of the window, px. */
  readonly row: number;
  readonly view: number;
}

const tallest = 8_000_000;

export const heightOf = ({ total, row }: List): number => total * row;
/** Height of what scrolls. */
export const spacerOf = (list: List): number => Math.min(heightOf(list), tallest);
export const isScaled = (list: List): boolean => heightOf(list) > tallest;

const most = (list: List): number => Math.max(0, heightOf(list) - list.view);
export const clamp = (list: List, y: number): number => Math.min(Math.max(0, y), most(list));

/** px of the list for a px of the bar. */
function scale(list: List): number {
  const way = spacerOf(list) - list.view;
  return way > 0 ? most(list) / way : 1;
}

export const placeOf = (list: List, top: number): number => clamp(list, top * scale(list));
export const topOf = (list: List, y: number): number => clamp(list, y) / scale(list);

/** Rows that are drawn at most: row `index` is drawn by the element `index % slots`, which stays in the page. */
export const slotsOf = ({ row, view }: List): number => Math.ceil(view / Math.max(1, row)) + 1;

/**
 * The rows that are seen at `y`, and where the first of them is drawn. None beyond the edges: what scrolls is moved by
 * this arithmetic alone, never by the browser ahead of it.
 */
export function rowsAt(list: List, y: number): { first: number; count: number; offset: number } {
  if (list.total === 0 || list.row <= 0) return { first: 0, count: 0, offset: 0 };
  const at = clamp(list, y);
  const first = Math.floor(at / list.row);
  const last = Math.min(list.total, Math.ceil((at + list.view) / list.row));
  return { first, count: last - first, offset: first * list.row - at };
}

/** The nearest place from which row `index` is seen whole. */
export function placeToSee(list: List, index: number, y: number): number {
  const begin = index * list.row;
  if (begin < y) return clamp(list, begin);
  return begin + list.row > y + list.view ? clamp(list, begin + list.row - list.view) : clamp(list, y);
}

/** Where a key leads from row `index`; undefined for a key that does not move. */
export function rowAfter(list: List, key: string, index: number): number | undefined {
  const page = Math.max(1, Math.floor(list.view / list.row) - 1);
  const ways: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: list.total - 1,
  };
  const to = ways[key];
  return to === undefined || list.total === 0 ? undefined : Math.min(Math.max(0, to), list.total - 1);
}

/** Pages of `size` rows that hold [first, first + count). */
export function pagesOf(first: number, count: number, size: number): number[] {
  if (count <= 0) return [];
  const begin = Math.floor(first / size);
  const end = Math.floor((first + count - 1) / size);
  return Array.from({ length: end - begin + 1 }, (_, n) => begin + n);
}
