/** The form of one decision: whatever is missing is said, and what was not told before the act is not in it. */
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api.ts';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/dialog.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Progress } from '../../parts/progress.tsx';
import { useAsked, useDoing } from '../../state/asking.ts';
import { go, type PlaceOf } from '../../state/place.ts';
import { IdentitiesCard, type Identities } from '../before/identities.tsx';
import { Missing } from '../before/missing.tsx';
import { useRoomBefore } from '../before/room.ts';
import { Stops } from '../before/stops.tsx';
import { planFacts } from '../ceremony/plan-facts.ts';
import type { Shown } from '../consortium/shown.ts';
import { Reviewed, Votes } from '../members/review.tsx';
import { SharesCard } from '../restore/shares-card.tsx';
import { SignersCard } from './signers-card.tsx';
import { SignsCard } from './signs-card.tsx';

export interface EnactFormProps {
  readonly shown: Shown;
  readonly proposal: string;
  /** What was chosen before, where the same is begun anew. */
  readonly before: Omit<PlaceOf<'enact'>, 'screen'>;
  /** The field of the proposal. */
  readonly field: ReactNode;
}

export function EnactForm({ shown, proposal, before, field }: EnactFormProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { home, plan, people, exceptions } = shown;
  const { dir, rehearsal = false } = home;
  const [votes, setVotes] = useState<readonly string[]>(before.votes ?? []);
  const [signers, setSigners] = useState<readonly string[]>(before.signers ?? []);
  const [shares, setShares] = useState<readonly string[]>(before.shares ?? []);
  const [identities, setIdentities] = useState<Identities>({});
  const [asking, setAsking] = useState(false);
  const room = useRoomBefore({ folder: dir, rehearsal }, people, exceptions);
  const { busy, error, run } = useDoing();
  const look = useAsked('enact.look', { dir, proposal, votes: [...votes], signers: [...signers], identities });
  const review = look.error === undefined ? look.reply?.review : undefined;
  const next = review && look.reply?.next;
  const missing = [
    ...(look.error === undefined ? [] : [t('enact.missProposal')]),
    ...(review && !next ? [t('enact.missVotes')] : []),
    ...(shares.length > 0 ? [] : [t('restore.missShares')]),
    ...(room.answered ? [] : [t('restore.missException')]),
  ];
  const begin = () =>
    run(async () => {
      const aside = new Set(review?.ignored.map(({ file }) => file));
      const counted = votes.filter((file) => !aside.has(file));
      const wish = { dir, proposal, votes: counted, signers: [...signers], identities };
      await ask('enact.begin', { ...wish, shares: [...shares], exceptions: room.exceptions() });
      go({ screen: 'consortium', dir, tab: 'members' });
    });
  const facts = planFacts(plan);
  return (
    <>
      <Hero
        who={t('enact.who')}
        title={t('enact.h1')}
        help={t('enact.help')}
        actions={
          <>
            <Button onPress={() => go({ screen: 'consortium', dir, tab: 'members' })}>{t('common.act.cancel')}</Button>
            <Button
              kind="primary"
              icon="seal"
              busy={busy || look.asking}
              disabled={missing.length > 0 || !next}
              onPress={() => setAsking(true)}
            >
              {t('enact.go')}
            </Button>
          </>
        }
      />
      <Missing missing={missing} />
      <Failure error={error ?? look.error ?? room.error} />
      <div className="columns">
        <Card title={t('enact.decision')}>
          <div className="stack">
            {field}
            <Votes votes={votes} onChange={setVotes} />
            {look.asking && !look.reply && <Progress what={t('enact.reading')} />}
            {review && <Reviewed review={review} />}
          </div>
        </Card>
        <div className="stack">
          <SharesCard
            threshold={home.threshold ?? 0}
            rule={home.rule && text(home.rule)}
            shares={shares}
            typists={facts?.custodians.map(({ id, name }) => ({ id, name: text(name) }))}
            inFolder={shown.shares.map(({ file }) => file)}
            onChange={setShares}
          />
          {next && <SignersCard next={next} signers={signers} onChange={setSigners} />}
          {facts && <IdentitiesCard facts={facts} identities={identities} onChange={setIdentities} />}
          <Stops {...room.stops} />
        </div>
      </div>
      {next && <SignsCard next={next} />}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('enact.sure')}
        stay={t('enact.sureStay')}
        act={t('enact.sureGo')}
        onAct={begin}
      >
        <p>{t('enact.sureHelp', { version: next?.version ?? '' })}</p>
        <p>{t('enact.signsHelp')}</p>
      </Confirm>
    </>
  );
}
