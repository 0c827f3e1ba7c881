/**
 * The one activity of a window: a ceremony, a restore, the check of a share, each by the service that the command line
 * uses too. Begun by a call that answers at once; what becomes of it stands in the view.
 */
import { randomUUID } from 'node:crypto';
import type { Refusal } from '../../../preload/contract/common.ts';
import type { Activity } from '../../../preload/contract/desk.ts';
import { stateOf } from '../../core/ceremony/steps.ts';
import { RootsealError, type Text, refuse } from '../../core/rules.ts';
import type { SecretField, Vault } from '../../vault/client.ts';
import type { Session } from '../ceremony.ts';
import type { RoomEntry } from '../room.ts';
import { appRules } from '../rules.ts';
import type { Run } from '../run.ts';
import { withSetInForce } from '../state.ts';
import type { DesktopOptions } from './index.ts';
import { setShown } from './set-view.ts';
import { SettingsFile } from './settings-file.ts';
import { type WindowDesk, refusalOf } from './window-desk.ts';
import { headOf, peopleOf, shareGroupsOf, stepsOf } from './view.ts';

export type Outcome = Activity['outcome'];

/** What an activity starts from. */
export interface Beginning {
  readonly kind: Activity['kind'];
  readonly dir: string;
  readonly title: Text;
  readonly rehearsal: boolean;
  readonly shown?: Partial<Activity>;
}

/** What was settled before a ceremony or a restore begins. */
export interface Settled {
  /** As it was judged: what was admitted is what is recorded. */
  readonly room: RoomEntry;
  readonly identities: Readonly<Record<string, string>>;
}

/** How it ended: what was made, or why not, where that is a verdict and no fault. */
export interface Ending {
  readonly outcome: Outcome;
  readonly failure?: RootsealError;
}

export class Activities {
  private readonly options: DesktopOptions;
  private readonly desk: WindowDesk;
  private running = new Set<Vault>();
  private atWork: Promise<void> | undefined;
  /** The vault whose field is open, and the vaults into which somebody has typed. */
  private asking: { readonly vault: Vault; readonly field: string } | undefined;
  private readonly typedInto = new WeakSet<Vault>();
  /** The home that was put into the list for this activity. */
  private keptHome: string | undefined;
  /** The first entry that this activity wrote. */
  private from: number | undefined;

  constructor(options: DesktopOptions, desk: WindowDesk) {
    this.options = options;
    this.desk = desk;
  }

  get busy(): boolean {
    return this.atWork !== undefined;
  }

  /** Starts the work and answers the activity's id. DESK-BUSY, DESK-UNFIT. */
  start(beginning: Beginning, work: () => Promise<Ending>): string {
    const { activity } = this.desk.view;
    if (this.busy) throw refuse(appRules, 'DESK-BUSY', {}, { subject: activity?.dir ?? '' });
    const unfit = this.options.unfit?.(beginning.rehearsal);
    if (unfit) throw refuse(appRules, 'DESK-UNFIT', { reason: unfit });
    this.running = new Set();
    this.keptHome = undefined;
    this.from = undefined;
    const begun = activityOf(beginning);
    this.desk.begin(begun);
    this.atWork = this.carryOut(work);
    return begun.id;
  }

  private async carryOut(work: () => Promise<Ending>): Promise<void> {
    try {
      const { outcome, failure } = await work();
      this.desk.put({ status: failure ? 'failed' : 'finished', outcome, failure: failure ? refusalOf(failure) : null });
    } catch (error) {
      this.desk.put({ status: 'failed', failure: failureOf(error) });
    } finally {
      for (const vault of this.running) vault.kill();
      this.asking = undefined;
      this.atWork = undefined;
      this.desk.put({ question: null, field: null, progress: null, secret: false });
    }
  }

  /** Ends the vault and whoever waits for an answer; resolves when nothing is at work any more. */
  async stop(): Promise<void> {
    const { activity } = this.desk.view;
    if (!this.atWork) return;
    const step = activity?.steps.find(({ state }) => state === 'now')?.id ?? activity?.kind ?? '';
    const said = stopped[activity?.kind ?? 'ceremony'];
    const error = refuse(appRules, 'CEREMONY-INTERRUPTED', { step, ...said }, { subject: activity?.dir ?? '' });
    for (const vault of this.running) vault.kill();
    this.desk.interrupt(error);
    await this.atWork;
    const after = this.desk.view.activity;
    // How much of a share was shown is known to the act alone.
    if (after?.status === 'failed' && after.failure?.code !== 'COPY-STOPPED')
      this.desk.put({ failure: refusalOf(error) });
  }

  /** The vault whose secret field this is. DESK-FIELD when it is closed. */
  fieldVault(field: string): Vault {
    if (this.asking?.field !== field) throw refuse(appRules, 'DESK-FIELD');
    this.typedInto.add(this.asking.vault);
    return this.asking.vault;
  }

  /** A vault at work, to be ended with the activity; when somebody typed into it, its end is told to the host. */
  take(vault: Vault): void {
    this.running.add(vault);
    void vault.exited.then(() => {
      if (this.typedInto.has(vault)) this.options.onSecretEnd?.();
      if (this.asking?.vault === vault) this.field(vault, null);
      this.desk.put({ secret: false });
    });
  }

  field(vault: Vault, field: SecretField | null): void {
    this.asking = field ? { vault, field: field.id } : undefined;
    this.desk.field(field);
  }

