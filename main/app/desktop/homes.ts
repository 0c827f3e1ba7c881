/** The list of consortia on this machine, and each of them in a few lines. */
import { setImmediate as breath } from 'node:timers/promises';
import type { HomeView } from '../../../preload/contract/consortium.ts';
import type { Handlers } from '../../../preload/contract/index.ts';
import type { Entry } from '../../core/audit/entry.ts';
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import type { TufEnd } from '../../core/ceremony/tuf-ends.ts';
import { tufTold } from '../../core/ceremony/tuf-told.ts';
import { stateOf, stepIds } from '../../core/ceremony/steps.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { RootsealError, refuse } from '../../core/rules.ts';
import { policyOfPlan } from '../../core/shares/groups.ts';
import { ruleText } from '../../core/shares/rule-text.ts';
import { recordedFiles } from '../evidence.ts';
import { Home } from '../home.ts';
import { reasonOf } from '../reasons.ts';
import { withSetInForce } from '../state.ts';
import { tufEnds } from '../tuf/ends.ts';
import { type Dates, datesOf, dueOf } from './due.ts';
import type { DesktopOptions } from './index.ts';
import type { Logs, OpenLog } from './logs.ts';
import { fullPath } from './paths.ts';
import { desktopRules } from './rules.ts';
import { SettingsFile } from './settings-file.ts';
import { refusalOf } from './window-desk.ts';

/** What of a home changes with its log alone. */
interface Facts {
  readonly view: Omit<HomeView, 'due'>;
  readonly dates: Dates;
  /** The newest act that left files. */
  readonly lastAct: string | undefined;
}

/** The program ended while the files of an act went to their places: all of them are here, and the next act moves the rest. */
function unsettled(home: Home, act: string | undefined, since: string): HomeView['due'] {
  if (act === undefined || !home.isStaged(act)) return [];
  const what = {
    en: 'The program ended while files of the last act were moved to their places. Nothing is lost: the next act, a drill for one, moves the rest first.',
    zh: '程序结束时，上一次操作的文件尚未全部就位。没有丢失任何内容：下一次操作（例如恢复演习）会先将其余文件就位。',
  };
  return [{ what, since, late: true }];
}

/** What cannot be read here is told where the home is opened. */
function endsIn(entries: readonly Entry[], { home }: OpenLog, plan: ResolvedPlan): TufEnd[] {
  try {
    return tufEnds(entries, home, tufTold(entries, plan).roots, '');
  } catch {
    return [];
  }
}

/** Homes in a few lines. They are worked out once for each head of a log, which has everything else under it. */
export class HomeViews {
  private readonly logs: Logs;
  private readonly known = new Map<string, { readonly root: string; readonly facts: Facts }>();

  constructor(logs: Logs) {
    this.logs = logs;
  }

  /** Never throws: a home that cannot be read has its refusal. */
  view(dir: string): HomeView {
    try {
      return this.logs.open(dir, (log) => this.viewOf(log));
    } catch (error) {
      return {
        dir,
        state: 'unreadable',
        done: 0,
        steps: stepIds.length,
        size: 0,
        due: [],
        problem: problemOf(dir, error),
      };
    }
  }

  viewOf(log: OpenLog): HomeView {
    const { dir } = log.home;
    const root = toHex(log.head.root);
    const known = this.known.get(dir);
    const facts = known?.root === root ? known.facts : this.factsOf(log);
    this.known.set(dir, { root, facts });
    const due = dueOf(facts.dates, new Date().toISOString());
    return { ...facts.view, due: [...unsettled(log.home, facts.lastAct, facts.dates.last), ...due] };
  }

  private factsOf(log: OpenLog): Facts {
    const { home, plan, head } = log;
    const entries = this.logs.entries(log);
    const now = withSetInForce(plan, entries);
    const state = stateOf(entries);
    const dates = datesOf(entries, state, plan, state.closed ? endsIn(entries, log, plan) : []);
    const view: Facts['view'] = {
      dir: home.dir,
      name: { ...plan.consortium.name },
      id: plan.consortium.id,
      rehearsal: plan.rehearsal,
      state: state.closed ? 'closed' : 'open',
      done: state.done.length,
      steps: stepIds.length,
      size: head.size,
      // Of groups no two numbers tell who opens the roots.
      ...(now.groups
        ? { rule: ruleText(policyOfPlan(now)) }
        : { threshold: now.threshold, custodians: now.custodians.length }),
      last: dates.last,
      ...(state.next && { step: state.next }),
    };
    return { view, dates, lastAct: [...recordedFiles(entries).keys()].at(-1) };
  }
}

function problemOf(dir: string, error: unknown): NonNullable<HomeView['problem']> {
  if (error instanceof RootsealError) return refusalOf(error);
  return refusalOf(refuse(desktopRules, 'FOLDER-READ', { reason: reasonOf(error) }, { subject: dir, cause: error }));
}

type Channels = 'homes.list' | 'homes.add' | 'homes.forget';

export function homesHandlers(
  { settingsFile }: Pick<DesktopOptions, 'settingsFile'>,
  views: HomeViews,
): Pick<Handlers, Channels> {
  const settings = new SettingsFile(settingsFile);
  return {
    'homes.list': async () => {
      const homes: HomeView[] = [];
      for (const dir of settings.read().homes) {
        homes.push(views.view(dir));
        await breath(); // a long log is read for the first time: others wait no longer than for one
      }
      return { homes };
    },
    'homes.add': async ({ dir }) => {
      const place = fullPath(dir);
      new Home(place).mustExist();
      return views.view(settings.addHome(place));
    },
    'homes.forget': async ({ dir }) => {
      settings.forgetHome(dir);
      return {};
    },
  };
}
