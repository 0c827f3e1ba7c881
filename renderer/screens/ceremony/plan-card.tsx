/** The plan: which file, what it says in one line, what was found in it, the hash to compare with the printed one. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../preload/contract/index.ts';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Findings } from '../../parts/findings.tsx';
import { HashGrid } from '../../parts/hash-grid.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useGroupsSentence } from '../../parts/quorum-groups.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { go } from '../../state/place.ts';
import type { PlanFacts } from './plan-facts.ts';

export interface PlanCardProps {
  readonly chosen: string | undefined;
  readonly checked: ReplyOf<'plan.read'> | undefined;
  readonly facts: PlanFacts | undefined;
  readonly error: unknown;
  readonly onChoose: (file: string) => void;
}

export function PlanCard({ chosen, checked, facts, error, onChoose }: PlanCardProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const sentence = useGroupsSentence();
  const wrong = checked?.findings.some(({ level }) => level === 'error') ?? false;
  return (
    <Card title={t('ceremony.begin.plan')}>
      <div className="stack">
        <PathField
          label={t('ceremony.begin.plan')}
          help={t('ceremony.begin.planHelp')}
          title={t('ceremony.begin.planTitle')}
          mode="file"
          endings={['.json']}
          value={chosen}
          onChange={onChoose}
        />
        <Failure error={error} />
        {checked && facts && (
          <p>
            <strong>{text(facts.consortium)}</strong>{' '}
            <span className="small muted">
              {t(facts.groups ? 'ceremony.begin.factsGroups' : 'ceremony.begin.facts', {
                rule: facts.groups ? sentence(facts.groups) : '',
                threshold: facts.threshold,
                custodians: facts.custodians.length,
                members: facts.members,
                roots: facts.roots,
              })}
            </span>
          </p>
        )}
        {wrong && (
          <Notice tone="bad" live>
            {t('ceremony.begin.planErrors')}
          </Notice>
        )}
        {checked && checked.findings.length > 0 && <Findings findings={checked.findings} />}
        {checked && (
          <div className="row">
            <Button small icon="plan" onPress={() => go({ screen: 'plan', file: checked.file })}>
              {t('ceremony.begin.planEdit')}
            </Button>
          </div>
        )}
        {checked?.hash && (
          <div className="stack tight">
            <p className="small muted">{t('ceremony.begin.planHash')}</p>
            <HashGrid label={t('ceremony.begin.planHash')} groups={checked.hash.groups} small />
          </div>
        )}
      </div>
    </Card>
  );
}
