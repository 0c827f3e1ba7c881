/** What the root keys would sign, field by field, with what should be looked at twice. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnactView } from '../../../preload/contract/enact.ts';
import { Card } from '../../parts/card.tsx';
import { FieldTable } from '../../parts/field-table.tsx';
import { HashGrid } from '../../parts/hash-grid.tsx';
import { Badge } from '../../parts/badge.tsx';

export function SignsCard({ next: { lines, register, version } }: { readonly next: EnactView }): ReactElement {
  const { t } = useTranslation();
  const marked = lines.filter(({ unusual }) => unusual !== undefined).length;
  return (
    <Card title={t('enact.signs')} note={t('enact.fields', { count: lines.length })}>
      <div className="stack">
        <p className="small muted">{t('enact.signsHelp')}</p>
        {marked > 0 && (
          <p>
            <Badge tone="wait" icon="warning">
              {t('enact.marked', { count: marked })}
            </Badge>
          </p>
        )}
        <h3 className="members-part">{t('enact.registerHash', { version })}</h3>
        <HashGrid small label={t('enact.registerHash', { version })} groups={register.groups} />
        <FieldTable label={t('enact.signs')} lines={lines} />
      </div>
    </Card>
  );
}
