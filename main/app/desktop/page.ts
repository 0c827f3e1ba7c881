/** A page that has seen a secret being typed is renewed by its host, yet not while something in it is in no file. */
export class PageKeeper {
  unsaved = false;
  private owed = false;
  private leaving = false;
  private readonly renew: (() => void) | undefined;

  constructor(renew: (() => void) | undefined) {
    this.renew = renew;
  }

  secretEnded(): void {
    if (this.leaving) return;
    if (this.unsaved) this.owed = true;
    else this.renew?.();
  }

  /** The program ends, and the page with it. */
  leave(): void {
    this.leaving = true;
  }

  put(unsaved: boolean): void {
    this.unsaved = unsaved;
    if (unsaved || !this.owed || this.leaving) return;
    this.owed = false;
    this.renew?.();
  }
}
