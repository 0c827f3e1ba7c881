/** The form that begins an act on the share set in force. */
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetView, Wish } from '../../../preload/contract/sets.ts';
import { ask, Refused } from '../../api.ts';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/dialog.tsx';
import { Failure } from '../../parts/failure.tsx';
import type { Findings } from '../../parts/findings.tsx';
import { Hero } from '../../parts/hero.tsx';
import { useAsked, useDoing, type Asked } from '../../state/asking.ts';
import { go } from '../../state/place.ts';
import { IdentitiesCard, type Identities } from '../before/identities.tsx';
import { Missing } from '../before/missing.tsx';
import { useRoomBefore } from '../before/room.ts';
import { Stops } from '../before/stops.tsx';
import { useRule } from '../consortium/set-holders.tsx';
import type { Sets, Shown } from '../consortium/shown.ts';
import { SharesCard } from '../restore/shares-card.tsx';
import { Agreed } from './agreed.tsx';
import { WishCard } from './wish-card.tsx';
import { formOf, wishOf, type WishForm } from './wish.ts';

export interface BeginProps {
  readonly shown: Shown;
  readonly active: SetView;
  readonly sets: Sets;
}

const starts = {
  replace: 'sets.goReplace',
  refresh: 'sets.goRefresh',
  resplit: 'sets.goResplit',
  rotate: 'sets.goRotate',
} as const satisfies Record<Wish['kind'], string>;
const wants = {
  replace: 'sets.missLost',
  refresh: 'sets.missLost',
  resplit: 'sets.missHolders',
  rotate: 'sets.missRoot',
} as const satisfies Record<Wish['kind'], string>;

/** What the program thinks of the wish while it is filled in; nothing is asked before it is whole. */
function useJudged(dir: string, wish: Wish | undefined, identities: Identities): Asked<{ findings: Judged }> {
  return useAsked('set.check', { dir, wish: wish ?? { kind: 'refresh' }, identities });
}
type Judged = Parameters<typeof Findings>[0]['findings'];

/** Those who may have to open a share with an age identity: of the old set and of the new one. */
function sealedOf(active: SetView, { kind, holders }: WishForm) {
  const newcomers = kind === 'resplit' ? holders.filter(({ id }) => !active.holders.some((one) => one.id === id)) : [];
  const more = newcomers.map(({ id, name, organisation, seal }, n) => ({
    ...{ id, name, organisation, index: active.holders.length + n + 1, seal: seal.kind },
  }));
  return [...active.holders, ...more];
}

export function BeginForm({ shown, active, sets }: BeginProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const rule = useRule();
  const { home, people, exceptions } = shown;
  const { dir, rehearsal = false } = home;
  const [form, setForm] = useState<WishForm>(() => formOf(active));
  const [shares, setShares] = useState<readonly string[]>([]);
  const [identities, setIdentities] = useState<Identities>({});
  const [asking, setAsking] = useState(false);
  const room = useRoomBefore({ folder: dir, rehearsal }, people, exceptions);
  const { busy, error, run } = useDoing();
  const wish = useMemo(() => wishOf(form), [form]);
  const judged = useJudged(dir, wish, identities);
  const said = wish ? (judged.reply?.findings ?? []) : [];
  const fit = wish !== undefined && judged.error === undefined && !said.some(({ level }) => level === 'error');
  const missing = [
    ...(fit ? [] : [t(wants[form.kind])]),
    ...(shares.length > 0 ? [] : [t('restore.missShares')]),
    ...(room.answered ? [] : [t('restore.missException')]),
  ];
  const begin = () =>
    run(async () => {
      if (!wish) return;
      const request = { dir, shares: [...shares], wish, exceptions: room.exceptions(), identities };
      await ask('set.begin', request);
      go({ screen: 'consortium', dir, tab: 'shares' });
    });
  return (
    <>
      <Hero
        who={t('sets.who')}
        title={t('sets.h1')}
        help={t('sets.help')}
        actions={
          <>
            <Button onPress={() => go({ screen: 'consortium', dir, tab: 'shares' })}>{t('common.act.cancel')}</Button>
            <Button
              kind="primary"
              icon="rehearse"
              busy={busy}
              disabled={missing.length > 0}
              onPress={() => setAsking(true)}
            >
              {t(starts[form.kind])}
            </Button>
          </>
        }
      />
      <Missing missing={missing} />
      <Failure error={error ?? room.error ?? (judged.error instanceof Refused && wish ? judged.error : undefined)} />
      <div className="columns">
        <WishCard form={form} active={active} roots={sets.roots} findings={said} onChange={setForm} />
        <Agreed kind={form.kind} root={form.root} />
        <SharesCard
          threshold={active.threshold}
          rule={active.groups && rule(active)}
          shares={shares}
          typists={active.holders.map(({ id, name }) => ({ id, name: text(name) }))}
          inFolder={active.holders.flatMap(({ file }) => file ?? [])}
          onChange={setShares}
        />
        <IdentitiesCard
          facts={{ custodians: sealedOf(active, form), threshold: active.threshold }}
          identities={identities}
          onChange={setIdentities}
        />
        <Stops {...room.stops} />
      </div>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('sets.sure')}
        stay={t('sets.sureStay')}
        act={t('sets.sureGo')}
        onAct={begin}
      >
        <p>{t(`sets.kindHelp.${form.kind}`)}</p>
        <p>{t('sets.whatHelp')}</p>
      </Confirm>
    </>
  );
}
