/** Which screen is shown. Kept in memory: the program knows what is at work, and the page has no address. */
import { store } from './store.ts';

export type Place =
  | { readonly screen: 'home' }
  /** One consortium; `tab` is the screen's own. */
  | { readonly screen: 'consortium'; readonly dir: string; readonly tab?: string }
  /** The plan editor; without a file a new plan. */
  | { readonly screen: 'plan'; readonly file?: string }
  /** What is asked before a ceremony begins, or goes on (`resume`: the folder). */
  | { readonly screen: 'ceremony'; readonly rehearsal: boolean; readonly plan?: string; readonly resume?: string }
  /** What is at work. */
  | { readonly screen: 'activity' }
  | { readonly screen: 'share-check' }
  /** A share copied by hand into a blank form: whose. */
  | { readonly screen: 'share-copy'; readonly dir: string; readonly custodian: string }
  /** Shares of HashiCorp Vault, in and out. */
  | { readonly screen: 'vault-shares' }
  /** `shares`: files that were tried before and are tried again. */
  | { readonly screen: 'restore'; readonly dir?: string; readonly shares?: readonly string[] }
  /** What is asked before a decision comes into force; with the files that were chosen before. */
  | {
      readonly screen: 'enact';
      readonly dir: string;
      readonly proposal?: string;
      readonly votes?: readonly string[];
      readonly signers?: readonly string[];
      readonly shares?: readonly string[];
    }
  /** What is asked before an act on the share set begins, or goes on with a set that waits. */
  | { readonly screen: 'share-set'; readonly dir: string; readonly resume?: boolean }
  | { readonly screen: 'log'; readonly dir: string }
  /** What came in a folder and what was made for others; judged on `at`. */
  | { readonly screen: 'post'; readonly folder?: string; readonly at?: string }
  /** Keys of applicants, members and voters. */
  | { readonly screen: 'make'; readonly way?: 'apply' | 'key' | 'offer' }
  /** One document in full. */
  | { readonly screen: 'document'; readonly file: string }
  /** A change that is to be proposed; `file`: the application or offer that it begins with. */
  | {
      readonly screen: 'propose';
      readonly at: string;
      readonly kind?: 'admit' | 'remove' | 'role' | 'keys' | 'governance';
      readonly file?: string;
    }
  /** A proposal with its votes, and one's own. */
  | { readonly screen: 'proposal'; readonly at: string; readonly proposal: string; readonly votes?: readonly string[] }
  | { readonly screen: 'verify'; readonly path?: string }
  | { readonly screen: 'settings' };

export type Screen = Place['screen'];
/** What a screen is given: `PlaceOf<'restore'>`. */
export type PlaceOf<S extends Screen> = Extract<Place, { readonly screen: S }>;

const place = store<Place>({ screen: 'home' });

/** What is left: the screen for another one, or the window as a whole. */
export type Left = 'screen' | 'window';

/** Asked before a screen is left: may hold back by answering false (unsaved work), and does `then` later itself. */
type Guard = (then: () => void, left: Left) => boolean;
let guard: Guard | undefined;

/** Sets what is asked before the screen is left; returns how to take it away. */
export function guardPlace(ask: Guard): () => void {
  guard = ask;
  return () => {
    if (guard === ask) guard = undefined;
  };
}

/** True where the screen that is shown asks first, and does `then` once it may be left. */
export const heldBack = (then: () => void, left: Left): boolean => guard !== undefined && !guard(then, left);

/** Shows a screen, unless the guard of the one that is shown holds back. */
export function go(next: Place): void {
  const then = () => place.set(next);
  if (!heldBack(then, 'screen')) then();
}

export const usePlace = (): Place => place.use();
