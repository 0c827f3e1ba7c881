/** One member: who, role, state, keys with their days, addresses, and what happened to it. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyView, MemberView } from '../../../preload/contract/members.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import { Badge, Chip } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { KeyValue } from '../../parts/key-value.tsx';

/** "the founding", or the version of the register that did it. */
function useBy(): (version: number) => string {
  const { t } = useTranslation();
  return (version) => (version === 1 ? t('members.founding') : t('members.version', { version }));
}

function Key({ value: { id, use, suite, since, by, revoked } }: { readonly value: KeyView }): ReactElement {
  const { t } = useTranslation();
  const { date } = useFormat();
  const text = useText();
  const byOf = useBy();
  return (
    <li data-revoked={revoked !== undefined || undefined}>
      <span className="row">
        <Chip icon="key">{text(use)}</Chip>
        <Chip>{suite}</Chip>
        <span className="mono">{id.slice(0, 16)}…</span>
      </span>
      <span className="small muted">{t('members.keySince', { date: date(since), by: byOf(by) })}</span>
      {revoked && (
        <span className="members-revoked">
          {t('members.revoked', { date: date(revoked.at), reason: text({ en: revoked.reason, zh: revoked.reason }) })}
        </span>
      )}
    </li>
  );
}

function History({ member: { history } }: { readonly member: MemberView }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const byOf = useBy();
  return (
    <div>
      <h4 className="members-part">{t('members.history')}</h4>
      <ol className="members-history">
        {history.map(({ version, text: said }, at) => (
          <li key={at}>
            <span className="small muted">{byOf(version)}</span> {text(said)}
          </li>
        ))}
      </ol>
    </div>
  );
}

export function MemberCard({ member }: { readonly member: MemberView }): ReactElement {
  const { t } = useTranslation();
  const { date } = useFormat();
  const text = useText();
  const { id, name, role, since, left, keys, consensus, initializer, contacts } = member;
  return (
    <Card
      level={3}
      tone={left ? 'sunken' : 'plain'}
      title={text(name)}
      note={id === role ? undefined : id}
      actions={<Chip>{role}</Chip>}
      className="members-card"
    >
      {left ? (
        <Badge tone="idle">{t('members.left', { date: date(left.at) })}</Badge>
      ) : (
        <Badge tone="ok">{t('members.since', { date: date(since) })}</Badge>
      )}
      <div>
        <h4 className="members-part">{t('members.keys')}</h4>
        {keys.length === 0 && <p className="muted">{t('members.keyless')}</p>}
        <ul className="members-keys">
          {keys.map((key) => (
            <Key key={key.id} value={key} />
          ))}
        </ul>
      </div>
      <KeyValue
        pairs={[
          { key: 'consensus', name: t('members.consensus'), value: consensus, mono: true },
          { key: 'initializer', name: t('members.initializer'), value: initializer, mono: true },
          ...contacts.map(({ name: who, reach }, at) => ({
            key: `contact ${String(at)}`,
            name: t('members.contacts'),
            value: text({ en: `${who}, ${reach}`, zh: `${who}，${reach}` }),
          })),
        ]}
      />
      <History member={member} />
    </Card>
  );
}
