/**
 * The services of a window: every channel of the contract answered by the same services that the command line uses
 * (docs/architecture.md, "Two hosts, one app"). Imports no host; a host hands in what it alone can do.
 */
import type { Handlers } from '../../../preload/contract/index.ts';
import type { Text } from '../../core/rules.ts';
import type { Vault, VaultLauncher } from '../../vault/client.ts';
import type { VerifierProgram } from '../verifier.ts';

export interface DesktopOptions {
  readonly host: 'electron' | 'chromium';
  readonly version: string;
  /** Surroundings: `ROOTSEAL_ROOM` of the launcher, the language. */
  readonly env: NodeJS.ProcessEnv;
  /** Where the settings are kept. */
  readonly settingsFile: string;
  /** The person's own folder, and that of the examples. */
  readonly folders: { readonly own: string; readonly examples: string };
  /** Starts a vault in the host's own way; Node's own child unless said. */
  readonly launch?: VaultLauncher;
  /** Runs a verifier's file as a program of its own; plain Node unless said (Electron's own program is none). */
  readonly verifier?: VerifierProgram;
  /** Electron: gives the vault and the page the two ends of a channel for one opening of a field. */
  readonly openPort?: (vault: Vault, field: string) => void;
  /** Why this window must not take secrets, if it must not. */
  readonly unfit?: (rehearsal: boolean) => Text | undefined;
  /** The vault of an act in which a secret was typed has ended and nothing is unsaved: the page, or its browser, is ended. */
  readonly onSecretEnd?: () => void;
  /** A scan by the camera begins or ends: its host lets the page use the camera meanwhile, and never else. */
  readonly onCamera?: (open: boolean) => void | Promise<void>;
  /** The person wants to leave, and has been asked where an act is at work. */
  readonly onClose: () => void;
}

export interface Desktop {
  readonly handlers: Handlers;
  /** Loads what the handlers would load at their first call; absent where nothing is left. */
  load?(): Promise<void>;
  /** An activity is at work. */
  busy(): boolean;
  /** No activity stands on the desk, at work or over: a new page shows home first. */
  atHome(): boolean;
  /** Closing asks first: an activity is at work, or what stands in the page is in no file yet. */
  asksFirst(): boolean;
  /** Ends the activity and its vault. */
  stop(): Promise<void>;
}
