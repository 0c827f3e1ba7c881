/** The form of a restore's one purpose, and the purpose once it is whole. Pure. */
import type { RestorePurpose } from '../../../preload/contract/consortium.ts';

export interface PurposeForm {
  readonly kind: RestorePurpose['kind'];
  readonly root: string;
  readonly input: string | undefined;
  readonly out: string | undefined;
  readonly recipient: string;
}

export const noPurpose: PurposeForm = { kind: 'drill', root: '', input: undefined, out: undefined, recipient: '' };

/** What is plainly no age recipient; the program judges the rest. */
export const isRecipient = (typed: string): boolean => /^age1\S+$/.test(typed.trim());

/** Undefined while something is missing. */
export function purposeOf({ kind, root, input, out, recipient }: PurposeForm): RestorePurpose | undefined {
  if (kind === 'drill') return { kind };
  if (root === '' || out === undefined) return undefined;
  if (kind === 'sign') return input === undefined ? undefined : { kind, root, input, out };
  return isRecipient(recipient) ? { kind, root, recipient: recipient.trim(), out } : undefined;
}
