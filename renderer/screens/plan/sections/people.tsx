/** Who runs the ceremony and who watches it: one line for a person, one column for a part. */
import type { ReactElement } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../parts/button.tsx';
import { Card } from '../../../parts/card.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { useLang } from '../../../i18n/use.ts';
import { addPerson, changePerson, nameOf, peopleIn, removePerson, tick } from '../acts.ts';
import { usePlan } from '../context.ts';
import { Odd, PlanId, PlanText } from '../fields.tsx';
import { get, isList, isObject, type Json, keysOf, remove, set } from '../model.ts';
import { Here, Part } from '../place.tsx';

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
          <div className="table-room">
            <table className="table plan-people" aria-label={t('plan.people.card')}>
              <thead>
                <tr>
                  <th scope="col">{t('plan.people.who')}</th>
                  {parts.map(({ field, role }) => (
                    <th scope="col" key={field} className="plan-people-part">
                      {t(`plan.people.${role}`)}
                      <small>{t(`plan.people.${role}Say`)}</small>
                    </th>
                  ))}
                  <td />
                </tr>
              </thead>
              <tbody>
                {people.map((id, i) => (
                  <PersonRow key={i} id={id} people={people} />
                ))}
              </tbody>
            </table>
          </div>
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

/** What was found about a part as such, and words in its list that are no person's id. */
function Parts({ people }: { readonly people: readonly string[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {parts.map(({ field, role, many }) =>
        many ? (
          <Part path={['people', field]} key={field} className="plan-people-found">
            <Odd path={['people', field]} label={t(`plan.people.${role}`)} known={people} />
          </Part>
        ) : (
          <div key={field} className="plan-people-found" data-place={`people.${field}`}>
            <Here path={['people', field]} />
          </div>
        ),
      )}
    </>
  );
}

function PersonRow({ id, people }: { readonly id: string; readonly people: readonly string[] }): ReactElement {
  const { t } = useTranslation();
  const lang = useLang();
  const { tree, editor, say } = usePlan();
  const path = ['people', 'names', id];
  const value = get(tree, path);
  const name = nameOf(value, lang) || id;
  return (
    <tr>
      <th scope="row">
        <Part path={path} className="plan-person">
          <PlanId
            label={t('plan.people.id')}
            value={id}
            taken={people.filter((each) => each !== id)}
            onRename={(to) => editor.change(['people', 'names', to], (plan) => changePerson(plan, id, to))}
          />
          {isObject(value) ? (
            <>
              <PlanText path={[...path, 'zh']} label={t('plan.name.zh')} lang="zh-CN" />
              <PlanText path={[...path, 'en']} label={t('plan.name.en')} lang="en" />
            </>
          ) : (
            <span className="row">
              <span className="small muted">{t('plan.people.noName')}</span>
              <Button
                small
                icon="plus"
                label={`${t('plan.people.addName')}: ${id}`}
                onPress={() => editor.change(path, (plan) => set(plan, path, { zh: '', en: '' }))}
              >
                {t('plan.people.addName')}
              </Button>
            </span>
          )}
        </Part>
      </th>
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
      <td>
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
  );
}

interface TickProps {
  readonly on: boolean;
  readonly label: string;
  readonly onChange: (on: boolean) => void;
  /** At most one of its column. */
  readonly round?: boolean;
}

/** A box in a table: its row and column name it. */
export function Tick({ on, label, onChange, round = false }: TickProps): ReactElement {
  return (
    <AriaCheckbox className="choice plan-tick" isSelected={on} onChange={onChange} aria-label={label}>
      <span className="box" data-round={round || undefined}>
        <Icon name="check" size={0.95} />
      </span>
    </AriaCheckbox>
  );
}
