/** The fingerprints of the root keys, as they stand on everybody's paper. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Chip } from '../../parts/badge.tsx';
import { HashGrid } from '../../parts/hash-grid.tsx';
import type { Shown } from './shown.ts';

export function Roots({ shown: { roots } }: { readonly shown: Shown }): ReactElement {
  const { t } = useTranslation();
  if (roots.length === 0)
    return <Empty icon="key" title={t('consortium.rootsNone')} help={t('consortium.rootsNoneHelp')} />;
  return (
    <>
      {roots.map(({ id, suite, purpose, groups }) => (
        <Card
          key={id}
          title={t('consortium.root', { id })}
          actions={
            <>
              <Chip>{`${t('consortium.suite')} ${suite}`}</Chip>
              {purpose !== '' && <Chip>{`${t('consortium.purpose')} ${purpose}`}</Chip>}
            </>
          }
        >
          <HashGrid label={t('consortium.root', { id })} groups={groups} />
        </Card>
      ))}
    </>
  );
}
