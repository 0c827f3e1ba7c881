/** What becomes of the share set: one purpose, with what it needs. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../preload/contract/common.ts';
import type { SetView } from '../../../preload/contract/sets.ts';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Checkbox } from '../../parts/checkbox.tsx';
import { Findings } from '../../parts/findings.tsx';
import { QuorumGroups } from '../../parts/quorum-groups.tsx';
import { QuorumDiagram } from '../../parts/quorum.tsx';
import { Select } from '../../parts/select.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { Toggles } from '../../parts/toggles.tsx';
import type { Sets } from '../consortium/shown.ts';
import { HolderList } from './holder-list.tsx';
import { type GroupsForm, groupsOf, kinds, regrouped, thresholdOf, type WishForm, withoutGroups } from './wish.ts';

export interface WishCardProps {
  readonly form: WishForm;
  readonly active: SetView;
  readonly roots: Sets['roots'];
  readonly findings: readonly Finding[];
  readonly onChange: (form: WishForm) => void;
}

function Lost({ form, active, onChange }: WishCardProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { lost } = form;
  return (
    <fieldset className="stack tight share-set-ticks">
      <legend>{t('sets.lost')}</legend>
      {active.holders.map(({ id, index, name }) => (
        <Checkbox
          key={id}
          on={lost.includes(id)}
          onChange={(on) => onChange({ ...form, lost: on ? [...lost, id] : lost.filter((one) => one !== id) })}
        >
          {index} · {text(name)}
        </Checkbox>
      ))}
    </fieldset>
  );
}

function Holders({ form, onChange }: WishCardProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="stack tight">
      <h3>{t('sets.holders')}</h3>
      <p className="small muted">{t('sets.holdersHelp')}</p>
      <HolderList
        holders={form.holders}
        add={t('sets.addHolder')}
        onChange={(holders) => onChange({ ...form, holders })}
      />
    </div>
  );
}

/** The new quorum as it would be; nothing where the numbers make none. */
function NewQuorum({ form }: { readonly form: WishForm }): ReactElement | null {
  const text = useText();
  const threshold = thresholdOf(form);
  const { holders } = form;
  if (threshold === undefined || threshold > holders.length) return null;
  return (
    <QuorumDiagram
      planned
      nameless
      threshold={threshold}
      holders={holders.map(({ name }, n) => ({ index: n + 1, name: text(name), state: 'waiting' }))}
    />
  );
}

/** The groups as they are: who is in them, how many of each and how many of them are needed. */
function Groups({ form, groups, onChange }: WishCardProps & { readonly groups: GroupsForm }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { holders } = form;
  const whole = groupsOf(form);
  const put = (part: Partial<GroupsForm>) => onChange({ ...form, groups: { ...groups, ...part } });
  return (
    <div className="stack">
      <p className="small muted">{t('sets.groupsHere')}</p>
      <TextField
        label={t('sets.groupsNeeded', { total: groups.list.length })}
        value={groups.threshold}
        onChange={(threshold) => put({ threshold })}
        maxLength={3}
      />
      {groups.list.map(({ id, name, threshold }) => {
        const own = holders.filter(({ group }) => group === id);
        return (
          <div key={id} role="group" aria-label={text(name)} className="stack tight">
            <h3>{text(name)}</h3>
            <TextField
              label={t('sets.groupNeeds', { name: text(name), total: own.length })}
              value={threshold}
              onChange={(typed) =>
                put({ list: groups.list.map((one) => (one.id === id ? { ...one, threshold: typed } : one)) })
              }
              maxLength={3}
            />
            <HolderList
              holders={own}
              among={holders}
              add={t('sets.addHolder')}
              onChange={(changed) => onChange({ ...form, holders: regrouped(form, id, changed) })}
            />
          </div>
        );
      })}
      {whole && (
        <QuorumGroups
          planned
          threshold={whole.threshold}
          groups={whole.list.map(({ id, name, threshold: need }) => {
            return { id, name, need, of: holders.filter(({ group }) => group === id).length, have: 0 };
          })}
        />
      )}
      <div className="row">
        <Button small onPress={() => onChange(withoutGroups(form))}>
          {t('sets.groupsNone')}
        </Button>
      </div>
    </div>
  );
}

function Resplit(props: WishCardProps): ReactElement {
  const { t } = useTranslation();
  const { form, onChange } = props;
  if (form.groups) return <Groups {...props} groups={form.groups} />;
  return (
    <div className="stack">
      <div className="columns">
        <TextField
          label={t('sets.threshold')}
          value={form.threshold}
          onChange={(threshold) => onChange({ ...form, threshold })}
          maxLength={3}
        />
        <Select
          label={t('sets.scheme')}
          value={form.scheme}
          onChange={(scheme) => onChange({ ...form, scheme })}
          options={(['shamir', 'slip39'] as const).map((id) => ({ id, name: t(`plan.groups.schemes.${id}`) }))}
        />
      </div>
      <Holders {...props} />
      <NewQuorum form={form} />
    </div>
  );
}

export function WishCard(props: WishCardProps): ReactElement {
  const { t } = useTranslation();
  const { form, roots, findings, onChange } = props;
  return (
    <Card title={t('sets.what')} note={t('sets.whatHelp')}>
      <div className="stack">
        <Toggles
          label={t('sets.what')}
          chosen={form.kind}
          onChoose={(kind) => onChange({ ...form, kind })}
          options={kinds.map((kind) => ({ id: kind, name: t(`sets.kind.${kind}`) }))}
        />
        <p className="small muted">{t(`sets.kindHelp.${form.kind}`)}</p>
        {form.kind === 'replace' && <Lost {...props} />}
        {form.kind === 'resplit' && <Resplit {...props} />}
        {form.kind === 'rotate' && (
          <Select
            label={t('sets.root')}
            value={form.root === '' ? undefined : form.root}
            onChange={(root) => onChange({ ...form, root })}
            options={roots.map(({ id, suite, purpose }) => ({ id, name: `${id} (${suite})`, help: purpose }))}
            placeholder={t('common.act.choose')}
          />
        )}
        {findings.length > 0 && <Findings findings={findings} />}
      </div>
    </Card>
  );
}
