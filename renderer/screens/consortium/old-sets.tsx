/** Share sets that are over: when they were retired or given up, whose old copies are still out, and recording their return. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HolderView, SetView } from '../../../preload/contract/sets.ts';
import { ask } from '../../api.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Checkbox } from '../../parts/checkbox.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Failure } from '../../parts/failure.tsx';
import { useDoing } from '../../state/asking.ts';
import { useRule } from './set-holders.tsx';
import type { SetsProps } from './shown.ts';

interface ReturnProps {
  readonly dir: string;
  readonly set: SetView;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function Return({ dir, set, onDone, onClose }: ReturnProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [destroyed, setDestroyed] = useState(false);
  const { busy, error, run } = useDoing();
  const record = () =>
    run(async () => {
      await ask('set.return', { dir, epoch: set.epoch, custodians: [...ticked], destroyed });
      onClose();
      onDone();
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('sets.backTitle', { epoch: set.epoch })}
      help={t('sets.backHelp')}
      actions={
        <>
          <Button slot="close">{t('common.act.cancel')}</Button>
          <Button kind="primary" busy={busy} disabled={ticked.length === 0} onPress={record}>
            {t('sets.backGo')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Failure error={error} />
        {set.holders
          .filter(({ out }) => out)
          .map(({ id, name, index }) => (
            <Checkbox
              key={id}
              on={ticked.includes(id)}
              onChange={(on) => setTicked(on ? [...ticked, id] : ticked.filter((one) => one !== id))}
            >
              {index} · {text(name)}
            </Checkbox>
          ))}
        <hr />
        <Checkbox on={destroyed} onChange={setDestroyed}>
          {t('sets.backDestroyed')}
        </Checkbox>
      </div>
    </Dialog>
  );
}

function Copies({ holders }: { readonly holders: readonly HolderView[] }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  if (!holders.some(({ out }) => out)) return <p>{t('sets.allBack')}</p>;
  return (
    <ul className="sets-copies">
      {holders.map(({ id, index, name, out }) => (
        <li key={id}>
          <span>
            {index} · {text(name)}
          </span>
          <Badge tone={out ? 'wait' : 'ok'}>{t(out ? 'sets.out' : 'sets.back')}</Badge>
        </li>
      ))}
    </ul>
  );
}

function Old({ set, dir, again }: { readonly set: SetView; readonly dir: string; readonly again: () => void }) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const [open, setOpen] = useState(false);
  const rule = useRule();
  const { epoch, state, ended, holders } = set;
  const on = date(ended ?? '');
  const retired = state === 'retired';
  return (
    <Card
      level={3}
      title={t(retired ? 'sets.retired' : 'sets.abandoned', { epoch, date: on })}
      note={rule(set)}
      actions={
        retired &&
        holders.some(({ out }) => out) && (
          <Button small onPress={() => setOpen(true)}>
            {t('sets.back1')}
          </Button>
        )
      }
    >
      {retired ? <Copies holders={holders} /> : <p className="muted">{t('sets.abandonedHelp')}</p>}
      {open && <Return dir={dir} set={set} onDone={again} onClose={() => setOpen(false)} />}
    </Card>
  );
}

/** Nothing before a second set. The newest stands first. */
export function OldSets({ shown, sets, again }: SetsProps): ReactElement | null {
  const { t } = useTranslation();
  const old = sets.sets.filter(({ state }) => state === 'retired' || state === 'abandoned').toReversed();
  if (old.length === 0) return null;
  return (
    <section className="stack" aria-label={t('sets.older')}>
      <h2>{t('sets.older')}</h2>
      {old.map((set) => (
        <Old key={set.id} set={set} dir={shown.home.dir} again={again} />
      ))}
    </section>
  );
}
