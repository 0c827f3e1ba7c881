/** The audit log: entries of any number in a list that can be searched, one of them beside it with its proof. */
import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogLine } from '../../../preload/contract/evidence.ts';
import { ask } from '../../api.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { Progress } from '../../parts/progress.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { VirtualRows, type RowColumn } from '../../parts/virtual-rows.tsx';
import { useAsked } from '../../state/asking.ts';
import { go, type PlaceOf } from '../../state/place.ts';
import { EntryCard } from './entry.tsx';
import { HeadCard } from './head.tsx';
import './log.css';

/** From the last key to the search; each asks the program to look through the whole log. */
const pauseMs = 250;

/** How many rows there are with this text, and the text once the typing has paused. */
function useFound(dir: string, typed: string): { find: string; total: number | undefined; error: unknown } {
  const [find, setFind] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setFind(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const { reply, error } = useAsked('log.rows', { dir, from: 0, count: 0, ...(find !== '' && { find }) });
  return { find, total: reply?.total, error };
}

function useColumns(): readonly RowColumn<LogLine>[] {
  const { t, i18n } = useTranslation();
  const text = useText();
  return useMemo(
    () => [
      { key: 'index', head: t('log.number'), track: '3rem', end: true, mono: true, cell: ({ index }) => index },
      { key: 'time', head: t('log.time'), track: '11.6rem', mono: true, cell: ({ time }) => stamp(time) },
      { key: 'what', head: t('log.what'), track: 'minmax(6rem, 1fr)', cell: ({ summary }) => text(summary) },
      { key: 'kind', head: t('log.kind'), track: '8.5rem', mono: true, spare: true, cell: ({ kind }) => kind },
    ],
    [t, text, i18n.language],
  );
}

/** `2026-11-21 10:42:07`, of ISO 8601 in UTC. */
const stamp = (time: string) => time.slice(0, 19).replace('T', ' ');

export function LogScreen({ place: { dir } }: { readonly place: PlaceOf<'log'> }): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const head = useAsked('log.head', { dir });
  const [typed, setTyped] = useState('');
  const { find, total, error } = useFound(dir, typed);
  const [open, setOpen] = useState<number>();
  const [row, setRow] = useState<number>();
  const columns = useColumns();
  const load = useCallback(
    async (from: number, count: number) =>
      (await ask('log.rows', { dir, from, count, ...(find !== '' && { find }) })).rows,
    [dir, find],
  );
  return (
    <Page title={t('log.title')} head={head.reply ?? null} wide fill>
      <Hero
        title={t('log.h1')}
        help={t('log.help')}
        actions={<Button onPress={() => go({ screen: 'consortium', dir })}>{t('log.home')}</Button>}
      />
      <div className="log">
        <div className="log-list">
          <Failure error={error} />
          {total === undefined && error === undefined && <Progress what={t('log.list')} />}
          <VirtualRows
            label={t('log.list')}
            source={{ key: `${dir} ${find}`, total: total ?? 0, load }}
            columns={columns}
            onOpen={({ index }, at) => {
              setOpen(index);
              setRow(at);
            }}
            {...(row === undefined ? {} : { selected: row })}
            {...(find === '' && { goTo: { from: 0 } })}
            empty={total === undefined ? '…' : t('log.none')}
            tools={
              <div className="log-find">
                <TextField
                  label={t('log.find')}
                  placeholder={t('log.findHelp')}
                  value={typed}
                  onChange={setTyped}
                  maxLength={200}
                />
                <p className="small muted" role="status">
                  {find !== '' &&
                    total !== undefined &&
                    t('log.found', { count: total, replace: { count: number(total) } })}
                </p>
              </div>
            }
          />
        </div>
        <div className="log-side">
          <EntryCard dir={dir} index={open} />
          <HeadCard head={head.reply} error={head.error} />
        </div>
      </div>
    </Page>
  );
}
