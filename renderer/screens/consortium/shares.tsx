/** Shares that still lie in the folder, and the share sets against which any share is checked. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Table } from '../../parts/table.tsx';
import { go } from '../../state/place.ts';
import type { Shown } from './index.tsx';

function InFolder({ shown: { shares, people } }: { readonly shown: Shown }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const nameOf = (custodian: string) => {
    const person = people.find(({ id }) => id === custodian);
    return person ? `${text(person.name)} (${custodian})` : custodian;
  };
  if (shares.length === 0)
    return <Empty icon="share" title={t('consortium.sharesNone')} help={t('consortium.sharesNoneHelp')} />;
  return (
    <Table
      label={t('consortium.sharesTitle')}
      columns={[
        {
          key: 'custodian',
          head: t('consortium.custodian'),
          cell: ({ custodian }) => nameOf(custodian),
          rowHeader: true,
          width: '34%',
        },
        { key: 'file', head: t('consortium.file'), cell: ({ file }) => file, mono: true },
      ]}
      rows={shares}
      rowKey={({ custodian }) => custodian}
    />
  );
}

export function Shares({ shown }: { readonly shown: Shown }): ReactElement {
  const { t } = useTranslation();
  const { shares, sets } = shown;
  return (
    <>
      <Card
        title={t('consortium.sharesTitle')}
        {...(shares.length > 0 ? { note: t('consortium.sharesHelp') } : {})}
        actions={
          <Button small icon="share" onPress={() => go({ screen: 'share-check' })}>
            {t('consortium.check')}
          </Button>
        }
      >
        <InFolder shown={shown} />
      </Card>
      {sets.length > 0 && (
        <Card title={t('consortium.sets')} note={t('consortium.setsHelp')}>
          <ul className="consortium-files">
            {sets.map((set) => (
              <li className="mono wrap" key={set}>
                {set}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
