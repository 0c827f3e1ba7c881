/** What is due of the set in force: the drill of its quorum, and each holder's check of their own share. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat, useText } from '../../i18n/use.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { go } from '../../state/place.ts';
import type { Sets, SetsProps } from './shown.ts';

type Due = Sets['due'][number];

function useName({ sets }: Sets): (due: Due) => string {
  const { t } = useTranslation();
  const text = useText();
  const holders = sets.find(({ state }) => state === 'active')?.holders ?? [];
  return ({ what, custodian }) => {
    if (what === 'drill') return t('sets.due.drill');
    const holder = holders.find(({ id }) => id === custodian);
    return t('sets.due.check', { name: holder ? text(holder.name) : (custodian ?? ''), index: holder?.index ?? '–' });
  };
}

export function SetsDue({ shown, sets }: SetsProps): ReactElement | null {
  const { t } = useTranslation();
  const { date } = useFormat();
  const name = useName(sets);
  const { due } = sets;
  if (due.length === 0) return null;
  const rows = due.toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  const late = due.filter(({ overdue }) => overdue).length;
  const columns: Column<Due>[] = [
    { key: 'what', head: t('sets.due.title'), cell: name, rowHeader: true },
    {
      key: 'due',
      head: t('sets.state'),
      cell: ({ due: by, overdue }) => (
        <Badge tone={overdue ? 'bad' : 'idle'} icon={overdue ? 'warning' : 'clock'}>
          {t(overdue ? 'sets.due.late' : 'sets.due.by', { date: date(by) })}
        </Badge>
      ),
    },
    {
      key: 'last',
      head: t('sets.seen'),
      cell: ({ last, never }) => (never ? t('sets.due.never') : t('sets.due.last', { date: date(last) })),
    },
  ];
  return (
    <Card
      title={t('sets.due.title')}
      note={late > 0 ? t('sets.due.count', { count: late }) : t('sets.due.none')}
      actions={
        <Button small icon="restore" onPress={() => go({ screen: 'restore', dir: shown.home.dir })}>
          {t('sets.due.drillGo')}
        </Button>
      }
    >
      <Table
        label={t('sets.due.title')}
        columns={columns}
        rows={rows}
        rowKey={({ what, custodian }) => `${what} ${custodian ?? ''}`}
      />
    </Card>
  );
}
