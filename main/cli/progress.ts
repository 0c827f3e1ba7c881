/**
 * Progress of anything over a second, on standard error: one line written over in place on a terminal, plain lines
 * elsewhere, and there not more than some ten for one thing.
 */
const plainSteps = 10;

/** As much of a stream as is needed. */
export interface ProgressOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

export class ProgressLine {
  private readonly output: ProgressOutput;
  /** Whether a line stands that the next one is written over. */
  private open = false;
  private what = '';
  private shown = 0;

  constructor(output: ProgressOutput) {
    this.output = output;
  }

  show(what: string, done: number, total: number): void {
    const text = `[${String(done)}/${String(total)}] ${what}`;
    if (this.output.isTTY === true) this.overwrite(text, what);
    else if (this.isDue(what, done, total)) this.output.write(`${text}\n`);
  }

  /** Leaves the line as it stands; what comes next begins a new one. */
  end(): void {
    if (this.open) this.output.write('\n');
    this.open = false;
  }

  /** The erase comes first: a shorter line leaves nothing of a longer one. */
  private overwrite(text: string, what: string): void {
    if (what !== this.what) this.end();
    this.what = what;
    this.output.write(`\r\u001b[K${text}`);
    this.open = true;
  }

  private isDue(what: string, done: number, total: number): boolean {
    const due = what !== this.what || done >= total || done - this.shown >= total / plainSteps;
    if (due) this.shown = done;
    this.what = what;
    return due;
  }
}
