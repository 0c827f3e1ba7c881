/** What the parts compute before they draw: reading a hash, the ring of a quorum, paths. */
import { describe, expect, it } from 'vitest';
import { joined, lastOf, nameFault, wayTo } from '../../../renderer/parts/paths.ts';
import { gaugeRadius, ringOf, segment } from '../../../renderer/parts/quorum-ring.ts';
import { nextUnread, step } from '../../../renderer/parts/reading.ts';
import { inOrder } from '../../../renderer/screens/home/order.ts';

describe('reading a hash aloud', () => {
  it('goes to the next group that is not read, and around the end', () => {
    expect(nextUnread(new Set([0]), 0, 16)).toBe(1);
    expect(nextUnread(new Set([0, 1, 2, 4]), 1, 16)).toBe(3);
    expect(nextUnread(new Set([15]), 15, 16)).toBe(0);
  });
  it('ends when all are read', () => {
    expect(nextUnread(new Set(Array.from({ length: 16 }, (_, n) => n)), 15, 16)).toBe(16);
  });
  it('moves by arrow keys in four columns and stays inside', () => {
    expect(step('ArrowRight', 3, 16, 4)).toBe(4);
    expect(step('ArrowLeft', 0, 16, 4)).toBe(0);
    expect(step('ArrowDown', 1, 16, 4)).toBe(5);
    expect(step('ArrowDown', 13, 16, 4)).toBe(13);
    expect(step('ArrowUp', 5, 16, 4)).toBe(1);
    expect(step('End', 5, 16, 4)).toBe(15);
    expect(step('Home', 5, 16, 4)).toBe(0);
    expect(step('x', 5, 16, 4)).toBeUndefined();
  });
});

describe('the ring of a quorum', () => {
  it.each([1, 2, 3, 5, 9, 16, 30])('of %d: nodes touch neither each other, nor the gauge, nor the edge', (count) => {
    const { side, middle, node, nodes } = ringOf(count);
    expect(nodes).toHaveLength(count);
    nodes.forEach((one, n) => {
      expect(Math.hypot(one.x - middle, one.y - middle) - node).toBeGreaterThan(gaugeRadius + 6);
      expect(Math.min(one.x, one.y, side - one.x, side - one.y)).toBeGreaterThan(node + 2);
      for (const other of nodes.slice(n + 1))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(2 * node + 2);
    });
  });
  it('begins at the top', () => {
    const { middle, nodes } = ringOf(5);
    expect(nodes[0]!.x).toBeCloseTo(middle);
    expect(nodes[0]!.y).toBeLessThan(middle);
  });
  it('has a segment for each share that is needed; one alone goes all around', () => {
    expect(segment(ringOf(3), 0, 1)).toMatch(/A46 46 0 1 1/);
    expect(segment(ringOf(5), 0, 3)).toMatch(/A46 46 0 0 1/);
    expect(new Set([0, 1, 2].map((n) => segment(ringOf(5), n, 3))).size).toBe(3);
  });
});

describe('paths', () => {
  it('are taken apart from the root on', () => {
    expect(wayTo('/home/operator')).toEqual([
      { name: '/', path: '/' },
      { name: 'home', path: '/home' },
      { name: 'operator', path: '/home/operator' },
    ]);
    expect(wayTo('/')).toEqual([{ name: '/', path: '/' }]);
    expect(wayTo('C:\\keys')).toEqual([
      { name: 'C:', path: 'C:\\' },
      { name: 'keys', path: 'C:\\keys' },
    ]);
  });
  it('are put together with the separator they have', () => {
    expect(joined('/home', 'a.json')).toBe('/home/a.json');
    expect(joined('/', 'a')).toBe('/a');
    expect(joined('C:\\keys', 'a')).toBe('C:\\keys\\a');
    expect(lastOf('/media/KEYS-1/')).toBe('KEYS-1');
    expect(lastOf('/')).toBe('/');
  });
  it('take no name that would lead elsewhere', () => {
    for (const name of ['', ' ', '.', '..', 'a/b', 'a\\b', 'a\0b']) expect(nameFault(name), name).toBe('bad');
    for (const name of ['a', '方案.json', '..a', 'a b']) expect(nameFault(name), name).toBeUndefined();
  });
});

describe('the consortia at home', () => {
  const home = (dir: string, state: 'open' | 'closed' | 'unreadable', late?: boolean) => ({
    dir,
    state,
    due: late === undefined ? [] : [{ what: { en: 'Go on', zh: '继续' }, since: '2026-11-01', late }],
  });
  it('stand with what is late first, then what is due, what cannot be read, and the rest as it was added', () => {
    const homes = [
      home('a', 'closed'),
      home('b', 'unreadable'),
      home('c', 'open', false),
      home('d', 'closed'),
      home('e', 'closed', true),
    ];
    expect(inOrder(homes).map(({ dir }) => dir)).toEqual(['e', 'c', 'b', 'a', 'd']);
    expect(homes.map(({ dir }) => dir)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});
