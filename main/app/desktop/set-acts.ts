/** Acts on the share set from a window: the next one is made out of the one in force; a set that waits is gone on with. */
import type { Exception } from '../../../preload/contract/common.ts';
import type { Handlers, RequestOf } from '../../../preload/contract/index.ts';
import { setsOf } from '../../core/ceremony/sets.ts';
import { fromHex } from '../../core/encoding/hex.ts';
import { refuse } from '../../core/rules.ts';
import { ruleText } from '../../core/shares/rule-text.ts';
import { entriesOf } from '../journal.ts';
import { PlanRefused } from '../plans.ts';
import { restore } from '../restore.ts';
import { admitRoom, peopleOf } from '../room.ts';
import { takeRoomAgain } from '../room-again.ts';
import { appRules } from '../rules.ts';
import { demandShares } from '../scan.ts';
import type { Progress } from '../sets/activate.ts';
import { resumeSet } from '../sets/resume.ts';
import { ceremonyStatus, planInForce, planOfStore, reading } from '../state.ts';
import type { Activities, Ending, Outcome } from './activity.ts';
import { type Camera, nameOfShare } from './camera.ts';
import type { DesktopOptions } from './index.ts';
import type { Logs } from './logs.ts';
import { fullPath, fullPaths } from './paths.ts';
import { judged, wishOf } from './sets.ts';
import { groupsOf, shareGroupsOf, shownFindings } from './view.ts';

type Acts = Pick<Handlers, 'set.begin' | 'set.resume'>;

export function setActHandlers(options: DesktopOptions, activities: Activities, logs: Logs, camera: Camera): Acts {
  return {
    'set.begin': async (request) => ({ activity: await begin(options, activities, logs, camera, request) }),
    'set.resume': async (request) => ({ activity: await resume(options, activities, request) }),
  };
}

/** The room as it is now, with what was said of it; and whom the act is about. */
export async function settle({ env }: DesktopOptions, dir: string, exceptions: readonly Exception[]) {
  const { rehearsal, exceptions: recorded } = ceremonyStatus(dir);
  const plan = planInForce(dir);
  const room = { facts: await takeRoomAgain(dir, env), exceptions, answersUsed: false };
  const warnings = admitRoom(room, { rehearsal, people: peopleOf(dir), recorded });
  return { plan, room, rehearsal, warnings };
}

/** Everything that can be refused is refused here, before anybody gives a share. */
async function begin(
  options: DesktopOptions,
  activities: Activities,
  logs: Logs,
  camera: Camera,
  request: RequestOf<'set.begin'>,
): Promise<string> {
  const { wish, exceptions } = request;
  const identities = fullPaths(request.identities);
  const dir = fullPath(request.dir);
  const shares = request.shares.map((share) => camera.share(share, { dir }));
  const findings = logs.open(dir, (log) => judged(log, logs.entries(log), wish, Object.keys(identities)));
  if (findings.some(({ level }) => level === 'error')) throw new PlanRefused(findings);
  const { plan, room, rehearsal, warnings } = await settle(options, dir, exceptions);
  demandShares(shares, plan);
  const title = plan.consortium.name;
  const shown = {
    threshold: plan.threshold,
    groups: shareGroupsOf(plan),
    awaited: shares.map(nameOfShare),
    findings: shownFindings([...findings, ...warnings]),
  };
  return activities.start({ kind: 'set', dir, title, rehearsal, shown }, async () => {
    const session = activities.session({ room, identities });
    const { ok, refusal, set } = await restore({ dir, shares, purpose: wishOf(wish) }, session);
    if (!ok || !set) return { outcome: [], ...(refusal && { failure: refusal }) };
    return ending(dir, set);
  });
}

async function resume(
  options: DesktopOptions,
  activities: Activities,
  request: RequestOf<'set.resume'>,
): Promise<string> {
  const { exceptions, here } = request;
  const identities = fullPaths(request.identities);
  const dir = fullPath(request.dir);
  const { sets } = ceremonyStatus(dir);
  if (!sets.some(({ state }) => state === 'pending')) throw refuse(appRules, 'SET-NONE-PENDING', {}, { subject: dir });
  const { plan, room, rehearsal, warnings } = await settle(options, dir, exceptions);
  const title = plan.consortium.name;
  const shown = { threshold: plan.threshold, groups: shareGroupsOf(plan), findings: shownFindings(warnings) };
  return activities.start({ kind: 'set', dir, title, rehearsal, shown }, async () =>
    ending(dir, await resumeSet(dir, activities.session({ room, identities }), here)),
  );
}

/** What was made. What it means, who is missing and what it cannot do stand in the view's `change`. */
function ending(dir: string, { id, epoch, scheme, ...holding }: Progress): Ending {
  const rule = ruleText(holding);
  const hash = reading(dir, (store, home) => {
    const { change } = setsOf(entriesOf(store), planOfStore(store, home)).find((one) => one.id === id) ?? {};
    return change;
  });
  const outcome: Outcome = [
    ...(hash === undefined
      ? []
      : [
          {
            label: { en: 'Hash of the parameters', zh: '参数的哈希' },
            value: hash,
            groups: groupsOf(fromHex(hash, 'change')),
          },
        ]),
    {
      label: { en: 'New share set', zh: '新份额组' },
      value: {
        en: `Epoch ${String(epoch)}, ${rule.en} (${scheme})`,
        zh: `第 ${String(epoch)} 期，${rule.zh}（${scheme}）`,
      },
    },
    { label: { en: 'Its id', zh: '其标识' }, value: id },
  ];
  return { outcome };
}
