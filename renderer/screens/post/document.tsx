/** One document that was made here or that came: shown whole, to be read, compared, scanned. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { lastOf } from '../../parts/paths.ts';
import { Progress } from '../../parts/progress.tsx';
import { useAsked } from '../../state/asking.ts';
import { go, type PlaceOf } from '../../state/place.ts';
import { DocumentBody } from './body.tsx';

export function DocumentScreen({ place: { file } }: { readonly place: PlaceOf<'document'> }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { reply, error } = useAsked('post.read', { file });
  const title = reply ? text(reply.title) : lastOf(file);
  return (
    <Page title={t('post.doc.title')} rehearsal={reply?.rehearsal}>
      <Hero
        {...(reply ? { who: t(`post.doc.who.${reply.kind}`) } : {})}
        title={title}
        help={<span className="mono small wrap">{file}</span>}
        focusKey={file}
        actions={
          <Button icon="left" onPress={() => go({ screen: 'post' })}>
            {t('post.doc.back')}
          </Button>
        }
      />
      <Failure error={error} />
      {reply ? <DocumentBody document={reply} /> : error === undefined && <Progress what={t('post.doc.title')} />}
    </Page>
  );
}
