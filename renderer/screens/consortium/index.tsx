/** One consortium in full: its state and what is due, then its parts one at a time. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Due } from '../../parts/due.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { lastOf } from '../../parts/paths.ts';
import { Progress } from '../../parts/progress.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useAsked } from '../../state/asking.ts';
import { go, type PlaceOf } from '../../state/place.ts';
import { Members } from '../members/index.tsx';
import { Exceptions } from './exceptions.tsx';
import { Genesis } from './genesis.tsx';
import { Overview } from './overview.tsx';
import { AgreedPlan } from './plan.tsx';
import { Roots } from './roots.tsx';
import { Shares } from './shares.tsx';
import type { Shown } from './shown.ts';
import './consortium.css';

function Acts({ shown: { home } }: { readonly shown: Shown }): ReactElement {
  const { t } = useTranslation();
  const { dir, state, rehearsal = false } = home;
  return (
    <>
      <Button icon="log" onPress={() => go({ screen: 'log', dir })}>
        {t('consortium.log')}
      </Button>
      <Button icon="verify" onPress={() => go({ screen: 'verify', path: `${dir}/public` })}>
        {t('consortium.verify')}
      </Button>
      {state === 'open' ? (
        <Button kind="primary" onPress={() => go({ screen: 'ceremony', rehearsal, resume: dir })}>
          {t('consortium.goOn')}
        </Button>
      ) : (
        <Button kind="primary" icon="restore" onPress={() => go({ screen: 'restore', dir })}>
          {t('consortium.restore')}
        </Button>
      )}
    </>
  );
}

function Whole({ shown, again, tab }: { shown: Shown; again: () => void; tab: string | undefined }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { home, exceptions } = shown;
  const sets = useAsked('sets.show', { dir: home.dir });
  const both = () => {
    again();
    sets.again();
  };
  const { name, state, done, steps, threshold, custodians, rule } = home;
  const known = threshold !== undefined && custodians !== undefined;
  return (
    <>
      <Hero
        who={state === 'open' ? t('consortium.stateOpen', { done, steps }) : t('consortium.stateClosed')}
        title={name ? text(name) : lastOf(home.dir)}
        {...(known ? { help: t('consortium.quorum', { threshold, custodians }) } : {})}
        {...(rule ? { help: t('consortium.quorumGroups', { rule: text(rule) }) } : {})}
        actions={<Acts shown={shown} />}
        focusKey={home.dir}
      />
      <Due due={home.due} />
      <Tabs
        label={t('consortium.tabs.label')}
        first={tab}
        tabs={[
          {
            id: 'overview',
            name: t('consortium.tabs.overview'),
            content: <Overview shown={shown} sets={sets.reply} />,
          },
          { id: 'plan', name: t('consortium.tabs.plan'), content: <AgreedPlan shown={shown} /> },
          { id: 'roots', name: t('consortium.tabs.roots'), content: <Roots shown={shown} /> },
          { id: 'genesis', name: t('consortium.tabs.genesis'), content: <Genesis shown={shown} /> },
          { id: 'members', name: t('members.tab'), content: <Members dir={home.dir} /> },
          {
            id: 'shares',
            name: t('consortium.tabs.shares'),
            ...(custodians !== undefined && { count: custodians }),
            content: <Shares shown={shown} asked={sets} again={both} />,
          },
          {
            id: 'exceptions',
            name: t('consortium.tabs.exceptions'),
            count: exceptions.length,
            content: <Exceptions shown={shown} again={again} />,
          },
        ]}
      />
    </>
  );
}

export function ConsortiumScreen({ place }: { readonly place: PlaceOf<'consortium'> }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { dir, tab } = place;
  const { reply, error, again } = useAsked('ceremony.show', { dir });
  const head = useAsked('log.head', { dir });
  const name = reply?.home.name;
  return (
    <Page title={name ? text(name) : t('consortium.title')} head={head.reply} rehearsal={reply?.home.rehearsal}>
      {!reply && <Hero title={lastOf(dir)} />}
      <Failure
        error={error}
        actions={
          <Button small onPress={again}>
            {t('consortium.again')}
          </Button>
        }
      />
      {reply ? <Whole shown={reply} again={again} tab={tab} /> : !error && <Progress what={t('consortium.loading')} />}
    </Page>
  );
}
