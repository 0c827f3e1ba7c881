/** Asking a person or custodian of the plan, and writing the answer into the log. */
import { confirmersOf } from '../core/ceremony/demands.ts';
import type { StepId } from '../core/ceremony/steps.ts';
import { type Text, refuse } from '../core/rules.ts';
import { appRules } from './rules.ts';
import type { Detail } from './desk.ts';
import type { Run } from './run.ts';

/** The name of a person or custodian as the plan has it. */
export function nameOf(run: Run, id: string): Text {
  return run.plan.custodians.find((c) => c.id === id)?.name ?? run.plan.people.names[id] ?? { en: id, zh: id };
}

/** What a question may carry besides its sentence. */
export interface Carried {
  readonly typeBack?: readonly string[];
  readonly details?: readonly Detail[];
}

/** CEREMONY-REFUSED when the answer is no; a yes is an entry. */
export async function ask(run: Run, step: StepId, who: string, say: Text, carried: Carried = {}): Promise<void> {
  const name = nameOf(run, who);
  const yes = await run.desk.confirm({ step, who, name, say, ...carried });
  if (!yes) throw refuse(appRules, 'CEREMONY-REFUSED', { step, who }, { subject: who });
  run.journal.append({ kind: 'confirmation', data: { step, who, said: { en: say.en, zh: say.zh } } });
}

/** Everybody whom the step concerns, and the second person where the plan wants two. */
export async function askAll(run: Run, step: StepId, say: Text, carried: Carried = {}): Promise<void> {
  for (const who of confirmersOf(step, run.plan, run.openable)) await ask(run, step, who, say, carried);
}
