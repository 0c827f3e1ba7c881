/** The check of one share by its holder: the share, the public share set, and an age identity where it needs one. */
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api.ts';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useAsked, useDoing } from '../../state/asking.ts';
import { go } from '../../state/place.ts';
import { Missing } from '../before/missing.tsx';

/** The share set that lies on the medium beside the share (`share-sets/`), as the hand-out wrote it. */
async function setBeside(share: string): Promise<string | undefined> {
  try {
    const { entries } = await ask('folders.list', { path: `${share.replace(/[/\\][^/\\]*$/, '')}/share-sets` });
    const sets = entries.filter(({ name }) => name.endsWith('.json'));
    return sets.length === 1 ? sets[0]?.path : undefined;
  } catch {
    return undefined; // no such folder: the holder names the file
  }
}

function useSets(): readonly { readonly path: string; readonly name: string }[] {
  const text = useText();
  const { reply } = useAsked('homes.list', {});
  const [sets, setSets] = useState<{ path: string; name: string }[]>([]);
  useEffect(() => {
    let current = true;
    const known = (reply?.homes ?? []).filter(({ state }) => state !== 'unreadable');
    const shown = known.map(async ({ dir, name }) => {
      const { sets: files } = await ask('ceremony.show', { dir });
      return files.map((path) => ({ path, name: name ? text(name) : dir }));
    });
    void Promise.allSettled(shown).then((all) => {
      if (current) setSets(all.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])));
    });
    return () => {
      current = false;
    };
  }, [reply, text]);
  return sets;
}

function Identity(props: {
  readonly who: string;
  readonly file: string | undefined;
  readonly onWho: (who: string) => void;
  readonly onFile: (file: string | undefined) => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('share.identity')} note={t('share.identityHelp')}>
      <div className="stack">
        <PathField
          label={t('share.identity')}
          title={t('share.identityTitle')}
          mode="file"
          value={props.file}
          onChange={props.onFile}
          onClear={() => props.onFile(undefined)}
        />
        {props.file !== undefined && (
          <TextField label={t('share.identityWho')} value={props.who} onChange={props.onWho} mono maxLength={64} />
        )}
      </div>
    </Card>
  );
}

export function ShareCheckScreen(): ReactElement {
  const { t } = useTranslation();
  const [file, setFile] = useState<string>();
  const [set, setSet] = useState<{ path: string; found: boolean }>();
  const [identity, setIdentity] = useState<{ who: string; file: string | undefined }>({ who: '', file: undefined });
  const sets = useSets();
  const { busy, error, run } = useDoing();
  const take = (share: string) => {
    setFile(share);
    void setBeside(share).then((path) => path !== undefined && setSet({ path, found: true }));
  };
  const missing = [...(file === undefined ? [t('share.missFile')] : []), ...(set ? [] : [t('share.missSet')])];
  const begin = () =>
    run(async () => {
      const identities = identity.file === undefined ? {} : { [identity.who.trim() || 'me']: identity.file };
      await ask('share.check', { file: file ?? '', set: set?.path ?? '', identities });
      go({ screen: 'home' });
    });
  return (
    <Page title={t('share.title')}>
      <Hero
        who={t('share.who')}
        title={t('share.h1')}
        help={t('share.help')}
        actions={
          <Button kind="primary" icon="share" disabled={missing.length > 0} busy={busy} onPress={begin}>
            {t('share.go')}
          </Button>
        }
      />
      <Missing missing={missing} />
      <Failure error={error} />
      <div className="columns">
        <Card title={t('share.file')}>
          <PathField
            label={t('share.file')}
            help={t('share.fileHelp')}
            title={t('share.fileTitle')}
            mode="file"
            endings={['.age']}
            value={file}
            onChange={take}
          />
        </Card>
        <Card title={t('share.set')}>
          <div className="stack">
            <PathField
              label={t('share.set')}
              help={set?.found ? t('share.setFound') : t('share.setHelp')}
              title={t('share.setTitle')}
              mode="file"
              endings={['.json']}
              value={set?.path}
              onChange={(path) => setSet({ path, found: false })}
            />
            <div className="row">
              {sets.map(({ path, name }) => (
                <Button key={path} small onPress={() => setSet({ path, found: false })}>
                  {t('share.setOf', { name })}
                </Button>
              ))}
            </div>
          </div>
        </Card>
        <Identity
          who={identity.who}
          file={identity.file}
          onWho={(who) => setIdentity({ ...identity, who })}
          onFile={(path) => setIdentity({ ...identity, file: path })}
        />
      </div>
    </Page>
  );
}
