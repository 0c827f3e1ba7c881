/** In or out: the choice at the head of both forms. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Toggles } from '../../parts/toggles.tsx';

export type Way = 'in' | 'out';

export interface WaysProps {
  readonly way: Way;
  readonly onWay: (way: Way) => void;
}

export function Ways({ way, onWay }: WaysProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Toggles
      label={t('vault.way')}
      chosen={way}
      onChoose={onWay}
      options={(['in', 'out'] as const).map((id) => ({ id, name: t(`vault.${id}`) }))}
    />
  );
}
