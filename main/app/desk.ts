/** The desk: how the services speak to the people in the room and hear their yes. No secret passes here. */
import type { StepId } from '../core/ceremony/steps.ts';
import type { Text } from '../core/rules.ts';

export interface Confirmation {
  /** What is confirmed: a step, or a restore's purpose. */
  readonly step: StepId | 'restore';
  /** Id of the person or custodian who is asked. */
  readonly who: string;
  readonly name: Text;
  /** What is confirmed, as it is said aloud. */
  readonly say: Text;
  /** Words that must be typed back, in order, instead of a plain yes. */
  readonly typeBack?: readonly string[];
}

export interface Desk {
  /** False when the person says no. */
  confirm(request: Confirmation): Promise<boolean>;
  /** Something the room should see or hear now. */
  show(text: Text): void;
  /** Progress of anything over a second. */
  progress(what: Text, done: number, total: number): void;
}
