/** The consensus and its settings: JD Chain's defaults beside what the plan says otherwise, and only that is kept. */
import { useState, type ReactElement } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { Card } from '../../../parts/card.tsx';
import { Switch } from '../../../parts/checkbox.tsx';
import { FieldFindings } from '../../../parts/findings.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { usePlan } from '../context.ts';
import { PlanSelect } from '../fields.tsx';
import { fieldName, get, isList, keysOf, type Json, remove, set, shown } from '../model.ts';
import { Mends, Part } from '../place.tsx';
import {
  type ConsensusKind,
  consensusDefaults,
  consensusKinds,
  consensusLeast,
  type ConsensusSetting,
} from '../vocabulary.ts';

const consensus = ['chain', 'ledger', 'consensus'];
const settings = [...consensus, 'settings'];

type Underscored<S extends string> = S extends `${infer Head}.${infer Tail}` ? `${Head}_${Underscored<Tail>}` : S;
/** Keys of texts have no dots. */
const textKey = <S extends ConsensusSetting>(name: S) => name.replaceAll('.', '_') as Underscored<S>;

/** What a plan is shown as that names another consensus. */
const kindOf = (tree: Json | undefined): ConsensusKind =>
  consensusKinds.find((kind) => kind === get(tree, [...consensus, 'kind'])) ?? 'bftsmart';
const defaultsOf = (kind: ConsensusKind) =>
  consensusDefaults[kind] as Partial<Readonly<Record<ConsensusSetting, string>>>;

const changedNames = (tree: Json | undefined): string[] => keysOf(get(tree, settings)).map(String);

export function ConsensusSection(): ReactElement {
  const { t } = useTranslation();
  const { tree } = usePlan();
  const [only, setOnly] = useState(false);
  const changed = changedNames(tree);
  const kind = kindOf(tree);
  return (
    <Part path={consensus} whole className="stack">
      <Derived />
      <Card
        title={t('plan.consensus.card', { name: t(`plan.consensus.kinds.${kind}`) })}
        note={
          changed.length === 0
            ? t('plan.consensus.noneChanged')
            : t('plan.consensus.changedCount', { count: changed.length })
        }
      >
        <Part path={settings} whole>
          <Switch on={only} onChange={setOnly}>
            {t('plan.consensus.only')}
          </Switch>
          <Settings kind={kind} names={rows(kind, changed, only)} />
          {kind === 'bftsmart' && <AddSetting taken={[...Object.keys(defaultsOf(kind)), ...changed]} />}
        </Part>
      </Card>
    </Part>
  );
}

/** JD Chain's own in their order, then those that it does not ship. */
const rows = (kind: ConsensusKind, changed: readonly string[], only: boolean): string[] => [
  ...Object.keys(defaultsOf(kind)).filter((name) => !only || changed.includes(name)),
  ...changed.filter((name) => !isShipped(kind, name)),
];

const isShipped = (kind: ConsensusKind, name: string): name is ConsensusSetting =>
  Object.hasOwn(defaultsOf(kind), name);

interface SettingsProps {
  readonly kind: ConsensusKind;
  readonly names: readonly string[];
}

