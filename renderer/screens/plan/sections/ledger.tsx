/** The ledger that the ceremony founds, but for consensus, roles and members. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../parts/card.tsx';
import { Switch } from '../../../parts/checkbox.tsx';
import { FieldFindings } from '../../../parts/findings.tsx';
import { Select } from '../../../parts/select.tsx';
import { usePlan } from '../context.ts';
import { PlanFixed, PlanNumber, PlanSelect, PlanText } from '../fields.tsx';
import { PlanTicks } from '../choices.tsx';
import { get, set } from '../model.ts';
import { PlanMoment } from '../moment.tsx';
import { Part, Place } from '../place.tsx';
import { dataStructures, hashes, onlyValues, providers } from '../vocabulary.ts';

const ledger = ['chain', 'ledger'];

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
            <PlanFixed
              path={[...ledger, 'identityMode']}
              label={t('plan.consortium.identity')}
              only={onlyValues['chain.ledger.identityMode']}
              say={t('plan.consortium.identitySay')}
            />
          </div>
        </Card>
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
