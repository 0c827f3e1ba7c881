/** QR codes on the screen: one, or several one after the other, for the camera of another machine. Dark on light in every theme. */
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeRows } from '../../preload/contract/post.ts';
import { Button } from './button.tsx';
import './qr-code.css';

/** Light modules around it, as the standard wants. */
const quiet = 4;

/** Each row's dark modules as runs: `M x y h n v1 h-n z`. */
const pathOf = (rows: CodeRows): string =>
  rows
    .map((row, y) =>
      Array.from(row.matchAll(/1+/g), ({ 0: run, index }) => {
        const n = String(run.length);
        return `M${String(index + quiet)} ${String(y + quiet)}h${n}v1h-${n}z`;
      }).join(''),
    )
    .join('');

export interface QrCodeProps {
  readonly rows: CodeRows;
  readonly label: string;
  readonly small?: boolean;
}

export function QrCode({ rows, label, small = false }: QrCodeProps): ReactElement {
  const size = String(rows.length + 2 * quiet);
  return (
    <svg
      className="qr"
      data-small={small || undefined}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path className="qr-paper" d={`M0 0h${size}v${size}h-${size}z`} />
      <path className="qr-ink" d={pathOf(rows)} />
    </svg>
  );
}

/** Long enough for any camera to read one. */
const frameMs = 700;

/** All codes of one file, in turn; held and turned by hand as well. */
export function QrCodes({ codes }: { readonly codes: readonly CodeRows[] }): ReactElement | null {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(codes.length > 1);
  const count = codes.length;
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => setAt((now) => (now + 1) % count), frameMs);
    return () => clearInterval(timer);
  }, [playing, count]);
  const rows = codes[at];
  if (!rows) return null;
  const turn = (by: number) => {
    setPlaying(false);
    setAt((at + by + count) % count);
  };
  const label = t('post.doc.code', { n: at + 1, count });
  return (
    <div className="qr-codes">
      <QrCode rows={rows} label={label} />
      {count > 1 && (
        <div className="row">
          <Button small bare icon="left" onPress={() => turn(-1)}>
            {t('post.doc.before')}
          </Button>
          <span className="numbers" aria-hidden="true">
            {at + 1} / {count}
          </span>
          <Button small bare icon="right" onPress={() => turn(1)}>
            {t('post.doc.after')}
          </Button>
          <Button small onPress={() => setPlaying(!playing)}>
            {t(playing ? 'post.doc.pause' : 'post.doc.play')}
          </Button>
        </div>
      )}
    </div>
  );
}
