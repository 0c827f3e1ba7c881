/** Who votes on changes of the members, what each decision takes, and the decisions so far. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionView, RegisterView } from '../../../preload/contract/members.ts';
import type { Text } from '../../../preload/contract/common.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import { Chip } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { HashGrid } from '../../parts/hash-grid.tsx';
import { Table } from '../../parts/table.tsx';
import { Lines } from './lines.tsx';

type Person = DecisionView['approved'][number];

/** Names with their ids, one after the other. */
export function useNames(): (people: readonly Person[]) => string {
  const { list } = useFormat();
  const text = useText();
  return (people) => list(people.map(({ id, name }) => (text(name) === id ? id : `${text(name)} (${id})`)));
}

export function Governance({ register: { voters, rules } }: { readonly register: RegisterView }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Card title={t('members.votes')}>
      {voters.length === 0 ? (
        <p className="muted">{t('members.votesNone')}</p>
      ) : (
        <div className="stack">
          <Table
            label={t('members.voters')}
            rows={voters}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'voter',
                head: t('members.voter'),
                cell: ({ id, name }) => `${text(name)} (${id})`,
                rowHeader: true,
              },
              { key: 'for', head: t('members.organisation'), cell: ({ organisation }) => organisation },
              {
                key: 'role',
                head: t('members.role'),
                cell: ({ roles }) => roles.map((role) => <Chip key={role}>{role}</Chip>),
              },
            ]}
          />
          <Table<{ readonly kind: Text; readonly rule: Text }>
            label={t('members.rules')}
            rows={rules}
            rowKey={({ kind }) => kind.en}
            columns={[
              { key: 'kind', head: t('members.decision'), cell: ({ kind }) => text(kind), rowHeader: true },
              { key: 'rule', head: t('members.needed'), cell: ({ rule }) => text(rule) },
            ]}
          />
        </div>
      )}
    </Card>
  );
}

function Decision({ decision }: { readonly decision: DecisionView }): ReactElement {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const text = useText();
  const names = useNames();
  const { version, kind, hash, lines, time, entry, approved, declined, reason } = decision;
  return (
    <li>
      <Card level={3} title={text(kind)} note={t('members.version', { version })} tone="sunken">
        <div className="stack">
          <p className="small muted">{t('members.came', { moment: moment(time), entry })}</p>
          {reason !== undefined && <p>{text({ en: reason, zh: reason })}</p>}
          <Lines lines={lines} />
          <p>
            {approved.length === 0 ? t('members.byRoots') : t('members.approvedBy', { names: names(approved) })}
            {declined.length > 0 && <> {t('members.declinedBy', { names: names(declined) })}</>}
          </p>
          <h4 className="members-part">{t('members.proposalHash')}</h4>
          <HashGrid small label={t('members.proposalHash')} groups={hash.groups} />
        </div>
      </Card>
    </li>
  );
}

export function Decisions({ register: { decisions } }: { readonly register: RegisterView }): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('members.decisions')}>
      {decisions.length === 0 ? (
        <p className="muted">{t('members.decisionsNone')}</p>
      ) : (
        <ol className="members-decisions">
          {decisions.map((decision) => (
            <Decision key={decision.version} decision={decision} />
          ))}
        </ol>
      )}
    </Card>
  );
}
