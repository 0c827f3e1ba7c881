/**
 * Two processes and one store: the second writer is refused, and a writer killed at any time loses nothing that it
 * acknowledged. The long run sets ROOTSEAL_KILLS; what no kill can show is a power cut.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { leafHash, rootHash } from '../../main/core/audit/merkle.ts';
import { openStore } from '../../main/store/store.ts';
import { entriesUpTo, entry } from '../unit/audit/help.ts';
import { newFile } from './help.ts';
import { refusalOf } from '../refusal.ts';

const child = fileURLToPath(new URL('writer-child.ts', import.meta.url));
const kills = Number(process.env.ROOTSEAL_KILLS ?? 10);

interface Run {
  readonly process: ChildProcessWithoutNullStreams;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<number | null>;
}

function start(file: string, mode: string): Run {
  const run = spawn(process.execPath, [child, file, mode]);
  const said = { out: '', err: '' };
  run.stdout.on('data', (chunk: Buffer) => void (said.out += chunk.toString()));
  run.stderr.on('data', (chunk: Buffer) => void (said.err += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => run.on('close', resolve));
  return { process: run, out: () => said.out, err: () => said.err, ended };
}

async function until(condition: () => boolean, run: Run): Promise<void> {
  while (!condition()) {
    if (run.process.exitCode !== null) throw new Error(`ended early: ${run.err()}`);
    await sleep(2);
  }
}

/** The last size that the child acknowledged; a line cut by the kill was not acknowledged. */
const acknowledged = (run: Run) => Number(run.out().split('\n').slice(1, -1).at(-1) ?? 0);

describe('a second writer', () => {
  test('is refused with STORE-BUSY and exit 3, reads all the same, and is let in after a kill', async () => {
    const file = newFile();
    openStore(file, { create: true }).close();
    const holder = start(file, 'hold');
    await until(() => holder.out() === 'open\n', holder);
    const error = refusalOf(() => openStore(file));
    expect([error.code, error.exit, error.subject]).toEqual(['STORE-BUSY', 3, file]);
    const reader = openStore(file, { readonly: true });
    expect(reader.head().size).toBe(0);
    reader.close();
    const second = start(file, 'hold');
    expect(await second.ended).toBe(3);
    expect(second.err()).toMatch(/^STORE-BUSY: Another Rootseal is working in /);
    holder.process.kill('SIGKILL');
    await holder.ended;
    openStore(file).close();
  });

  test('is refused in the same process too', () => {
    const file = newFile();
    const first = openStore(file, { create: true });
    expect(refusalOf(() => openStore(file)).code).toBe('STORE-BUSY');
    expect(refusalOf(() => openStore(file)).code).toBe('STORE-BUSY');
    expect(first.append([entry(0)]).size).toBe(1);
    first.close();
    openStore(file).close();
  });
});

describe('kill -9 of the writer', () => {
  test(
    `${kills} times at random: nothing acknowledged is lost, nothing half is there`,
    { timeout: 60_000 + kills * 5000 },
    async () => {
      const file = newFile();
      openStore(file, { create: true }).close();
      let before = 0;
      for (let kill = 0; kill < kills; kill++) {
        const run = start(file, 'append');
        await until(() => run.out().startsWith('open\n'), run);
        const wait = randomInt(0, 120_000) / 1000;
        await sleep(wait);
        run.process.kill('SIGKILL');
        await run.ended;
        const promised = Math.max(before, acknowledged(run));
        const store = openStore(file, { readonly: kill % 2 === 0 } as { readonly: true });
        const { size, root } = store.head();
        expect(size, `kill ${kill} after ${wait} ms`).toBeGreaterThanOrEqual(promised);
        // One append at most was under way, and it has one or two entries.
        expect(size).toBeLessThanOrEqual(promised + 2);
        expect(size % 4).not.toBe(3);
        const entries = entriesUpTo(size);
        expect(store.entries()).toEqual(entries);
        expect(root).toEqual(rootHash(entries.map(leafHash)));
        expect(store.checkpoints().map((one) => one.size)).toEqual(
          entries.map((_, i) => i + 1).filter((n) => n % 4 === 0),
        );
        store.close();
        before = size;
      }
      expect(before).toBeGreaterThan(0);
    },
  );
});
