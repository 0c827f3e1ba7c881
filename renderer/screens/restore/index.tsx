/** Before a restore: whose keys, from which shares, for which one purpose, in what room. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../preload/contract/index.ts';
import { ask } from '../../api.ts';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/dialog.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { lastOf } from '../../parts/paths.ts';
import { useAsked, useDoing } from '../../state/asking.ts';
import { go, type PlaceOf } from '../../state/place.ts';
import { IdentitiesCard, type Identities } from '../before/identities.tsx';
import { Missing } from '../before/missing.tsx';
import { useRoomBefore } from '../before/room.ts';
import { Stops } from '../before/stops.tsx';
import { planFacts } from '../ceremony/plan-facts.ts';
import { HomeField } from './home-field.tsx';
import { PurposeCard } from './purpose-card.tsx';
import { noPurpose, purposeOf, type PurposeForm } from './purpose.ts';
import { SharesCard } from './shares-card.tsx';

type Shown = ReplyOf<'ceremony.show'>;

export function RestoreScreen({ place }: { readonly place: PlaceOf<'restore'> }): ReactElement {
  const { t } = useTranslation();
  const [dir, setDir] = useState(place.dir);
  return (
    <Page title={t('restore.title')} wide>
      {dir === undefined ? (
        <>
          <Hero who={t('restore.who')} title={t('restore.h1')} help={t('restore.help')} />
          <HomeField dir={undefined} onChange={setDir} />
        </>
      ) : (
        <Chosen key={dir} dir={dir} shares={dir === place.dir ? place.shares : undefined} onChange={setDir} />
      )}
    </Page>
  );
}

interface ChosenProps {
  readonly dir: string;
  readonly shares: readonly string[] | undefined;
  readonly onChange: (dir: string) => void;
}

function Chosen({ dir, shares, onChange }: ChosenProps): ReactElement {
  const { t } = useTranslation();
  const { reply, error } = useAsked('ceremony.show', { dir });
  if (reply?.home.state === 'closed') return <Form shown={reply} shares={shares} onChange={onChange} />;
  return (
    <>
      <Hero who={t('restore.who')} title={t('restore.h1')} help={t('restore.help')} />
      <Failure error={error} />
      {reply && (
        <Failure
          error={{ code: 'CEREMONY-OPEN', text: { en: t('restore.homeOpen'), zh: t('restore.homeOpen') } }}
          actions={
            <Button onPress={() => go({ screen: 'ceremony', rehearsal: reply.home.rehearsal ?? false, resume: dir })}>
              {t('restore.goOn')}
            </Button>
          }
        />
      )}
      <HomeField dir={dir} onChange={onChange} />
    </>
  );
}

const starts = { drill: 'restore.go', sign: 'restore.goSign', export: 'restore.goExport' } as const;

function useMissing(): (form: PurposeForm, shares: number, excused: boolean) => string[] {
  const { t } = useTranslation();
  return (form, shares, excused) => [
    ...(shares > 0 ? [] : [t('restore.missShares')]),
    ...(purposeOf(form) ? [] : [t(form.kind === 'export' ? 'restore.missExport' : 'restore.missSign')]),
    ...(excused ? [] : [t('restore.missException')]),
  ];
}

interface FormProps {
  readonly shown: Shown;
  readonly shares: readonly string[] | undefined;
  readonly onChange: (dir: string) => void;
}

function Form({ shown, shares: tried, onChange }: FormProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { home, plan, people, exceptions } = shown;
  const { dir, rehearsal = false } = home;
  const [form, setForm] = useState<PurposeForm>(noPurpose);
  const [shares, setShares] = useState<readonly string[]>(tried ?? []);
  const [identities, setIdentities] = useState<Identities>({});
  const [asking, setAsking] = useState(false);
  const room = useRoomBefore({ folder: dir, rehearsal }, people, exceptions);
  const { busy, error, run } = useDoing();
  const missing = useMissing()(form, shares.length, room.answered);
  const purpose = purposeOf(form);
  const begin = () =>
    run(async () => {
      if (!purpose) return;
      const said = room.exceptions();
      await ask('restore.begin', { dir, shares: [...shares], purpose, exceptions: said, identities });
      go({ screen: 'consortium', dir });
    });
  const facts = planFacts(plan);
  return (
    <>
      <Hero
        who={t('restore.who')}
        title={t('restore.h1')}
        help={t('restore.help')}
        actions={
          <Button
            kind="primary"
            icon="restore"
            busy={busy}
            disabled={missing.length > 0}
            onPress={() => (form.kind === 'drill' ? begin() : setAsking(true))}
          >
            {t(starts[form.kind])}
          </Button>
        }
      />
      <Missing missing={missing} />
      <Failure error={error ?? room.error} />
      <div className="columns">
        <HomeField dir={dir} name={home.name} onChange={onChange} />
        <PurposeCard form={form} roots={shown.roots} onChange={setForm} />
        <SharesCard
          threshold={home.threshold ?? 0}
          rule={home.rule && text(home.rule)}
          shares={shares}
          typists={facts?.custodians.map(({ id, name }) => ({ id, name: text(name) }))}
          inFolder={shown.shares.map(({ file }) => file)}
          onChange={setShares}
        />
        {facts && <IdentitiesCard facts={facts} identities={identities} onChange={setIdentities} />}
        <Stops {...room.stops} />
      </div>
      {form.kind !== 'drill' && (
        <Confirm
          open={asking}
          onClose={() => setAsking(false)}
          title={t(`restore.sure.${form.kind}`)}
          stay={t('restore.sure.stay')}
          act={t('restore.sure.go')}
          danger={form.kind === 'export'}
          onAct={begin}
        >
          <p className="wrap">
            {form.kind === 'sign'
              ? t('restore.sure.signHelp', { root: form.root, file: lastOf(form.input ?? '') })
              : t('restore.sure.exportHelp', { root: form.root, recipient: form.recipient })}
          </p>
        </Confirm>
      )}
    </>
  );
}
