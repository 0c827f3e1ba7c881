/** Who opens the root keys, and the facts of the consortium. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat, useText } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { HashGrid } from '../../parts/hash-grid.tsx';
import { KeyValue, type Pair } from '../../parts/key-value.tsx';
import { planFacts, type PlanFacts } from '../ceremony/plan-facts.ts';
import type { Sets } from './shown.ts';
import type { Shown } from './shown.ts';
import { Who } from './who.tsx';

function usePairs(): (shown: Shown, facts: PlanFacts | undefined) => Pair[] {
  const { t } = useTranslation();
  const { number, moment, list } = useFormat();
  const text = useText();
  return ({ home, people }, facts) => [
    { key: 'id', name: t('consortium.id'), value: home.id ?? '–', mono: true },
    { key: 'steps', name: t('consortium.steps'), value: t('consortium.stepsDone', home) },
    {
      key: 'size',
      name: t('consortium.size'),
      value: t('consortium.entries', { count: home.size, replace: { count: number(home.size) } }),
    },
    ...(home.last === undefined
      ? []
      : [{ key: 'last', name: t('consortium.last'), value: <span className="numbers">{moment(home.last)}</span> }]),
    { key: 'people', name: t('consortium.people'), value: list(people.map(({ name }) => text(name))) },
    ...(facts ? [{ key: 'members', name: t('consortium.members'), value: number(facts.members) }] : []),
    { key: 'folder', name: t('consortium.folder'), value: home.dir, mono: true },
    { key: 'public', name: t('consortium.publicFolder'), value: `${home.dir}/public`, mono: true },
  ];
}

export function Overview({ shown, sets }: { readonly shown: Shown; readonly sets: Sets | undefined }): ReactElement {
  const { t } = useTranslation();
  const pairs = usePairs();
  const facts = planFacts(shown.plan);
  return (
    <div className="consortium-halves">
      <Who shown={shown} sets={sets} />
      <Card title={t('consortium.facts')}>
        <KeyValue pairs={pairs(shown, facts)} />
      </Card>
      <Card className="consortium-wide" title={t('consortium.planHash')} note={t('consortium.planHashHelp')}>
        <HashGrid label={t('consortium.planHash')} groups={shown.planHash.groups} />
      </Card>
    </div>
  );
}
