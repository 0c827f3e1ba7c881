/** A screen: the frame around it, and its parts one below the other. Every screen draws exactly one. */
import { useEffect, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Frame } from './frame.tsx';
import type { LogHead } from './log-head.ts';

export interface PageProps {
  /** What the screen or the ceremony is called, in the top bar and in the window's title. */
  readonly title: string;
  readonly children: ReactNode;
  /** Instead of the navigation: the steps of what is at work. Null: no rail. */
  readonly rail?: ReactNode;
  readonly head?: LogHead | null | undefined;
  /** Everything on this screen belongs to a rehearsal. */
  readonly rehearsal?: boolean | undefined;
  /** Uses the whole width, however large the window. */
  readonly wide?: boolean;
  /** The second part fills the height that is left (a list that scrolls by itself). */
  readonly fill?: boolean;
}

export function Page({ title, children, rail, head, rehearsal, wide = false, fill = false }: PageProps): ReactElement {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('common.brand')}`;
  }, [title, t]);
  return (
    <Frame title={title} rail={rail} head={head} rehearsal={rehearsal}>
      <div className="page" data-wide={wide || undefined} data-fill={fill || undefined}>
        {children}
      </div>
    </Frame>
  );
}
