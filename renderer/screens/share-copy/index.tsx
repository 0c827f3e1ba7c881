/** What is asked before a share's words are shown: the number on its form, the share, three things said by its holder. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HolderView } from '../../../preload/contract/sets.ts';
import { ask } from '../../api.ts';
import { ScanButton, setOfScan, useShareName } from '../../camera/scan-button.tsx';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Checkbox } from '../../parts/checkbox.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { Progress } from '../../parts/progress.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useAsked, useDoing } from '../../state/asking.ts';
import { go, type PlaceOf } from '../../state/place.ts';
import { Missing } from '../before/missing.tsx';
import { PaperDialog } from '../consortium/paper.tsx';
import { shareEndings } from '../restore/shares-card.tsx';

const sures = ['alone', 'pen', 'plain'] as const;

const isNumber = (typed: string) => /^[a-z0-9]{4}[\s-]?[a-z0-9]{4}$/i.test(typed.trim());

interface FormProps {
  readonly holder: HolderView;
  readonly dir: string;
}

function NumberCard(props: FormProps & { readonly number: string; readonly onNumber: (number: string) => void }) {
  const { t } = useTranslation();
  const [printing, setPrinting] = useState(false);
  const { holder, dir, number, onNumber } = props;
  return (
    <Card title={t('copy.form')}>
      <div className="stack">
        <TextField
          label={t('copy.number')}
          help={t('copy.numberHelp')}
          value={number}
          onChange={onNumber}
          error={number.trim().length > 9 || /[^a-z0-9\s-]/i.test(number) ? t('copy.numberBad') : undefined}
          mono
          maxLength={12}
        />
        <div className="row">
          <Button small icon="file" onPress={() => setPrinting(true)}>
            {t('copy.print')}
          </Button>
        </div>
      </div>
      {printing && <PaperDialog holder={holder} dir={dir} first="blank" onClose={() => setPrinting(false)} />}
    </Card>
  );
}

function ShareCard(props: {
  readonly holder: HolderView;
  readonly share: string | undefined;
  readonly onShare: (share: string) => void;
  readonly identity: string | undefined;
  readonly onIdentity: (identity: string | undefined) => void;
}): ReactElement {
  const { t } = useTranslation();
  const nameOf = useShareName();
  const { holder, share, onShare, identity, onIdentity } = props;
  const scanned = (one: string) => {
    const { name, where } = nameOf(one);
    return { shown: `${name} · ${where}` };
  };
  return (
    <Card title={t('copy.share')}>
      <div className="stack">
        <PathField
          label={t('copy.share')}
          help={t('copy.shareHelp')}
          mode="file"
          endings={shareEndings}
          value={share}
          {...(share !== undefined && setOfScan(share) !== undefined ? scanned(share) : {})}
          onChange={onShare}
        />
        <div className="row">
          <ScanButton small onShare={onShare} />
        </div>
        {holder.seal === 'age' && (
          <PathField
            label={t('copy.identity')}
            help={t('copy.identityHelp')}
            mode="file"
            value={identity}
            onChange={onIdentity}
            onClear={() => onIdentity(undefined)}
          />
        )}
      </div>
    </Card>
  );
}

function Form({ holder, dir }: FormProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const [number, setNumber] = useState('');
  const [share, setShare] = useState(holder.file);
  const [identity, setIdentity] = useState<string>();
  const [sure, setSure] = useState<readonly string[]>([]);
  const { busy, error, run } = useDoing();
  const missing = [
    ...(isNumber(number) ? [] : [t('copy.missNumber')]),
    ...(share === undefined ? [t('copy.missShare')] : []),
    ...(sure.length < sures.length ? [t('copy.missSure')] : []),
  ];
  const begin = () =>
    run(async () => {
      const identities = identity === undefined ? {} : { [holder.id]: identity };
      await ask('share.copy', { dir, custodian: holder.id, share: share ?? '', form: number, identities });
      go({ screen: 'home' });
    });
  return (
    <>
      <Hero
        who={t('copy.who')}
        title={t('copy.h1', { name: text(holder.name) })}
        help={t('copy.help')}
        actions={
          <>
            <Button kind="primary" icon="lock" disabled={missing.length > 0} busy={busy} onPress={begin}>
              {t('copy.go')}
            </Button>
            <Button onPress={() => go({ screen: 'consortium', dir, tab: 'shares' })}>{t('common.act.cancel')}</Button>
          </>
        }
      />
      <Missing missing={missing} />
      <Failure error={error} />
      <div className="columns">
        <NumberCard holder={holder} dir={dir} number={number} onNumber={setNumber} />
        <ShareCard holder={holder} share={share} onShare={setShare} identity={identity} onIdentity={setIdentity} />
        <Card title={t('copy.before')} note={t('copy.eyes')}>
          <div className="stack">
            {sures.map((one) => (
              <Checkbox
                key={one}
                on={sure.includes(one)}
                onChange={(on) => setSure(on ? [...sure, one] : sure.filter((other) => other !== one))}
              >
                {t(`copy.${one}`)}
              </Checkbox>
            ))}
          </div>
        </Card>
      </div>
    </>
  );
}

export function ShareCopyScreen({
  place: { dir, custodian },
}: {
  readonly place: PlaceOf<'share-copy'>;
}): ReactElement {
  const { t } = useTranslation();
  const { reply, error } = useAsked('sets.show', { dir });
  const holder = reply?.sets.find(({ state }) => state === 'active')?.holders.find(({ id }) => id === custodian);
  return (
    <Page title={t('copy.title')}>
      <Failure error={error} />
      {holder ? <Form holder={holder} dir={dir} /> : <Progress what={t('consortium.loading')} />}
    </Page>
  );
}
