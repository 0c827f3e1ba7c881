/** Rehearsal or real: two large choices that nobody mistakes for each other. */
import type { ReactElement } from 'react';
import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.tsx';
import { Icon } from '../../parts/icon.tsx';
import './begin.css';

export interface KindCardProps {
  readonly rehearsal: boolean;
  readonly onChange: (rehearsal: boolean) => void;
}

const kinds = [
  { id: 'rehearsal', icon: 'rehearse', name: 'ceremony.begin.rehearsal', help: 'ceremony.begin.rehearsalHelp' },
  { id: 'real', icon: 'seal', name: 'ceremony.begin.realKind', help: 'ceremony.begin.realHelp' },
] as const;

export function KindCard({ rehearsal, onChange }: KindCardProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Card>
      <RadioGroup
        className="kinds"
        value={rehearsal ? 'rehearsal' : 'real'}
        onChange={(value) => onChange(value === 'rehearsal')}
      >
        <Label className="kinds-label">{t('ceremony.begin.kind')}</Label>
        {kinds.map(({ id, icon, name, help }) => (
          <RadioField key={id} value={id}>
            <RadioButton className="kind" data-kind={id}>
              <Icon name={icon} size={1.6} />
              <span>
                <strong>{t(name)}</strong>
                <span className="small muted">{t(help)}</span>
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </RadioGroup>
    </Card>
  );
}
