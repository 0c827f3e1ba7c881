/** The command line's own refusals: wrong use, two sources of secrets, nobody to ask, an interrupt. */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { interruptible } from '../../../main/cli/interrupt.ts';
import { sourceOf } from '../../../main/cli/options.ts';
import { refusal } from '../../refusal.ts';
import { codeOf } from '../vault/room.ts';

const main = join(import.meta.dirname, '..', '..', '..', 'main');

/** Plain Node with nothing on standard input. */
const node = (...args: string[]) =>
  spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

it('wrong use answers 2 and one object', () => {
  for (const args of [['nonsense'], ['plan', 'check'], ['restore', '.', '--purpose', 'drill']]) {
    const { status, stdout } = node(join(main, 'cli', 'rootseal.ts'), ...args, '--json');
    expect([status, (JSON.parse(stdout) as { code: string }).code], args.join(' ')).toEqual([2, 'CLI-USAGE']);
  }
});

it('the wizard needs a terminal', () => {
  const { status, stderr } = node(join(main, 'cli', 'rootseal.ts'), '--lang', 'en');
  expect([status, stderr.split(':')[0]]).toEqual([2, 'CLI-NO-TERMINAL']);
});

it('secrets come from one place', () => {
  expect(refusal(() => sourceOf({ answers: 'a.json', passphraseFd: 3 }))).toBe('CLI-SECRET-SOURCE');
  expect(sourceOf({ passphraseFd: 3 })).toEqual({ kind: 'fd', fd: 3 });
});

it('a real step is confirmed by somebody; the end of standard input is nobody', () => {
  const script = (rehearsal: boolean) => `
    import { TerminalDesk } from ${JSON.stringify(join(main, 'cli', 'desk.ts'))};
    const desk = new TerminalDesk({ lang: 'en', confirmAll: false, rehearsal: ${String(rehearsal)} });
    const text = { en: '', zh: '' };
    const asked = desk.confirm({ step: 'room', who: 'p1', name: text, say: text });
    console.log(await asked.catch((error) => error.code));`;
  const said = (rehearsal: boolean) => node('--input-type=module', '-e', script(rehearsal)).stdout.trim();
  expect([said(false), said(true)]).toEqual(['CEREMONY-CONFIRM', 'true']);
});

it('a signal ends a command with exit 4', async () => {
  const work = interruptible({ dir: join(tmpdir(), 'rootseal-nowhere') }, () => new Promise<never>(() => undefined));
  process.emit('SIGHUP');
  expect(await codeOf(work)).toBe('CEREMONY-INTERRUPTED');
  await expect(work).rejects.toMatchObject({ exit: 4 });
});
