/** How strict the ceremony is: dice, dual control, how long the signed list of files is valid. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../parts/card.tsx';
import { Switch } from '../../../parts/checkbox.tsx';
import { usePlan } from '../context.ts';
import { PlanNumber } from '../fields.tsx';
import { PlanTicks } from '../choices.tsx';
import { get, remove, set } from '../model.ts';
import { PlanMoment } from '../moment.tsx';
import { Part } from '../place.tsx';
import { fewestDice, stepIds } from '../vocabulary.ts';

export function ProcedureSection(): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Dice />
      <Card title={t('plan.procedure.dual')}>
        <PlanTicks
          path={['dualControl']}
          label={t('plan.procedure.dualSteps')}
          help={t('plan.procedure.dualHelp')}
          options={stepIds.map((id, n) => ({ id, name: `${n + 1}. ${t(`plan.procedure.steps.${id}`)}` }))}
          order={stepIds}
        />
      </Card>
      <Card title={t('plan.procedure.validity')}>
        <PlanMoment
          path={['expires']}
          label={t('plan.procedure.expires')}
          help={t('plan.procedure.expiresHelp')}
          quick="tenYears"
        />
      </Card>
      <Policy />
    </>
  );
}

/** How often the shares are looked after; a year where the plan says nothing. */
function Policy(): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const path = ['policy'];
  const on = get(tree, path) !== undefined;
  return (
    <Card title={t('plan.procedure.policy')}>
      <Part path={path} whole className="plan-fields">
        <Switch
          on={on}
          help={t('plan.procedure.policyHelp')}
          onChange={(to) => editor.change(path, (plan) => (to ? set(plan, path, yearly) : remove(plan, path)))}
        >
          {t('plan.procedure.policyOn')}
        </Switch>
        {on && (
          <>
            <PlanNumber path={['policy', 'drillMonths']} label={t('plan.procedure.drillMonths')} />
            <PlanNumber path={['policy', 'checkMonths']} label={t('plan.procedure.checkMonths')} />
          </>
        )}
      </Part>
    </Card>
  );
}

const yearly = { drillMonths: 12, checkMonths: 12 };

function Dice(): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const path = ['entropy', 'dice'];
  const on = get(tree, path) !== undefined;
  return (
    <Card title={t('plan.procedure.dice')}>
      <Part path={['entropy']} whole className="plan-fields">
        <Switch
          on={on}
          help={t('plan.procedure.diceHelp')}
          onChange={(to) => editor.change(path, (plan) => (to ? set(plan, path, fewestDice) : remove(plan, path)))}
        >
          {t('plan.procedure.diceOn')}
        </Switch>
        {on && <PlanNumber path={path} label={t('plan.procedure.rolls')} help={t('plan.procedure.rollsHelp')} />}
      </Part>
    </Card>
  );
}
