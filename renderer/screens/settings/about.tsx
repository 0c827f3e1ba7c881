/** What this program is: version, the window it stands in, how the network is shut out. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../preload/contract/index.ts';
import { useText } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { KeyValue, type Pair } from '../../parts/key-value.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useAsked } from '../../state/asking.ts';

type Info = ReplyOf<'app.info'>;

const layers = { 'user+net': 'settings.layerUserNet', net: 'settings.layerNet', none: 'settings.layerNone' } as const;
const hosts = { electron: 'settings.hostElectron', chromium: 'settings.hostChromium' } as const;

function usePairs(): (info: Info) => Pair[] {
  const { t } = useTranslation();
  return ({ version, host, layer, folders }) => [
    { key: 'version', name: t('settings.version'), value: `Rootseal ${version}` },
    { key: 'host', name: t('settings.host'), value: t(hosts[host]) },
    { key: 'layer', name: t('settings.layer'), value: t(layers[layer]) },
    { key: 'own', name: t('settings.own'), value: folders.own, mono: true },
    { key: 'examples', name: t('settings.examples'), value: folders.examples, mono: true },
    { key: 'licence', name: t('settings.licence'), value: 'Apache-2.0' },
  ];
}

export function About(): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { reply, error } = useAsked('app.info', {});
  const pairs = usePairs();
  return (
    <Card title={t('settings.about')}>
      <div className="stack">
        <Failure error={error} />
        {reply?.unfit && (
          <Notice tone="wait" title={t('settings.unfit')}>
            {text(reply.unfit)}
          </Notice>
        )}
        {reply && <KeyValue pairs={pairs(reply)} />}
      </div>
    </Card>
  );
}