function Settings({ kind, names }: SettingsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="table-room">
      <table
        className="table plan-settings"
        aria-label={t('plan.consensus.card', { name: t(`plan.consensus.kinds.${kind}`) })}
      >
        <thead>
          <tr>
            <th scope="col">{t('plan.consensus.setting')}</th>
            <th scope="col">{t('plan.consensus.value')}</th>
            <th scope="col">{t('plan.consensus.usual')}</th>
            <th scope="col">
              <span className="heard">{t('plan.consensus.reset')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <Setting key={name} kind={kind} name={name} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Setting({ kind, name }: { readonly kind: ConsensusKind; readonly name: string }): ReactElement {
  const { t } = useTranslation();
  const { tree, editor, at } = usePlan();
  const path = [...settings, name];
  const value = get(tree, path);
  const own = !isShipped(kind, name);
  const usual = own ? undefined : defaultsOf(kind)[name];
  const changed = value !== undefined;
  const drop = (plan: Json) => remove(plan, path);
  return (
    <tr data-place={fieldName(path)} data-changed={changed || undefined}>
      <th scope="row">
        <code className="wrap">{name}</code>
        <small className="muted">{t(own ? 'plan.consensus.own' : `plan.consensus.means.${textKey(name)}`)}</small>
      </th>
      <td className="plan-setting-value">
        <TextField
          label={<span className="heard">{t('plan.consensus.valueOf', { name })}</span>}
          value={value === undefined ? (usual ?? '') : shown(value, Infinity)}
          onChange={(text) =>
            editor.change(
              path,
              (plan) => (text === usual ? drop(plan) : set(plan, path, text)),
              `type ${fieldName(path)}`,
            )
          }
          onBlur={() => {
            if (value === '' && usual !== undefined) editor.change(path, drop);
            editor.settle();
          }}
          mono
        />
        <FieldFindings findings={at(path)} />
        <Mends findings={at(path)} />
      </td>
      <td className="mono">{(usual ?? '') ? usual : '–'}</td>
      <td className="plan-setting-acts">
        {changed && (
          <span className="row">
            <Badge tone="now" icon="flag">
              {t('plan.consensus.changed')}
            </Badge>
            <Button
              bare
              small
              icon={usual === undefined ? 'cross' : 'undo'}
              label={t(usual === undefined ? 'plan.consensus.removeName' : 'plan.consensus.resetName', { name })}
              onPress={() => editor.change(path, drop)}
            >
              {t('plan.consensus.reset')}
            </Button>
          </span>
        )}
      </td>
    </tr>
  );
}

function AddSetting({ taken }: { readonly taken: readonly string[] }): ReactElement {
  const { t } = useTranslation();
  const { editor } = usePlan();
  const [name, setName] = useState('');
  const known = taken.includes(name);
  const add = () => {
    if (name === '' || known) return;
    const path = [...settings, name];
    editor.change(path, (plan) => set(plan, path, ''));
    editor.goTo(path);
    setName('');
  };
  return (
    <div className="plan-add">
      <TextField
        label={t('plan.consensus.addName')}
        help={t('plan.consensus.addHelp')}
        value={name}
        onChange={setName}
        onEnter={add}
        {...(known ? { error: t('plan.consensus.taken') } : {})}
        mono
      />
      <Button icon="plus" disabled={name === '' || known} onPress={add}>
        {t('plan.consensus.add')}
      </Button>
    </div>
  );
}

/** Which consensus; how many peers there are and how many may fail: worked out, never written. */
function Derived(): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const members = get(tree, ['members']);
  const n = isList(members) ? members.length : 0;
  const kind = kindOf(tree);
  const path = [...consensus, 'kind'];
  // Another consensus reads other settings, so those of the one before go with it.
  const choose = (to: ConsensusKind) => editor.change(path, (plan) => set(plan, consensus, { kind: to, settings: {} }));
  return (
    <Card title={t('plan.consensus.derived')}>
      <div className="plan-pair">
        <PlanSelect
          path={path}
          label={t('plan.consensus.kind')}
          help={t(`plan.consensus.kindHelp.${kind}`)}
          options={consensusKinds.map((id) => ({ id, name: t(`plan.consensus.kinds.${id}`) }))}
          onChoose={choose}
        />
        <p>
          {t('plan.consensus.members', { count: n })}
          <br />
          <span className="muted">{faultsText(kind, n, t)}</span>
        </p>
      </div>
    </Card>
  );
}

/** BFT-SMaRt bears a third less one, Raft all but a majority; with MQ it depends on the broker. */
function faultsText(kind: ConsensusKind, n: number, t: TFunction): string {
  if (kind === 'mq') return t('plan.consensus.faultsMq');
  const faults = Math.max(0, Math.floor((n - 1) / (kind === 'raft' ? 2 : 3)));
  if (faults > 0) return t('plan.consensus.faults', { count: faults });
  return t('plan.consensus.faultsNone', { count: kind === 'raft' ? 3 : consensusLeast.bftsmart });
}
