/** Opening one age file of a person: with the passphrase of its holder, asked for as often as the source allows. */

import { type RootsealError, type Text, refuse } from '../core/rules.ts';
import { ageNeeds } from '../core/sealing/age-head.ts';
import { vaultRules } from './rules.ts';
import type { Session } from './session.ts';
import type { Who } from './source.ts';

/** What opening gave: the plaintext (secret, to be zeroed), or why it did not open. */
export type Opened =
  { readonly plain: Uint8Array; readonly passphrase?: Uint8Array } | { readonly refused: RootsealError };

/** Opens a file sealed to `who`, by passphrase or identity, whichever its header asks for. */
export async function openFor(session: Session, who: Who, file: Uint8Array, purpose: Text): Promise<Opened> {
  const needs = ageNeeds(file);
  if (!needs) return refused('AGE-UNREADABLE', who.id);
  return needs.kind === 'identity'
    ? openByIdentity(session, who.id, file, session.identities.has(who.id) ? who.id : undefined)
    : openByPassphrase(session, who, file, purpose);
}

/** With the identities of one holder, or with all that were given. */
export async function openByIdentity(
  session: Session,
  subject: string,
  file: Uint8Array,
  holder: string | undefined,
): Promise<Opened> {
  const identities = session.identities.copy(holder);
  if (!identities) return refused('IDENTITY-MISSING', subject);
  session.keep(identities);
  const answer = await session.age.open(file, { kind: 'identities', identities });
  if (answer.ok) return { plain: session.keep(answer.bytes) };
  return refused(answer.reason === 'wrong' ? 'IDENTITY-WRONG' : 'AGE-UNREADABLE', subject);
}

/** One try with one passphrase. */
export async function tryPassphrase(
  session: Session,
  subject: string,
  file: Uint8Array,
  passphrase: Uint8Array,
): Promise<Opened> {
  const answer = await session.age.open(file, { kind: 'passphrase', passphrase, workFactor: 0 });
  if (answer.ok) return { plain: session.keep(answer.bytes), passphrase };
  return refused(answer.reason === 'wrong' ? 'AGE-PASSPHRASE' : 'AGE-UNREADABLE', subject);
}

async function openByPassphrase(session: Session, who: Who, file: Uint8Array, purpose: Text): Promise<Opened> {
  const known = session.recall(who);
  const first = known && (await tryPassphrase(session, who.id, file, known));
  if (first && 'plain' in first) return first;
  let last: Opened = first ?? refused('AGE-PASSPHRASE', who.id);
  for (let attempt = 0; attempt < session.source.attempts; attempt++) {
    const passphrase = session.keep(await session.source.passphrase(who, purpose));
    last = await tryPassphrase(session, who.id, file, passphrase);
    if ('plain' in last) session.remember(who, passphrase);
    if ('plain' in last || last.refused.code !== 'AGE-PASSPHRASE') return last;
    session.source.wrong?.(session.source.attempts - attempt - 1);
  }
  return last;
}

export const refused = (
  code: 'AGE-UNREADABLE' | 'AGE-PASSPHRASE' | 'IDENTITY-MISSING' | 'IDENTITY-WRONG',
  subject: string,
): Opened => ({ refused: refuse(vaultRules, code, {}, { subject }) });
