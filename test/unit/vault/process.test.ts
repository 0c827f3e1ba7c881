import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { Vault, VaultAct } from '../../../main/vault/client.ts';
import { opsOfAct } from '../../../main/vault/protocol.ts';
import { Identities } from '../../../main/vault/identities.ts';
import { readAnswers } from '../../../main/vault/source-answers.ts';
import { refusal } from '../../refusal.ts';
import { faultOf, toWire } from '../../../main/vault/fault.ts';
import {
  type AnswersParts,
  answers,
  answersFile,
  codeOf,
  folder,
  foundInput,
  open,
  passphrases,
  smallPlan,
  tapped,
  cleanUp,
} from './room.ts';

afterAll(cleanUp);

const linux = process.platform === 'linux';
const alive = (pid: number | undefined): boolean => {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
};

const opened: Vault[] = [];
const start = async (...[act, source, more]: Parameters<typeof open>) => {
  const vault = await open(act, source, more);
  opened.push(vault);
  return vault;
};
afterEach(() => {
  for (const vault of opened.splice(0)) vault.kill();
});

/** An act that holds all its passphrases and is at work: the first progress of the sealing. */
const atWork = async (onProgress: () => void = () => undefined) => {
  let begun: () => void = () => undefined;
  const sealing = new Promise<void>((resolve) => (begun = resolve));
  const vault = await start('found', answers(), {
    onProgress: ({ what }) => {
      onProgress();
      if (what.en === 'Sealing files') begun();
    },
  });
  const request = vault.request('found', foundInput(smallPlan(true)));
  request.catch(() => undefined);
  await sealing;
  return { vault, request };
};

describe('the life of a vault', () => {
  it('ends with its act', async () => {
    const vault = await start('answers', answers());
    await vault.finish();
    expect(alive(vault.pid)).toBe(false);
    expect(await codeOf(vault.request('answers', {}))).toBe('VAULT-ENDED');
  });

  it('ends on a refusal, and says nothing more', async () => {
    const vault = await start('close', answers());
    expect(await codeOf(vault.request('signCheckpoint', { text: 'x' }))).toBe('VAULT-ORDER');
    expect(alive(vault.pid)).toBe(false);
    expect(await codeOf(vault.finish())).toBe('VAULT-ORDER');
  });

  it('killed in the middle, it has failed: VAULT-ENDED', async () => {
    const { vault, request } = await atWork();
    process.kill(vault.pid!, 'SIGKILL');
    await expect(request).rejects.toMatchObject({ code: 'VAULT-ENDED', exit: 4 });
    expect(await codeOf(vault.finish())).toBe('VAULT-ENDED');
  });

  it('killed between two requests, it has failed too', async () => {
    const vault = await start('answers', answers());
    process.kill(vault.pid!, 'SIGKILL');
    await vault.exited;
    expect(await codeOf(vault.finish())).toBe('VAULT-ENDED');
  });

  it('asked to end by a signal, it says so and ends', async () => {
    const { vault, request } = await atWork();
    process.kill(vault.pid!, 'SIGTERM');
    expect(await codeOf(request)).toBe('VAULT-INTERRUPTED');
    expect(alive(vault.pid)).toBe(false);
  });

  it('ends when main is gone', async () => {
    const main = join(folder(), 'main.ts');
    const client = new URL('../../../main/vault/client.ts', import.meta.url).href;
    const source = JSON.stringify(answers());
    writeFileSync(
      main,
      `import { openVault } from ${JSON.stringify(client)};
       const vault = await openVault({ act: 'answers', lang: 'en', source: ${source}, rehearsal: true });
       process.stdout.write(String(vault.pid), () => process.kill(process.pid, 'SIGKILL'));`,
    );
    const { stdout } = spawnSync(process.execPath, ['--no-warnings', main], { encoding: 'utf8' });
    expect(Number(stdout)).toBeGreaterThan(0);
    await expect.poll(() => alive(Number(stdout)), { timeout: 20_000 }).toBe(false);
  });

  it('forgets everything when nobody does anything', async () => {
    const vault = await start('answers', answers(), { idleMinutes: 0.02 });
    await vault.exited;
    expect(await codeOf(vault.request('answers', {}))).toBe('VAULT-IDLE');
  });
});

