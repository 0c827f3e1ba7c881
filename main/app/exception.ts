/** An exception recorded in the course of a ceremony or after it: an entry of the log, never edited (docs/architecture.md). */
import { type Exception, judgeException } from '../core/ceremony/room.ts';
import type { Head } from './journal.ts';
import { asError, recordException } from './room.ts';
import { writing } from './writing.ts';

export interface RecordedAt extends Head {
  /** Index of the entry in the log. */
  readonly entry: number;
}

/**
 * Appends one exception to the log of a home. After the close it lies behind the last checkpoint until the next act
 * signs one. EXCEPTION-TEXT, EXCEPTION-PEOPLE; STORE-BUSY while a ceremony runs in this folder: interrupt it first.
 */
export function addException(dir: string, exception: Exception): RecordedAt {
  return writing(dir, ({ journal, people }) => {
    const [wrong] = judgeException(exception, people);
    if (wrong) throw asError(wrong);
    const entry = journal.head.size;
    recordException({ journal }, exception);
    return { entry, ...journal.head };
  });
}
