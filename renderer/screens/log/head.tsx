/** The head of the log and its newest signed checkpoint. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../preload/contract/index.ts';
import { useFormat } from '../../i18n/use.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { HashLine } from '../../parts/hash-grid.tsx';
import { KeyValue } from '../../parts/key-value.tsx';

type Head = ReplyOf<'log.head'>;

function Signed({ head: { checkpoint, size } }: { readonly head: Head }): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (!checkpoint) return <Badge tone="wait">{t('log.unsigned')}</Badge>;
  const behind = size - checkpoint.size;
  return (
    <>
      <Badge tone="ok">{t('log.signedAt', { size: number(checkpoint.size) })}</Badge>
      {behind > 0 && <span className="small muted"> {t('log.behind', { count: behind })}</span>}
    </>
  );
}

export function HeadCard({ head, error }: { readonly head: Head | undefined; readonly error: unknown }): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <Card title={t('log.head')}>
      <Failure error={error} />
      {head && (
        <KeyValue
          pairs={[
            { key: 'origin', name: t('log.origin'), value: head.origin, mono: true },
            { key: 'size', name: t('log.size'), value: number(head.size) },
            { key: 'root', name: t('log.root'), value: <HashLine groups={head.groups} /> },
            { key: 'signed', name: t('log.signed'), value: <Signed head={head} /> },
          ]}
        />
      )}
    </Card>
  );
}