  /** What the services of a ceremony or a restore need, at the desk of this window. For the work that was started. */
  session({ room, identities }: Settled): Session {
    const { launch, verifier } = this.options;
    const taken = new WeakSet<Vault>();
    return {
      desk: this.desk,
      identified: Object.keys(identities),
      room,
      planWarnings: [],
      running: this.running,
      verifier,
      vault: {
        lang: 'en',
        source: { kind: 'window' },
        identities,
        ...(launch && { launch }),
        onField: (vault, field) => {
          if (!taken.has(vault)) this.take(vault);
          taken.add(vault);
          this.field(vault, field);
        },
      },
      watch: (run) => {
        this.keepHome(run);
        this.watched(run);
      },
    };
  }

  /** A consortium at work stands in the list from its first entry on; without a list the work goes on all the same. */
  private keepHome({ home, journal }: Run): void {
    if (this.keptHome === home.dir || journal.head.size === 0) return;
    this.keptHome = home.dir;
    try {
      new SettingsFile(this.options.settingsFile).addHome(home.dir);
    } catch (error) {
      if (!(error instanceof RootsealError)) throw error;
      this.desk.show(error.text);
    }
  }

  /** The log has grown: what is shown of it is made anew. */
  private watched(run: Run): void {
    const { activity: now } = this.desk.view;
    this.from ??= run.journal.head.size - 1;
    if (now?.kind === 'set') {
      this.desk.put(setShown(run, now, this.from));
      return;
    }
    const { journal, plan: founded, openable } = run;
    const entries = journal.entries();
    const plan = withSetInForce(founded, entries);
    const { begun } = stateOf(entries);
    const { activity } = this.desk.view;
    const before = activity?.steps.find(({ state }) => state === 'now')?.id;
    this.desk.put({
      rehearsal: plan.rehearsal,
      threshold: plan.threshold,
      groups: shareGroupsOf(plan),
      title: { ...plan.consortium.name },
      steps: stepsOf(entries, new Date().toISOString()),
      people: peopleOf(plan, entries, openable),
      head: headOf(journal.head),
      ...(begun !== before && { progress: null, ...(activity?.kind === 'ceremony' && { verdicts: [] }) }),
    });
  }
}

const stopped: Readonly<Record<Activity['kind'], { en: string; zh: string }>> = {
  ceremony: { en: 'Nothing is lost: go on with it here or later.', zh: '没有丢失任何内容：可现在继续，也可以后继续。' },
  restore: {
    en: 'No root key is open any more; a use of them that had begun stands in the log. Begin the restore again when you are ready.',
    zh: '已没有任何根密钥处于打开状态；若已开始使用根密钥，日志中留有记录。准备好后请重新开始恢复。',
  },
  enact: {
    en: 'No root key is open any more, and the decision is not in force, unless the log says that it came into force. Begin again with the same files when you are ready.',
    zh: '已没有任何根密钥处于打开状态；除非日志已记载其生效，否则该决定尚未生效。准备好后请用同样的文件重新开始。',
  },
  set: {
    en: 'The set in force is as it was, unless the log says that the new one came into force. A set that was made already waits for its holders: go on with it, or give it up, on the page of the consortium.',
    zh: '若日志未记录新份额组已生效，则现用份额组保持不变。已经生成的份额组会等待各保管人：可在联盟页面继续或放弃。',
  },
  vault: {
    en: 'Nothing was written, and the shares as Vault gave them are as they were. Begin again when you are ready.',
    zh: '没有写入任何内容，Vault 发出的份额保持原样。准备好后请重新开始。',
  },
  copy: {
    en: 'The share is as it was. If words of it were shown, destroy the form; then begin again when you are ready.',
    zh: '份额保持原样。若已显示过其中的单词，请销毁表格；准备好后请重新开始。',
  },
  apply: {
    en: 'No key was kept and nothing was written. Begin again when you are ready.',
    zh: '没有保留任何密钥，也没有写入任何内容。准备好后请重新开始。',
  },
  vote: {
    en: 'The vote was not signed, and nothing was written. Begin again when you are ready.',
    zh: '表决没有签署，也没有写入任何内容。准备好后请重新开始。',
  },
  'share-check': {
    en: 'The share is as it was, and nothing is known of it yet. Check it again when you are ready.',
    zh: '份额保持原样，尚无检查结论。准备好后请重新检查。',
  },
};

function activityOf({ kind, dir, title, rehearsal, shown }: Beginning): Activity {
  return {
    id: randomUUID(),
    kind,
    status: 'running',
    dir,
    title: { ...title },
    rehearsal,
    since: new Date().toISOString(),
    threshold: 0,
    groups: null,
    steps: [],
    people: [],
    findings: [],
    said: [],
    question: null,
    field: null,
    progress: null,
    change: null,
    purpose: null,
    verdicts: [],
    awaited: [],
    head: null,
    secret: false,
    failure: null,
    outcome: [],
    ...shown,
  };
}

/** A fault of ours is told by its name alone: its message may quote what it was about. */
function failureOf(error: unknown): Refusal {
  if (error instanceof RootsealError) return refusalOf(error);
  const name = error instanceof Error ? error.name : typeof error;
  return refusalOf(refuse(appRules, 'DESK-FAULT', { name }, { cause: error }));
}
