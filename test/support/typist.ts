/**
 * Somebody who types in the vault's window fields: answers a field by pressing keys through the page's own side of the
 * sealed protocol (renderer/secret/seal.ts), without a page.
 */

import type { KeyAnswer, KeyPress, SecretField } from '../../main/vault/client.ts';
import { type FieldState, SealedField } from '../../renderer/secret/seal.ts';

/** Takes one sealed press to the vault: `vault.key`, the channel `secret.key`, or an end of a port. */
export type SendKey = (press: KeyPress) => Promise<KeyAnswer>;

type Asked = Pick<SecretField, 'id' | 'key'>;

/** What somebody knows: their answer to a field, or undefined where they are not there. */
export type Knows = (field: SecretField) => string | undefined;

export class Typist {
  /** Every press as it passes main: what a scan looks through. */
  readonly passed: KeyPress[] = [];
  private readonly send: SendKey;

  constructor(send: SendKey) {
    this.send = send;
  }

  /** Opens the field as a page does that has just been loaded. */
  open({ id, key }: Asked): Promise<SealedField> {
    return SealedField.open({ id, key }, (message) => {
      const press = { field: id, ...message };
      this.passed.push(press);
      return this.send(press);
    });
  }

  /** Types `text` and Enter; answers the last state, `taken` or `refused` as a rule. */
  async type(field: Asked, text: string): Promise<FieldState> {
    const opened = await this.open(field);
    await press(opened, text);
    return opened.press('enter');
  }

  /**
   * For `onField`: answers every field with what `knows` says, as it comes. What goes wrong on the way is in `failed`.
   */
  answering(knows: Knows, failed: (error: unknown) => void = () => undefined): (field: SecretField | null) => void {
    return (field) => {
      const text = field ? knows(field) : undefined;
      if (field && text !== undefined) this.type(field, text).catch(failed);
    };
  }
}

/** Types `text` without Enter; `\b` is Backspace. Answers the state behind the last key. */
export async function press(opened: SealedField, text: string): Promise<FieldState> {
  let state = await opened.press('nothing');
  for (const char of text) {
    state = await (char === '\b' ? opened.press('erase') : opened.press('character', char.charCodeAt(0)));
  }
  return state;
}
