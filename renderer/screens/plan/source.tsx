/** The plan as its text. Where the text is no JSON, the place is shown and led to; the form comes back by itself. */
import { useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useText } from '../../i18n/use.ts';
import { usePlan } from './context.ts';
import type { Broken } from './examined.ts';
import { isObject, offsetAt } from './model.ts';

export function Source(): ReactElement {
  const { t } = useTranslation();
  const { state, editor } = usePlan();
  const area = useRef<HTMLTextAreaElement>(null);
  const { text, tree } = state.history.now;
  const broken = state.examined?.text === text ? state.examined.broken : undefined;
  const goThere = ({ line, column }: Broken) => {
    const at = offsetAt(text, line, column);
    area.current?.focus();
    area.current?.setSelectionRange(at, Math.min(text.length, at + 1));
    const lines = text.split('\n').length;
    if (area.current) area.current.scrollTop = (area.current.scrollHeight * Math.max(0, line - 6)) / lines;
  };
  return (
    <>
      {broken !== undefined && <BrokenNotice broken={broken} text={text} onGo={() => goThere(broken)} />}
      {tree !== undefined && !isObject(tree) && <Notice tone="bad" live title={t('plan.text.notPlan')} />}
      <Card>
        <textarea
          ref={area}
          className="input mono plan-source"
          aria-label={t('plan.text.label')}
          spellCheck={false}
          wrap="off"
          lang="en"
          value={text}
          onChange={(event) => editor.changeText(event.target.value)}
          onBlur={editor.settle}
        />
      </Card>
    </>
  );
}

interface BrokenProps {
  readonly broken: Broken;
  readonly text: string;
  readonly onGo: () => void;
}

const around = 2;

function BrokenNotice({ broken, text, onGo }: BrokenProps): ReactElement {
  const { t } = useTranslation();
  const say = useText();
  const { line, column, finding } = broken;
  const all = text.split('\n');
  const first = Math.max(1, line - around);
  const lines = all.slice(first - 1, line + around);
  return (
    <Notice
      tone="bad"
      live
      title={t('plan.text.broken')}
      actions={
        <Button small icon="forward" onPress={onGo}>
          {t('plan.text.goThere')}
        </Button>
      }
    >
      <p>{say(finding.text)}</p>
      <pre className="plan-excerpt" lang="en" aria-label={t('plan.text.at', { line, column })}>
        {lines.map((each, i) => (
          <Line key={i} n={first + i} text={each} {...(first + i === line ? { column } : {})} />
        ))}
      </pre>
      <p className="small muted">
        {t(finding.rule === 'PLAN-JSON-DUPLICATE' ? 'plan.text.twice' : 'plan.text.brokenSay')}
      </p>
    </Notice>
  );
}

/** The part of a long line around a column, in characters. */
function cut(characters: readonly string[], column: number): { before: string; there: string; after: string } {
  const at = column - 1;
  const [from, to] = [Math.max(0, at - 50), at + 40];
  return {
    before: (from > 0 ? '…' : '') + characters.slice(from, at).join(''),
    there: characters[at] ?? ' ',
    after: characters.slice(at + 1, to).join('') + (characters.length > to ? '…' : ''),
  };
}

function Line({
  n,
  text,
  column,
}: {
  readonly n: number;
  readonly text: string;
  readonly column?: number;
}): ReactElement {
  const characters = Array.from(text);
  const parts = column === undefined ? undefined : cut(characters, column);
  return (
    <span className="plan-line" data-here={column === undefined ? undefined : true}>
      <i className="numbers">{n}</i>
      {parts === undefined ? (
        <span>{characters.slice(0, 90).join('')}</span>
      ) : (
        <span>
          {parts.before}
          <mark>{parts.there}</mark>
          {parts.after}
        </span>
      )}
    </span>
  );
}
