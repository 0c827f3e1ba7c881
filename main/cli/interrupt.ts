/** SIGINT, SIGTERM and SIGHUP: the vault is ended, exit 4 with the way on (the command line's contract). */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ceremonyStatus } from '../app/state.ts';
import { appRules } from '../app/rules.ts';
import { RootsealError, type Text, refuse } from '../core/rules.ts';
import type { OpenSession } from './session.ts';

/** How long a killed vault may take to be gone. */
const stuckMs = 3_000;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Takes a session that ends with the command. */
export type Ending = (session: Promise<OpenSession>) => Promise<OpenSession>;

export interface Place {
  readonly dir: string;
  /** What is interrupted, when it is no step of a ceremony. */
  readonly what?: string;
  /** What is to be done now, beside beginning again. */
  readonly said?: () => Text | undefined;
}

/**
 * Runs `work`; a signal rejects with CEREMONY-INTERRUPTED, naming where it stands. What `work` still has in hand is
 * not waited for: the caller ends the process (exit 4).
 */
export async function interruptible<T>(place: Place, work: (ending: Ending) => Promise<T>): Promise<T> {
  const sessions: OpenSession[] = [];
  const ending: Ending = async (opening) => {
    const session = await opening;
    sessions.push(session);
    return session;
  };
  let stop: () => void = () => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(interruption(place));
    };
  });
  for (const signal of signals) process.on(signal, stop);
  try {
    return await Promise.race([work(ending), interrupted]);
  } catch (error) {
    // Ctrl-C reaches the vault as well, and its own word may come first.
    throw error instanceof RootsealError && error.code === 'VAULT-INTERRUPTED' ? interruption(place) : error;
  } finally {
    for (const { running, desk } of sessions) {
      for (const vault of running) vault.kill();
      desk.close();
    }
    await gone(sessions);
    for (const signal of signals) process.off(signal, stop);
  }
}

/** What each vault showed and did to the terminal is put right before anything is said. A stuck one is not waited for. */
async function gone(sessions: readonly OpenSession[]): Promise<void> {
  const ends = sessions.flatMap(({ running }) => [...running].map(({ exited }) => exited));
  await Promise.race([Promise.all(ends), setTimeout(stuckMs, undefined, { ref: false })]);
}

function interruption({ dir, what, said }: Place): RootsealError {
  const born = existsSync(join(dir, 'ceremony.db'));
  const [en, zh] = !born
    ? ['Nothing was made yet: begin again.', '尚未产生任何内容：请重新开始。']
    : what === undefined
      ? [`To go on: ceremony resume ${dir}`, `继续请执行：ceremony resume ${dir}`]
      : ['Begin it again with the same command.', '请用同一命令重新开始。'];
  const first = said?.();
  const way = first ? { en: `${first.en} ${en}`, zh: `${first.zh}${zh}` } : { en, zh };
  return refuse(appRules, 'CEREMONY-INTERRUPTED', { step: what ?? stepOf(dir), ...way }, { subject: dir });
}

function stepOf(dir: string): string {
  try {
    const { begun, next } = ceremonyStatus(dir);
    return begun ?? next ?? 'close';
  } catch {
    return 'room';
  }
}
