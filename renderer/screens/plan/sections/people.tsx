/** Who runs the ceremony and who watches it: one line for a person, one column for a part. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../parts/button.tsx';
import { Card } from '../../../parts/card.tsx';
import { useFormat, useLang } from '../../../i18n/use.ts';
import { addPerson, changePerson, nameOf, peopleIn, removePerson, tick } from '../acts.ts';
import { usePlan } from '../context.ts';
import { PlanId, PlanText } from '../fields.tsx';
import { Odd } from '../choices.tsx';
import { fieldName, get, isList, isObject, type Json, keysOf, type Path, remove, set } from '../model.ts';
import { Here, Part } from '../place.tsx';
import { Tick } from '../tick.tsx';

const parts = [
  { field: 'administrators', role: 'administrator', many: true },
  { field: 'operator', role: 'operator', many: false },
  { field: 'witnesses', role: 'witness', many: true },
  { field: 'auditor', role: 'auditor', many: false },
] as const;
type PersonPart = (typeof parts)[number];

function has(tree: Json | undefined, { field, many }: PersonPart, id: string): boolean {
  const value = get(tree, ['people', field]);
  return many ? isList(value) && value.includes(id) : value === id;
}

function give(tree: Json, { field, many }: PersonPart, id: string, on: boolean): Json {
  const path = ['people', field];
  if (many) return tick(tree, path, id, on);
  return on ? set(tree, path, id) : remove(tree, path);
}

export function PeopleSection(): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const people = peopleIn(tree);
  return (
    <Card title={t('plan.people.card')}>
      <Part path={['people']} whole>
        <Part path={['people', 'names']}>
          {people.length === 0 && <p className="muted plan-none">{t('plan.people.empty')}</p>}
          <PeopleTable people={people} />
        </Part>
        <Parts people={people} />
        <div className="row">
          <Button
            small
            icon="plus"
            onPress={() => {
              editor.change(['people', 'names'], addPerson);
              const last = keysOf(get(editor.state.get().history.now.tree, ['people', 'names'])).at(-1);
              if (last !== undefined) editor.goTo(['people', 'names', last]);
            }}
          >
            {t('plan.people.add')}
          </Button>
        </div>
      </Part>
    </Card>
  );
}

function PeopleTable({ people }: { readonly people: readonly string[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="table-room">
      <table className="table plan-people" aria-label={t('plan.people.card')}>
        <thead>
          <tr>
            <th scope="col">{t('plan.people.id')}</th>
            <th scope="col">{t('plan.name.zh')}</th>
            <th scope="col">{t('plan.name.en')}</th>
            {parts.map(({ field, role }) => (
              <th scope="col" key={field} className="plan-people-part">
                {t(`plan.people.${role}`)}
                <small>{t(`plan.people.${role}Say`)}</small>
              </th>
            ))}
            <th scope="col">
              <span className="heard">{t('plan.list.remove')}</span>
            </th>
          </tr>
        </thead>
        {people.map((id, i) => (
          <PersonRows key={i} id={id} people={people} />
        ))}
      </table>
    </div>
  );
}

/** What was found about a part as such, and words in its list that are no person's id. */
function Parts({ people }: { readonly people: readonly string[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {parts.map(({ field, role, many }) =>
        many ? (
          <Part path={['people', field]} key={field} className="plan-found">
            <Odd path={['people', field]} label={t(`plan.people.${role}`)} known={people} />
          </Part>
        ) : (
          <div key={field} className="plan-found" data-place={`people.${field}`}>
            <Here path={['people', field]} />
          </div>
        ),
      )}
    </>
  );
}

/** One person: a line of fields and boxes, and below it what was found about the person as such. */
function PersonRows({ id, people }: { readonly id: string; readonly people: readonly string[] }): ReactElement {
  const { t } = useTranslation();
  const lang = useLang();
  const { tree, editor, say } = usePlan();
  const path = ['people', 'names', id];
  const value = get(tree, path);
  const name = nameOf(value, lang) || id;
  return (
    <tbody>
      <tr data-place={fieldName(path)}>
        <th scope="row" className="plan-person-id">
          <PlanId
            quiet
            label={t('plan.people.idOf', { name })}
            value={id}
            taken={people.filter((each) => each !== id)}
            onRename={(to) => editor.change(['people', 'names', to], (plan) => changePerson(plan, id, to))}
          />
        </th>
        <Names path={path} id={id} value={value} />
        {parts.map((part) => (
          <td key={part.field} className="plan-people-part">
            <Tick
              on={has(tree, part, id)}
              round={!part.many}
              label={t('plan.people.is', { name, role: t(`plan.people.${part.role}`) })}
              onChange={(on) => editor.change(['people', part.field], (plan) => give(plan, part, id, on))}
            />
          </td>
        ))}
        <td className="plan-people-part">
          <Button
            bare
            small
            icon="cross"
            label={t('plan.people.remove', { name })}
            onPress={() => {
              editor.change(['people', 'names'], (plan) => removePerson(plan, id));
              say(t('plan.done.removed', { name }));
            }}
          >
            {t('plan.list.remove')}
          </Button>
        </td>
      </tr>
      <tr className="plan-people-found">
        <td colSpan={parts.length + 4}>
          <Part path={path} className="plan-found">
            {null}
          </Part>
        </td>
      </tr>
    </tbody>
  );
}

interface NamesProps {
  readonly path: Path;
  readonly id: string;
  readonly value: Json | undefined;
}

/** Both names; of somebody who has a part and no name, the way to give one. */
function Names({ path, id, value }: NamesProps): ReactElement {
  const { t } = useTranslation();
  const { named } = useFormat();
  const { editor } = usePlan();
  if (isObject(value))
    return (
      <>
        <td>
          <PlanText quiet path={[...path, 'zh']} label={named(t('plan.name.zh'), id)} lang="zh-CN" />
        </td>
        <td>
          <PlanText quiet path={[...path, 'en']} label={named(t('plan.name.en'), id)} lang="en" />
        </td>
      </>
    );
  return (
    <td colSpan={2}>
      <span className="row">
        <span className="small muted">{t('plan.people.noName')}</span>
        <Button
          small
          icon="plus"
          label={named(t('plan.people.addName'), id)}
          onPress={() => editor.change(path, (plan) => set(plan, path, { zh: '', en: '' }))}
        >
          {t('plan.people.addName')}
        </Button>
      </span>
    </td>
  );
}
