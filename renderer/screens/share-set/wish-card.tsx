/** What becomes of the share set: one purpose, with what it needs. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../preload/contract/common.ts';
import type { SetView } from '../../../preload/contract/sets.ts';
import { useText } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { Checkbox } from '../../parts/checkbox.tsx';
import { Findings } from '../../parts/findings.tsx';
import { Notice } from '../../parts/notice.tsx';
import { QuorumDiagram } from '../../parts/quorum.tsx';
import { Select } from '../../parts/select.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { Toggles } from '../../parts/toggles.tsx';
import type { Sets } from '../consortium/shown.ts';
import { HolderList } from './holder-list.tsx';
import { kinds, thresholdOf, type WishForm } from './wish.ts';

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

function Resplit(props: WishCardProps): ReactElement {
  const { t } = useTranslation();
  const { form, active, onChange } = props;
  if (active.groups) return <Notice tone="wait">{t('sets.groupsHere')}</Notice>;
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
