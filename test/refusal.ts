/** For tests that something is refused: under which rule, not with which words. */

import { RootsealError } from '../main/core/rules.ts';

/** The rule under which `act` refuses, 'accepted' if it returns, or the name of an error that is no refusal. */
export function refusal(act: () => unknown): string {
  try {
    act();
    return 'accepted';
  } catch (error) {
    return error instanceof RootsealError ? error.code : `not a refusal: ${String(error)}`;
  }
}

/** The same of what is refused later. */
export async function refusalLater(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'accepted';
  } catch (error) {
    return error instanceof RootsealError ? error.code : `not a refusal: ${String(error)}`;
  }
}

/** The refusal itself, for tests that look at its subject, exit and text. */
export function refusalOf(act: () => unknown): RootsealError {
  try {
    act();
  } catch (error) {
    if (error instanceof RootsealError) return error;
    throw error;
  }
  throw new Error('accepted');
}
