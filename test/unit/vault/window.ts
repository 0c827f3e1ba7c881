/** A window for tests of the vault: fields as they come, one after the other, and somebody who types in them. */

import type { Quorum, SecretField, ShareVerdict, Vault, VaultAct, VaultOptions } from '../../../main/vault/client.ts';
import { Typist } from '../../support/typist.ts';
import { open, tapped } from './room.ts';

export interface Window {
  readonly vault: Vault;
  readonly typist: Typist;
  /** The next field that opens and was not asked for yet; waits for it. */
  readonly next: () => Promise<SecretField>;
  /** What happened, in order: `choose c1`, `null`, `verdict c1 SHARE-INTACT 1/2`. */
  readonly log: string[];
  /** Every message of both ways and what came on standard error. */
  readonly heard: string[];
}

/** The real vault with a window before it. */
export async function openWindow(act: VaultAct, more: Partial<VaultOptions> = {}): Promise<Window> {
  const log: string[] = [];
  const heard: string[] = [];
  const fields: SecretField[] = [];
  let came: () => void = () => undefined;
  const onField = (field: SecretField | null) => {
    log.push(field ? `${field.kind} ${field.who}` : 'null');
    if (field) fields.push(field);
    came();
  };
  const onVerdict = (verdict: ShareVerdict, { have, m }: Quorum) =>
    void log.push(`verdict ${verdict.custodian ?? verdict.file} ${verdict.code} ${have}/${m}`);
  const vault = await open(act, { kind: 'window' }, { launch: tapped(heard), onField, onVerdict, ...more });
  const next = async (): Promise<SecretField> => {
    for (;;) {
      const field = fields.shift();
      if (field) return field;
      await new Promise<void>((resolve) => (came = resolve));
    }
  };
  return { vault, typist: new Typist((press) => vault.key(press)), next, log, heard };
}

/** Types each text into the field that comes next. */
export async function typeAll({ next, typist }: Window, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await typist.type(await next(), text);
}
