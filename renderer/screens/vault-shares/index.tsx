/** Shares of HashiCorp Vault or OpenBao: an existing unseal set is brought in, or one of its shares handed back. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import { BringIn } from './in.tsx';
import { HandBack } from './out.tsx';
import type { Way } from './ways.tsx';

export function VaultSharesScreen(): ReactElement {
  const { t } = useTranslation();
  const [way, setWay] = useState<Way>('in');
  return (
    <Page title={t('vault.title')}>{way === 'in' ? <BringIn onWay={setWay} /> : <HandBack onWay={setWay} />}</Page>
  );
}
