/** What was deviated from, why, and who answers for it; and a way to record another. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat, useText } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { ExceptionButton } from '../activity/exception.tsx';
import type { Shown } from './shown.ts';

type Exception = Shown['exceptions'][number];

function useColumns(people: Shown['people']): Column<Exception>[] {
  const { t } = useTranslation();
  const { moment, list } = useFormat();
  const text = useText();
  const nameOf = (id: string) => {
    const person = people.find((one) => one.id === id);
    return person ? text(person.name) : id;
  };
  return [
    { key: 'entry', head: t('consortium.entry'), cell: ({ entry }) => entry, width: '5rem' },
    { key: 'time', head: t('consortium.time'), cell: ({ time }) => moment(time) },
    { key: 'what', head: t('consortium.what'), cell: ({ rule }) => rule, rowHeader: true, mono: true },
    { key: 'reason', head: t('consortium.reason'), cell: ({ reason }) => reason },
    { key: 'by', head: t('consortium.by'), cell: ({ by }) => list(by.map(nameOf)) },
  ];
}

export interface ExceptionsProps {
  readonly shown: Shown;
  readonly again: () => void;
}

export function Exceptions({ shown, again }: ExceptionsProps): ReactElement {
  const { t } = useTranslation();
  const { exceptions, people, home } = shown;
  const columns = useColumns(people);
  return (
    <Card
      title={t('consortium.tabs.exceptions')}
      actions={<ExceptionButton dir={home.dir} people={people} onRecorded={again} />}
    >
      {exceptions.length === 0 ? (
        <Empty icon="check" title={t('consortium.exceptionsNone')} help={t('consortium.exceptionsNoneHelp')} />
      ) : (
        <Table
          label={t('consortium.tabs.exceptions')}
          columns={columns}
          rows={exceptions}
          rowKey={({ entry }) => String(entry)}
        />
      )}
    </Card>
  );
}
