/** The parts of the plan in the rail, each with how many mistakes and warnings it has. */
import type { ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../parts/icon.tsx';
import { go } from '../../state/place.ts';
import { usePlan } from './context.ts';
import type { Shown } from './editor.ts';
import { type Count, count, countBySection, sectionIds } from './findings.ts';

export function PlanRail({ form }: { readonly form: boolean }): ReactElement {
  const { t } = useTranslation();
  const { findings, state, editor } = usePlan();
  const counts = countBySection(findings);
  const sections: readonly Shown[] = ['review', ...sectionIds];
  return (
    <nav aria-label={t('plan.section.label')}>
      <ul className="ways plan-rail">
        <li className="plan-rail-home">
          <AriaButton className="way" onPress={() => go({ screen: 'home' })}>
            <Icon name="left" size={1.3} />
            <span>{t('common.nav.home')}</span>
          </AriaButton>
        </li>
        {sections.map((id) => {
          const here = form && state.view === 'form' && state.section === id;
          return (
            <li key={id}>
              <AriaButton
                className="way"
                isDisabled={!form}
                data-here={here || undefined}
                onPress={() => editor.show(id)}
                {...(here ? { 'aria-current': 'page' } : {})}
              >
                <span className="plan-rail-name">{t(`plan.section.${id}`)}</span>
                {(form || id === 'review') && <Counts {...(id === 'review' ? count(findings) : counts[id])} />}
              </AriaButton>
            </li>
          );
        })}
      </ul>
      <p className="plan-rail-keys small muted">{t('plan.bar.keys')}</p>
    </nav>
  );
}

function Counts({ errors, warnings }: Count): ReactElement | null {
  const { t } = useTranslation();
  if (errors + warnings === 0) return null;
  return (
    <span className="plan-counts">
      {errors > 0 && (
        <span data-level="error">
          <Icon name="cross" size={0.9} />
          <span aria-hidden="true">{errors}</span>
          <span className="heard">{t('plan.section.errors', { count: errors })}</span>
        </span>
      )}
      {warnings > 0 && (
        <span data-level="warning">
          <Icon name="warning" size={0.9} />
          <span aria-hidden="true">{warnings}</span>
          <span className="heard">{t('plan.section.warnings', { count: warnings })}</span>
        </span>
      )}
    </span>
  );
}
