/** A list of words from a choice, as boxes to tick; and what stands in such a list without being offered. */
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { Checkbox } from '../../parts/checkbox.tsx';
import { tick } from './acts.ts';
import { usePlan } from './context.ts';
import { get, isList, type Path, remove, shown } from './model.ts';
import { Part } from './place.tsx';

export interface PlanTicksProps<T extends string> {
  readonly path: Path;
  readonly label: string;
  readonly help?: ReactNode;
  readonly options: readonly { readonly id: T; readonly name: ReactNode; readonly help?: ReactNode }[];
  /** What stands between the words of the list; their order in the file. */
  readonly order: readonly string[];
}

/** A list of words from a choice. Words that are not among the choices are shown, and can be taken out. */
export function PlanTicks<T extends string>({ path, label, help, options, order }: PlanTicksProps<T>): ReactElement {
  const { editor, tree } = usePlan();
  const words = get(tree, path);
  const has = (word: string) => isList(words) && words.includes(word);
  return (
    <Part path={path}>
      <fieldset className="plan-ticks">
        <legend className="field-label">{label}</legend>
        {help !== undefined && <p className="field-help">{help}</p>}
        <div className="plan-ticks-boxes">
          {options.map(({ id, name, help: more }) => (
            <Checkbox
              key={id}
              on={has(id)}
              {...(more === undefined ? {} : { help: more })}
              onChange={(on) => editor.change(path, (plan) => tick(plan, path, id, on, order))}
            >
              {name}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <Odd path={path} label={label} known={options.map(({ id }) => id)} />
    </Part>
  );
}

/** Words of a list that are not among the choices, or no words at all. */
export function Odd({
  path,
  label,
  known,
}: {
  readonly path: Path;
  readonly label: string;
  readonly known: readonly string[];
}): ReactElement | null {
  const { t } = useTranslation();
  const { editor, tree } = usePlan();
  const words = get(tree, path);
  const odd = (isList(words) ? words : []).flatMap((word, i) =>
    typeof word === 'string' && known.includes(word) ? [] : [{ word, i }],
  );
  if (odd.length === 0) return null;
  return (
    <ul className="plan-odd" aria-label={t('plan.odd.word')}>
      {odd.map(({ word, i }) => (
        <li key={i}>
          <code className="wrap">{shown(word)}</code>
          <Button
            kind="quiet"
            small
            icon="cross"
            label={t('plan.odd.removeWord', { value: shown(word), list: label })}
            onPress={() => editor.change(path, (plan) => remove(plan, [...path, i]))}
          >
            {t('common.act.remove')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
