/** Fields with their values, and what is unusual about one of them. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewLine } from '../../preload/contract/desk.ts';
import { useText } from '../i18n/use.ts';
import { Icon } from './icon.tsx';
import { Table } from './table.tsx';
import './field-table.css';

export interface FieldTableProps {
  readonly label: string;
  readonly lines: readonly ReviewLine[];
}

export function FieldTable({ label, lines }: FieldTableProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Table<ReviewLine>
      label={label}
      columns={[
        { key: 'field', head: t('consortium.field'), cell: ({ field }) => text(field), rowHeader: true, width: '34%' },
        {
          key: 'value',
          head: t('consortium.value'),
          cell: ({ value, unusual }) => (
            <>
              {typeof value === 'string' ? <span className="mono wrap">{value}</span> : text(value)}
              {unusual && (
                <span className="field-unusual">
                  <Icon name="warning" />
                  {text(unusual)}
                </span>
              )}
            </>
          ),
        },
      ]}
      rows={lines}
      rowKey={({ field }, n) => `${field.en} ${n}`}
    />
  );
}