describe('one act per process', () => {
  it.each(Object.keys(opsOfAct).filter((act) => act !== 'found') as VaultAct[])('%s makes no keys', async (act) => {
    const vault = await start(act, answers());
    expect(await codeOf(vault.request('found', foundInput(smallPlan(true))))).toBe('VAULT-ACT');
  });

  it('a founding opens no shares', async () => {
    const vault = await start('found', answers());
    expect(await codeOf(vault.request('combine', { sealed: {}, statements: {} }))).toBe('VAULT-ACT');
  });

  it('is opened once', async () => {
    const vault = await start('answers', answers());
    const again = {
      act: 'found',
      lang: 'en',
      source: answers(),
      identities: {},
      rehearsal: true,
      idleMinutes: 1,
    } as const;
    expect(await codeOf(vault.request('open', again))).toBe('VAULT-ORDER');
  });

  it('a message outside of the protocol ends it', async () => {
    const vault = await start('close', answers());
    const odd = { text: 'x', more: 'y' };
    expect(await codeOf(vault.request('signCheckpoint', odd))).toBe('VAULT-PROTOCOL');
  });
});

describe('secrets stay inside', () => {
  const markers = Object.values(passphrases).map((passphrase) => /marker\w+/.exec(passphrase)![0]);
  const seen = (text: string) => markers.filter((marker) => text.includes(marker));

  it('the marker scan can fail', () => {
    expect(seen(`...${passphrases['c2']!}...`)).toEqual(['markertwo']);
  });

  it.runIf(linux)('nothing in replies, progress, standard error, environment, command line', async () => {
    const heard: string[] = [];
    const vault = await start('found', answers(), { launch: tapped(heard) });
    const proc = (name: string) => readFileSync(`/proc/${vault.pid!}/${name}`, 'latin1');
    const plan = smallPlan(true);
    await vault.request('found', foundInput(plan));
    heard.push(proc('environ'), proc('cmdline'), proc('comm'));
    await vault.finish();
    expect(seen(heard.join('\n'))).toEqual([]);
    expect(heard.length).toBeGreaterThan(5);
  });

  it.runIf(linux)('the environment is its own, core dumps are off, the title says what it is', async () => {
    const vault = await start('answers', answers());
    const proc = (name: string) => readFileSync(`/proc/${vault.pid!}/${name}`, 'latin1');
    const names = proc('environ')
      .split('\0')
      .filter(Boolean)
      .map((pair) => pair.split('=')[0]!);
    expect(names.sort()).toEqual(expect.arrayContaining(['LANG', 'ROOTSEAL_VAULT']));
    expect(names.filter((name) => !/^(?:LANG|ROOTSEAL_VAULT|NODE_CHANNEL_\w+|PWD)$/.test(name))).toEqual([]);
    expect(/^Max core file size\s+(1\s+1|0\s+0)\s/m.test(proc('limits'))).toBe(true);
    expect(proc('cmdline')).toMatch(/^rootseal-vault/);
    expect(proc('cmdline')).not.toContain('answers');
    await vault.finish();
  });

  it('an unknown error leaves by name and place alone', () => {
    const error = faultOf(new TypeError('Qz7!markerone is not a function'));
    expect(error.code).toBe('VAULT-FAULT');
    expect(error.text.en).toMatch(/TypeError at process\.test\.ts:\d+/);
    expect(seen(JSON.stringify(toWire(error)) + error.message)).toEqual([]);
    expect(seen(JSON.stringify(toWire(faultOf(passphrases['c1']))))).toEqual([]);
  });

  it('a thrown message that looks like a stack gives nothing away', () => {
    const forged = new Error(`x\n    at markerone (/tmp/markerone.ts:1:1)`);
    forged.stack = `Error: markerone`;
    expect(seen(faultOf(forged).text.en)).toEqual([]);
  });
});

