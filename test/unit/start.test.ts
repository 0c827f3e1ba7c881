/** `npm start`: what it takes for every machine, and why it says so. */
import { describe, expect, it } from 'vitest';
import { choose, noDesktop } from '../../scripts/start.ts';

const all = { screens: true, runtime: true, display: true, terminal: true };

describe('npm start takes', () => {
  it.each([
    [all, 'desktop', 'a display and Electron'],
    [{ ...all, terminal: false }, 'desktop', 'a display and Electron'],
    [{ ...all, screens: false }, 'terminal', 'no desktop in this version'],
    [{ ...all, runtime: false }, 'terminal', "no desktop: Electron's runtime is not here"],
    [{ ...all, display: false }, 'terminal', 'no desktop: no display'],
    [{ ...all, screens: false, terminal: false }, 'rehearsal', 'no desktop in this version, and no terminal here'],
    [
      { screens: false, runtime: false, display: false, terminal: false },
      'rehearsal',
      'no desktop in this version, and no terminal here',
    ],
  ])('%j: %s', (around, name, why) => {
    expect(choose(around)).toMatchObject({ name, why: { en: why } });
    expect(choose(around).why.zh).not.toBe('');
    expect(noDesktop(around) === undefined).toBe(name === 'desktop');
  });
});
