/**
 * People in front of one window, for tests of its activities: they answer what the desk asks by the handlers that both
 * hosts serve, and type each passphrase sealed key by key to a real vault.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Activity, Question, SecretFieldView } from '../../../preload/contract/desk.ts';
import { view as viewSchema } from '../../../preload/contract/desk.ts';
import { Activities } from '../../../main/app/desktop/activity.ts';
import { actHandlers } from '../../../main/app/desktop/acts.ts';
import type { DesktopOptions } from '../../../main/app/desktop/index.ts';
import { Camera } from '../../../main/app/desktop/camera.ts';
import { copyHandlers } from '../../../main/app/desktop/copy.ts';
import { Logs } from '../../../main/app/desktop/logs.ts';
import { secretHandlers } from '../../../main/app/desktop/secrets.ts';
import { setActHandlers } from '../../../main/app/desktop/set-acts.ts';
import { setsHandlers } from '../../../main/app/desktop/sets.ts';
import { vaultActHandlers } from '../../../main/app/desktop/vault-acts.ts';
import { WindowDesk } from '../../../main/app/desktop/window-desk.ts';
import { SealedField } from '../../../renderer/secret/seal.ts';
import { exampleAnswers, examplePlan } from '../../crash/example.ts';

/** A folder of the test file's own. */
export const root = mkdtempSync(join(tmpdir(), 'rootseal-activity-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
export const planFile = join(root, 'plan.json');
writeFileSync(planFile, JSON.stringify(examplePlan()));
export const answers = exampleAnswers() as Readonly<
  Record<'passphrases' | 'logPassphrases', Readonly<Record<string, string>>>
>;

/** A room of its own: what people in front of one window do. */
export class Room {
  readonly desk = new WindowDesk();
  readonly activities: Activities;
  readonly handlers: Camera['handlers'] &
    ReturnType<typeof actHandlers> &
    ReturnType<typeof secretHandlers> &
    ReturnType<typeof setsHandlers> &
    ReturnType<typeof setActHandlers> &
    ReturnType<typeof vaultActHandlers> &
    ReturnType<typeof copyHandlers>;
  secretEnds = 0;
  /** Questions and fields that were seen to, and need nothing again. */
  private readonly answered = new Set<string>();
  /** Every field that was opened, in order. */
  readonly fields: SecretFieldView[] = [];
  readonly questions: Question[] = [];
  /** Who was asked and who typed while the shares were checked, in order. */
  readonly checking: string[] = [];

  constructor(more: Partial<DesktopOptions> = {}) {
    const options: DesktopOptions = {
      host: 'chromium',
      version: '0',
      env: {},
      settingsFile: join(root, 'settings.json'),
      folders: { own: root, examples: root },
      onSecretEnd: () => (this.secretEnds += 1),
      onClose: () => undefined,
      ...more,
    };
    this.activities = new Activities(options, this.desk);
    const logs = new Logs();
    const camera = new Camera(options);
    this.handlers = {
      ...setsHandlers(logs),
      ...camera.handlers,
      ...setActHandlers(options, this.activities, logs, camera),
      ...actHandlers(options, this.desk, this.activities, camera),
      ...vaultActHandlers(options, this.desk, this.activities),
      ...copyHandlers(options, this.desk, this.activities, camera),
      ...secretHandlers(options, this.activities),
    };
  }

  async type(field: SecretFieldView, secret: string, end: 'enter' | 'nothing' = 'enter') {
    const sealed = await this.open(field);
    for (const char of secret) await sealed.press('character', char.charCodeAt(0));
    return sealed.press(end);
  }

  /** Opens a field as a page does. */
  async open(field: SecretFieldView): Promise<SealedField> {
    this.answered.add(field.id);
    await this.handlers['secret.open']({ field: field.id });
    return SealedField.open(field, (message) => this.handlers['secret.key']({ field: field.id, ...message }));
  }

  private note({ question, field, steps, verdicts }: Activity): void {
    if (steps.find(({ state }) => state === 'now')?.id !== 'check-shares') return;
    const asked = question ? `${question.who} asked` : field ? `${field.who} types` : undefined;
    const now = [...(asked === undefined ? [] : [asked]), `${String(verdicts.length)} judged`].join(', ');
    if (asked !== undefined && this.checking.at(-1) !== now) this.checking.push(now);
  }

  /** Answers what is asked until the activity is over, or until `until` says so. */
  async live(habits: Partial<Habits> = {}): Promise<Activity> {
    const { secret, answer, until } = { ...usual, ...habits };
    const done = this.answered;
    for (let since = -1; ;) {
      const seen = viewSchema.parse(await this.handlers['desk.watch']({ since }));
      since = seen.version;
      const { activity } = seen;
      if (!activity) throw new Error('no activity');
      if (activity.status !== 'running' || until(activity)) return activity;
      const { question, field } = activity;
      this.note(activity);
      if (question && !done.has(`${question.id} ${String(question.wrong)}`)) {
        done.add(`${question.id} ${String(question.wrong)}`);
        this.questions.push(question);
        await this.handlers['desk.answer']({ question: question.id, ...answer(question) });
      } else if (field && !done.has(field.id)) {
        done.add(field.id);
        this.fields.push(field);
        const typed = secret(field);
        if (typed !== undefined) await this.type(field, typed);
      }
    }
  }
}

export interface Habits {
  secret: (field: SecretFieldView) => string | undefined;
  answer: (question: Question) => { yes: boolean; typed?: string; place?: string };
  until: (activity: Activity) => boolean;
}

export const typedWords = (question: Question) => {
  const hash = question.details.find(({ kind }) => kind === 'hash');
  const words = hash?.kind === 'hash' ? hash.groups.flatMap(({ words: two }) => two) : [];
  return words.slice(0, question.typeBack).join(' ');
};

export const usual: Habits = {
  secret: ({ who, role }) => (role === 'administrator' ? answers.logPassphrases[who] : answers.passphrases[who]) ?? '',
  answer: (question) => ({
    yes: question.kind === 'confirm',
    ...(question.typeBack > 0 && { typed: typedWords(question) }),
  }),
  until: () => false,
};
