/** What will happen, in the order in which it does, and plainly what it cannot do. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Wish } from '../../../preload/contract/sets.ts';
import { Card } from '../../parts/card.tsx';
import { Notice } from '../../parts/notice.tsx';

const steps = ['words', 'give', 'make', 'take', 'last'] as const;

export interface AgreedProps {
  readonly kind: Wish['kind'];
  readonly root: string;
  /** The set is made already: what is left. */
  readonly made?: boolean;
}

export function Agreed({ kind, root, made = false }: AgreedProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('sets.agreeTitle')}>
      <div className="stack">
        <ol className="share-set-steps">
          {steps.slice(made ? steps.indexOf('take') : 0).map((step) => (
            <li key={step}>{t(`sets.agree.${step}`)}</li>
          ))}
        </ol>
        <Notice tone="wait" title={t('sets.limits')}>
          {kind === 'rotate' ? t('sets.limitsRotate', { root: root === '' ? '…' : root }) : t('sets.limitsSame')}
        </Notice>
      </div>
    </Card>
  );
}
