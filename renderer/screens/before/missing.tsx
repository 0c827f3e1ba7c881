/** Why the button at the end cannot be pressed yet. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use.ts';

/** `missing`: what is wanted, in words; empty shows nothing. */
export function Missing({ missing }: { readonly missing: readonly string[] }): ReactElement {
  const { t } = useTranslation();
  const { list, named } = useFormat();
  return (
    <p className="small muted" role="status">
      {missing.length > 0 && named(t('ceremony.begin.missing'), list(missing))}
    </p>
  );
}
