/** Goes to a row by its number. */
import { useState, type ReactElement } from 'react';
import { Input } from 'react-aria-components/Input';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

export interface GoToRowProps {
  /** Number of the first row. */
  readonly from: 0 | 1;
  readonly total: number;
  readonly onGo: (index: number) => void;
}

export function GoToRow({ from, total, onGo }: GoToRowProps): ReactElement {
  const { t } = useTranslation();
  const [value, setValue] = useState('');
  const wanted = /^\d{1,12}$/.test(value) ? Number(value) - from : Number.NaN;
  const good = wanted >= 0 && wanted < total;
  const go = () => {
    if (good) onGo(wanted);
  };
  return (
    <div className="rows-go">
      <Input
        className="input"
        inputMode="numeric"
        aria-label={t('common.rows.goTo')}
        placeholder={t('common.rows.goTo')}
        value={value}
        onChange={(event) => setValue(event.target.value.trim())}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go();
        }}
      />
      <Button onPress={go} disabled={!good} icon="forward" bare>
        {t('common.rows.go')}
      </Button>
    </div>
  );
}
