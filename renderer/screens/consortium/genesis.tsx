/** What is or was signed for the chain, field by field. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Icon } from '../../parts/icon.tsx';
import { KeyValue } from '../../parts/key-value.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import type { Shown } from './shown.ts';

type Line = Shown['genesis'][number];

function useColumns(): Column<Line>[] {
  const { t } = useTranslation();
  const text = useText();
  return [
    { key: 'field', head: t('consortium.field'), cell: ({ field }) => text(field), rowHeader: true, width: '34%' },
    {
      key: 'value',
      head: t('consortium.value'),
      cell: ({ value, unusual }) => (
        <>
          <span className="mono">{value}</span>
          {unusual && (
            <span className="consortium-unusual">
              <Icon name="warning" />
              {text(unusual)}
            </span>
          )}
        </>
      ),
    },
  ];
}

export function Genesis({ shown: { genesis, txHash, ledgerHash } }: { readonly shown: Shown }): ReactElement {
  const { t } = useTranslation();
  const columns = useColumns();
  if (genesis.length === 0)
    return <Empty icon="seal" title={t('consortium.genesisNone')} help={t('consortium.genesisNoneHelp')} />;
  return (
    <>
      {txHash !== '' && (
        <Card>
          <KeyValue
            pairs={[
              { key: 'tx', name: t('consortium.txHash'), value: txHash, mono: true },
              {
                key: 'ledger',
                name: t('consortium.ledgerHash'),
                value: ledgerHash === '' ? t('consortium.ledgerHashOpen') : ledgerHash,
                mono: ledgerHash !== '',
              },
            ]}
          />
        </Card>
      )}
      <Card title={t('consortium.tabs.genesis')} note={t('consortium.genesisHelp')}>
        <Table
          label={t('consortium.tabs.genesis')}
          columns={columns}
          rows={genesis}
          rowKey={({ field }, n) => `${field.en} ${n}`}
        />
      </Card>
    </>
  );
}
