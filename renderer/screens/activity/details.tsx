/** What is looked at while a question stands: a hash to read aloud, a file, what is said. */
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Text } from '../../../preload/contract/common.ts';
import type { Question, QuestionDetail } from '../../../preload/contract/desk.ts';
import { useText } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { HashGrid, HashLine, ReadingHelp } from '../../parts/hash-grid.tsx';
import { Icon } from '../../parts/icon.tsx';
import type { Reading } from '../../parts/reading.ts';

export type HashDetail = Extract<QuestionDetail, { kind: 'hash' }>;

export const hashesOf = ({ details }: Question): HashDetail[] => details.filter((one) => one.kind === 'hash');

/** The sentence that is said aloud and goes into the log. */
export function Aloud({ say }: { readonly say: Text }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  return (
    <p className="desk-aloud">
      <span className="desk-aloud-word">
        <Icon name="people" />
        {t('ceremony.aloud')}
      </span>
      <q className="wrap">{text(say)}</q>
    </p>
  );
}

interface PaperHashProps {
  readonly detail: HashDetail;
  /** With its words. */
  readonly spoken?: boolean;
}

/** A hash that people compare with their paper, before the one they read aloud: its groups in one line. */
export function PaperHash({ detail, spoken = false }: PaperHashProps): ReactElement {
  const text = useText();
  return (
    <p className="desk-aloud desk-paper">
      <span className="desk-paper-word">
        <Icon name="plan" />
        {text(detail.label)}
      </span>
      <HashLine groups={detail.groups} spoken={spoken} />
    </p>
  );
}

export interface HashCardProps {
  readonly detail: HashDetail;
  readonly reading: Reading;
  /** A file whose hash it is. */
  readonly path?: string | undefined;
  /** What is said before the groups. */
  readonly say?: Text | undefined;
  readonly children?: ReactNode;
}

/** A hash with the position of who reads it. */
export function HashCard({ detail, reading, path, say, children }: HashCardProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const label = text(detail.label);
  const about = say ? <q>{text(say)}</q> : path === undefined ? t('common.hash.note') : <code>{path}</code>;
  return (
    <Card className="desk-hash" title={label} note={about}>
      <HashGrid label={label} groups={detail.groups} reading={reading} />
      <ReadingHelp reading={reading} total={detail.groups.length} />
      {children}
    </Card>
  );
}
