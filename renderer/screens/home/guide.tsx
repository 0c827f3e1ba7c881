/** For a newcomer: how a consortium begins, in four steps. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.tsx';

const steps = ['one', 'two', 'three', 'four'] as const;

export function Guide(): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('home.guide.title')}>
      <ol className="guide">
        {steps.map((step) => (
          <li key={step}>
            <strong>{t(`home.guide.${step}`)}</strong>
            <span className="muted">{t(`home.guide.${step}Help`)}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
