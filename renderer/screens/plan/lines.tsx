/** The lines of a list of the plan. With many of them, only those that have changed are drawn anew. */
import { memo, useEffect, useRef, type ReactElement } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../parts/icon.tsx';
import { useLang } from '../../i18n/use.ts';
import { nameOf } from './acts.ts';
import { usePlan } from './context.ts';
import type { Json } from './model.ts';

/** What a line of the list shows. */
export interface Row {
  readonly n: number;
  readonly name: string;
  /** What it is called where it has no name. */
  readonly called: string;
  readonly more: string;
  readonly level: 'error' | 'warning' | undefined;
}

export interface RowsProps {
  readonly list: string;
  readonly items: readonly Json[];
  readonly one: (index: number) => string;
  readonly more: (item: Json) => string;
}

/** Lines that have not changed stay the same objects, and so does the list of them: then nothing is drawn anew. */
export function useRows({ list, items, more, one }: RowsProps): readonly Row[] {
  const lang = useLang();
  const { within } = usePlan();
  const last = useRef<readonly Row[]>([]);
  const rows = items.map((item, n): Row => {
    const findings = within([list, n]);
    const error = findings.some((each) => each.level === 'error');
    const level = error ? 'error' : findings.length > 0 ? 'warning' : undefined;
    const name = nameOf(item, lang);
    const row: Row = { n, name, called: name || one(n), more: more(item), level };
    const before = last.current[n];
    return before !== undefined && JSON.stringify(before) === JSON.stringify(row) ? before : row;
  });
  const same = rows.length === last.current.length && rows.every((row, n) => row === last.current[n]);
  const kept = same ? last.current : rows;
  useEffect(() => {
    last.current = kept;
  });
  return kept;
}

interface LinesProps {
  readonly list: string;
  readonly label: string;
  readonly rows: readonly Row[];
  readonly index: number;
  readonly choose: (list: string, index: number) => void;
}

export const Lines = memo(function Lines({ list, label, rows, index, choose }: LinesProps): ReactElement {
  const { t } = useTranslation();
  return (
    <ListBox
      className="plan-list"
      aria-label={label}
      items={rows}
      dependencies={[t]}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={index < 0 ? [] : [String(index)]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : keys;
        if (key !== undefined) choose(list, Number(key));
      }}
    >
      {({ n, name, called, more, level }: Row) => (
        <ListBoxItem id={String(n)} textValue={called} className="plan-item">
          <span className="plan-item-n numbers">{n + 1}</span>
          <span className="plan-item-name">
            <span>{name || <em>{t('plan.list.noName')}</em>}</span>
            <small>{more}</small>
          </span>
          {level !== undefined && (
            <span className="plan-item-mark" data-level={level}>
              <Icon name={level === 'error' ? 'cross' : 'warning'} size={1} />
              <span className="heard">{t(`common.findings.${level}`)}</span>
            </span>
          )}
        </ListBoxItem>
      )}
    </ListBox>
  );
});
