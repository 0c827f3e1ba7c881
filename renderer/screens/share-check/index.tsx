/** The check of one share by its holder: the share, the public share set, and an age identity where it needs one. */
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api.ts';
import { ScanButton, setOfScan, useShareName } from '../../camera/scan-button.tsx';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { lastOf } from '../../parts/paths.ts';
import { TextField } from '../../parts/text-field.tsx';
import { useAsked, useDoing } from '../../state/asking.ts';
import { go } from '../../state/place.ts';
import { Toggles } from '../../parts/toggles.tsx';
import { Missing } from '../before/missing.tsx';
import { shareEndings } from '../restore/shares-card.tsx';

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

interface KnownSet {
  readonly path: string;
  readonly dir: string;
  readonly name: string;
}

function useSets(): readonly KnownSet[] {
  const text = useText();
  const { reply } = useAsked('homes.list', {});
  const [sets, setSets] = useState<KnownSet[]>([]);
  useEffect(() => {
    let current = true;
    const known = (reply?.homes ?? []).filter(({ state }) => state !== 'unreadable');
    const shown = known.map(async ({ dir, name }) => {
      const { sets: files } = await ask('ceremony.show', { dir });
      return files.map((path) => ({ path, dir, name: name ? text(name) : dir }));
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

type ReceiptTo = 'log' | 'file' | 'none';

interface ReceiptProps {
  readonly to: ReceiptTo;
  readonly onTo: (to: ReceiptTo) => void;
  /** The consortium on this machine whose set it is. */
  readonly of: KnownSet | undefined;
  readonly out: string | undefined;
  readonly onOut: (out: string) => void;
}

function Receipt({ to, onTo, of, out, onOut }: ReceiptProps): ReactElement {
  const { t } = useTranslation();
  const options = [
    ...(of ? [{ id: 'log' as const, name: t('share.receiptLog', { name: of.name }) }] : []),
    { id: 'file' as const, name: t('share.receiptFile') },
    { id: 'none' as const, name: t('share.receiptNone') },
  ];
  return (
    <Card title={t('share.receipt')} note={t('share.receiptHelp')}>
      <div className="stack">
        <Toggles label={t('share.receipt')} chosen={to} onChoose={onTo} options={options} />
        {to === 'file' && (
          <PathField
            label={t('share.receiptOut')}
            help={t('share.receiptOutHelp')}
            mode="new-file"
            name="receipt.json"
            value={out}
            onChange={onOut}
          />
        )}
      </div>
    </Card>
  );
}

/** Into the log where the consortium is on this machine, unless something else is chosen. */
function receiptOf(to: ReceiptTo, of: KnownSet | undefined, out: string | undefined) {
  if (to === 'log') return of ? { receipt: { kind: 'log' as const, dir: of.dir } } : {};
  return to === 'file' && out !== undefined ? { receipt: { kind: 'file' as const, out } } : {};
}

export function ShareCheckScreen(): ReactElement {
  const { t } = useTranslation();
  const [file, setFile] = useState<string>();
  const [typed, setTyped] = useState(false);
  const [typist, setTypist] = useState('');
  const words = typist.trim() === '' ? undefined : `words:${typist.trim()}`;
  const share = typed ? words : file;
  const [set, setSet] = useState<{ path: string; found: boolean }>();
  const [identity, setIdentity] = useState<{ who: string; file: string | undefined }>({ who: '', file: undefined });
  const [wanted, setWanted] = useState<ReceiptTo>();
  const [out, setOut] = useState<string>();
  const sets = useSets();
  const of = sets.find(({ path }) => path === set?.path);
  const to = (wanted === 'log' && !of ? undefined : wanted) ?? (of ? 'log' : 'none');
  const { busy, error, run } = useDoing();
  const nameOf = useShareName();
  const shown = (one: string) => {
    const { name, where } = nameOf(one);
    return { shown: `${name} · ${where}` };
  };
  const scanned = (one: string) => {
    setFile(one);
    const named = sets.find(({ path }) => lastOf(path).startsWith(setOfScan(one) ?? '-'));
    if (named) setSet({ path: named.path, found: false });
  };
  const take = (one: string) => {
    setFile(one);
    void setBeside(one).then((path) => path !== undefined && setSet({ path, found: true }));
  };
  const missing = [
    ...(share === undefined ? [t(typed ? 'share.missWho' : 'share.missFile')] : []),
    ...(set ? [] : [t('share.missSet')]),
    ...(to === 'file' && out === undefined ? [t('share.missReceipt')] : []),
  ];
  const begin = () =>
    run(async () => {
      const identities = identity.file === undefined ? {} : { [identity.who.trim() || 'me']: identity.file };
      const receipt = receiptOf(to, of, out);
      await ask('share.check', { file: share ?? '', set: set?.path ?? '', identities, ...receipt });
      go({ screen: 'home' });
    });
  return (
    <Page title={t('share.title')}>
      <Hero
        who={t('share.who')}
        title={t('share.h1')}
        help={t('share.help')}
        actions={
          <>
            <Button kind="primary" icon="share" disabled={missing.length > 0} busy={busy} onPress={begin}>
              {t('share.go')}
            </Button>
            <Button kind="quiet" iconAfter="forward" onPress={() => go({ screen: 'vault-shares' })}>
              {t('vault.reach')}
            </Button>
          </>
        }
      />
      <Missing missing={missing} />
      <Failure error={error} />
      <div className="columns">
        <Card title={t('share.file')}>
          <div className="stack">
            <Toggles
              label={t('share.file')}
              chosen={typed ? 'words' : 'file'}
              onChoose={(way) => setTyped(way === 'words')}
              options={[
                { id: 'file', name: t('share.asFile') },
                { id: 'words', name: t('share.asWords') },
              ]}
            />
            {typed ? (
              <TextField
                label={t('share.wordsWho')}
                help={t('share.wordsHelp')}
                value={typist}
                onChange={setTypist}
                mono
                maxLength={32}
              />
            ) : (
              <>
                <PathField
                  label={t('share.file')}
                  help={t('share.fileHelp')}
                  title={t('share.fileTitle')}
                  mode="file"
                  endings={shareEndings}
                  value={file}
                  {...(file !== undefined && setOfScan(file) !== undefined ? shown(file) : {})}
                  onChange={take}
                />
                <div className="row">
                  <ScanButton small onShare={scanned} />
                </div>
              </>
            )}
          </div>
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
        <Receipt to={to} onTo={setWanted} of={of} out={out} onOut={setOut} />
        {!typed && (
          <Identity
            who={identity.who}
            file={identity.file}
            onWho={(who) => setIdentity({ ...identity, who })}
            onFile={(path) => setIdentity({ ...identity, file: path })}
          />
        )}
      </div>
    </Page>
  );
}
