/**
 * What a key that goes down in a secret field comes to: one printable ASCII character, an edit, or a refusal that is
 * said. Whatever a keyboard composes is refused, because a field that is no text input never gets what was composed.
 */
import type { Op } from './seal.ts';

/** Why a key was not taken; each has its sentence (texts.ts). */
export type KeyHint = 'composed' | 'dead' | 'foreign' | 'repeated' | 'digit' | 'letter';

/** What of a KeyboardEvent is looked at. */
export interface KeyDown {
  readonly key: string;
  readonly keyCode: number;
  readonly repeat: boolean;
  readonly isComposing: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  getModifierState(name: string): boolean;
}

/** `browser`: none of ours, the browser does what it does with it. */
export type Judged =
  | { readonly kind: 'press'; readonly op: Op; readonly code: number }
  | { readonly kind: 'hint'; readonly hint: KeyHint }
  | { readonly kind: 'browser' };

const browser: Judged = { kind: 'browser' };
const hint = (of: KeyHint): Judged => ({ kind: 'hint', hint: of });
const press = (op: Op, code = 0): Judged => ({ kind: 'press', op, code });

/** Names of keys (`Enter`, `F5`); anything else is what the key writes. */
const isName = (key: string) => /^[A-Za-z][A-Za-z0-9]+$/.test(key);
const isComposed = ({ key, keyCode, isComposing }: KeyDown) => isComposing || keyCode === 229 || key === 'Process';

/** A shortcut. AltGr writes characters, and is Ctrl and Alt together on some systems. */
const isShortcut = (event: KeyDown) =>
  (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph');

/** Among words Escape takes one word alone: nobody loses thirty by one key. */
function opOf(key: string, words: boolean): Op | undefined {
  if (key === 'Backspace') return 'erase';
  if (key === 'Escape') return words ? 'eraseWord' : 'clear';
  if (!words) return undefined;
  return key === 'ArrowLeft' ? 'before' : key === 'ArrowRight' ? 'after' : undefined;
}

export class KeyJudge {
  private readonly kind: 'text' | 'digits' | 'words';
  /** A dead key went down: the key behind it would have been changed by it, and comes here unchanged. */
  private dead = false;

  /** @param kind `digits`: only the numbers of a die count; `words`: letters and blanks, and ways between words. */
  constructor(kind: 'text' | 'digits' | 'words') {
    this.kind = kind;
  }

  judge(event: KeyDown): Judged {
    if (isComposed(event)) return hint('composed');
    if (event.key === 'Dead') {
      this.dead = true;
      return hint('dead');
    }
    if (isShortcut(event)) return browser;
    return isName(event.key) ? this.named(event) : this.written(event);
  }

  private named({ key, repeat }: KeyDown): Judged {
    if (key === 'Unidentified') return hint('foreign');
    if (key === 'Enter') return this.swallowed() ?? (repeat ? hint('repeated') : press('enter'));
    const op = opOf(key, this.kind === 'words');
    if (op === undefined) return browser;
    this.dead = false;
    return press(op);
  }

  private written({ key, repeat }: KeyDown): Judged {
    const swallowed = this.swallowed();
    if (swallowed) return swallowed;
    if (repeat) return hint('repeated');
    const code = key.length === 1 ? key.charCodeAt(0) : 0;
    if (code < 0x20 || code > 0x7e) return hint('foreign');
    if (this.kind === 'digits' && (code < 0x31 || code > 0x36)) return hint('digit');
    return this.kind === 'words' && !/[A-Za-z ]/.test(key) ? hint('letter') : press('character', code);
  }

  private swallowed(): Judged | undefined {
    const dead = this.dead;
    this.dead = false;
    return dead ? hint('dead') : undefined;
  }
}
