/** Building the session of a command that has secrets: the desk, the vault's source, the facts of the room. */
import { type AnswersFacts, readAnswers } from '../app/alone.ts';
import type { Session } from '../app/ceremony.ts';
import { takeRoom } from '../app/room.ts';
import type { Plan } from '../core/ceremony/plan.ts';
import { type Lang, refuse } from '../core/rules.ts';
import { TerminalDesk } from './desk.ts';
import { type SecretOptions, sourceOf } from './options.ts';
import { cliRules } from './rules.ts';

export interface OpenSession extends Session {
  readonly desk: TerminalDesk;
  readonly answers: AnswersFacts;
}

export async function openSession(
  options: SecretOptions,
  lang: Lang,
  rehearsal: boolean,
  dir: string,
): Promise<OpenSession> {
  const source = sourceOf(options);
  const answers = await readAnswers(source, lang);
  const identities = options.identity ?? {};
  const identified = [...answers.identities, ...Object.keys(identities)];
  const desk = new TerminalDesk({
    lang,
    confirmAll: answers.confirm === 'all',
    rehearsal,
    inputTaken: source.kind === 'fd' && source.fd === 0,
  });
  const room = {
    facts: takeRoom(dir, process.env),
    exceptions: answers.exceptions,
    answersUsed: source.kind === 'answers',
  };
  return {
    desk,
    answers,
    identified,
    ...(source.kind === 'answers' && { answering: answers.custodians }),
    room,
    planWarnings: [],
    running: new Set(),
    vault: { lang, source, identities },
  };
}

/**
 * Everybody whose passphrase the founding needs must be in the answers file, before anything is made. What people type
 * or a descriptor brings is judged when it comes. CLI-ANSWERS names who is missing.
 */
export function demandPassphrases({ custodians, people }: Plan, { answers, vault }: OpenSession): void {
  if (vault.source.kind !== 'answers') return;
  const sealed = custodians.filter(({ seal }) => seal.kind === 'passphrase').map(({ id }) => id);
  const custodian = sealed.find((id) => !answers.custodians.includes(id));
  const administrator = people.administrators.find((id) => !answers.administrators.includes(id));
  if (custodian !== undefined) throw refuse(cliRules, 'CLI-ANSWERS', { field: 'passphrases' }, { subject: custodian });
  if (administrator !== undefined)
    throw refuse(cliRules, 'CLI-ANSWERS', { field: 'logPassphrases' }, { subject: administrator });
}
