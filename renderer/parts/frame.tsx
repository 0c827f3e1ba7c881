/** The window around every screen: top bar, rehearsal band, rail, content, footer with the log's head and the clock. */
import { useRef, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskLost } from '../state/desk.ts';
import { Footer } from './footer.tsx';
import { useKeptFocus } from './kept-focus.ts';
import type { LogHead } from './log-head.ts';
import { Navigation } from './navigation.tsx';
import { RehearsalRibbon } from './rehearsal.tsx';
import { TopBar } from './top-bar.tsx';
import './frame.css';

export interface FrameProps {
  /** What the screen or the ceremony is called, beside the brand. */
  readonly title: string;
  /** Instead of the navigation: the steps of what is at work. Null: no rail at all. */
  readonly rail?: ReactNode;
  readonly head?: LogHead | null | undefined;
  readonly rehearsal?: boolean | undefined;
  readonly children: ReactNode;
}

export function Frame({ title, rail, head, rehearsal = false, children }: FrameProps): ReactElement {
  const { t } = useTranslation();
  const lost = useDeskLost();
  const main = useRef<HTMLElement>(null);
  useKeptFocus(main);
  return (
    <div className="frame" data-rehearsal={rehearsal || undefined} data-rail={rail === null ? 'none' : undefined}>
      <a className="skip" href="#main">
        {t('common.nav.skip')}
      </a>
      <header className="frame-top">
        <TopBar title={title} />
        {rehearsal && <RehearsalRibbon />}
        {lost && (
          <div className="frame-lost" role="alert">
            {t('common.frame.lost')}
          </div>
        )}
      </header>
      {rail !== null && <div className="frame-rail">{rail ?? <Navigation />}</div>}
      <main className="frame-main" id="main" tabIndex={-1} ref={main}>
        {children}
      </main>
      <Footer head={head ?? null} />
    </div>
  );
}
