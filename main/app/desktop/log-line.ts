/** One entry as a row of the list. */
import type { LogLine } from '../../../preload/contract/evidence.ts';
import type { Entry } from '../../core/audit/entry.ts';
import { entryText } from '../../core/ceremony/entry-text.ts';
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import type { SetRecord } from '../../core/ceremony/sets.ts';
import { textOf } from '../receipts.ts';

/**
 * @param bytes the length of the entry as it is kept
 * @param sets the share sets of the log, where the sentence needs them
 */
export function lineOf(entry: Entry, bytes: number, plan: ResolvedPlan, sets: readonly SetRecord[]): LogLine {
  const { index, time, kind, data } = entry;
  const step = textOf(data['step']) || textOf(data['act']);
  const who = textOf(data['who']);
  return {
    index,
    time,
    kind,
    summary: entryText(entry, plan, sets),
    bytes,
    ...(step !== '' && { step }),
    ...(who !== '' && { who }),
  };
}
