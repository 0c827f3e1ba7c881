/** The ledger that the ceremony founds, but for consensus, roles and members. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../parts/card.tsx';
import { Switch } from '../../../parts/checkbox.tsx';
import { FieldFindings } from '../../../parts/findings.tsx';
import { Select } from '../../../parts/select.tsx';
import { idsAt } from '../acts.ts';
import { usePlan } from '../context.ts';
import { PlanFixed, PlanNumber, PlanSelect, PlanText } from '../fields.tsx';
import { PlanTicks } from '../choices.tsx';
import { get, keysOf, remove, set } from '../model.ts';
import { PlanMoment } from '../moment.tsx';
import { Part, Place } from '../place.tsx';
import { dataStructures, hashes, identityModes, onlyValues, providers } from '../vocabulary.ts';

const ledger = ['chain', 'ledger'];
const certificates = [...ledger, 'ca'];
const lockDown = [...ledger, 'lockDown'];

export function LedgerSection(): ReactElement {
  const { t } = useTranslation();
  return (
    <Part path={['chain']} whole className="stack">
      <Part path={ledger} whole className="stack">
        <Card title={t('plan.ledger.card')}>
          <div className="plan-fields">
            <div className="plan-pair">
              <PlanText
                path={[...ledger, 'name']}
                label={t('plan.ledger.name')}
                help={t('plan.ledger.nameHelp')}
                mono
              />
              <PlanMoment
                path={[...ledger, 'createdTime']}
                label={t('plan.ledger.created')}
                help={t('plan.ledger.createdHelp')}
                quick="now"
              />
            </div>
            <Seed />
            <Identities />
          </div>
        </Card>
        <Certificates />
        <LockDown />
        <Bytes />
      </Part>
      <Card title={t('plan.consortium.fixed')} note={t('plan.consortium.fixedSay')}>
        <div className="plan-pair">
          <PlanFixed
            path={['chain', 'kind']}
            label={t('plan.consortium.chain')}
            only={onlyValues['chain.kind']}
            say="JD Chain"
          />
          <PlanFixed
            path={['chain', 'version']}
            label={t('plan.consortium.version')}
            only={onlyValues['chain.version']}
            say={
              <>
                <code>1.6.5</code> <small className="muted">{t('plan.consortium.versionSay')}</small>
              </>
            }
          />
        </div>
      </Card>
    </Part>
  );
}

/** With certificates the ledger has a part of its own, which comes and goes with the choice. */
function Identities(): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const mode = [...ledger, 'identityMode'];
  const choose = (to: (typeof identityModes)[number]) => {
    editor.change(mode, (plan) => {
      const changed = set(plan, mode, to);
      if (to === 'KEYPAIR') return remove(changed, certificates);
      if (get(changed, certificates) !== undefined) return changed;
      const [root = ''] = idsAt(tree, ['roots']);
      const fresh = { root, subject: 'CN=root,C=CN', rootDays: 3650, days: 730, gateways: [], users: [] };
      return set(changed, certificates, fresh);
    });
  };
  return (
    <PlanSelect
      path={mode}
      label={t('plan.consortium.identity')}
      onChoose={choose}
      options={identityModes.map((id) => ({ id, name: t(`plan.ledger.identities.${id}`) }))}
    />
  );
}

/** The root of a ledger with certificates, and how long they hold. Gateways and users are written in the plan's text. */
function Certificates(): ReactElement | null {
  const { t } = useTranslation();
  const { tree } = usePlan();
  if (get(tree, certificates) === undefined) return null;
  return (
    <Part path={certificates} whole>
      <Card title={t('plan.ledger.certificates')} note={t('plan.ledger.certificatesNote')}>
        <div className="plan-fields">
          <div className="plan-pair">
            <PlanSelect
              path={[...certificates, 'root']}
              label={t('plan.ledger.caRoot')}
              options={idsAt(tree, ['roots']).map((id) => ({ id, name: id }))}
            />
            <PlanText path={[...certificates, 'subject']} label={t('plan.ledger.caSubject')} mono />
          </div>
          <div className="plan-pair">
            <PlanNumber path={[...certificates, 'rootDays']} label={t('plan.ledger.caRootDays')} />
            <PlanNumber path={[...certificates, 'days']} label={t('plan.ledger.caDays')} />
          </div>
        </div>
      </Card>
    </Part>
  );
}

