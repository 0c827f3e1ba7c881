/**
 * Fields over one value of the plan. Each shows whatever stands there, also of a wrong kind, and writes what is typed:
 * a mistake is never corrected in silence, the check says it.
 */
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { FieldFindings } from '../../parts/findings.tsx';
import { Select, type SelectOption } from '../../parts/select.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { type Turn, useField, usePlan } from './context.ts';
import { type Json, numberOf, type Path, remove, set, shown } from './model.ts';
import { Part, Place } from './place.tsx';

/** An optional field that is emptied is taken out of the plan. */
const write =
  (optional: boolean) =>
  (path: Path, value: Json): Turn =>
  (tree) =>
    optional && value === '' ? remove(tree, path) : set(tree, path, value);

interface Common {
  readonly path: Path;
  readonly label: string;
  readonly help?: ReactNode;
  /** In a table: the label is heard alone. */
  readonly quiet?: boolean;
}

const labelled = (label: string, quiet = false): ReactNode => (quiet ? <span className="heard">{label}</span> : label);
const given = (help: ReactNode) => (help === undefined ? {} : { help });

export interface PlanTextProps extends Common {
  readonly mono?: boolean;
  readonly lang?: string;
  readonly optional?: boolean;
  readonly lines?: number;
}

export function PlanText(props: PlanTextProps): ReactElement {
  const { path, label, help, mono, lang, optional = false, lines, quiet } = props;
  const { value, findings, type, settle } = useField(path, write(optional));
  return (
    <Place path={path}>
      <TextField
        label={labelled(label, quiet)}
        {...given(help)}
        findings={findings}
        value={shown(value, Infinity)}
        onChange={type}
        onBlur={settle}
        mono={mono ?? false}
        {...(lang === undefined ? {} : { lang })}
        {...(lines === undefined ? {} : { lines })}
      />
    </Place>
  );
}

export interface PlanNumberProps extends Common {
  readonly optional?: boolean;
  /** Buttons for one less and one more, within these. */
  readonly steps?: { readonly min: number; readonly max: number };
}

export function PlanNumber({ path, label, help, steps }: PlanNumberProps): ReactElement {
  const { t } = useTranslation();
  const { value, findings, type, put, settle } = useField(path, write(true));
  const current = typeof value === 'number' ? value : undefined;
  const by = (change: number) => put((current ?? (steps?.min ?? 0) - change) + change);
  return (
    <Place path={path}>
      <div className={steps === undefined ? 'plan-number' : 'plan-number with-steps'}>
        <TextField
          label={label}
          {...given(help)}
          findings={findings}
          value={shown(value, Infinity)}
          onChange={(text) => type(numberOf(text))}
          onBlur={settle}
        />
        {steps !== undefined && (
          <span className="row plan-steps">
            <Button bare icon="minus" disabled={(current ?? steps.min) <= steps.min} onPress={() => by(-1)}>
              {t('plan.less')}
            </Button>
            <Button bare icon="plus" disabled={(current ?? steps.min) >= steps.max} onPress={() => by(1)}>
              {t('plan.more')}
            </Button>
          </span>
        )}
      </div>
    </Place>
  );
}

export interface PlanSelectProps<T extends string> extends Common {
  readonly options: readonly SelectOption<T>[];
  /** Instead of writing the word itself. */
  readonly onChoose?: (word: T) => void;
}

export function PlanSelect<T extends string>(props: PlanSelectProps<T>): ReactElement {
  const { path, label, help, options, onChoose } = props;
  const { value, findings, put } = useField(path, write(false));
  const word = options.find(({ id }) => id === value)?.id;
  return (
    <Place path={path}>
      <Select
        label={label}
        {...given(help)}
        findings={findings}
        options={options}
        value={word}
        onChange={onChoose ?? put}
        {...(word === undefined && value !== undefined ? { placeholder: shown(value) } : {})}
      />
    </Place>
  );
}

export interface PlanFixedProps extends Common {
  /** The one value that is taken today. */
  readonly only: string;
  readonly say?: ReactNode;
}

/** A field with one possible value: shown, and put right where the plan says something else. */
export function PlanFixed({ path, label, only, say }: PlanFixedProps): ReactElement {
  const { value, findings } = useField(path, write(false));
  return (
    <Place path={path} className="plan-fixed">
      <span className="field-label">{label}</span>
      <span className="wrap" data-wrong={value !== only || undefined}>
        {say !== undefined && value === only ? say : <code>{value === undefined ? '–' : shown(value)}</code>}
      </span>
      <FieldFindings findings={findings} />
    </Place>
  );
}

export interface PlanIdProps {
  /** Where it stands; absent for a key of a group of fields, whose place is the group's. */
  readonly path?: Path;
  readonly label?: string;
  readonly help?: ReactNode;
  readonly quiet?: boolean;
  readonly value: string;
  /** Ids that others have. */
  readonly taken: readonly string[];
  readonly onRename: (to: string) => void;
}

/** An id others point to: what is typed counts when the field is left, so that no half id takes theirs along. */
export function PlanId({ path, label, help, quiet, value, taken, onRename }: PlanIdProps): ReactElement {
  const { t } = useTranslation();
  const { at } = usePlan();
  const [draft, setDraft] = useState<string>();
  const wrong = draft !== undefined && draft !== value && taken.includes(draft);
  const commit = () => {
    if (draft !== undefined && draft !== value && !wrong) onRename(draft);
    setDraft(undefined);
  };
  const field = (
    <TextField
      label={labelled(label ?? t('plan.id.label'), quiet)}
      {...given(help)}
      findings={draft === undefined && path !== undefined ? at(path) : []}
      {...(wrong ? { error: t('plan.id.taken', { id: draft }) } : {})}
      value={draft ?? value}
      onChange={setDraft}
      onBlur={commit}
      onEnter={commit}
      mono
    />
  );
  return path === undefined ? <div className="plan-place">{field}</div> : <Place path={path}>{field}</Place>;
}

/** A name in both languages, side by side. */
export function PlanName({ path }: { readonly path: Path }): ReactElement {
  const { t } = useTranslation();
  return (
    <Part path={path} className="plan-pair">
      <PlanText path={[...path, 'zh']} label={t('plan.name.zh')} lang="zh-CN" />
      <PlanText path={[...path, 'en']} label={t('plan.name.en')} lang="en" />
    </Part>
  );
}
