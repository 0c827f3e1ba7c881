/** The age identity files of custodians whose share is sealed to a recipient: here today, or not. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { openable, type PlanFacts } from '../ceremony/plan-facts.ts';

export type Identities = Readonly<Record<string, string>>;

export interface IdentitiesProps {
  readonly facts: Pick<PlanFacts, 'custodians' | 'threshold'>;
  readonly identities: Identities;
  readonly onChange: (identities: Identities) => void;
}

const without = (identities: Identities, id: string): Identities =>
  Object.fromEntries(Object.entries(identities).filter(([key]) => key !== id));

/** Nothing where every custodian types a passphrase. */
export function IdentitiesCard({ facts, identities, onChange }: IdentitiesProps): ReactElement | null {
  const { t } = useTranslation();
  const text = useText();
  const { custodians, threshold } = facts;
  const sealed = custodians.filter(({ seal }) => seal === 'age');
  if (sealed.length === 0) return null;
  const [count, total] = [openable(custodians, identities), custodians.length];
  return (
    <Card title={t('ceremony.begin.identities')}>
      <div className="stack">
        <p className="small muted">{t('ceremony.begin.identitiesHelp')}</p>
        {sealed.map(({ id, name }) => (
          <PathField
            key={id}
            label={`${text(name)} (${id})`}
            mode="file"
            title={t('ceremony.begin.identityTitle', { name: text(name) })}
            value={identities[id]}
            onChange={(path) => onChange({ ...identities, [id]: path })}
            onClear={() => onChange(without(identities, id))}
            {...(identities[id] === undefined && { help: t('ceremony.begin.identityNone') })}
          />
        ))}
        <p className="small" role="status">
          {count < threshold
            ? t('ceremony.begin.few', { count, total, threshold })
            : t('ceremony.begin.can', { count, total })}
        </p>
      </div>
    </Card>
  );
}
