/** Where findings stand: around a field or a part of the plan. What is wrong there is said there, and mended there. */
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { FieldFindings } from '../../parts/findings.tsx';
import { Notice } from '../../parts/notice.tsx';
import { usePlan } from './context.ts';
import { fresh, isListed } from './acts.ts';
import type { Placed } from './findings.ts';
import { addition, type Fix } from './fixes.ts';
import { fieldName, get, type Json, type Path, remove, set, shown } from './model.ts';
import { fits, shapeAt, unknownFields } from './shape.ts';

/** The buttons that mend findings of a place. */
export function Mends({ findings }: { readonly findings: readonly Placed[] }): ReactElement | null {
  const words = useMendWords();
  const { named } = useFormat();
  const { fix, mend } = usePlan();
  const fixes = findings.flatMap((finding) => {
    const found = fix(finding);
    return found === undefined ? [] : [{ finding, found }];
  });
  if (fixes.length === 0) return null;
  return (
    <div className="row plan-mends">
      {fixes.map(({ finding, found }, n) => (
        <Button
          key={n}
          kind="quiet"
          small
          icon="check"
          onPress={() => mend(finding, found)}
          label={named(words(found), finding.field)}
        >
          {words(found)}
        </Button>
      ))}
    </div>
  );
}

/** What the button that mends says. */
export function useMendWords(): (fix: Fix) => string {
  const { t } = useTranslation();
  return ({ verb, value }) => {
    if (verb === 'set') return t('plan.finding.mend.set', { value: value ?? '' });
    if (verb === 'remove') return t('plan.finding.mend.remove');
    return value === undefined ? t('plan.finding.mend.add') : t('plan.finding.mend.addValue', { value });
  };
}

export interface PlaceProps {
  readonly path: Path;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A field's place: where the way from a finding ends. Its control shows the findings; here stand what mends them. */
export function Place({ path, children, className }: PlaceProps): ReactElement {
  const { at } = usePlan();
  return (
    <div className={className === undefined ? 'plan-place' : `plan-place ${className}`} data-place={fieldName(path)}>
      {children}
      <Mends findings={at(path)} />
    </div>
  );
}

/** Findings at a part as such, not at one of its fields. */
export function Here({ path }: { readonly path: Path }): ReactElement | null {
  const { at } = usePlan();
  const findings = at(path);
  if (findings.length === 0) return null;
  return (
    <div className="plan-here" data-level={findings.some(({ level }) => level === 'error') ? 'error' : 'warning'}>
      <FieldFindings findings={findings} />
      <Mends findings={findings} />
    </div>
  );
}

/** Fields that stand in an object and mean nothing in a plan; each can be removed. */
export function Unknown({ path }: { readonly path: Path }): ReactElement | null {
  const { t } = useTranslation();
  const { tree, at, editor } = usePlan();
  const fields = unknownFields(tree, path);
  if (fields.length === 0) return null;
  return (
    <div className="plan-unknown">
      <strong>{t('plan.odd.unknown')}</strong>
      <p className="small muted">{t('plan.odd.unknownSay')}</p>
      <ul>
        {fields.map((field) => {
          const inner = [...path, field];
          return (
            <li key={field} data-place={fieldName(inner)}>
              <code className="wrap">
                {field}: {shown(get(tree, inner), 120)}
              </code>
              <FieldFindings findings={at(inner)} />
              <Button
                kind="quiet"
                small
                icon="cross"
                label={t('plan.odd.removeField', { field })}
                onPress={() => editor.change(path, (plan) => remove(plan, inner))}
              >
                {t('common.act.remove')}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** What a part begins with when it is begun anew. */
function emptyOf(tree: Json, path: Path): Json {
  const [list, index] = path;
  if (isListed(list) && path.length === 2 && typeof index === 'number') return fresh(tree, list);
  return ['list', 'choices'].includes(shapeAt(path)?.kind ?? '') ? [] : {};
}

/** Something else stands where a list or a group of fields belongs: it is shown, and may be begun anew. */
function Wrong({ path, value }: { readonly path: Path; readonly value: Json }): ReactElement {
  const { t } = useTranslation();
  const { editor } = usePlan();
  const list = ['list', 'choices'].includes(shapeAt(path)?.kind ?? '');
  return (
    <Notice
      tone="bad"
      title={t('plan.odd.wrong', { value: shown(value, 80) })}
      actions={
        <Button small onPress={() => editor.change(path, (plan) => set(plan, path, emptyOf(plan, path)))}>
          {t('plan.odd.startEmpty')}
        </Button>
      }
    >
      {t(list ? 'plan.odd.list' : 'plan.odd.object')}
    </Notice>
  );
}

/** A whole part of the plan is not there. */
function Missing({ path }: { readonly path: Path }): ReactElement {
  const { t } = useTranslation();
  const { editor, tree, sample } = usePlan();
  const fix = tree === undefined ? undefined : addition(tree, path, sample);
  return (
    <Notice
      tone="wait"
      title={t('plan.odd.missing')}
      actions={
        <span className="row">
          {fix !== undefined && (
            <Button small onPress={() => editor.change(path, (plan) => addition(plan, path, sample)?.tree ?? plan)}>
              {t('plan.odd.addPart')}
            </Button>
          )}
          <Button small onPress={() => editor.change(path, (plan) => set(plan, path, emptyOf(plan, path)))}>
            {t('plan.odd.startEmpty')}
          </Button>
        </span>
      }
    />
  );
}

export interface PartProps extends PlaceProps {
  /** Says that it is missing, instead of empty fields. */
  readonly whole?: boolean;
}

/** A part of the plan with fields of its own: shows them as far as what stands there can be shown as that. */
export function Part({ path, children, className, whole = false }: PartProps): ReactElement {
  const { tree } = usePlan();
  const [value, shape] = [get(tree, path), shapeAt(path)];
  const good = shape === undefined || fits(shape, value);
  return (
    <div className={className === undefined ? 'plan-part' : `plan-part ${className}`} data-place={fieldName(path)}>
      <Here path={path} />
      {!good && value !== undefined && <Wrong path={path} value={value} />}
      {good && value === undefined && whole && <Missing path={path} />}
      {good && (value !== undefined || !whole) && children}
      {good && <Unknown path={path} />}
    </div>
  );
}
