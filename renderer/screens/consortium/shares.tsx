/** Who holds which share, how it is sealed and where it is; and the share sets against which any share is checked. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/use.ts';
import { Badge, Chip } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { go } from '../../state/place.ts';
import { planFacts, type PlanFacts } from '../ceremony/plan-facts.ts';
import type { Shown } from './shown.ts';

type Holder = PlanFacts['custodians'][number];

/** Where a share is, as far as its folder tells: what does not lie here was handed out, once there are any. */
function useWhere({ shares, roots, home }: Shown): (holder: Holder) => ReactElement {
  const { t } = useTranslation();
  return ({ id }) => {
    const file = shares.find(({ custodian }) => custodian === id)?.file;
    if (file !== undefined)
      return (
        <span className="row consortium-still">
          <Badge tone="wait">{t('consortium.still')}</Badge>
          <span className="mono small wrap">{file.startsWith(home.dir) ? file.slice(home.dir.length + 1) : file}</span>
        </span>
      );
    const made = roots.length > 0;
    return <Badge tone={made ? 'ok' : 'idle'}>{t(made ? 'consortium.given' : 'consortium.unmade')}</Badge>;
  };
}

function useColumns(shown: Shown): Column<Holder>[] {
  const { t } = useTranslation();
  const text = useText();
  const where = useWhere(shown);
  return [
    { key: 'share', head: t('consortium.share'), cell: ({ index }) => index, width: '4rem' },
    { key: 'custodian', head: t('consortium.custodian'), cell: ({ name }) => text(name), rowHeader: true },
    {
      key: 'sealed',
      head: t('consortium.sealed'),
      cell: ({ seal }) => <Chip icon={seal === 'age' ? 'key' : 'lock'}>{t(`consortium.${seal}`)}</Chip>,
    },
    { key: 'where', head: t('consortium.where'), cell: where },
  ];
}

export function Shares({ shown }: { readonly shown: Shown }): ReactElement {
  const { t } = useTranslation();
  const { shares, sets } = shown;
  const columns = useColumns(shown);
  return (
    <>
      <Card
        title={t('consortium.sharesTitle')}
        {...(shares.length > 0 ? { note: t('consortium.sharesHelp', { count: shares.length }) } : {})}
        actions={
          <Button small icon="share" onPress={() => go({ screen: 'share-check' })}>
            {t('consortium.check')}
          </Button>
        }
      >
        <Table
          label={t('consortium.sharesTitle')}
          columns={columns}
          rows={planFacts(shown.plan)?.custodians ?? []}
          rowKey={({ id }) => id}
        />
      </Card>
      {sets.length > 0 && (
        <Card title={t('consortium.sets')} note={t('consortium.setsHelp')}>
          <ul className="consortium-files">
            {sets.map((set) => (
              <li className="mono wrap" key={set}>
                {set}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
