/** An exception says in one line each of which rule it is and why; who answers for it is judged in room.test.ts. */
import { expect, it } from 'vitest';
import { judgeException, judgeExceptions } from '../../../main/core/ceremony/room.ts';

it('is refused when its rule or its reason is no line of text', () => {
  const by = ['p1', 'p3'];
  const judged = (rule: string, reason: string) => judgeException({ rule, reason, by }, by).map((one) => one.rule);
  expect(judged('ROOM-SOMETHING', 'the cable feeds the clock')).toEqual([]);
  expect(judged('ROOM-SOMETHING', 'the cable\nfeeds the clock')).toEqual(['EXCEPTION-TEXT']);
  expect(judged('', 'the cable feeds the clock')).toEqual(['EXCEPTION-TEXT']);
});

it('is refused when its reason would break, hide or reorder a line, also before anything begins', () => {
  const by = ['p1', 'p3'];
  for (const reason of ['a\nb', 'a\u202Egnp', 'a\u200Bb', 'a\u2028b', 'a\uD800', 'a'.repeat(501)]) {
    expect(judgeException({ rule: 'ROOM-NETWORK', reason, by }, by)).toMatchObject([{ rule: 'EXCEPTION-TEXT' }]);
    expect(judgeExceptions([{ rule: 'ROOM-NETWORK', reason, by }], by)).toMatchObject([{ rule: 'EXCEPTION-TEXT' }]);
  }
  expect(judgeExceptions([{ rule: 'ROOM-NETWORK', reason: '时钟由网线供电', by }], by)).toEqual([]);
});
