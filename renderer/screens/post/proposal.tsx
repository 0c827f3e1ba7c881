/** A proposal that came: rebuilt and judged with its votes, then one's own vote. A stale one says what has changed. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { useAsked } from '../../state/asking.ts';
import { go, type PlaceOf } from '../../state/place.ts';
import { Judged, Votes } from '../members/review.tsx';
import { VoteForm } from './vote.tsx';

export function ProposalScreen({ place }: { readonly place: PlaceOf<'proposal'> }): ReactElement {
  const { t } = useTranslation();
  const { at, proposal } = place;
  const [votes, setVotes] = useState<readonly string[]>(place.votes ?? []);
  const { reply: ground } = useAsked('members.ground', { at });
  return (
    <Page title={t('post.vote.title')} rehearsal={ground?.rehearsal}>
      <Hero
        who={t('post.vote.who')}
        title={t('post.vote.h1')}
        help={t('post.vote.help')}
        focusKey={proposal}
        actions={
          <Button icon="left" onPress={() => go({ screen: 'post' })}>
            {t('post.doc.back')}
          </Button>
        }
      />
      <Card title={t('members.review')}>
        <div className="stack">
          <span className="mono small wrap">{proposal}</span>
          <Votes votes={votes} onChange={setVotes} />
          <Judged dir={at} proposal={proposal} votes={votes} />
        </div>
      </Card>
      {ground && <VoteForm at={at} proposal={proposal} voters={ground.governance.voters} />}
    </Page>
  );
}
