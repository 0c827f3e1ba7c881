/** Who is in the room and in which state: a table on the desk, cards on the wall. `People` picks by the mode. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../preload/contract/desk.ts';
import { useText } from '../i18n/use.ts';
import { useSettings } from '../state/settings.ts';
import { Badge, Chip, type Tone } from './badge.tsx';
import { Table, type Column } from './table.tsx';
import './people.css';

export interface PeopleProps {
  readonly people: readonly Person[];
  readonly label: string;
}

const tones: Readonly<Record<Person['state'], Tone>> = { done: 'ok', acts: 'now', waiting: 'wait', absent: 'bad' };

export function PersonBadge({ state }: { readonly state: Person['state'] }): ReactElement {
  const { t } = useTranslation();
  return <Badge tone={tones[state]}>{t(`common.state.${state}`)}</Badge>;
}

export function PeopleTable({ people, label }: PeopleProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const roles: Column<Person> = {
    key: 'role',
    head: t('common.people.role'),
    cell: (person) => (
      <span className="row people-roles">
        {person.roles.map((role) => (
          <Chip key={role}>{t(`common.role.${role}`)}</Chip>
        ))}
      </span>
    ),
  };
  const columns: Column<Person>[] = [
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
    // Where all have the same role it would only say so again and again.
    ...(people.some(({ roles }) => roles.join() !== people[0]?.roles.join()) ? [roles] : []),
    { key: 'state', head: t('common.people.state'), cell: ({ state }) => <PersonBadge state={state} /> },
  ];
  return (
    <Table
      label={label}
      columns={columns}
      rows={people}
      rowKey={({ id }) => id}
      current={({ state }) => state === 'acts'}
    />
  );
}

/** Cards in a row, for the wall: names stay in one line and the whole row in the window. */
export function PeopleStrip({ people, label }: PeopleProps): ReactElement {
  const text = useText();
  return (
    <ul className="strip" aria-label={label} data-many={people.length > 6 || undefined}>
      {people.map(({ id, index, name, state }) => (
        <li key={id} data-state={state}>
          <span className="strip-name" title={text(name)}>
            {index !== undefined && <i>{index}</i>}
            {text(name)}
          </span>
          <PersonBadge state={state} />
        </li>
      ))}
    </ul>
  );
}

export function People(props: PeopleProps): ReactElement {
  const { wall } = useSettings();
  return wall ? <PeopleStrip {...props} /> : <PeopleTable {...props} />;
}
