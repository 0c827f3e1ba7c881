/** The way to a folder, each part of which can be gone back to, or typed whole; and making a new folder in it. */
import { useState, type ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { ask } from '../api.ts';
import { useFormat } from '../i18n/use.ts';
import { useDoing } from '../state/asking.ts';
import { Button } from './button.tsx';
import { Failure } from './failure.tsx';
import type { Folder } from './folders.ts';
import { Icon } from './icon.tsx';
import { nameFault, wayTo } from './paths.ts';
import { TextField } from './text-field.tsx';

export interface FolderWayProps {
  readonly here: Folder | undefined;
  readonly onGo: (path: string) => void;
}

function Crumbs({ here, onGo }: { readonly here: Folder; readonly onGo: (path: string) => void }): ReactElement {
  const { t } = useTranslation();
  const way = wayTo(here.path);
  return (
    <nav className="browser-crumbs" aria-label={t('folders.here')}>
      <ol>
        {way.map(({ name, path }, n) => (
          <li key={path}>
            {n > 1 && <Icon name="right" size={0.8} />}
            <AriaButton
              className="crumb"
              onPress={() => onGo(path)}
              {...(n === way.length - 1 ? { 'aria-current': 'location' } : {})}
            >
              {name}
            </AriaButton>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function FolderWay({ here, onGo }: FolderWayProps): ReactElement {
  const { t } = useTranslation();
  const { bytes } = useFormat();
  const [typed, setTyped] = useState<string>();
  const goTyped = () => {
    if (typed !== undefined && typed.trim() !== '') onGo(typed.trim());
    setTyped(undefined);
  };
  if (typed !== undefined)
    return (
      <div className="browser-way">
        <TextField label={t('folders.path')} value={typed} onChange={setTyped} mono autoFocus onEnter={goTyped} />
        <Button onPress={goTyped}>{t('common.act.open')}</Button>
      </div>
    );
  return (
    <div className="browser-way">
      <Button bare icon="up" disabled={!here?.parent} onPress={() => here?.parent && onGo(here.parent)}>
        {t('folders.up')}
      </Button>
      {here && <Crumbs here={here} onGo={onGo} />}
      <span className="browser-facts small muted">
        {here && !here.writable && <span>{t('folders.readOnly')}</span>}
        {here && <span className="numbers">{t('folders.free', { size: bytes(here.free) })}</span>}
      </span>
      <Button kind="quiet" small disabled={!here} onPress={() => setTyped(here?.path ?? '')}>
        {t('folders.typePath')}
      </Button>
    </div>
  );
}

/** A button that becomes a name to type; the folder is gone into as soon as it is made. */
export function MakeFolder({
  here,
  onMade,
}: {
  readonly here: Folder | undefined;
  readonly onMade: (path: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const [name, setName] = useState<string>();
  const { busy, error, run } = useDoing();
  const make = () => {
    if (!here || name === undefined || nameFault(name)) return;
    run(async () => {
      const { path } = await ask('folders.make', { in: here.path, name });
      setName(undefined);
      onMade(path);
    });
  };
  if (name === undefined)
    return (
      <div>
        <Button kind="quiet" small icon="plus" disabled={!here?.writable} onPress={() => setName('')}>
          {t('folders.make')}
        </Button>
      </div>
    );
  return (
    <div className="stack tight">
      <div className="browser-way">
        <TextField label={t('folders.makeName')} value={name} onChange={setName} autoFocus onEnter={make} />
        <Button onPress={make} busy={busy} disabled={nameFault(name) !== undefined}>
          {t('folders.makeIt')}
        </Button>
        <Button kind="quiet" onPress={() => setName(undefined)}>
          {t('common.act.cancel')}
        </Button>
      </div>
      <Failure error={error} />
    </div>
  );
}
