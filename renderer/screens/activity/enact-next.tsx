/** After a decision came into force: what is compared, and which folder goes to whom. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../preload/contract/desk.ts';
import type { Part } from './part.ts';

const always = ['compare', 'others'] as const;

/** Where the chain gets something, the new member starts on it, and somebody sends it. */
const withChain = ['compare', 'own', 'others', 'chain'] as const;

function WhoGetsWhat({ chain }: { readonly chain: boolean }): ReactElement {
  const { t } = useTranslation();
  return (
    <ol className="desk-next">
      {(chain ? withChain : always).map((step) => (
        <li key={step}>
          <span>
            <strong>{t(`enact.act.${step}`)}</strong>
            <small className="muted">{t(`enact.act.${step}Help`)}</small>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Nothing for another act. */
export function useEnactNext({ kind, outcome }: Activity): Part[] {
  const { t } = useTranslation();
  if (kind !== 'enact') return [];
  const chain = outcome.some(({ value }) => typeof value === 'string' && value.endsWith('.tx'));
  return [{ id: 'next', name: t('enact.act.next'), content: <WhoGetsWhat chain={chain} /> }];
}
