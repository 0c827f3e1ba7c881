/** The people of an act with what it has found out about their shares: a table on the desk, cards or marks on the wall. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/use.ts';
import { Badge, Chip, type Tone } from '../../parts/badge.tsx';
import type { IconName } from '../../parts/icon.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import type { Seat, SeatState } from './model.ts';
import '../../parts/people.css';

const looks: Readonly<Record<SeatState, { readonly tone: Tone; readonly icon: IconName }>> = {
  done: { tone: 'ok', icon: 'check' },
  acts: { tone: 'now', icon: 'play' },
  waiting: { tone: 'wait', icon: 'clock' },
  absent: { tone: 'bad', icon: 'cross' },
  refused: { tone: 'bad', icon: 'cross' },
  spared: { tone: 'idle', icon: 'key' },
};

function useSay(): (state: SeatState) => string {
  const { t } = useTranslation();
  return (state) => (state === 'spared' ? t('ceremony.people.seal.age') : t(`common.state.${state}`));
}

function SeatBadge({ state }: { readonly state: SeatState }): ReactElement {
  return <Badge {...looks[state]}>{useSay()(state)}</Badge>;
}

export interface SeatsProps {
  readonly seats: readonly Seat[];
  readonly label: string;
}

export function SeatTable({ seats, label }: SeatsProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const columns: Column<Seat>[] = [
    { key: 'index', head: t('common.people.share'), cell: ({ index }) => index ?? '–', width: '4rem' },
    {
      key: 'name',
      head: t('common.people.name'),
      cell: ({ name, organisation }) => (
        <>
          {text(name)} {organisation !== undefined && <span className="muted small">{organisation}</span>}
        </>
      ),
      rowHeader: true,
    },
    {
      key: 'role',
      head: t('common.people.role'),
      cell: ({ roles }) => (
        <span className="row people-roles">
          {roles.map((role) => (
            <Chip key={role}>{t(`common.role.${role}`)}</Chip>
          ))}
        </span>
      ),
    },
    { key: 'state', head: t('common.people.state'), cell: ({ state }) => <SeatBadge state={state} /> },
  ];
  return (
    <Table
      label={label}
      columns={columns}
      rows={seats}
      rowKey={({ id }) => id}
      current={({ state }) => state === 'acts'}
    />
  );
}

/** Cards in a row while names fit into them. */
export function SeatCards({ seats, label }: SeatsProps): ReactElement {
  const text = useText();
  return (
    <ul className="strip" aria-label={label}>
      {seats.map(({ id, index, name, state }) => (
        <li key={id} data-state={state}>
          <span className="strip-name" title={text(name)}>
            {index !== undefined && <i>{index}</i>}
            {text(name)}
          </span>
          <SeatBadge state={state} />
        </li>
      ))}
    </ul>
  );
}

export interface SeatMarksProps extends SeatsProps {
  /** Names stand in all of them, not only in that of who acts. */
  readonly named?: boolean;
}

/** Many people, or little room: a mark each, with a custodian's number. */
export function SeatMarks({ seats, label, named = false }: SeatMarksProps): ReactElement {
  const text = useText();
  const say = useSay();
  return (
    <ul className="desk-marks" aria-label={label}>
      {seats.map(({ id, index, name, state }) => (
        <li key={id} title={text(name)}>
          <Badge {...looks[state]}>
            {index !== undefined && <b>{index} </b>}
            {named || state === 'acts' || index === undefined ? (
              <span className="desk-marks-name">{text(name)}</span>
            ) : (
              <span className="heard">{text(name)}</span>
            )}
            <span className="heard">, {say(state)}</span>
          </Badge>
        </li>
      ))}
    </ul>
  );
}
