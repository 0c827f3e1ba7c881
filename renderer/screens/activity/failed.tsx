/** An act that stopped: what happened, what is safe, what to do now. */
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../preload/contract/desk.ts';
import { ask } from '../../api.ts';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { useDoing } from '../../state/asking.ts';
import { ExceptionButton } from './exception.tsx';
import { anew, leave } from './leave.ts';
import { completeOf, goodShares, isClosed, isShort, opensRoots, standingOf, wayOut, type Shown } from './model.ts';
import { Purpose, Shares } from './shares.tsx';
import { useTurn } from './speak.ts';

export interface OverProps {
  readonly activity: Activity;
  readonly shown: Shown;
}

/** Too few good shares: no fault of anything, and said plainly. */
const short = ({ kind, failure }: Activity) => (opensRoots(kind) || kind === 'set') && isShort({ failure });
const unopened = ({ verdicts }: Activity) => verdicts.some(isClosed);
/** Where the title and the verdicts say it all, what happened is not said once more. */
const said = (activity: Activity) =>
  short(activity) || (activity.kind === 'share-check' && activity.verdicts.length > 0);

function useTitle(): (activity: Activity) => string {
  const { t } = useTranslation();
  return (activity) => {
    const { kind, threshold, verdicts } = activity;
    const standing = standingOf(activity);
    if (short(activity) && standing && activity.groups)
      return t('ceremony.failed.shortGroups', { have: completeOf(standing), need: activity.groups.threshold });
    if (short(activity)) return t('ceremony.failed.short', { have: goodShares(verdicts), need: threshold });
    if (kind !== 'share-check') return t(`ceremony.failed.${kind}`);
    return t(unopened(activity) ? 'ceremony.failed.unopened' : 'ceremony.failed.share');
  };
}

const names = {
  ceremony: 'ceremony.title',
  restore: 'restore.title',
  enact: 'enact.title',
  set: 'sets.title',
  'share-check': 'share.title',
  vault: 'vault.title',
  copy: 'copy.title',
  apply: 'post.make.title',
  vote: 'post.vote.title',
} as const satisfies Record<Activity['kind'], string>;

/** What the people in the room did themselves is said of them; everything else in the program's words. */
function useHappened(): (activity: Activity) => string {
  const { t } = useTranslation();
  const text = useText();
  return ({ failure, steps, people, kind }) => {
    if (!failure) return '–';
    const at = steps.find(({ state }) => state === 'now')?.title;
    const step = kind === 'ceremony' && at ? text(at) : t(names[kind]);
    const who = people.find(({ id }) => id === failure.subject)?.name;
    if (failure.code === 'CEREMONY-INTERRUPTED') return t('ceremony.failed.interrupted', { step });
    if (failure.code === 'SET-REFUSED' && who) return t('sets.act.refused', { who: text(who) });
    return failure.code === 'CEREMONY-REFUSED' && who
      ? t('ceremony.failed.refused', { step, who: text(who) })
      : text(failure.text);
  };
}

function useSafe(): (activity: Activity) => string[] {
  const { t } = useTranslation();
  return ({ kind, dir, steps, head, change }) => {
    if (kind === 'share-check') return [t('ceremony.failed.safeShare')];
    if (kind === 'vault') return [t('ceremony.failed.safeVault')];
    if (kind === 'copy') return [t('ceremony.failed.safeCopy')];
    if (kind === 'apply') return [t('ceremony.failed.safeApply')];
    if (kind === 'vote') return [t('ceremony.failed.safeVote')];
    if (kind === 'set') return [t(change?.state === 'pending' ? 'sets.act.safePending' : 'sets.act.safe')];
    if (kind === 'enact') return [t('ceremony.failed.safeEnact')];
    if (kind === 'restore') return [t('ceremony.failed.safeRestore')];
    if (head === null) return [t('ceremony.failed.safeNothing')];
    const done = steps.filter(({ state }) => state === 'done').length;
    const count = t('ceremony.failed.safeSteps', { count: done, steps: steps.length });
    return [...(done > 0 ? [count] : []), t('ceremony.failed.safeCeremony', { dir })];
  };
}

