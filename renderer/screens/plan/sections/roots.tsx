/** The keys that speak for the consortium. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../parts/button.tsx';
import { Card } from '../../../parts/card.tsx';
import { add, idsAt } from '../acts.ts';
import { usePlan } from '../context.ts';
import { PlanSelect, PlanText } from '../fields.tsx';
import { get, isList, move, remove, type Json } from '../model.ts';
import { Part } from '../place.tsx';
import { suites } from '../vocabulary.ts';

/** Which root signs the list of files: the first that such a list can be checked with. */
function signer(roots: readonly Json[]): number {
  return roots.findIndex((root) => ['ed25519', 'p256'].some((suite) => get(root, ['suite']) === suite));
}

export function RootsSection(): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const value = get(tree, ['roots']);
  const roots = isList(value) ? value : [];
  return (
    <Card title={t('plan.roots.card')}>
      <Part path={['roots']} whole>
        {roots.length === 0 && <p className="muted plan-none">{t('plan.roots.empty')}</p>}
        <ol className="plan-rows">
          {roots.map((_, i) => (
            <Root key={i} index={i} last={i === roots.length - 1} signs={i === signer(roots)} />
          ))}
        </ol>
        <div className="row">
          <Button
            small
            icon="plus"
            onPress={() => {
              editor.change(['roots'], (plan) => add(plan, 'roots'));
              editor.goTo(['roots', roots.length]);
            }}
          >
            {t('plan.roots.add')}
          </Button>
        </div>
        <p className="small muted">{t('plan.roots.note')}</p>
      </Part>
    </Card>
  );
}

interface RootProps {
  readonly index: number;
  readonly last: boolean;
  readonly signs: boolean;
}

function Root({ index, last, signs }: RootProps): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const path = ['roots', index];
  const id = idsAt(tree, ['roots'])[index] ?? String(index + 1);
  return (
    <li aria-label={t('plan.roots.one', { n: index + 1 })}>
      <span className="plan-item-n numbers">{index + 1}</span>
      <Part path={path} className="plan-three">
        <PlanText path={[...path, 'id']} label={t('plan.id.label')} mono />
        <PlanSelect
          path={[...path, 'suite']}
          label={t('plan.roots.suite')}
          options={suites.map((each) => ({ id: each, name: t(`plan.roots.suites.${each}`) }))}
          {...(signs ? { help: t('plan.roots.first') } : {})}
        />
        <PlanText path={[...path, 'purpose']} label={t('plan.roots.purpose')} help={t('plan.roots.purposeHelp')} mono />
      </Part>
      <span className="row plan-row-acts">
        <Button
          bare
          small
          icon="up"
          disabled={index === 0}
          label={t('plan.list.upName', { name: id })}
          onPress={() => editor.change(['roots', index - 1], (plan) => move(plan, ['roots'], index, index - 1))}
        >
          {t('plan.list.up')}
        </Button>
        <Button
          bare
          small
          icon="lower"
          disabled={last}
          label={t('plan.list.downName', { name: id })}
          onPress={() => editor.change(['roots', index + 1], (plan) => move(plan, ['roots'], index, index + 1))}
        >
          {t('plan.list.down')}
        </Button>
        <Button
          bare
          small
          icon="cross"
          label={t('plan.roots.remove', { id })}
          onPress={() => editor.change(['roots'], (plan) => remove(plan, path))}
        >
          {t('plan.list.remove')}
        </Button>
      </span>
    </li>
  );
}
