/** What is or was signed for the chain, field by field. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FieldTable } from '../../parts/field-table.tsx';
import { KeyValue } from '../../parts/key-value.tsx';
import type { Shown } from './shown.ts';

export function Genesis({ shown: { genesis, txHash, ledgerHash } }: { readonly shown: Shown }): ReactElement {
  const { t } = useTranslation();
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
        <FieldTable label={t('consortium.tabs.genesis')} lines={genesis} />
      </Card>
    </>
  );
}
