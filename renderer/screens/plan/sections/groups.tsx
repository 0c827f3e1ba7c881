/** How the key is split, and groups of custodians where SLIP-39 splits it. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../parts/button.tsx';
import { Card } from '../../../parts/card.tsx';
import { usePlan } from '../context.ts';
import { PlanId, PlanName, PlanNumber, PlanSelect } from '../fields.tsx';
import { addGroup, divide, groupIds, removeGroup, renameGroup, undivide } from '../groups.ts';
import { get, isList, shown } from '../model.ts';
import { Part } from '../place.tsx';
import { schemes } from '../vocabulary.ts';

export function Scheme(): ReactElement {
  const { t } = useTranslation();
  return (
    <PlanSelect
      path={['scheme']}
      label={t('plan.consortium.scheme')}
      options={schemes.map((id) => ({ id, name: t(`plan.groups.schemes.${id}`), help: t(`plan.groups.${id}Say`) }))}
    />
  );
}

/** Shown where groups can be, or stand in the plan although they cannot. */
export function Groups(): ReactElement | null {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const groups = get(tree, ['groups']);
  if (groups === undefined && get(tree, ['scheme']) !== 'slip39') return null;
  const list = get(tree, ['groups', 'list']);
  return (
    <Card title={t('plan.groups.card')}>
      {groups === undefined ? (
        <>
          <p className="muted">{t('plan.groups.none')}</p>
          <Button
            small
            icon="plus"
            onPress={() => {
              editor.change(['groups'], divide);
            }}
          >
            {t('plan.groups.divide')}
          </Button>
        </>
      ) : (
        <Part path={['groups']} className="stack">
          <PlanNumber
            path={['groups', 'threshold']}
            label={t('plan.groups.needed')}
            help={t('plan.groups.neededHelp')}
          />
          <Part path={['groups', 'list']} className="stack">
            {(isList(list) ? list : []).map((_, index) => (
              <Group key={index} index={index} />
            ))}
          </Part>
          <div className="plan-pair">
            <Button
              small
              icon="plus"
              onPress={() => {
                editor.change(['groups', 'list'], addGroup);
              }}
            >
              {t('plan.groups.add')}
            </Button>
            <Button
              small
              bare
              onPress={() => {
                editor.change(['groups'], undivide);
              }}
            >
              {t('plan.groups.undivide')}
            </Button>
          </div>
        </Part>
      )}
    </Card>
  );
}

function Group({ index }: { readonly index: number }): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const path = ['groups', 'list', index];
  const id = shown(get(tree, [...path, 'id']), Infinity);
  return (
    <Part path={path} className="stack">
      <PlanName path={[...path, 'name']} />
      <div className="plan-pair">
        <PlanId
          path={[...path, 'id']}
          help={t('plan.id.help')}
          value={id}
          taken={groupIds(tree).filter((each) => each !== id)}
          onRename={(to) => {
            editor.change([...path, 'id'], (plan) => renameGroup(plan, index, to));
          }}
        />
        <PlanNumber
          path={[...path, 'threshold']}
          label={t('plan.groups.members')}
          help={t('plan.groups.membersHelp')}
        />
      </div>
      <Button
        small
        bare
        onPress={() => {
          editor.change(['groups', 'list'], (plan) => removeGroup(plan, index));
        }}
      >
        {t('plan.groups.remove', { id })}
      </Button>
    </Part>
  );
}

/** Which group a custodian is of; shown where there are groups, or one is named. */
export function GroupOf({ index }: { readonly index: number }): ReactElement | null {
  const { t } = useTranslation();
  const { tree } = usePlan();
  const path = ['custodians', index, 'group'];
  if (get(tree, ['groups']) === undefined && get(tree, path) === undefined) return null;
  return (
    <PlanSelect path={path} label={t('plan.groups.of')} options={groupIds(tree).map((id) => ({ id, name: id }))} />
  );
}
