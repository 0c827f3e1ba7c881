/** Going on with a share set that waits: who of its holders is here, with what, in what room. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetView } from '../../../preload/contract/sets.ts';
import { ask } from '../../api.ts';
import { useText } from '../../i18n/use.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Checkbox } from '../../parts/checkbox.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { useDoing } from '../../state/asking.ts';
import { go } from '../../state/place.ts';
import { IdentitiesCard, type Identities } from '../before/identities.tsx';
import { Missing } from '../before/missing.tsx';
import { useRoomBefore } from '../before/room.ts';
import { Stops } from '../before/stops.tsx';
import type { BeginProps } from './begin.tsx';
import { Agreed } from './agreed.tsx';

interface HereProps {
  readonly pending: SetView;
  readonly here: readonly string[];
  readonly onChange: (here: readonly string[]) => void;
}

function Here({ pending, here, onChange }: HereProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Card title={t('sets.here')} note={t('sets.pending', { epoch: pending.epoch })}>
      <div className="stack">
        <p className="small muted">{t('sets.hereHelp')}</p>
        <ul className="share-set-here">
          {pending.holders.map(({ id, index, name, handed, confirmed }) => (
            <li key={id}>
              <Checkbox
                on={here.includes(id)}
                onChange={(on) => onChange(on ? [...here, id] : here.filter((one) => one !== id))}
              >
                {index} · {text(name)}
              </Checkbox>
              <Badge tone={confirmed ? 'ok' : handed ? 'now' : 'wait'}>
                {t(confirmed ? 'sets.taken' : handed ? 'sets.handed' : 'sets.waits')}
              </Badge>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}

export function ResumeForm({ shown, pending }: BeginProps & { readonly pending: SetView }): ReactElement {
  const { t } = useTranslation();
  const { home, people, exceptions } = shown;
  const { dir, rehearsal = false } = home;
  const [here, setHere] = useState<readonly string[]>(() => pending.holders.map(({ id }) => id));
  const [identities, setIdentities] = useState<Identities>({});
  const room = useRoomBefore({ folder: dir, rehearsal }, people, exceptions);
  const { busy, error, run } = useDoing();
  const missing = [
    ...(here.length > 0 ? [] : [t('sets.missHere')]),
    ...(room.answered ? [] : [t('restore.missException')]),
  ];
  const resume = () =>
    run(async () => {
      await ask('set.resume', { dir, here: [...here], exceptions: room.exceptions(), identities });
      go({ screen: 'consortium', dir, tab: 'shares' });
    });
  const purpose = pending.purpose === 'found' ? 'refresh' : pending.purpose;
  return (
    <>
      <Hero
        who={t('sets.who')}
        title={t('sets.resumeH1')}
        help={t('sets.resumeHelp')}
        actions={
          <>
            <Button onPress={() => go({ screen: 'consortium', dir, tab: 'shares' })}>{t('common.act.cancel')}</Button>
            <Button kind="primary" iconAfter="forward" busy={busy} disabled={missing.length > 0} onPress={resume}>
              {t('sets.goOn')}
            </Button>
          </>
        }
      />
      <Missing missing={missing} />
      <Failure error={error ?? room.error} />
      <div className="columns">
        <Here pending={pending} here={here} onChange={setHere} />
        <IdentitiesCard
          facts={{ custodians: pending.holders, threshold: pending.threshold }}
          identities={identities}
          onChange={setIdentities}
        />
        <Agreed made kind={purpose} root="" />
        <Stops {...room.stops} />
      </div>
    </>
  );
}
