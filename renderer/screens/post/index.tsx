/** The post: a folder on a medium is read and judged, and what was made here for others stands below. */
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ScanButton } from '../../camera/scan-button.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { useAsked } from '../../state/asking.ts';
import { go, type PlaceOf } from '../../state/place.ts';
import { type Chosen, chosen } from './chosen.ts';
import { GroundField } from './ground-field.tsx';
import { Items } from './items.tsx';
import { OutboxCard } from './outbox.tsx';
import './post.css';

/** What was chosen here stays. */
function useChosen({ folder, at }: Chosen): void {
  useEffect(() => {
    if (folder === undefined && at === undefined) return;
    chosen.set({ ...chosen.get(), ...(folder === undefined ? {} : { folder }), ...(at === undefined ? {} : { at }) });
  }, [folder, at]);
}

export function PostScreen({ place }: { readonly place: PlaceOf<'post'> }): ReactElement {
  const { t } = useTranslation();
  const { screen: _, ...named } = place;
  const known = { ...chosen.use(), ...named };
  const { reply, error, again } = useAsked('post.look', known);
  // The program knows where people were before a secret was typed.
  const { folder = reply?.folder, at = reply?.at } = known;
  useChosen({ ...(folder === undefined ? {} : { folder }), ...(at === undefined ? {} : { at }) });
  const items = reply?.items ?? [];
  const others = reply?.others ?? 0;
  return (
    <Page title={t('post.title')}>
      <Hero
        who={t('post.who')}
        title={t('post.h1')}
        help={t('post.help')}
        actions={
          <>
            <Button icon="key" onPress={() => go({ screen: 'make' })}>
              {t('post.make.title')}
            </Button>
            {at !== undefined && (
              <Button icon="plus" onPress={() => go({ screen: 'propose', at })}>
                {t('post.propose.h1')}
              </Button>
            )}
            <Button kind="primary" icon="rehearse" disabled={folder === undefined} onPress={again}>
              {t('post.look')}
            </Button>
          </>
        }
      />
      <div className="columns">
        <Card title={t('post.medium')}>
          <div className="stack">
            <PathField
              label={t('post.folder')}
              mode="folder"
              value={folder}
              onChange={(one) => chosen.set({ ...chosen.get(), folder: one })}
            />
            {folder !== undefined && (
              <div className="row">
                <ScanButton small wanted="document" into={folder} onShare={again} />
              </div>
            )}
          </div>
        </Card>
        <GroundField at={at} onChange={(one) => chosen.set({ ...chosen.get(), at: one })} />
      </div>
      <Failure error={error} />
      <Card title={t('post.inbox')} {...(others > 0 ? { note: t('post.others', { count: others }) } : {})}>
        {folder === undefined && <p className="muted">{t('post.inboxChoose')}</p>}
        {folder !== undefined && reply && items.length === 0 && (
          <Empty icon="folder" title={t('post.inboxNone')} help={t('post.inboxNoneHelp')} />
        )}
        <Items items={items} at={at} onDone={again} />
      </Card>
      <OutboxCard made={reply?.outbox ?? []} again={again} />
    </Page>
  );
}
