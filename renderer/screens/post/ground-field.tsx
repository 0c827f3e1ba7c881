/** On what consortium it is judged: one of this machine, or public files that were handed over and are verified first. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { FolderBrowser } from '../../parts/folder-browser.tsx';
import { lastOf } from '../../parts/paths.ts';
import { Progress } from '../../parts/progress.tsx';
import { useAsked } from '../../state/asking.ts';

function Standing({ at }: { readonly at: string }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { reply, error } = useAsked('members.ground', { at });
  if (!reply) return error === undefined ? <Progress what={t('members.reading')} /> : <Failure error={error} />;
  const { consortium, version } = reply;
  return (
    <p className="wrap">
      <strong>{t('post.groundIs', { name: text(consortium.name), version })}</strong>{' '}
      <span className="mono small">{at}</span>
    </p>
  );
}

export interface GroundFieldProps {
  readonly at: string | undefined;
  readonly onChange: (at: string) => void;
}

export function GroundField({ at, onChange }: GroundFieldProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { reply } = useAsked('homes.list', {});
  const [browsing, setBrowsing] = useState(false);
  const others = (reply?.homes ?? []).filter((home) => home.dir !== at && home.state === 'closed');
  return (
    <Card title={t('post.ground')}>
      <div className="stack">
        <p className="small muted">{t('post.groundHelp')}</p>
        {at === undefined ? <p className="muted">{t('post.groundNone')}</p> : <Standing at={at} />}
        <div className="row">
          {others.map((home) => (
            <Button key={home.dir} small onPress={() => onChange(home.dir)}>
              {home.name ? text(home.name) : lastOf(home.dir)}
            </Button>
          ))}
          <Button small icon="folder" onPress={() => setBrowsing(true)}>
            {t('post.groundFolder')}
          </Button>
        </div>
      </div>
      <FolderBrowser
        open={browsing}
        onClose={() => setBrowsing(false)}
        mode="folder"
        title={t('post.groundTitle')}
        onChoose={onChange}
      />
    </Card>
  );
}
