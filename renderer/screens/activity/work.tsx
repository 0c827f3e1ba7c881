/** The program works: how far it is, what it has done before in this step, and the room or the shares below. */
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../preload/contract/desk.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Progress } from '../../parts/progress.tsx';
import { setPhaseOf, workOf, type Shown } from './model.ts';
import { Room } from './room.tsx';
import { Purpose, Shares } from './shares.tsx';
import { useTurn } from './speak.ts';
import { WarningsButton } from './warnings.tsx';

type Piece = NonNullable<Activity['progress']>;

/** Pieces of work that this step has ended, as the page saw them. */
export function usePassed(activity: Activity): readonly Piece[] {
  const progress = workOf(activity);
  const step = activity.steps.find(({ state }) => state === 'now')?.id;
  const [seen, setSeen] = useState<{ step: string | undefined; pieces: readonly Piece[] }>({ step, pieces: [] });
  useEffect(() => {
    setSeen((before) => {
      const pieces = before.step === step ? before.pieces : [];
      if (!progress) return { step, pieces };
      return { step, pieces: [...pieces.filter(({ what }) => what.en !== progress.what.en), progress] };
    });
  }, [progress, step]);
  return seen.step === step ? seen.pieces.filter(({ what }) => what.en !== progress?.what.en) : [];
}

/** One cell for each piece while they can be told apart: quorums proved, files sealed. */
const cellsMax = 120;

function Cells({ done, total }: Piece): ReactElement | null {
  if (total > cellsMax) return null;
  return (
    <div className="desk-cells" aria-hidden="true" data-many={total > 24 || undefined}>
      {Array.from({ length: total }, (_, n) => (
        <i key={n} data-on={n < done || undefined} />
      ))}
    </div>
  );
}

export interface WorkProps {
  readonly activity: Activity;
  readonly shown: Shown;
  readonly passed: readonly Piece[];
  /** A medium that is being written to. */
  readonly place: string | undefined;
}

function useSentence({ activity, shown, place }: WorkProps): { title: string; help: string } {
  const { t } = useTranslation();
  const text = useText();
  const progress = workOf(activity);
  if (progress) return { title: text(progress.what), help: t('ceremony.work.help') };
  const nobody = t('ceremony.work.waitingHelp');
  if (place !== undefined) return { title: t('ceremony.hand.writing', { place }), help: nobody };
  if (activity.kind === 'set' && setPhaseOf(activity) === 'make')
    return { title: t('sets.act.making'), help: t('sets.act.makingHelp') };
  if (activity.kind === 'enact' && activity.awaited.length === 0)
    return { title: t('enact.act.signing'), help: t('enact.act.signingHelp') };
  if (activity.kind === 'restore' && activity.awaited.length === 0)
    return { title: t('restore.act.combining'), help: t('restore.act.combiningHelp') };
  const step = shown.step?.view;
  return step ? { title: text(step.title), help: text(step.say) } : { title: t('ceremony.work.waiting'), help: nobody };
}

function Passed({ pieces }: { readonly pieces: readonly Piece[] }): ReactElement | null {
  const { t } = useTranslation();
  const { number } = useFormat();
  const text = useText();
  if (pieces.length === 0) return null;
  return (
    <ul className="desk-passed" aria-label={t('ceremony.work.passed')}>
      {pieces.map(({ what, total }) => (
        <li key={what.en}>
          <Icon name="check" />
          <span>{text(what)}</span>
          <span className="numbers muted">{t('ceremony.work.ends', { total: number(total) })}</span>
        </li>
      ))}
    </ul>
  );
}

/** Large while it is the one thing to look at; the bar says the same to those who listen. */
function Working({
  progress,
  passed,
}: {
  readonly progress: Piece | null;
  readonly passed: readonly Piece[];
}): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const text = useText();
  if (!progress)
    return (
      <Card className="desk-work">
        <Progress what={t('ceremony.work.waiting')} />
        <Passed pieces={passed} />
      </Card>
    );
  const { what, done, total } = progress;
  return (
    <Card className="desk-work">
      <p className="desk-count numbers" aria-hidden="true">
        {t('ceremony.work.count', { done: number(done), total: number(total) })}
      </p>
      <Cells {...progress} />
      <div className={total > cellsMax ? undefined : 'heard'}>
        <Progress what={text(what)} done={done} total={total} />
      </div>
      <Passed pieces={passed} />
    </Card>
  );
}

export function Work(props: WorkProps): ReactElement {
  const { activity, shown, passed } = props;
  const turn = useTurn();
  const { title, help } = useSentence(props);
  const progress = workOf(activity);
  const { kind, findings } = activity;
  return (
    <>
      <Hero
        who={turn(activity, shown)}
        title={title}
        help={help}
        focusKey={shown.turn}
        actions={<WarningsButton findings={findings} />}
      />
      {/* Nothing in it takes the focus, and it may scroll. */}
      <div className="desk-body" data-stage={shown.stage} role="group" aria-label={title} tabIndex={0}>
        <Purpose activity={activity} />
        {kind === 'ceremony' ? (
          <Working progress={progress} passed={passed} />
        ) : (
          <Progress what={title} done={progress?.done ?? 0} total={progress?.total ?? 0} />
        )}
        <Shares activity={activity} shown={shown} />
        {kind === 'ceremony' && <Room activity={activity} shown={shown} />}
      </div>
    </>
  );
}
