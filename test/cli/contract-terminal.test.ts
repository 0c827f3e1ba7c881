/**
 * People at a terminal: a whole rehearsal of two custodians typed at one keyboard, and the menu that opens without a
 * command. A pseudo-terminal of Python's stands for the keyboard.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { entriesOf } from '../../main/app/journal.ts';
import { reading } from '../../main/app/state.ts';
import { formNumber } from '../../main/core/paper/form.ts';
import { clearScreen, eraseOther, otherScreen } from '../../main/vault/tty-erase.ts';
import { type FinishedHome, copyHome, filesBelow, finishedHome } from '../support/ceremony.ts';
import { npm, objectOf, ownFolder, root, run, type Ran } from './run.ts';

const folder = ownFolder('terminal');
const python = spawnSync('python3', ['-c', 'import pty']).status === 0;
let home: FinishedHome;
beforeAll(async () => {
  home = await finishedHome('rehearsal');
});

interface Play {
  readonly answers: readonly (readonly [shown: string, typed: string])[];
  readonly secrets?: Readonly<Record<string, string>>;
}

interface Played extends Ran {
  readonly shown: string;
  readonly exit: number;
  /** The terminal's echo at the end. */
  readonly after: boolean;
  readonly asked: readonly (readonly [pattern: string, echo: boolean])[];
}

let count = 0;
async function play({ answers, secrets = {} }: Play, args: readonly string[]): Promise<Played> {
  const script = join(folder, `play-${String(count++)}.json`);
  writeFileSync(script, JSON.stringify({ answers, secrets }));
  const ran = await run(['python3', join(import.meta.dirname, 'people.py'), script, join(root, 'rootseal'), ...args]);
  const lines = ran.stdout.trimEnd().split('\n');
  const last = JSON.parse(lines.pop() ?? '{}') as Pick<Played, 'exit' | 'asked' | 'after'>;
  return { ...ran, ...last, shown: lines.join('\n') };
}

/** Two custodians, both needed, no dice: the plan of the profile, cut down. */
function smallPlan(): string {
  interface Plan {
    threshold: number;
    custodians: { id: string; seal: { workFactor: number } }[];
    members: { holder: string }[];
  }
  const out = join(folder, 'plan.json');
  const made = spawnSync(join(root, 'rootseal'), ['plan', 'new', '--profile', 'traceability', '--out', out]);
  expect(made.status, made.stderr.toString()).toBe(0);
  const plan = JSON.parse(readFileSync(out, 'utf8')) as Plan;
  plan.threshold = 2;
  plan.custodians = plan.custodians.slice(0, 2);
  for (const { seal } of plan.custodians) seal.workFactor = 14;
  for (const [i, member] of plan.members.entries()) member.holder = `c${String((i % 2) + 1)}`;
  writeFileSync(out, JSON.stringify(plan));
  return out;
}

