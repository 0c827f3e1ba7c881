/** The scan of a sheet: the camera's picture, which parts of which sheet are read, which are missing; or why not. */
import { useRef, type ReactElement, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api.ts';
import { useFormat, useText } from '../i18n/use.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icon.tsx';
import { Notice } from '../parts/notice.tsx';
import { Select } from '../parts/select.tsx';
import { useDoing } from '../state/asking.ts';
import { type Scan, type Wanted, type Whole, useScan } from './use-scan.ts';
import './camera.css';

function Picture({ scan, video }: { readonly scan: Scan; readonly video: RefObject<HTMLVideoElement | null> }) {
  const { t } = useTranslation();
  const { phase } = scan;
  return (
    <div className="camera-picture" data-phase={phase}>
      {/* There is no sound to be captioned. */}
      <video ref={video} muted playsInline aria-label={t('camera.picture')} />
      {phase === 'opening' && <p>{t('camera.opening')}</p>}
      {phase === 'failed' && <Icon name="camera" size={3} />}
      {phase === 'whole' && (
        <p>
          <Icon name="check" size={3} />
          {t('camera.off')}
        </p>
      )}
    </div>
  );
}

/** Every part as a numbered box: a mark and a solid line where it is read, an empty one with a broken line where not. */
function Parts({ whole }: { readonly whole: Whole }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const numbers = Array.from({ length: whole.total }, (_, i) => i + 1);
  return (
    <ol className="camera-parts" aria-label={t('camera.parts', { name: text(whole.name) })}>
      {numbers.map((part) => {
        const read = whole.have.includes(part);
        return (
          <li key={part} data-read={read || undefined}>
            <span aria-hidden="true">{part}</span>
            <Icon name={read ? 'check' : 'dash'} size={1} />
            <span className="heard">{t(read ? 'camera.read' : 'camera.wanted', { part })}</span>
          </li>
        );
      })}
    </ol>
  );
}

interface SheetProps {
  readonly whole: Whole;
  /** No other sheet was read. */
  readonly alone: boolean;
  readonly onUse: (() => void) | undefined;
}

function Sheet({ whole, alone, onUse }: SheetProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { list } = useFormat();
  const { have, total, missing } = whole;
  const rest =
    missing.length === 0
      ? t('camera.whole')
      : t('camera.missing', { count: missing.length, parts: list(missing.map(String)) });
  return (
    <section className="camera-sheet">
      <h3>{text(whole.name)}</h3>
      <Parts whole={whole} />
      <p role="status">
        <strong>{t('camera.have', { have: have.length, total })}</strong> · {rest}
      </p>
      {onUse && (
        <Button
          kind={alone ? 'primary' : 'plain'}
          icon={whole.kind === 'share' ? 'share' : 'file'}
          autoFocus={alone}
          onPress={onUse}
        >
          {t(whole.kind === 'share' ? 'camera.use' : 'camera.useDocument')}
        </Button>
      )}
    </section>
  );
}

function Fault({ scan, wanted }: { readonly scan: Scan; readonly wanted: Wanted }): ReactElement | null {
  const { t } = useTranslation();
  const { fault, error } = scan;
  if (fault === undefined) return <Failure error={error} />;
  return (
    <Notice tone="bad" live title={t(`camera.fault.${fault}`)}>
      <p>{t(`camera.faultNext.${fault}`)}</p>
      <p>{t(wanted === 'share' ? 'camera.byFile' : 'camera.byFileDocument')}</p>
    </Notice>
  );
}

/** What was read beside the one share that is wanted. */
function Remarks({
  scan: { seen, phase },
  wanted,
}: {
  readonly scan: Scan;
  readonly wanted: Wanted;
}): ReactElement | null {
  const { t } = useTranslation();
  const text = useText();
  const { wholes, foreign, problem } = seen;
  const shares = wholes.filter(({ kind }) => kind === wanted);
  if (problem)
    return (
      <Notice tone="bad" live title={t('camera.leftOut')}>
        {text(problem.text)} <code className="small">{problem.code}</code>
      </Notice>
    );
  if (shares.length > 1)
    return (
      <Notice tone="wait" live>
        {t(wanted === 'share' ? 'camera.mixed' : 'camera.mixedDocuments')}
      </Notice>
    );
  if (foreign && phase !== 'whole')
    return (
      <Notice tone="info" live>
        {t('camera.foreign')}
      </Notice>
    );
  if (shares.length > 0 || wholes.length === 0) return null;
  return (
    <Notice tone="info" live>
      {t(wanted === 'share' ? 'camera.sealed' : 'camera.noDocument')}
    </Notice>
  );
}

function Which({ scan }: { readonly scan: Scan }): ReactElement | null {
  const { t } = useTranslation();
  const { cameras, camera, choose } = scan;
  const [first] = cameras;
  if (cameras.length < 2 || !first) return null;
  const options = cameras.map(({ id, name }, n) => ({ id, name: name || t('camera.nameless', { number: n + 1 }) }));
  return <Select label={t('camera.which')} options={options} value={camera ?? first.id} onChange={choose} />;
}

export interface CameraDialogProps {
  readonly onClose: () => void;
  /** What is looked for: a share, or a document of members and votes. */
  readonly wanted?: Wanted;
  /** Where a document is written. */
  readonly into?: string;
  /** The share as the program names it from now on, in place of a path; or the file that a document became. */
  readonly onShare: (file: string) => void;
}

/** Stands as long as it is there: the camera is opened with it and closed with it. */
export function CameraDialog({ onClose, onShare, wanted = 'share', into }: CameraDialogProps): ReactElement {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const scan = useScan(video, wanted);
  const { busy, error, run } = useDoing();
  const { wholes, foreign, problem } = scan.seen;
  const shares = wholes.filter(({ kind }) => kind === wanted);
  const use = (digest: string) => () =>
    run(async () => {
      const { file } = await ask('camera.close', { take: digest, ...(into === undefined ? {} : { into }) });
      if (file !== undefined) onShare(file);
      onClose();
    });
  const something = wholes.length > 0 || foreign || problem !== undefined;
  const actions = (
    <>
      {something && (
        <Button className="dialog-left" icon="rehearse" onPress={scan.anew}>
          {t('camera.anew')}
        </Button>
      )}
      {scan.phase === 'failed' && (
        <Button icon="rehearse" onPress={scan.again}>
          {t('camera.again')}
        </Button>
      )}
      <Button slot="close">{t('common.act.cancel')}</Button>
    </>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={t(wanted === 'share' ? 'camera.title' : 'camera.documentTitle')}
      help={t(wanted === 'share' ? 'camera.help' : 'camera.documentHelp')}
      actions={actions}
    >
      <div className="camera">
        <div className="stack">
          <Picture scan={scan} video={video} />
          <Which scan={scan} />
        </div>
        <div className="stack">
          {scan.phase === 'failed' && <Fault scan={scan} wanted={wanted} />}
          <Failure error={error} />
          <Remarks scan={scan} wanted={wanted} />
          {shares.length === 0 && scan.phase !== 'failed' && (
            <p className="muted">{t(wanted === 'share' ? 'camera.nothing' : 'camera.nothingDocument')}</p>
          )}
          {shares.map((whole) => (
            <Sheet
              key={whole.digest}
              whole={whole}
              alone={shares.length === 1}
              onUse={whole.missing.length === 0 && !busy ? use(whole.digest) : undefined}
            />
          ))}
        </div>
      </div>
    </Dialog>
  );
}
