/** Members whose chain key signs what the ledger gets, opened by its holder in the same act. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnactView } from '../../../preload/contract/enact.ts';
import { useText } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { Checkbox } from '../../parts/checkbox.tsx';

export interface SignersCardProps {
  readonly next: EnactView;
  readonly signers: readonly string[];
  readonly onChange: (signers: readonly string[]) => void;
}

/** Nothing where the chain gets nothing. */
export function SignersCard({ next, signers, onChange }: SignersCardProps): ReactElement | null {
  const { t } = useTranslation();
  const text = useText();
  const { chain, signers: could } = next;
  if (!chain) return null;
  return (
    <Card title={t('enact.signers')}>
      <div className="stack" role="group" aria-label={t('enact.signers')}>
        <p className="small muted">{t('enact.signersHelp')}</p>
        {could.map(({ id, name, holder }) => (
          <Checkbox
            key={id}
            on={signers.includes(id)}
            onChange={(on) => onChange(on ? [...signers, id] : signers.filter((one) => one !== id))}
          >
            {t('enact.signer', { name: text(name), holder: text(holder) })}
          </Checkbox>
        ))}
        {could.length === 0 && <p className="muted">{t('enact.signersAbsent')}</p>}
        {could.length > 0 && signers.length === 0 && <p role="status">{t('enact.signersNone')}</p>}
      </div>
    </Card>
  );
}
