/** What a plan says, in a few lines: for its editor, and for the page of the consortium that came out of it. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyValue, type Pair } from '../../parts/key-value.tsx';
import { useGroupsSentence } from '../../parts/quorum-groups.tsx';
import { useFormat, useLang } from '../../i18n/use.ts';
import { planGroups } from '../ceremony/plan-facts.ts';
import { nameOf, peopleIn } from './acts.ts';
import { get, isList, type Json, shown } from './model.ts';
import { keyKind } from './shape.ts';
import { stepIds, suites } from './vocabulary.ts';

const countAt = (tree: Json | undefined, path: readonly string[]): readonly Json[] => {
  const list = get(tree, path);
  return isList(list) ? list : [];
};

/** A plan, or the resolved plan of a ceremony, in a few lines. It is not trusted to have its shape. */
export function PlanInShort({ tree }: { readonly tree: Json | undefined }): ReactElement {
  const { t } = useTranslation();
  const lang = useLang();
  const { date, list } = useFormat();
  const sentence = useGroupsSentence();
  const groups = planGroups(tree);
  const roots = countAt(tree, ['roots']).map((root) => get(root, ['suite']));
  const members = countAt(tree, ['members']);
  const made = members.filter((member) => keyKind(get(member, ['key'])) === 'make').length;
  const people = peopleIn(tree).map((id) => nameOf(get(tree, ['people', 'names', id]), lang) || id);
  const dice = get(tree, ['entropy', 'dice']);
  const dual = stepIds.filter((id) => countAt(tree, ['dualControl']).includes(id));
  const pairs: Pair[] = [
    {
      key: 'quorum',
      name: t('plan.review.custodians'),
      value: groups
        ? sentence(groups)
        : t('plan.review.threshold', {
            m: shown(get(tree, ['threshold'])) || '?',
            n: countAt(tree, ['custodians']).length,
          }),
    },
    {
      key: 'roots',
      name: t('plan.review.keys'),
      value: list(
        roots.map((suite) =>
          suites.some((each) => each === suite) ? t(`plan.review.suites.${suite as (typeof suites)[number]}`) : '?',
        ),
      ),
    },
    { key: 'people', name: t('plan.review.people'), value: list(people) },
    {
      key: 'members',
      name: t('plan.review.members'),
      value: `${list(members.map((member) => nameOf(member, lang) || '?'))} · ${t('plan.review.made', {
        made,
        brought: members.length - made,
      })}`,
    },
    { key: 'ledger', name: t('plan.review.ledger'), value: shown(get(tree, ['chain', 'ledger', 'name'])), mono: true },
    { key: 'valid', name: t('plan.review.valid'), value: date(shown(get(tree, ['expires']))) },
    {
      key: 'dice',
      name: t('plan.review.dice'),
      value: typeof dice === 'number' ? t('plan.review.diceCount', { count: dice }) : t('plan.review.diceNone'),
    },
    {
      key: 'dual',
      name: t('plan.review.dual'),
      value:
        dual.length === 0 ? t('plan.review.dualNone') : dual.map((id) => t(`plan.procedure.steps.${id}`)).join(' · '),
    },
  ];
  return <KeyValue pairs={pairs} />;
}
