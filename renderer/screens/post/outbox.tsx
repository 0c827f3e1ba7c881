/** What was made here for others: where it lies, where it goes, by which words it is compared there. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PostMade } from '../../../preload/contract/post.ts';
import { ask } from '../../api.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { HashGrid } from '../../parts/hash-grid.tsx';
import { lastOf } from '../../parts/paths.ts';
import { useDoing } from '../../state/asking.ts';
import { go } from '../../state/place.ts';

const tones: Readonly<Record<PostMade['state'], Tone>> = { there: 'ok', changed: 'bad', gone: 'idle' };

interface MadeProps {
  readonly made: PostMade;
  readonly onForget: () => void;
}

function Made({ made, onForget }: MadeProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { moment } = useFormat();
  const { file, title, carry, time, hash, state } = made;
  return (
    <li className="post-item">
      <div className="post-item-head">
        <Badge tone={tones[state]}>{t(`post.made.${state}`)}</Badge>
        <strong>{text(title)}</strong>
        <span className="small muted">{moment(time)}</span>
      </div>
      <span className="mono small wrap">{file}</span>
      <p>{text(carry)}</p>
      <HashGrid small label={t('post.hashOf', { file: lastOf(file) })} groups={hash.groups} />
      <div className="row">
        {state === 'there' && (
          <Button
            small
            label={`${t('post.act.show')}: ${lastOf(file)}`}
            onPress={() => go({ screen: 'document', file })}
          >
            {t('post.act.show')}
          </Button>
        )}
        <Button small kind="quiet" label={`${t('post.act.forget')}: ${lastOf(file)}`} onPress={onForget}>
          {t('post.act.forget')}
        </Button>
      </div>
    </li>
  );
}

export function OutboxCard({ made, again }: { readonly made: readonly PostMade[]; readonly again: () => void }) {
  const { t } = useTranslation();
  const { error, run } = useDoing();
  const forget = (file: string) =>
    run(async () => {
      await ask('post.forget', { file });
      again();
    });
  return (
    <Card title={t('post.outbox')} note={t('post.outboxHelp')}>
      <Failure error={error} />
      {made.length === 0 ? (
        <p className="muted">{t('post.outboxNone')}</p>
      ) : (
        <ul className="post-items" aria-label={t('post.outbox')}>
          {made.map((one) => (
            <Made key={one.file} made={one} onForget={() => forget(one.file)} />
          ))}
        </ul>
      )}
    </Card>
  );
}
