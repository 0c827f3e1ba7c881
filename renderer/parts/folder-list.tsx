/** What a folder holds: folders first, then files with size and date. Enter goes in or chooses, Backspace goes up. */
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use.ts';
import type { Entry, Folder } from './folders.ts';
import { Icon } from './icon.tsx';
import { lastOf } from './paths.ts';
import { VirtualRows, type RowColumn } from './virtual-rows.tsx';

export interface FolderListProps {
  readonly here: Folder | undefined;
  readonly mode: 'folder' | 'file' | 'new-file';
  /** Whether a file can be chosen. */
  readonly fits: (entry: Entry) => boolean;
  readonly onAt: (entry: Entry | undefined) => void;
  readonly onOpen: (entry: Entry) => void;
  readonly onUp: () => void;
}

const order = new Intl.Collator(undefined, { numeric: true });

const sorted = (entries: readonly Entry[]) =>
  [...entries].sort((a, b) => (a.kind === b.kind ? order.compare(a.name, b.name) : a.kind === 'folder' ? -1 : 1));

function useColumns(fits: FolderListProps['fits']): RowColumn<Entry>[] {
  const { t } = useTranslation();
  const { bytes, date } = useFormat();
  return [
    {
      key: 'name',
      head: t('folders.name'),
      track: 'minmax(0, 1fr)',
      cell: (entry) => (
        <span className="browser-name" data-dim={(entry.kind === 'file' && !fits(entry)) || undefined}>
          <Icon name={entry.kind} />
          <span className="heard">{t(entry.kind === 'folder' ? 'folders.kindFolder' : 'folders.kindFile')} </span>
          <span className="one-line">{entry.name}</span>
        </span>
      ),
    },
    {
      key: 'size',
      head: t('folders.size'),
      track: '5.5rem',
      end: true,
      cell: ({ kind, size }) => (kind === 'file' ? bytes(size) : ''),
    },
    { key: 'modified', head: t('folders.modified'), track: '10rem', cell: ({ modified }) => date(modified) },
  ];
}

export function FolderList({ here, mode, fits, onAt, onOpen, onUp }: FolderListProps): ReactElement {
  const { t } = useTranslation();
  const columns = useColumns((entry) => mode !== 'folder' && (mode === 'new-file' || fits(entry)));
  const entries = useMemo(() => sorted(here?.entries ?? []), [here]);
  const source = useMemo(
    () => ({
      // Each listing is a list of its own, even of the same folder.
      key: `${here?.path ?? ''} ${entries.map(({ name }) => name).join('/')}`,
      total: entries.length,
      load: async (from: number, count: number) => entries.slice(from, from + count),
    }),
    [here, entries],
  );
  return (
    <div
      className="browser-list"
      onKeyDown={(event) => {
        if (event.key === 'Backspace') onUp();
      }}
    >
      <VirtualRows
        label={t('folders.content', { folder: here ? lastOf(here.path) : '' })}
        source={source}
        columns={columns}
        onOpen={onOpen}
        onAt={onAt}
        twice
        autoFocus
        empty={here ? t('folders.empty') : t('common.rows.loading')}
      />
      {here?.more && <p className="small muted">{t('folders.more')}</p>}
    </div>
  );
}
