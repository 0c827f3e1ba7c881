/**
 * The share sets: the one in force with its holders, the one that waits, those that are retired, what is due. Before the
 * founding, who will hold which share.
 */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetView } from '../../../preload/contract/sets.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import { Chip } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { HashGrid } from '../../parts/hash-grid.tsx';
import { KeyValue } from '../../parts/key-value.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Progress } from '../../parts/progress.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import type { Asked } from '../../state/asking.ts';
import { go } from '../../state/place.ts';
import { planFacts, type PlanFacts } from '../ceremony/plan-facts.ts';
import { SetsDue } from './sets-due.tsx';
import { GiveUpButton } from './give-up.tsx';
import { HolderTable, SetQuorum, useRule } from './set-holders.tsx';
import { OldSets } from './old-sets.tsx';
import type { Sets, SetsProps, Shown } from './shown.ts';

/** Before any share is made: who will hold which. */
function Planned({ shown }: { readonly shown: Shown }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const columns: Column<PlanFacts['custodians'][number]>[] = [
    { key: 'share', head: t('consortium.share'), cell: ({ index }) => index, width: '4rem' },
    { key: 'custodian', head: t('consortium.custodian'), cell: ({ name }) => text(name), rowHeader: true },
    {
      key: 'sealed',
      head: t('consortium.sealed'),
      cell: ({ seal }) => <Chip icon={seal === 'age' ? 'key' : 'lock'}>{t(`consortium.${seal}`)}</Chip>,
    },
  ];
  return (
    <>
      <Empty icon="share" title={t('sets.none')} help={t('sets.noneHelp')} />
      <Card title={t('consortium.sharesTitle')}>
        <Table
          label={t('consortium.sharesTitle')}
          columns={columns}
          rows={planFacts(shown.plan)?.custodians ?? []}
          rowKey={({ id }) => id}
        />
      </Card>
    </>
  );
}

function InForce({ set, shown, sets, again }: SetsProps & { readonly set: SetView }): ReactElement {
  const { t } = useTranslation();
  const { date } = useFormat();
  const text = useText();
  const { dir, rehearsal = false, state } = shown.home;
  const still = set.holders.filter(({ file }) => file !== undefined).length;
  const waits = sets.sets.some((one) => one.state === 'pending');
  const rule = useRule();
  return (
    <Card
      title={t('sets.inForce', { epoch: set.epoch })}
      note={set.inForce === undefined ? undefined : t('sets.since', { date: date(set.inForce) })}
      actions={
        <>
          <Button small icon="share" onPress={() => go({ screen: 'share-check' })}>
            {t('consortium.check')}
          </Button>
          {state === 'closed' && !waits && (
            <Button small icon="rehearse" onPress={() => go({ screen: 'share-set', dir })}>
              {t('sets.renew')}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <div className="sets-halves">
          <SetQuorum set={set} opens={sets.roots.map(({ id }) => id)} />
          <KeyValue
            pairs={[
              { key: 'rule', name: t('consortium.who'), value: rule(set) },
              { key: 'scheme', name: t('sets.scheme'), value: t(`plan.groups.schemes.${schemeOf(set)}`) },
              { key: 'made', name: t('sets.made'), value: t(`sets.purpose.${set.purpose}`) },
              { key: 'id', name: t('sets.id'), value: set.id, mono: true },
            ]}
          />
        </div>
        {still > 0 && <p className="small muted">{t('consortium.sharesHelp', { count: still })}</p>}
        <HolderTable
          set={set}
          dir={dir}
          rehearsal={rehearsal}
          label={t('sets.inForce', { epoch: set.epoch })}
          name={({ name }) => text(name)}
          onDone={again}
        />
      </div>
    </Card>
  );
}

const schemeOf = ({ scheme }: SetView) => (scheme === 'slip39' ? 'slip39' : 'shamir');

function Pending({ set, sets, shown, again }: SetsProps & { readonly set: SetView }): ReactElement {
  const { t } = useTranslation();
  const { list, date } = useFormat();
  const text = useText();
  const { dir, rehearsal = false } = shown.home;
  const missing = set.holders.filter(({ confirmed }) => !confirmed);
  return (
    <Card
      tone="now"
      title={t('sets.pending', { epoch: set.epoch })}
      note={t('sets.since', { date: date(set.made) })}
      actions={
        <>
          <GiveUpButton dir={dir} epoch={set.epoch} people={sets.people} onDone={again} />
          <Button
            kind="primary"
            small
            iconAfter="forward"
            onPress={() => go({ screen: 'share-set', dir, resume: true })}
          >
            {t('sets.goOn')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Notice
          tone="wait"
          title={
            missing.length > 0
              ? t('sets.missing', { names: list(missing.map(({ name }) => text(name))) })
              : t('sets.pendingLast', { count: set.threshold })
          }
        >
          {t('sets.pendingHelp')}
        </Notice>
        <HolderTable
          set={set}
          dir={dir}
          rehearsal={rehearsal}
          label={t('sets.pending', { epoch: set.epoch })}
          name={({ name }) => text(name)}
          onDone={again}
        />
      </div>
    </Card>
  );
}

/** The parameters of the newest set as everybody compared them; the first set's are the plan's. */
function Parameters({ set }: { readonly set: SetView }): ReactElement | null {
  const { t } = useTranslation();
  if (!set.change) return null;
  const title = t('sets.changeHash', { epoch: set.epoch });
  return (
    <Card title={title} note={t('sets.changeHashHelp')}>
      <HashGrid label={title} groups={set.change.groups} small />
    </Card>
  );
}

function Files({ sets }: { readonly sets: readonly SetView[] }): ReactElement {
  const { t } = useTranslation();
  const files = sets.flatMap(({ epoch, file }) => (file === undefined ? [] : [{ epoch, file }]));
  return (
    <Card title={t('consortium.sets')} note={t('consortium.setsHelp')}>
      <ul className="consortium-files">
        {files.map(({ epoch, file }) => (
          <li key={file}>
            <span className="numbers">{epoch}</span> <span className="mono wrap">{file}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Known(props: SetsProps): ReactElement {
  const { sets } = props.sets;
  const active = sets.find(({ state }) => state === 'active');
  const pending = sets.find(({ state }) => state === 'pending');
  const newest = pending ?? active;
  return (
    <>
      {pending && <Pending {...props} set={pending} />}
      {active && <InForce {...props} set={active} />}
      <SetsDue {...props} />
      <OldSets {...props} />
      {newest && <Parameters set={newest} />}
      <Files sets={sets} />
    </>
  );
}

export interface SharesProps {
  readonly shown: Shown;
  readonly asked: Asked<Sets>;
  readonly again: () => void;
}

export function Shares({ shown, asked, again }: SharesProps): ReactElement {
  const { t } = useTranslation();
  const { reply, error } = asked;
  if (error !== undefined) return <Failure error={error} />;
  if (!reply) return <Progress what={t('consortium.loading')} />;
  return reply.sets.length === 0 ? <Planned shown={shown} /> : <Known shown={shown} sets={reply} again={again} />;
}
