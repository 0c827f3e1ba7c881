/** Home: what can be done, and the consortia on this machine with what is due. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api.ts';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { FolderBrowser } from '../../parts/folder-browser.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { Progress } from '../../parts/progress.tsx';
import { useAsked, useDoing } from '../../state/asking.ts';
import { Acts } from './acts.tsx';
import { Guide } from './guide.tsx';
import { HomeCard } from './home-card.tsx';
import { inOrder, isDue } from './order.ts';
import './home.css';

export function HomeScreen(): ReactElement {
  const { t } = useTranslation();
  const { reply, error, asking, again } = useAsked('homes.list', {});
  const doing = useDoing();
  const [adding, setAdding] = useState(false);
  const homes = inOrder(reply?.homes ?? []);
  const due = homes.filter(isDue).length;
  const newcomer = reply !== undefined && homes.length === 0;
  const after = (work: Promise<unknown>) =>
    doing.run(async () => {
      await work;
      again();
    });
  const add = (
    <Button small icon="plus" onPress={() => setAdding(true)}>
      {t('home.list.add')}
    </Button>
  );
  return (
    <Page title={t('home.title')}>
      <Hero
        {...(due > 0 ? { who: t('home.list.due', { count: due }) } : {})}
        title={t(newcomer ? 'home.newcomerH1' : 'home.h1')}
        help={t(newcomer ? 'home.newcomerHelp' : 'home.help')}
      />
      <div className="home" data-newcomer={newcomer || undefined}>
        {newcomer && (
          <>
            <Acts newcomer />
            <Guide />
          </>
        )}
        <section className="home-homes stack" aria-labelledby="homes">
          <div className="home-list-head">
            <h2 id="homes">{t('home.list.title')}</h2>
            {!newcomer && add}
          </div>
          <Failure error={doing.error} />
          <Failure error={error} actions={<Button onPress={again}>{t('common.act.again')}</Button>} />
          {reply === undefined && asking && <Progress what={t('home.list.title')} />}
          {newcomer && <Empty icon="seal" title={t('home.list.none')} help={t('home.list.noneHelp')} actions={add} />}
          <div className="home-list">
            {homes.map((home) => (
              <HomeCard key={home.dir} home={home} onForget={() => after(ask('homes.forget', { dir: home.dir }))} />
            ))}
          </div>
        </section>
        {!newcomer && <Acts newcomer={false} />}
      </div>
      <FolderBrowser
        open={adding}
        onClose={() => setAdding(false)}
        mode="folder"
        title={t('home.list.addTitle')}
        onChoose={(dir) => after(ask('homes.add', { dir }))}
      />
    </Page>
  );
}
