/** The form that begins a ceremony. Nothing is made before the button is pressed. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../preload/contract/index.ts';
import { ask } from '../../api.ts';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/dialog.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { nameFault } from '../../parts/paths.ts';
import { useAsked, useDoing } from '../../state/asking.ts';
import { go } from '../../state/place.ts';
import { IdentitiesCard, type Identities } from '../before/identities.tsx';
import { Missing } from '../before/missing.tsx';
import { useRoomBefore } from '../before/room.ts';
import { Stops } from '../before/stops.tsx';
import { FolderCard, pathOf, type NewFolder } from './folder-card.tsx';
import { KindCard } from './kind-card.tsx';
import { PlanCard } from './plan-card.tsx';
import { folderName, openable, planFacts, type PlanFacts } from './plan-facts.ts';

type Checked = ReplyOf<'plan.read'>;

interface Known {
  readonly checked: Checked | undefined;
  readonly facts: PlanFacts | undefined;
  readonly identities: Identities;
  readonly folder: NewFolder;
  readonly excused: boolean;
}

const isSound = (checked: Checked | undefined) => checked?.findings.every(({ level }) => level !== 'error') ?? false;

function useMissing(): (known: Known) => string[] {
  const { t } = useTranslation();
  return ({ checked, facts, identities, folder, excused }) => [
    ...(isSound(checked) ? [] : [t('ceremony.begin.missPlan')]),
    ...(folder.inside !== undefined && nameFault(folder.name) === undefined ? [] : [t('ceremony.begin.missFolder')]),
    ...(facts && openable(facts.custodians, identities) < facts.threshold ? [t('ceremony.begin.missQuorum')] : []),
    ...(excused ? [] : [t('ceremony.begin.missException')]),
  ];
}

/** The plan as it is read, and read again when another is chosen. */
function usePlan(file: string | undefined) {
  const [chosen, setChosen] = useState(file);
  const [checked, setChecked] = useState<Checked>();
  const doing = useDoing();
  const read = (path: string) => {
    setChosen(path);
    setChecked(undefined);
    doing.run(async () => setChecked(await ask('plan.read', { file: path })));
  };
  // A plan that another screen hands over is read at once.
  const [begun, setBegun] = useState(false);
  if (!begun && file !== undefined) {
    setBegun(true);
    queueMicrotask(() => read(file));
  }
  return { chosen, checked, error: doing.error, read };
}

export function BeginForm(given: { readonly plan: string | undefined; readonly rehearsal: boolean }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const [rehearsal, setRehearsal] = useState(given.rehearsal);
  const plan = usePlan(given.plan);
  const facts = plan.checked && planFacts(plan.checked.plan);
  const [typed, setTyped] = useState<Partial<NewFolder>>({});
  const [identities, setIdentities] = useState<Identities>({});
  const [asking, setAsking] = useState(false);
  const info = useAsked('app.info', {});
  const name = facts ? folderName(facts, new Date().toISOString().slice(0, 10), rehearsal) : '';
  const folder: NewFolder = { inside: typed.inside ?? info.reply?.folders.own, name: typed.name ?? name };
  const where = folder.inside === undefined ? {} : { folder: pathOf(folder) };
  const room = useRoomBefore({ rehearsal, ...where }, facts?.people ?? []);
  const missing = useMissing()({ checked: plan.checked, facts, identities, folder, excused: room.answered });
  const { busy, error, run } = useDoing();
  const begin = () =>
    run(async () => {
      const exceptions = room.exceptions();
      const dir = pathOf(folder);
      const planHash = plan.checked?.hash?.hex;
      const compared = planHash === undefined ? {} : { planHash };
      await ask('ceremony.begin', { plan: plan.chosen ?? '', ...compared, dir, rehearsal, exceptions, identities });
      await ask('homes.add', { dir }).catch(() => undefined); // the list is a convenience
      go({ screen: 'consortium', dir });
    });
  return (
    <>
      <Hero
        who={t('ceremony.begin.who')}
        title={t(rehearsal ? 'ceremony.begin.rehearse' : 'ceremony.begin.real')}
        help={t('ceremony.begin.help')}
        actions={
          <Button
            kind="primary"
            icon={rehearsal ? 'rehearse' : 'seal'}
            busy={busy}
            disabled={missing.length > 0}
            onPress={() => (rehearsal ? begin() : setAsking(true))}
          >
            {t(rehearsal ? 'ceremony.begin.go' : 'ceremony.begin.goReal')}
          </Button>
        }
      />
      <Missing missing={missing} />
      <Failure error={error ?? room.error} />
      <div className="columns">
        <KindCard rehearsal={rehearsal} onChange={setRehearsal} />
        <PlanCard chosen={plan.chosen} checked={plan.checked} facts={facts} error={plan.error} onChoose={plan.read} />
        <FolderCard folder={folder} onChange={(part) => setTyped({ ...typed, ...part })} />
        {facts && <IdentitiesCard facts={facts} identities={identities} onChange={setIdentities} />}
        <Stops {...room.stops} />
      </div>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('ceremony.begin.sure')}
        stay={t('ceremony.begin.sureStay')}
        act={t('ceremony.begin.sureGo')}
        onAct={begin}
      >
        <p className="wrap">
          {t('ceremony.begin.sureHelp', { name: facts ? text(facts.consortium) : '', dir: pathOf(folder) })}
        </p>
      </Confirm>
    </>
  );
}
