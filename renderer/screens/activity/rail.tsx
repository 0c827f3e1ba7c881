/** The rail of an act: the steps of the ceremony with their times, or the way of a restore; below them the way out. */
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity, StepView } from '../../../preload/contract/desk.ts';
import { Icon } from '../../parts/icon.tsx';
import { StepRail } from '../../parts/step-rail.tsx';
import { opensRoots, phaseOf, setPhaseOf, type Phase, type SetPhase } from './model.ts';
import { Stop } from './stop.tsx';

/** Seconds since the page heard of this view: the program says once how long a step has taken. */
function useSince(key: unknown): number {
  const [since, setSince] = useState(0);
  useEffect(() => {
    const begun = performance.now();
    setSince(0);
    const timer = setInterval(() => setSince(Math.floor((performance.now() - begun) / 1000)), 1000);
    return () => clearInterval(timer);
  }, [key]);
  return since;
}

function CeremonyRail({
  steps,
  running,
}: {
  readonly steps: readonly StepView[];
  readonly running: boolean;
}): ReactElement {
  const now = steps.find(({ state }) => state === 'now');
  const since = useSince(`${now?.id ?? ''} ${now?.seconds ?? ''}`);
  const ticking = steps.map((step) =>
    running && step.state === 'now' && step.seconds !== undefined ? { ...step, seconds: step.seconds + since } : step,
  );
  return <StepRail steps={ticking} />;
}

const phases = ['purpose', 'shares', 'use'] as const satisfies readonly Phase[];
const phaseKeys = { purpose: 'phasePurpose', shares: 'phaseShares', use: 'phaseUse' } as const;

const setPhases = ['agree', 'give', 'make', 'take'] as const satisfies readonly SetPhase[];

/** Acts outside a ceremony have no steps of a plan; their own few are drawn alike. */
function PhaseRail({
  label,
  names,
  at,
}: {
  readonly label: string;
  readonly names: readonly string[];
  /** How many are done. */
  readonly at: number;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <nav aria-label={label}>
      <ol className="steps">
        {names.map((name, n) => {
          const state = n < at ? 'done' : n === at ? 'now' : 'waiting';
          return (
            <li key={name} data-state={state} {...(state === 'now' ? { 'aria-current': 'step' as const } : {})}>
              <span className="steps-n" aria-hidden="true">
                {state === 'done' ? <Icon name="check" size={1} /> : n + 1}
              </span>
              <span className="steps-name">
                {name}
                <span className="heard"> ({t(`common.steps.${state}`)})</span>
              </span>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function RestoreRail({ activity }: { readonly activity: Activity }): ReactElement {
  const { t } = useTranslation();
  const phase = phaseOf(activity);
  const at = phase === 'over' ? phases.length : phases.indexOf(phase);
  return (
    <PhaseRail
      label={t(activity.kind === 'enact' ? 'enact.act.rail' : 'restore.act.rail')}
      names={phases.map((one) => t(`restore.act.${phaseKeys[one]}`))}
      at={at}
    />
  );
}

function SetRail({ activity }: { readonly activity: Activity }): ReactElement {
  const { t } = useTranslation();
  const phase = setPhaseOf(activity);
  const at = phase === 'over' ? setPhases.length : setPhases.indexOf(phase);
  return <PhaseRail label={t('sets.act.rail')} names={setPhases.map((one) => t(`sets.act.phase.${one}`))} at={at} />;
}

/** None for the check of one share: it has no steps. */
export function Rail({ activity }: { readonly activity: Activity }): ReactElement {
  const running = activity.status === 'running';
  return (
    <div className="desk-rail">
      {activity.kind === 'ceremony' && <CeremonyRail steps={activity.steps} running={running} />}
      {opensRoots(activity.kind) && <RestoreRail activity={activity} />}
      {activity.kind === 'set' && <SetRail activity={activity} />}
      {running && <Stop activity={activity} />}
    </div>
  );
}
