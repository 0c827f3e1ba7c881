/** Who holds the shares of one set: the quorum as a diagram, and each holder with what is known of their share. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HolderView, SetView } from '../../../preload/contract/sets.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import { Badge, Chip } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { QuorumGroups, useGroupsSentence } from '../../parts/quorum-groups.tsx';
import { QuorumDiagram } from '../../parts/quorum.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { PaperDialog } from './paper.tsx';

/** "any 3 of 5", or of groups "2 of 3 groups: …". */
export function useRule(): (set: Pick<SetView, 'threshold' | 'groups' | 'holders'>) => string {
  const { t } = useTranslation();
  const sentence = useGroupsSentence();
  return (set) => {
    const { threshold, groups, holders } = set;
    if (!groups) return t('sets.rule', { threshold, total: holders.length });
    return sentence({ threshold: groups.threshold, list: barsOf(set) });
  };
}

/** Of each group what it needs and how many hold shares of it. */
const barsOf = ({ groups, holders }: Pick<SetView, 'groups' | 'holders'>) =>
  (groups?.list ?? []).map(({ id, name, threshold: need }) => {
    const of = holders.filter(({ group }) => group === id).length;
    return { id, name, need, of, have: 0 };
  });

/** As a plan's diagram: nobody is in the room. Of groups the rule alone, which counts no shares. */
export function SetQuorum({ set, opens }: { readonly set: SetView; readonly opens: readonly string[] }): ReactElement {
  const text = useText();
  const { threshold, holders, groups } = set;
  if (groups) return <QuorumGroups planned threshold={groups.threshold} groups={barsOf(set)} />;
  return (
    <QuorumDiagram
      planned
      threshold={threshold}
      holders={holders.map(({ index, name, organisation }) => ({
        index,
        name: text(name),
        note: organisation,
        state: 'waiting',
      }))}
      opens={opens}
    />
  );
}

/** When a share was last opened and found intact, and by which entry of the log. */
function Seen({ holder: { seen, name } }: { readonly holder: HolderView }): ReactElement {
  const { t } = useTranslation();
  const { date } = useFormat();
  const text = useText();
  if (!seen) return <span className="muted">{t('sets.never')}</span>;
  return (
    <>
      {t(`sets.seenBy.${seen.how}`, { date: date(seen.time), name: text(name) })}{' '}
      <span className="small muted">{t('sets.entry', { entry: seen.entry })}</span>
    </>
  );
}

function Where({ holder, dir }: { readonly holder: HolderView; readonly dir: string }): ReactElement {
  const { t } = useTranslation();
  const { file } = holder;
  if (file === undefined) return <Badge tone="ok">{t('consortium.given')}</Badge>;
  return (
    <span className="row consortium-still">
      <Badge tone="wait">{t('consortium.still')}</Badge>
      <span className="mono small wrap">{file.startsWith(dir) ? file.slice(dir.length + 1) : file}</span>
    </span>
  );
}

/** Of a set that waits: how far this holder is. */
function Taken({ holder: { handed, confirmed } }: { readonly holder: HolderView }): ReactElement {
  const { t } = useTranslation();
  const tone = confirmed ? 'ok' : handed ? 'now' : 'wait';
  return <Badge tone={tone}>{t(confirmed ? 'sets.taken' : handed ? 'sets.handed' : 'sets.waits')}</Badge>;
}

export interface HolderTableProps {
  readonly set: SetView;
  readonly dir: string;
  readonly rehearsal: boolean;
  readonly label: string;
  readonly name: (holder: HolderView) => string;
  readonly onDone: () => void;
}

function useColumns({ set, dir, name }: HolderTableProps, print: (holder: HolderView) => void): Column<HolderView>[] {
  const { t } = useTranslation();
  const text = useText();
  const groups = set.groups?.list ?? [];
  const groupName = (id: string | undefined) => {
    const found = groups.find((one) => one.id === id);
    return found ? text(found.name) : '';
  };
  return [
    { key: 'share', head: t('consortium.share'), cell: ({ index }) => index, width: '4rem' },
    {
      key: 'custodian',
      head: t('consortium.custodian'),
      cell: (holder) => (
        <>
          {name(holder)} {groups.length > 0 && <Chip>{groupName(holder.group)}</Chip>}
        </>
      ),
      rowHeader: true,
    },
    {
      key: 'sealed',
      head: t('consortium.sealed'),
      cell: ({ seal }) => <Chip icon={seal === 'age' ? 'key' : 'lock'}>{t(`consortium.${seal}`)}</Chip>,
    },
    ...(set.state === 'pending'
      ? [{ key: 'state', head: t('sets.state'), cell: (holder: HolderView) => <Taken holder={holder} /> }]
      : [
          { key: 'where', head: t('consortium.where'), cell: (one: HolderView) => <Where holder={one} dir={dir} /> },
          { key: 'seen', head: t('sets.seen'), cell: (holder: HolderView) => <Seen holder={holder} /> },
          {
            key: 'paper',
            head: <span className="heard">{t('sets.paper.button')}</span>,
            cell: (holder: HolderView) => (
              <Button
                small
                icon="file"
                label={t('sets.paper.of', { name: name(holder) })}
                onPress={() => print(holder)}
              >
                {t('sets.paper.button')}
              </Button>
            ),
          },
        ]),
  ];
}

export function HolderTable(props: HolderTableProps): ReactElement {
  const [printing, setPrinting] = useState<HolderView>();
  const columns = useColumns(props, setPrinting);
  const { set, dir, label } = props;
  return (
    <>
      <Table label={label} columns={columns} rows={set.holders} rowKey={({ id }) => id} />
      {printing && <PaperDialog holder={printing} dir={dir} onClose={() => setPrinting(undefined)} />}
    </>
  );
}