/** One of the roots becomes the ledger's administrator after its founding, in place of the founders. */
function LockDown(): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const is = get(tree, lockDown) !== undefined;
  const roles = keysOf(get(tree, [...ledger, 'roles'])).map(String);
  const turn = (on: boolean) =>
    editor.change(lockDown, (plan) => {
      const [root = ''] = idsAt(plan, ['roots']);
      return on
        ? set(plan, lockDown, { root, roles: roles.filter((role) => role === 'ADMIN') })
        : remove(plan, lockDown);
    });
  return (
    <Part path={lockDown} whole>
      <Card title={t('plan.ledger.lockDown')} note={t('plan.ledger.lockDownNote')}>
        <div className="plan-fields">
          <Switch on={is} help={t('plan.ledger.lockDownHelp')} onChange={turn}>
            {t('plan.ledger.lockDownOn')}
          </Switch>
          {is && (
            <>
              <PlanSelect
                path={[...lockDown, 'root']}
                label={t('plan.ledger.lockDownRoot')}
                options={idsAt(tree, ['roots']).map((id) => ({ id, name: id }))}
              />
              <PlanTicks
                path={[...lockDown, 'roles']}
                label={t('plan.ledger.lockDownRoles')}
                help={t('plan.ledger.lockDownRolesHelp')}
                options={roles.map((id) => ({ id, name: id }))}
                order={[]}
              />
            </>
          )}
        </div>
      </Card>
    </Part>
  );
}

/** How the ledger keeps and proves what is written, and what contracts may do. */
function Bytes(): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Card title={t('plan.ledger.keeping')}>
        <div className="plan-fields">
          <div className="plan-pair">
            <PlanSelect
              path={[...ledger, 'dataStructure']}
              label={t('plan.ledger.structure')}
              options={dataStructures.map((id) => ({ id, name: t(`plan.ledger.structures.${id}`) }))}
            />
            <PlanSelect
              path={[...ledger, 'hash']}
              label={t('plan.ledger.hash')}
              options={hashes.map((id) => ({ id, name: t(`plan.ledger.hashes.${id}`) }))}
            />
          </div>
          <VerifyHash />
          <PlanTicks
            path={[...ledger, 'providers']}
            label={t('plan.ledger.providers')}
            help={t('plan.ledger.providersHelp')}
            options={providers.map((id) => ({ id, name: t(`plan.ledger.providerNames.${id}`) }))}
            order={[]}
          />
        </div>
      </Card>
      <Card title={t('plan.ledger.contract')}>
        <Part path={[...ledger, 'contract']} className="plan-pair">
          <PlanNumber
            path={[...ledger, 'contract', 'timeout']}
            label={t('plan.ledger.timeout')}
            help={t('plan.ledger.timeoutHelp')}
          />
          <PlanNumber
            path={[...ledger, 'contract', 'maxStackDepth']}
            label={t('plan.ledger.depth')}
            help={t('plan.ledger.depthHelp')}
          />
        </Part>
      </Card>
    </>
  );
}

function VerifyHash(): ReactElement {
  const { t } = useTranslation();
  const { tree, editor, at } = usePlan();
  const path = [...ledger, 'verifyHash'];
  return (
    <Place path={path}>
      <Switch
        on={get(tree, path) === true}
        help={t('plan.ledger.verifyHashHelp')}
        onChange={(on) => editor.change(path, (plan) => set(plan, path, on))}
      >
        {t('plan.ledger.verifyHash')}
      </Switch>
      <FieldFindings findings={at(path)} />
    </Place>
  );
}

const drawn = 'random';

/** `random`: drawn in the ceremony; else the text that all parties have agreed on. */
function Seed(): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const path = [...ledger, 'seed'];
  const given = get(tree, path) !== drawn;
  return (
    <>
      <Select
        label={t('plan.ledger.seed')}
        value={given ? 'given' : 'random'}
        options={[
          { id: 'random', name: t('plan.ledger.seedRandom'), help: t('plan.ledger.seedRandomSay') },
          { id: 'given', name: t('plan.ledger.seedGiven'), help: t('plan.ledger.seedGivenSay') },
        ]}
        help={t(given ? 'plan.ledger.seedGivenSay' : 'plan.ledger.seedRandomSay')}
        onChange={(to) => {
          if ((to === 'given') !== given) editor.change(path, (plan) => set(plan, path, to === 'random' ? drawn : ''));
        }}
      />
      {given && <PlanText path={path} label={t('plan.ledger.seedText')} mono />}
    </>
  );
}
