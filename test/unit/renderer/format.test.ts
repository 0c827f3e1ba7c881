/** Dates, numbers, durations and sizes as the page writes them, in both languages; moments in UTC and saying so. */
import { describe, expect, it } from 'vitest';
import { formats } from '../../../renderer/i18n/format.ts';

const en = formats('en');
const zh = formats('zh-CN');

describe('moments', () => {
  const moment = '2026-11-21T10:42:07Z';
  it('are written in UTC with the day first, or in the Chinese order', () => {
    expect(en.moment(moment)).toBe('21 November 2026, 10:42:07 UTC');
    expect(zh.moment(moment)).toBe('2026年11月21日 10:42:07 UTC');
    expect(zh.date('1970-01-01T00:00:00Z')).toBe('1970年1月1日');
    expect(en.clock('2026-11-21T00:00:09+08:00')).toBe('16:00:09 UTC');
    expect(zh.clock(Date.UTC(2026, 0, 1, 0, 5, 0))).toBe('00:05:00 UTC');
  });
  it('that are none are shown as they stand', () => {
    expect(en.moment('soon')).toBe('soon');
    expect(zh.date('')).toBe('');
  });
});

describe('durations', () => {
  it.each([
    [0, '0 s', '0 秒'],
    [59.9, '59 s', '59 秒'],
    [60, '1 min', '1 分'],
    [247, '4 min 7 s', '4 分 7 秒'],
    [3600, '1 h', '1 小时'],
    [3605, '1 h', '1 小时'],
    [7325, '2 h 2 min', '2 小时 2 分'],
    [90_000, '1 d 1 h', '1 天 1 小时'],
    [-5, '0 s', '0 秒'],
  ])('%d s', (seconds, english, chinese) => {
    expect(en.duration(seconds)).toBe(english);
    expect(zh.duration(seconds)).toBe(chinese);
  });
});

describe('numbers', () => {
  it('are grouped', () => {
    expect(en.number(1_048_576)).toBe('1,048,576');
    expect(zh.number(1_048_576)).toBe('1,048,576');
    expect(en.percent(0.325)).toBe('33%');
  });
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1_440_000, '1.44 MB'],
    [48_300_000_000, '48.3 GB'],
    [7e15, '7,000 TB'],
  ])('%d bytes', (count, say) => {
    expect(en.bytes(count)).toBe(say);
  });
  it('names are joined as the language joins them', () => {
    expect(en.list(['A', 'B', 'C'])).toBe('A, B and C');
    expect(zh.list(['王芳', '李强', '张敏'])).toBe('王芳、李强、张敏');
    expect([en.named('Remove', 'Wang Fang'), zh.named('移除', '王芳')]).toEqual(['Remove: Wang Fang', '移除：王芳']);
  });
});
