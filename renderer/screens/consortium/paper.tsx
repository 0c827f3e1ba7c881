/** A share onto paper: its sheet as a PDF, or the blank form for words that are copied by hand. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../preload/contract/index.ts';
import type { HolderView } from '../../../preload/contract/sets.ts';
import { ask } from '../../api.ts';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Failure } from '../../parts/failure.tsx';
import { HashGrid } from '../../parts/hash-grid.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { Toggles } from '../../parts/toggles.tsx';
import { useDoing } from '../../state/asking.ts';
import { go } from '../../state/place.ts';

export interface PaperProps {
  readonly holder: HolderView;
  readonly dir: string;
  /** What is chosen at first; the sheet unless said. */
  readonly first?: Which;
  readonly onClose: () => void;
}

type Which = 'sheet' | 'blank';
/** Every share of a consortium has so many words. */
const boxes = 33;

interface FormProps {
  readonly holder: HolderView;
  readonly which: Which;
  readonly onWhich: (which: Which) => void;
  readonly out: string | undefined;
  readonly onOut: (out: string) => void;
}

function Form({ holder, which, onWhich, out, onOut }: FormProps): ReactElement {
  const { t } = useTranslation();
  const gone = holder.file === undefined;
  return (
    <div className="stack">
      <Toggles
        label={t('sets.paper.which')}
        chosen={which}
        onChoose={onWhich}
        options={(['sheet', 'blank'] as const).map((id) => ({ id, name: t(`sets.paper.${id}`) }))}
      />
      <p className="small muted">{t(`sets.paper.${which}Help`)}</p>
      {which === 'sheet' && gone && <Notice tone="wait">{t('sets.paper.gone')}</Notice>}
      <PathField
        key={which}
        label={t('sets.paper.out')}
        mode="new-file"
        name={`${holder.id}-${which}.pdf`}
        value={out}
        onChange={onOut}
      />
    </div>
  );
}

function Written({ made, which }: { readonly made: ReplyOf<'share.print'>; readonly which: Which }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <Notice tone="ok" live title={t('sets.paper.done', { file: made.out })}>
        {t(which === 'sheet' ? 'sets.paper.doneSheet' : 'sets.paper.doneBlank')}
        {made.entry !== undefined && ` ${t('sets.paper.logged', { entry: made.entry })}`}
      </Notice>
      <h3>{t('sets.paper.hash')}</h3>
      <HashGrid label={t('sets.paper.hash')} groups={made.groups} small />
    </div>
  );
}

export function PaperDialog({ holder, dir, first = 'sheet', onClose }: PaperProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const [which, setWhich] = useState<Which>(first);
  const [out, setOut] = useState<string>();
  const [made, setMade] = useState<ReplyOf<'share.print'>>();
  const { busy, error, run } = useDoing();
  const choose = (next: Which) => {
    setWhich(next);
    setOut(undefined);
  };
  const write = () =>
    run(async () => {
      const request = { dir, custodian: holder.id, out: out ?? '' };
      setMade(await ask('share.print', which === 'sheet' ? request : { ...request, blank: boxes }));
    });
  const ready = out !== undefined && (which === 'blank' || holder.file !== undefined);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('sets.paper.title', { index: holder.index, name: text(holder.name) })}
      help={t('sets.paper.help')}
      actions={
        <>
          <Button slot="close">{t(made ? 'common.act.close' : 'common.act.cancel')}</Button>
          {which === 'blank' && (
            <Button
              {...(made ? { kind: 'primary' } : {})}
              iconAfter="forward"
              onPress={() => {
                onClose();
                go({ screen: 'share-copy', dir, custodian: holder.id });
              }}
            >
              {t(made ? 'sets.paper.copy' : 'sets.paper.printed')}
            </Button>
          )}
          {!made && (
            <Button kind="primary" icon="file" busy={busy} disabled={!ready} onPress={write}>
              {t('sets.paper.go')}
            </Button>
          )}
        </>
      }
    >
      <Failure error={error} />
      {made ? (
        <Written made={made} which={which} />
      ) : (
        <Form holder={holder} which={which} onWhich={choose} out={out} onOut={setOut} />
      )}
    </Dialog>
  );
}
