/** The organisations that run a peer. */
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { changeId, idsAt } from '../acts.ts';
import { usePlan } from '../context.ts';
import { PlanId, PlanName, PlanNumber, PlanSelect, PlanText } from '../fields.tsx';
import { PlanTicks } from '../choices.tsx';
import { Listing } from '../listing.tsx';
import { MemberKey } from './member-key.tsx';
import { get, keysOf, type Path, shown } from '../model.ts';
import { Part } from '../place.tsx';
import { policies } from '../vocabulary.ts';

export function MembersSection(): ReactElement {
  const { t } = useTranslation();
  return (
    <Listing
      list="members"
      label={t('plan.members.list')}
      addLabel={t('plan.members.add')}
      empty={t('plan.members.empty')}
      one={(i) => t('plan.members.one', { n: i + 1 })}
      more={(item) => shown(get(item, ['id']), 40)}
    >
      {(index) => <Member index={index} />}
    </Listing>
  );
}

function Member({ index }: { readonly index: number }): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const path = ['members', index];
  const id = shown(get(tree, [...path, 'id']), Infinity);
  const roles = keysOf(get(tree, ['chain', 'ledger', 'roles'])).map(String);
  return (
    <div className="plan-fields">
      <PlanName path={[...path, 'name']} />
      <div className="plan-pair">
        <PlanId
          path={[...path, 'id']}
          help={t('plan.id.help')}
          value={id}
          taken={idsAt(tree, ['members']).filter((each) => each !== id)}
          onRename={(to) => editor.change([...path, 'id'], (plan) => changeId(plan, 'members', index, to))}
        />
        <PlanText path={[...path, 'role']} label={t('plan.members.role')} help={t('plan.members.roleHelp')} mono />
      </div>
      <h3>{t('plan.members.key')}</h3>
      <MemberKey path={path} />
      <h3>{t('plan.members.addresses')}</h3>
      <div className="plan-pair">
        <Address path={[...path, 'initializer']} what="initializer" />
        <Address path={[...path, 'consensus']} what="consensusAt" />
      </div>
      <h3>{t('plan.members.rights')}</h3>
      <PlanTicks
        path={[...path, 'ledgerRoles']}
        label={t('plan.members.ledgerRoles')}
        options={roles.map((role) => ({ id: role, name: <code>{role}</code> }))}
        order={roles}
      />
      <PlanSelect
        path={[...path, 'rolesPolicy']}
        label={t('plan.members.policy')}
        options={policies.map((each) => ({ id: each, name: t(`plan.members.policies.${each}`) }))}
      />
    </div>
  );
}

interface AddressProps {
  readonly path: Path;
  readonly what: 'initializer' | 'consensusAt';
}

function Address({ path, what }: AddressProps): ReactElement {
  const { t } = useTranslation();
  return (
    <fieldset className="plan-address">
      <legend className="field-label">{t(`plan.members.${what}`)}</legend>
      <Part path={path} className="plan-host">
        <PlanText path={[...path, 'host']} label={t('plan.members.hostShort')} mono />
        <PlanNumber path={[...path, 'port']} label={t('plan.members.portShort')} />
      </Part>
      <p className="field-help small muted">
        {t(what === 'initializer' ? 'plan.members.initializerHelp' : 'plan.members.consensusHelp')}
      </p>
    </fieldset>
  );
}
