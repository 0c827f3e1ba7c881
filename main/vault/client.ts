/** Main's door to the vault: starts the one child process of an act. */

import { type Lang, type Text, refuse } from '../core/rules.ts';
import { type VaultLauncher, type VaultProcess, handedOn, nodeLauncher, vaultStart } from './launch.ts';
import type { VaultAct, VaultSource } from './protocol.ts';
import { vaultRules } from './rules.ts';
import { Vault, type VaultHears } from './running.ts';

export type { VaultLauncher, VaultProcess, VaultStart } from './launch.ts';
export type { KeyPress, SecretField } from './field-protocol.ts';
export type { Input, Progress, Quorum, Result, ShareVerdict, VaultAct, VaultSource, VaultWarning } from './protocol.ts';
export { type KeyAnswer, Vault, type VaultHears } from './running.ts';
export { isTyped } from './source.ts';

export interface VaultOptions extends VaultHears {
  readonly act: VaultAct;
  readonly lang: Lang;
  readonly source: VaultSource;
  /** Paths of age identity files by custodian id. The vault reads them. */
  readonly identities?: Readonly<Record<string, string>>;
  readonly rehearsal: boolean;
  /** What the root keys are opened for, as in `EXPORT root-ed to age1…`: the vault says it above each prompt. */
  readonly purpose?: Text;
  /** Minutes without a request, a key or progress until the vault forgets everything. 20 unless said. */
  readonly idleMinutes?: number;
  /** The Node program that runs the vault; this process's own unless said. */
  readonly nodePath?: string;
  /** How the process is started; as a child of Node unless said. */
  readonly launch?: VaultLauncher;
}

/** Starts the vault of one act and waits until it has taken its source. */
export async function openVault(options: VaultOptions): Promise<Vault> {
  const { act, lang, source, identities = {}, rehearsal, idleMinutes = 20, purpose } = options;
  const { launch = nodeLauncher(options.nodePath) } = options;
  let child: VaultProcess;
  try {
    child = launch(vaultStart(source));
  } catch (cause) {
    throw refuse(
      vaultRules,
      source.kind === 'fd' ? 'SECRET-FD' : 'VAULT-START',
      { fd: source.kind === 'fd' ? source.fd : '' },
      { cause },
    );
  }
  const vault = new Vault(child, source.kind === 'tty', options);
  const taken: VaultSource = source.kind === 'fd' ? { kind: 'fd', fd: handedOn } : source;
  const said = purpose && { purpose: { en: purpose.en, zh: purpose.zh } };
  await vault.request('open', { act, lang, source: taken, identities, rehearsal, idleMinutes, ...said });
  return vault;
}