function useNext(): (props: OverProps) => string {
  const { t } = useTranslation();
  const text = useText();
  return ({ activity, shown }) => {
    const { goOn } = wayOut(activity);
    if (short(activity) && activity.groups) return activity.failure ? text(activity.failure.text) : '';
    if (short(activity))
      return t('ceremony.failed.nextShort', { count: activity.threshold - goodShares(activity.verdicts) });
    if (activity.kind === 'share-check') return t('ceremony.failed.nextShare');
    if (activity.kind === 'copy') return t('ceremony.failed.nextCopy');
    if (activity.kind === 'enact') return t('ceremony.failed.nextEnact');
    if (activity.kind === 'set' && activity.change?.state === 'pending') return t('sets.act.nextPending');
    if (goOn === 'possible') return t('ceremony.failed.nextEvidence');
    const step = shown.step?.view.title;
    return goOn && step ? t('ceremony.failed.nextGoOn', { step: text(step) }) : t('ceremony.failed.nextAgain');
  };
}

function Third({ icon, title, children }: { icon: IconName; title: string; children: ReactNode }): ReactElement {
  return (
    <Card
      className="desk-third"
      title={
        <>
          <Icon name={icon} size={1.3} /> {title}
        </>
      }
    >
      {children}
    </Card>
  );
}

function Thirds({ activity, shown }: OverProps): ReactElement {
  const { t } = useTranslation();
  const happened = useHappened()(activity);
  const { failure, dir, people } = activity;
  const safe = useSafe()(activity);
  const next = useNext()({ activity, shown });
  return (
    <div className="desk-thirds">
      {!said(activity) && (
        <Third icon="warning" title={t('ceremony.failed.happened')}>
          <p className="wrap">{happened}</p>
          <p className="small muted wrap">
            <code>{failure?.code}</code>
            {failure?.subject !== undefined && <> · {failure.subject}</>}
          </p>
        </Third>
      )}
      <Third icon="share" title={t('ceremony.failed.safe')}>
        {safe.map((line) => (
          <p key={line} className="wrap">
            {line}
          </p>
        ))}
      </Third>
      <Third icon="forward" title={t('ceremony.failed.next')}>
        <p className="wrap">{next}</p>
        {wayOut(activity).exception && <ExceptionButton dir={dir} people={people} />}
      </Third>
    </div>
  );
}

/** Whatever was asked for before it began is asked for again, unless there was nothing. */
const asksBefore = ({ rehearsal, people }: Activity) => !rehearsal || people.some(({ seal }) => seal === 'age');

function Acts({ activity }: OverProps): ReactElement {
  const { t } = useTranslation();
  const { busy, error, run } = useDoing();
  const { dir, rehearsal } = activity;
  const { goOn, again } = wayOut(activity);
  const pending = activity.kind === 'set' && activity.change?.state === 'pending';
  const resume = () =>
    run(async () => {
      if (asksBefore(activity)) await leave(activity, { screen: 'ceremony', rehearsal, resume: dir });
      else await ask('ceremony.resume', { dir, exceptions: [], identities: {} });
    });
  return (
    <>
      {goOn && (
        <Button kind={goOn === 'first' ? 'primary' : 'plain'} iconAfter="forward" busy={busy} onPress={resume}>
          {t(goOn === 'first' ? 'ceremony.failed.goOn' : 'ceremony.failed.goOnEvidence')}
        </Button>
      )}
      {pending && (
        <Button
          kind="primary"
          iconAfter="forward"
          busy={busy}
          onPress={() => run(() => leave(activity, { screen: 'share-set', dir, resume: true }))}
        >
          {t('ceremony.failed.goOn')}
        </Button>
      )}
      {again && !pending && (
        <Button kind="primary" busy={busy} onPress={() => run(() => leave(activity, anew(activity)))}>
          {t('ceremony.failed.again')}
        </Button>
      )}
      <Button disabled={busy} onPress={() => run(() => leave(activity, { screen: 'home' }))}>
        {t('ceremony.failed.leave')}
      </Button>
      <Failure error={error} />
    </>
  );
}

export function Failed({ activity, shown }: OverProps): ReactElement {
  const { t } = useTranslation();
  const turn = useTurn();
  return (
    <>
      <Hero
        who={turn(activity, shown)}
        title={useTitle()(activity)}
        focusKey={shown.turn}
        actions={<Acts activity={activity} shown={shown} />}
      />
      <div
        className="desk-body"
        data-stage={shown.stage}
        role="group"
        aria-label={t('ceremony.failed.happened')}
        tabIndex={0}
      >
        <Purpose activity={activity} />
        <div className={shown.shares.length > 0 ? 'desk-beside' : 'desk-alone'}>
          <Shares activity={activity} shown={shown} />
          <Thirds activity={activity} shown={shown} />
        </div>
      </div>
    </>
  );
}