describe('the answers file', () => {
  it('tells main what is no secret, and nothing else', async () => {
    const exceptions = [{ rule: 'ROOM-NETWORK', reason: 'a test', by: ['p1', 'p3'] }];
    const vault = await start('answers', answers({ exceptions, dice: '3164' }));
    expect(await vault.request('answers', {})).toEqual({
      confirm: 'all',
      exceptions,
      identities: [],
      custodians: ['c1', 'c2', 'c3'],
      administrators: ['p1'],
      dice: 4,
    });
    await vault.finish();
  });

  it.runIf(process.platform !== 'win32').each([0o644, 0o640, 0o604, 0o700])('is refused with mode %o', async (mode) => {
    const path = answersFile({}, mode);
    expect(await codeOf(start('answers', { kind: 'answers', path }))).toBe('ANSWERS-MODE');
  });

  it.runIf(process.platform !== 'win32')('is refused when it is a link', async () => {
    const path = join(folder(), 'link.json');
    symlinkSync(answersFile(), path);
    expect(await codeOf(start('answers', { kind: 'answers', path }))).toBe('ANSWERS-READ');
  });

  it.runIf(process.platform !== 'win32')('is refused when it belongs to somebody else', () => {
    const path = answersFile();
    vi.spyOn(process, 'geteuid').mockReturnValue(statSync(path).uid + 1);
    const refused = refusal(() => readAnswers(path, new Identities()));
    vi.restoreAllMocks();
    expect(refused).toBe('ANSWERS-OWNER');
    readAnswers(path, new Identities()).source.close();
  });

  it.each([
    ['an unknown field', { passphrase: { c1: 'x' } }],
    ['a wrong type', { passphrases: { c1: 5 } }],
    ['an id that is none', { passphrases: { 'C 1': 'x' } }],
    ['another answer for all', { confirm: 'some' }],
  ])('is refused with %s', async (_, parts) => {
    const path = answersFile(parts as AnswersParts);
    await expect(start('answers', { kind: 'answers', path })).rejects.toMatchObject({
      code: 'ANSWERS-FORMAT',
      exit: 2,
      subject: path,
    });
  });

  it('is refused when it is not there or no JSON, without quoting it', async () => {
    expect(await codeOf(start('answers', { kind: 'answers', path: '/nowhere/answers.json' }))).toBe('ANSWERS-READ');
    const path = answersFile();
    writeFileSync(path, '{"passphrases": {"c1": "Qz7!markerone"');
    const error = await start('answers', { kind: 'answers', path }).catch((e: unknown) => e as Error);
    expect(error).toMatchObject({ code: 'ANSWERS-FORMAT' });
    expect(inspect(error)).not.toContain('markerone');
  });

  it('refuses a passphrase that is not printable ASCII', async () => {
    const vault = await start('found', answers({ passphrases: { c1: 'pässword', c2: 'a', c3: 'b' } }));
    const founding = vault.request('found', foundInput(smallPlan(true)));
    await expect(founding).rejects.toMatchObject({ code: 'SECRET-CHARACTER', subject: 'c1' });
  });
});

describe('--passphrase-fd', () => {
  const lines = (...secrets: string[]) => {
    const path = join(folder(), 'lines');
    writeFileSync(path, secrets.map((secret) => `${secret}\n`).join(''));
    return openSync(path, 'r');
  };
  const { c1, c2, c3, p1 } = passphrases as Record<'c1' | 'c2' | 'c3' | 'p1', string>;

  it('takes custodians, administrators, dice, a line each, and not a byte more', async () => {
    const fd = lines(c1, c2, c3, p1, '316425'.repeat(17), 'of the next act');
    const plan = smallPlan(true, (p) => (p.entropy = { dice: 100 }));
    const vault = await start('found', { kind: 'fd', fd });
    const { entropy } = await vault.request('found', foundInput(plan));
    await vault.finish();
    expect(entropy.diceRolls).toBe(102);
    const rest = Buffer.alloc(100);
    expect(rest.toString('utf8', 0, readSync(fd, rest))).toBe('of the next act\n');
    closeSync(fd);
  });

  it.each([
    ['c3', [c1, c2]],
    ['c2', [c1, '', c3, p1]],
    ['p1', [c1, c2, c3]],
  ])('names %s when the line is missing or empty', async (subject, secrets) => {
    const fd = lines(...secrets);
    const vault = await start('found', { kind: 'fd', fd });
    const founding = vault.request('found', foundInput(smallPlan(true)));
    await expect(founding).rejects.toMatchObject({ code: 'SECRET-MISSING', subject, exit: 2 });
    closeSync(fd);
  });

  it('ends at once when interrupted while nobody writes', async () => {
    const fifo = join(folder(), 'fifo');
    execFileSync('mkfifo', [fifo]);
    const fd = openSync(fifo, 'r+');
    const vault = await start('found', { kind: 'fd', fd });
    const founding = vault.request('found', foundInput(smallPlan(true)));
    founding.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(vault.pid!, 'SIGTERM');
    expect(await codeOf(founding)).toBe('VAULT-INTERRUPTED');
    expect(alive(vault.pid)).toBe(false);
    closeSync(fd);
  });

  it('a descriptor that is none is refused', async () => {
    const free = 1 + Math.max(...readdirSync('/proc/self/fd').map(Number), 50);
    expect(['SECRET-FD', 'VAULT-START']).toContain(await codeOf(start('found', { kind: 'fd', fd: free })));
  });
});
