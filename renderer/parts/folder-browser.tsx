/**
 * The app's own browser of folders: picks a folder, a file that is there, or the place of a new file. Native dialogs are
 * not used: they differ by host, remember what was opened, and show folders outside of what the room may see.
 */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDoing } from '../state/asking.ts';
import { useSettings } from '../state/settings.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Failure } from './failure.tsx';
import { FolderList } from './folder-list.tsx';
import { FolderPlaces } from './folder-places.tsx';
import { FolderWay, MakeFolder } from './folder-way.tsx';
import { taken, useFolder, type Entry } from './folders.ts';
import { joined, nameFault } from './paths.ts';
import { TextField } from './text-field.tsx';
import './folder-browser.css';

export interface FolderBrowserProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** `folder`: an existing one; `file`: an existing one; `new-file`: a folder and a name. */
  readonly mode: 'folder' | 'file' | 'new-file';
  /** An absolute path. */
  readonly onChoose: (path: string) => void;
  /** What it is for; the mode's own words without. */
  readonly title?: string;
  readonly help?: string;
  /** Where it opens; the settings' folder without. */
  readonly start?: string | undefined;
  /** Name of a new file. */
  readonly name?: string;
  /** Endings of files that can be chosen, `.json`; others are shown but not offered. */
  readonly endings?: readonly string[];
}

const titles = { folder: 'folders.folder', file: 'folders.file', 'new-file': 'folders.newFile' } as const;
const acts = { folder: 'folders.chooseThis', file: 'folders.chooseFile', 'new-file': 'folders.chooseNew' } as const;

function Browser(props: FolderBrowserProps): ReactElement {
  const { mode, onChoose, onClose, start, endings = [] } = props;
  const { t } = useTranslation();
  const settings = useSettings();
  const doing = useDoing();
  const folder = useFolder(start ?? settings.start, doing.run);
  const [at, setAt] = useState<Entry>();
  const [name, setName] = useState(props.name ?? '');
  const { here } = folder;

  const fits = (entry: Entry | undefined) =>
    entry?.kind === 'file' && (endings.length === 0 || endings.some((ending) => entry.name.endsWith(ending)));
  const fault = mode === 'new-file' ? nameFault(name) : undefined;
  const path = {
    folder: here?.path,
    file: fits(at) ? at?.path : undefined,
    'new-file': here && fault === undefined ? joined(here.path, name) : undefined,
  }[mode];
  const choose = (chosen: string | undefined) => {
    if (chosen === undefined) return;
    onChoose(chosen);
    onClose();
  };
  const openEntry = (entry: Entry) => {
    if (entry.kind === 'folder') {
      setAt(undefined);
      folder.go(entry.path);
    } else if (mode === 'file' && fits(entry)) choose(entry.path);
    else if (mode === 'new-file') setName(entry.name);
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={props.title ?? t(titles[mode])}
      {...(props.help === undefined ? {} : { help: props.help })}
      actions={
        <>
          <Button slot="close">{t('common.act.cancel')}</Button>
          <Button kind="primary" disabled={path === undefined || doing.busy} onPress={() => choose(path)}>
            {t(acts[mode])}
          </Button>
        </>
      }
    >
      <div className="browser">
        <FolderPlaces places={here?.places ?? []} path={here?.path} onGo={folder.go} />
        <div className="browser-main">
          <FolderWay here={here} onGo={folder.go} />
          <Failure error={doing.error} />
          <FolderList here={here} mode={mode} fits={fits} onAt={setAt} onOpen={openEntry} onUp={folder.up} />
          {mode === 'new-file' && (
            <TextField
              label={t('folders.fileName')}
              value={name}
              onChange={setName}
              mono
              error={fault ? t('folders.badName') : undefined}
              {...(taken(here, name) ? { help: t('folders.taken') } : {})}
              onEnter={() => choose(path)}
            />
          )}
          {mode !== 'file' && <MakeFolder here={here} onMade={folder.go} />}
          {endings.length > 0 && mode === 'file' && (
            <p className="small muted" role="status">
              {at?.kind === 'file' && !fits(at) && `${t('folders.notThis', { name: at.name })} `}
              {t('folders.wrongKind', { endings: endings.join(' ') })}
            </p>
          )}
        </div>
      </div>
    </Dialog>
  );
}

/** Begins anew each time it opens. */
export function FolderBrowser(props: FolderBrowserProps): ReactElement | null {
  return props.open ? <Browser {...props} /> : null;
}
