/** The plan that was agreed on, for those who look it up: in short, and member by member. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLang } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { nameOf } from '../plan/acts.ts';
import { PlanInShort } from '../plan/in-short.tsx';
import { get, isList, type Json, readTree, shown } from '../plan/model.ts';
import { keyKind } from '../plan/shape.ts';
import type { Shown } from './shown.ts';
import { Who } from './who.tsx';

const address = (member: Json, what: string): string =>
  `${shown(get(member, [what, 'host']))}:${shown(get(member, [what, 'port']))}`;

function useColumns(): Column<Json>[] {
  const { t } = useTranslation();
  const lang = useLang();
  return [
    { key: 'name', head: t('consortium.memberName'), cell: (member) => nameOf(member, lang), rowHeader: true },
    { key: 'id', head: t('plan.id.label'), cell: (member) => shown(get(member, ['id'])), mono: true },
    {
      key: 'key',
      head: t('plan.members.key'),
      cell: (member) => t(keyKind(get(member, ['key'])) === 'make' ? 'plan.review.keyMade' : 'plan.review.keyBrought'),
    },
    { key: 'first', head: t('plan.members.initializer'), cell: (member) => address(member, 'initializer'), mono: true },
    { key: 'later', head: t('plan.members.consensusAt'), cell: (member) => address(member, 'consensus'), mono: true },
    {
      key: 'roles',
      head: t('plan.members.ledgerRoles'),
      cell: (member) => {
        const roles = get(member, ['ledgerRoles']);
        return isList(roles) ? roles.map((role) => shown(role)).join(', ') : '';
      },
    },
  ];
}

export function AgreedPlan({ shown }: { readonly shown: Shown }): ReactElement {
  const { t } = useTranslation();
  const columns = useColumns();
  const tree = readTree(shown.plan);
  const members = get(tree, ['members']);
  return (
    <>
      <div className="consortium-halves">
        <Card title={t('plan.review.short')} note={t('consortium.planNote')}>
          <PlanInShort tree={tree} />
        </Card>
        <Who shown={shown} />
      </div>
      <Card title={t('plan.members.list')}>
        <Table
          label={t('plan.members.list')}
          columns={columns}
          rows={isList(members) ? members : []}
          rowKey={(_, i) => String(i)}
        />
      </Card>
    </>
  );
}
