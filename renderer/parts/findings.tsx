/** Findings of a check: in a list with a way to the field, or beside the field they speak of. Errors stand first. */
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../preload/contract/common.ts';
import { useFormat, useLang, useText } from '../i18n/use.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import './findings.css';

export interface FindingsProps {
  readonly findings: readonly Finding[];
  /** Leads to the field; without it none is offered. */
  readonly onGoTo?: (finding: Finding) => void;
  /** What can be done about one: a fix, an exception. */
  readonly actions?: (finding: Finding) => ReactNode;
}

const sorted = (findings: readonly Finding[]) => [
  ...findings.filter(({ level }) => level === 'error'),
  ...findings.filter(({ level }) => level === 'warning'),
];

/** The words without the path of the field, which stands below them or is the field itself. */
function useWords(): (finding: Finding) => string {
  const text = useText();
  const lang = useLang();
  return (finding) => {
    const words = text(finding.text);
    const [path = '', between = ''] = /^(\S+?)(：|: )/.exec(words)?.slice(1) ?? [];
    return path !== '' && path === finding.field ? begun(words.slice(path.length + between.length), lang) : words;
  };
}

const begun = (words: string, lang: 'zh' | 'en') =>
  lang === 'en' ? words.charAt(0).toUpperCase() + words.slice(1) : words;

export function Findings({ findings, onGoTo, actions }: FindingsProps): ReactElement {
  const { t } = useTranslation();
  const { named } = useFormat();
  const words = useWords();
  return (
    <ul className="findings" aria-label={t('common.findings.label')}>
      {sorted(findings).map((finding, n) => (
        <li key={`${finding.rule} ${finding.field} ${n}`} data-level={finding.level}>
          <Icon name={finding.level === 'error' ? 'cross' : 'warning'} />
          <div className="wrap">
            <span className="heard">{named(t(`common.findings.${finding.level}`), '')}</span>
            {words(finding)}
            <span className="findings-where">
              {finding.field !== '' && <code>{finding.field}</code>}
              <code>{finding.rule}</code>
            </span>
          </div>
          <span className="row">
            {actions?.(finding)}
            {onGoTo && (
              <Button kind="quiet" small iconAfter="right" onPress={() => onGoTo(finding)}>
                {t('common.act.goTo')}
              </Button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Beside one field: the words alone. `id` is for `aria-describedby` of the field. */
export function FieldFindings({
  findings,
  id,
}: {
  readonly findings: readonly Finding[];
  readonly id?: string;
}): ReactElement | null {
  const { t } = useTranslation();
  const { named } = useFormat();
  const words = useWords();
  if (findings.length === 0) return null;
  return (
    <ul className="field-findings" id={id}>
      {sorted(findings).map((finding, n) => (
        <li key={`${finding.rule} ${n}`} data-level={finding.level}>
          <Icon name={finding.level === 'error' ? 'cross' : 'warning'} size={1} />
          <span>
            <span className="heard">{named(t(`common.findings.${finding.level}`), '')}</span>
            {words(finding)}
          </span>
        </li>
      ))}
    </ul>
  );
}
