/** One consortium: its state, how far its ceremony is, who can open it, what is due, and the ways on. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../preload/contract/consortium.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import { Badge, Chip, type Tone } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/dialog.tsx';
import { Due } from '../../parts/due.tsx';
import { Failure } from '../../parts/failure.tsx';
import { lastOf } from '../../parts/paths.ts';
import { QuorumMark } from '../../parts/quorum-mark.tsx';
import { Icon } from '../../parts/icon.tsx';
import { go } from '../../state/place.ts';

const tones: Readonly<Record<HomeView['state'], Tone>> = { open: 'now', closed: 'ok', unreadable: 'bad' };

function Way({ done, steps }: { readonly done: number; readonly steps: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <span className="home-way">
      <span className="home-way-bar" aria-hidden="true">
        {Array.from({ length: steps }, (_, n) => (
          <b key={n} data-on={n < done || undefined} data-now={n === done || undefined} />
        ))}
      </span>
      <span className="small muted numbers">{t('home.card.steps', { done, steps })}</span>
    </span>
  );
}

function Facts({ home }: { readonly home: HomeView }): ReactElement {
  const { t } = useTranslation();
  const { number, date } = useFormat();
  const text = useText();
  const { threshold, custodians, rule, size, last, dir } = home;
  const known = threshold !== undefined && custodians !== undefined;
  const quorum = known ? t('home.card.quorumSay', { threshold, custodians }) : rule && text(rule);
  return (
    <div className="home-known">
      <ul className="home-facts small">
        {quorum !== undefined && (
          <li>
            <Icon name="key" />
            <span className="wrap">{quorum}</span>
          </li>
        )}
        {home.state !== 'unreadable' && (
          <li>
            <Icon name="log" />
            <span className="numbers">
              {t('home.card.size', { count: size, replace: { count: number(size) } })}
              {last !== undefined && ` · ${t('home.card.last', { time: date(last) })}`}
            </span>
          </li>
        )}
        <li title={dir}>
          <Icon name="folder" />
          <span className="mono one-line">{dir}</span>
        </li>
      </ul>
      {known && <QuorumMark threshold={threshold} total={custodians} />}
    </div>
  );
}

function Ways({ home, onForget }: { readonly home: HomeView; readonly onForget: () => void }): ReactElement {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { dir, state, rehearsal = false } = home;
  return (
    <div className="row home-ways">
      {state === 'open' && (
        <Button kind="primary" onPress={() => go({ screen: 'ceremony', rehearsal, resume: dir })}>
          {t('home.list.goOn')}
        </Button>
      )}
      {state !== 'unreadable' && (
        <>
          <Button kind={state === 'closed' ? 'primary' : 'plain'} onPress={() => go({ screen: 'consortium', dir })}>
            {t('home.list.look')}
          </Button>
          {state === 'closed' && (
            <Button onPress={() => go({ screen: 'restore', dir })}>{t('home.list.restore')}</Button>
          )}
          <Button onPress={() => go({ screen: 'log', dir })}>{t('home.list.log')}</Button>
        </>
      )}
      <Button kind="quiet" small className="home-forget" onPress={() => setAsking(true)}>
        {t('home.list.forget')}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('home.list.forgetTitle')}
        act={t('home.list.forget')}
        onAct={onForget}
      >
        <p>{t('home.list.forgetHelp', { dir })}</p>
      </Confirm>
    </div>
  );
}

export interface HomeCardProps {
  readonly home: HomeView;
  readonly onForget: () => void;
}

export function HomeCard({ home, onForget }: HomeCardProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { state, name, done, steps, due, problem } = home;
  return (
    <Card
      className="home-card"
      level={3}
      title={name ? text(name) : lastOf(home.dir)}
      actions={
        <>
          {home.rehearsal && <Chip icon="rehearse">{t('common.rehearsal.word')}</Chip>}
          <Badge tone={tones[state]}>{t(`home.state.${state}`)}</Badge>
        </>
      }
    >
      {state === 'open' && <Way done={done} steps={steps} />}
      <Facts home={home} />
      <Due due={due} />
      <Failure error={problem} title={t('home.list.broken')} />
      <Ways home={home} onForget={onForget} />
    </Card>
  );
}
