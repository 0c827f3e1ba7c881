/** Groups of a share set: of each how many members are needed and are there, and how many groups open the root keys. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShareGroups, Text } from '../../preload/contract/common.ts';
import { useFormat, useText } from '../i18n/use.ts';
import { Icon } from './icon.tsx';
import './quorum.css';

export interface GroupBar {
  readonly id: string;
  readonly name: Text;
  readonly have: number;
  /** Members needed, and members there are. */
  readonly need: number;
  readonly of: number;
}

export interface QuorumGroupsProps {
  /** Groups needed. */
  readonly threshold: number;
  readonly groups: readonly GroupBar[];
  /** Of a plan: nobody is in the room yet. */
  readonly planned?: boolean;
}

/** "Any 2 of these 3 groups open the root keys". */
export function useGroupsRule(): (groups: Pick<ShareGroups, 'threshold'> & { list: readonly unknown[] }) => string {
  const { t } = useTranslation();
  return ({ threshold, list }) => t('common.quorum.groups', { threshold, total: list.length });
}

/** The same with what each group needs: "2 of 3 groups: Banks 2/3, …". */
export function useGroupsSentence(): (groups: {
  readonly threshold: number;
  readonly list: readonly Omit<GroupBar, 'have' | 'id'>[];
}) => string {
  const { t } = useTranslation();
  const { list: joined } = useFormat();
  const text = useText();
  return ({ threshold, list }) => {
    const groups = list.map(({ name, need, of }) => t('sets.group', { name: text(name), threshold: need, total: of }));
    return t('sets.ruleGroups', { threshold, total: list.length, groups: joined(groups) });
  };
}

function Bar({ group, planned }: { readonly group: GroupBar; readonly planned: boolean }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { name, have, need, of } = group;
  const complete = !planned && have >= need;
  return (
    <li data-complete={complete || undefined}>
      <span className="quorum-group-name">
        <strong className="wrap">{text(name)}</strong>
        {complete && <Icon name="check" size={1} />}
      </span>
      <span className="quorum-group-bars" aria-hidden="true">
        {Array.from({ length: need }, (_, n) => (
          <i key={n} data-on={(!planned && n < have) || undefined} />
        ))}
      </span>
      <span className="numbers small">
        {planned
          ? t('common.quorum.groupNeeds', { need, total: of })
          : t('common.quorum.groupHas', { have, need, total: of })}
      </span>
    </li>
  );
}

export function QuorumGroups({ threshold, groups, planned = false }: QuorumGroupsProps): ReactElement {
  const { t } = useTranslation();
  const rule = useGroupsRule();
  const complete = groups.filter(({ have, need }) => have >= need).length;
  return (
    <figure className="quorum-groups">
      <ul>
        {groups.map((group) => (
          <Bar key={group.id} group={group} planned={planned} />
        ))}
      </ul>
      <figcaption>
        <strong>{rule({ threshold, list: groups })}</strong>
        {!planned && (
          <span role="status">
            {complete < threshold
              ? t('common.quorum.groupsComplete', { have: complete, need: threshold })
              : t('common.quorum.reached')}
          </span>
        )}
      </figcaption>
    </figure>
  );
}
