/** Who founds it. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../parts/card.tsx';
import { PlanFixed, PlanName, PlanSelect, PlanText } from '../fields.tsx';
import { Part } from '../place.tsx';
import { onlyValues, profiles } from '../vocabulary.ts';

export function ConsortiumSection(): ReactElement {
  const { t } = useTranslation();
  return (
    <Part path={[]}>
      <Card title={t('plan.consortium.card')}>
        <Part path={['consortium']} whole className="plan-fields">
          <PlanName path={['consortium', 'name']} />
          <div className="plan-pair">
            <PlanText path={['consortium', 'id']} label={t('plan.consortium.id')} help={t('plan.id.help')} mono />
            <PlanSelect
              path={['consortium', 'profile']}
              label={t('plan.consortium.profile')}
              options={profiles.map((id) => ({ id, name: t(`plan.consortium.profiles.${id}`) }))}
            />
          </div>
        </Part>
      </Card>
      <Card title={t('plan.consortium.fixed')}>
        <PlanFixed path={['format']} label={t('plan.consortium.format')} only={onlyValues.format} />
      </Card>
    </Part>
  );
}
