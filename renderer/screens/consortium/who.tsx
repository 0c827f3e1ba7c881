/** Who holds which share, how many of them open the root keys, and which keys these are: of the set in force, else of the plan. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { QuorumGroups } from '../../parts/quorum-groups.tsx';
import { QuorumDiagram } from '../../parts/quorum.tsx';
import { planFacts } from '../ceremony/plan-facts.ts';
import { SetQuorum } from './set-holders.tsx';
import type { Sets } from './shown.ts';
import type { Shown } from './shown.ts';

export function Who({
  shown: { plan, roots },
  sets,
}: {
  readonly shown: Shown;
  readonly sets?: Sets | undefined;
}): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const facts = planFacts(plan);
  const active = sets?.sets.find(({ state }) => state === 'active');
  if (active)
    return (
      <Card title={t('consortium.who')} note={t('sets.inForce', { epoch: active.epoch })}>
        <SetQuorum set={active} opens={roots.map(({ id }) => id)} />
      </Card>
    );
  return (
    <Card title={t('consortium.who')}>
      {facts?.groups && (
        <QuorumGroups
          planned
          threshold={facts.groups.threshold}
          groups={facts.groups.list.map((group) => ({ ...group, have: 0 }))}
        />
      )}
      {facts && !facts.groups && (
        <QuorumDiagram
          planned
          threshold={facts.threshold}
          holders={facts.custodians.map(({ index, name, organisation }) => ({
            index,
            name: text(name),
            note: organisation,
            state: 'waiting',
          }))}
          opens={roots.map(({ id }) => id)}
        />
      )}
    </Card>
  );
}
