/**
 * The desk of a window: keeps the one activity as the page shows it, puts questions and waits for their answers.
 *
 * All state lies here and none in the page, so that a page that was lost finds its place by asking once. The page
 * waits in `watch` for a version newer than the one it has.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Refusal } from '../../../preload/contract/common.ts';
import type { Activity, Question, QuestionDetail, View } from '../../../preload/contract/desk.ts';
import { type RootsealError, type Text, refuse } from '../../core/rules.ts';
import { toHex } from '../../core/encoding/hex.ts';
import type { SecretField, ShareVerdict } from '../../vault/client.ts';
import { type Confirmation, type Desk, type Detail, type PlaceRequest, sameWords } from '../desk.ts';
import { appRules } from '../rules.ts';
import { fullPath } from './paths.ts';
import { groupsOf } from './view.ts';

/** What was said lately, at most. */
const saidMax = 40;
const watchMs = 20_000;
/** Pictures of progress are made at most this often; each is a whole view. */
const progressMs = 60;

interface Answer {
  readonly yes: boolean;
  readonly typed?: string;
  readonly place?: string;
}

interface Standing {
  readonly question: Question;
  readonly words: readonly string[];
  readonly answered: (answer: Answer) => void;
  readonly stopped: (error: Error) => void;
}

export class WindowDesk implements Desk {
  private version = 0;
  private activity: Activity | null = null;
  private standing: Standing | undefined;
  private readonly watchers = new Set<() => void>();
  private lastProgress = 0;

  get view(): View {
    return { version: this.version, activity: this.activity };
  }

  /** Answers once the view is newer than `since`; after 20 s with whatever it is. */
  async watch(since: number): Promise<View> {
    if (this.version <= since)
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.watchers.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, watchMs).unref();
        this.watchers.add(wake);
      });
    return this.view;
  }

  begin(activity: Activity): void {
    this.activity = activity;
    this.changed();
  }

  /** Changes what is shown of the activity; nothing when there is none. */
  put(change: Partial<Activity>): void {
    if (!this.activity) return;
    this.activity = { ...this.activity, ...change };
    this.changed();
  }

  dismiss(): void {
    this.activity = null;
    this.changed();
  }

  private changed(): void {
    this.version += 1;
    for (const wake of [...this.watchers]) wake();
  }

  async confirm(request: Confirmation): Promise<boolean> {
    const { typeBack = [] } = request;
    if (request.step === 'restore') this.put({ purpose: { ...request.say } });
    const { yes } = await this.ask('confirm', { ...request, details: request.details ?? [] }, typeBack);
    return yes;
  }

  async place(request: PlaceRequest): Promise<string | undefined> {
    const { yes, place } = await this.ask('place', { ...request, step: request.back ? 'set' : 'hand-out' }, []);
    return yes ? place : undefined;
  }

  private ask(
    kind: Question['kind'],
    request: Pick<Confirmation, 'step' | 'who' | 'name' | 'say'> & {
      readonly details: readonly Detail[];
      readonly refused?: RootsealError;
    },
    words: readonly string[],
  ): Promise<Answer> {
    const { step, who, name, say, details, refused } = request;
    const question: Question = {
      id: randomUUID(),
      kind,
      step,
      who,
      name: { ...name },
      say: { ...say },
      details: details.map(detailOf),
      typeBack: words.length,
      wrong: 0,
      ...(refused && { refused: refusalOf(refused) }),
    };
    return new Promise((answered, stopped) => {
      this.standing = { question, words, answered, stopped };
      this.put({ question, progress: null });
    });
  }

  /**
   * Takes the answer to the question that stands. Words that are not the words leave it standing.
   * @throws DESK-QUESTION when it stands no more, DESK-PLACE when the folder is not there
   */
  answer(id: string, answer: Answer): void {
    const { standing } = this;
    if (standing?.question.id !== id) throw refuse(appRules, 'DESK-QUESTION');
    const { question, words } = standing;
    if (answer.yes && words.length > 0 && !sameWords(answer.typed ?? '', words)) {
      this.standing = { ...standing, question: { ...question, wrong: question.wrong + 1 } };
      this.put({ question: this.standing.question });
      return;
    }
    if (answer.place !== undefined && !existsSync(fullPath(answer.place)))
      throw refuse(appRules, 'DESK-PLACE', {}, { subject: answer.place });
    this.standing = undefined;
    this.put({ question: null });
    standing.answered(answer);
  }

  /** Ends the question that stands; its asker gets the error. */
  interrupt(error: Error): void {
    const { standing } = this;
    this.standing = undefined;
    this.put({ question: null, field: null });
    standing?.stopped(error);
  }

  show(text: Text): void {
    this.put({ said: [...(this.activity?.said ?? []), { ...text }].slice(-saidMax) });
  }

  progress(what: Text, done: number, total: number): void {
    const now = performance.now();
    const old = this.activity?.progress;
    const same = old?.what.en === what.en && done < total;
    if (same && now - this.lastProgress < progressMs) return;
    this.lastProgress = now;
    this.put({ progress: { what: { ...what }, done, total } });
  }

  verdict(verdict: ShareVerdict): void {
    const { verdicts = [], awaited = [] } = this.activity ?? {};
    const others = verdicts.filter(({ file }) => file !== verdict.file);
    this.put({ verdicts: [...others, { ...verdict }], awaited: awaited.filter((file) => file !== verdict.file) });
  }

  /** A secret field was opened or closed by the vault. */
  field(field: SecretField | null): void {
    this.put({ field: field && { ...field }, ...(field && { secret: true, progress: null }) });
  }
}

/** In the words of a window, with its own ways on. */
export function refusalOf({ code, text, inWindow = text, subject }: RootsealError): Refusal {
  return { code, text: { en: inWindow.en, zh: inWindow.zh }, ...(subject !== undefined && { subject }) };
}

function detailOf(detail: Detail): QuestionDetail {
  switch (detail.kind) {
    case 'hash':
      return { kind: 'hash', label: { ...detail.label }, hex: toHex(detail.bytes), groups: groupsOf(detail.bytes) };
    case 'review':
      return { kind: 'review', lines: detail.lines.map((line) => ({ ...line })) };
    case 'file':
      return { ...detail };
  }
}