describe.skipIf(!python)(`a terminal${python ? '' : ' (no Python with pty here)'}`, () => {
  it('a whole rehearsal, typed', async () => {
    const into = join(folder, 'home');
    const secrets = { c1: 'typed by the first one', c2: 'typed by the second', p1: 'typed for the log key' };
    const answers = [
      ['words of the hash back: ', '{words}\r'],
      ['type yes to confirm: ', 'yes\r'],
      ['New passphrase: ', '{secret}\r'],
      ['The same once more: ', '{secret}\r'],
      ['Passphrase: ', '{secret}\r'],
      ['if the share stays in the home for now: ', '\r'],
    ] as const;
    const args = ['ceremony', 'run', smallPlan(), '--into', into, '--rehearsal', '--lang', 'en'];
    const { shown, exit, asked } = await play({ answers, secrets }, args);
    expect(exit, shown).toBe(0);
    const secretPrompts = ['New passphrase: ', 'The same once more: ', 'Passphrase: '];
    for (const [pattern, echo] of asked) expect([pattern, echo]).toEqual([pattern, !secretPrompts.includes(pattern)]);
    const times = (pattern: string) => asked.filter(([each]) => each === pattern).length;
    expect([times('New passphrase: '), times('The same once more: ')]).toEqual([3, 3]);
    // check-shares: both; sign: both and the log key; close: the log key.
    expect(times('Passphrase: ')).toBe(6);
    for (const secret of Object.values(secrets)) expect(shown).not.toContain(secret);
    const kept = [...filesBelow(into).values()].map((bytes) => Buffer.from(bytes).toString('latin1'));
    for (const secret of Object.values(secrets)) expect(kept.filter((each) => each.includes(secret))).toEqual([]);
    expect(shown).toContain('\r\u001b[K'); // progress in place
    const verified = objectOf(await npm('verify', [join(into, 'public'), '--rehearsal', '--json']));
    expect(verified).toMatchObject({ ok: true });
    // Every member's key was made in the room, so the ledger's hash is known before any node runs.
    const [, ledgerHash = ''] = /Ledger hash (j5\w+): every node must come to it/.exec(shown) ?? [];
    const checks = verified['checks'] as { id: string; detail: string }[];
    expect(checks.find(({ id }) => id === 'LEDGER-HASH')?.detail).toContain(ledgerHash || 'a hash');
    const notice = readFileSync(join(into, 'public/genesis/jdchain/brand/LEDGER-HASH.md'), 'utf8');
    expect(notice).toContain(`ledger.bindings=${ledgerHash}`);
  });

  it('words that are shown to be copied by hand are erased, also where the program is told to end; the form is to be destroyed', async () => {
    const copy = copyHome(home);
    const set = readdirSync(join(copy.dir, 'public', 'share-sets'))[0]!.replace('.json', '');
    const form = formNumber({ set, index: 1, boxes: 33 });
    const answers = [
      ['stands on the form \\(Form\\): ', `${form.toLowerCase()}\r`],
      ['Passphrase: ', '{secret}\r'],
      ['Boxes 1 to 3 of 33[\\s\\S]*destroyed\\)\\.', '{end}'],
    ] as const;
    const args = ['share', 'copy', copy.dir, '--custodian', 'c1', '--out', join(folder, 'form.pdf'), '--lang', 'en'];
    const { shown, exit, after } = await play({ answers, secrets: home.answers.passphrases }, args);
    expect([exit, after], shown).toEqual([4, true]);
    const [, inside = '', behind = ''] = shown.replace(eraseOther, `${clearScreen}${otherScreen}`).split(otherScreen);
    expect(inside.endsWith(clearScreen)).toBe(true);
    expect(behind).toContain('destroy the form before witnesses');
    const log = reading(copy.dir, (store) => entriesOf(store));
    expect(log.at(-1)).toMatchObject({ kind: 'share.shown', data: { custodian: 'c1', form } });
  });

  it('Ctrl-C at a passphrase answers 4 and leaves the terminal with its echo', async () => {
    const answers = [
      ['words of the hash back: ', '{words}\r'],
      ['type yes to confirm: ', 'yes\r'],
      ['New passphrase: ', '\u0003'],
    ] as const;
    const args = ['ceremony', 'run', home.planFile, '--into', join(folder, 'cut'), '--rehearsal', '--lang', 'en'];
    const { exit, shown, after } = await play({ answers }, args);
    expect([exit, shown.includes('ceremony resume'), after], shown).toEqual([4, true, true]);
  });

  it('the menu says where a ceremony stands, and is left', async () => {
    const typed = [
      ['The folder of the ceremony: ', `${home.dir}\r`],
      ['closed[^]*Your choice: ', '8\r'],
      ['Your choice: ', '7\r'],
    ] as const;
    const answers = typed.map(([shown, keys]) => [shown.replace('[^]', '[\\s\\S]'), keys] as const);
    const { exit, shown } = await play({ answers }, ['--lang', 'en', '--host', 'terminal']);
    expect([exit, shown.includes(home.made.ceremonyId)], shown).toEqual([0, true]);
    expect(shown).toContain('closed');
  });

  it('the menu is left by Ctrl-D', async () => {
    const { exit, shown } = await play({ answers: [['请选择: ', '\u0004']] }, ['--lang', 'zh-CN']);
    expect([exit, shown.includes('查看仪式进度')], shown).toEqual([0, true]);
  });
});
