/** The plan in short: what was found, who and how many, and the hash that two people compare. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { Card } from '../../../parts/card.tsx';
import { Findings } from '../../../parts/findings.tsx';
import { HashGrid } from '../../../parts/hash-grid.tsx';
import { usePlan } from '../context.ts';
import { PlanInShort } from '../in-short.tsx';
import { useMendWords } from '../place.tsx';
import { count, type Placed } from '../findings.ts';
import { PlannedQuorum } from './custodians.tsx';

export function OverviewSection(): ReactElement {
  return (
    <>
      <AllFindings />
      <div className="plan-overview">
        <Short />
        <QuorumCard />
      </div>
      <Hash />
    </>
  );
}

function AllFindings(): ReactElement {
  const { t } = useTranslation();
  const { named } = useFormat();
  const { findings, state, editor, fix, mend } = usePlan();
  const words = useMendWords();
  const asked = state.examined !== undefined;
  return (
    <Card
      title={t('plan.finding.list')}
      {...(findings.length > 0 ? { note: t('plan.finding.listSay') } : {})}
      tone={findings.some(({ level }) => level === 'error') ? 'bad' : 'plain'}
    >
      {asked && <Verdict findings={findings} />}
      {findings.length > 0 && (
        <Findings
          findings={findings}
          onGoTo={(finding) => editor.goTo((finding as Placed).place, (finding as Placed).section)}
          actions={(finding) => {
            const found = fix(finding as Placed);
            return found === undefined ? null : (
              <Button
                kind="quiet"
                small
                icon="check"
                label={named(words(found), finding.field)}
                onPress={() => mend(finding as Placed, found)}
              >
                {words(found)}
              </Button>
            );
          }}
        />
      )}
    </Card>
  );
}

/** One sentence: can this plan be run? */
function Verdict({ findings }: { readonly findings: readonly Placed[] }): ReactElement {
  const { t } = useTranslation();
  const { errors, warnings } = count(findings);
  if (errors > 0) return <p className="plan-verdict">{t('plan.check.errors', { count: errors })}</p>;
  if (warnings > 0) return <p className="plan-verdict">{t('plan.check.warnings', { count: warnings })}</p>;
  return <Badge tone="ok">{t('plan.check.clean')}</Badge>;
}

function Short(): ReactElement {
  const { t } = useTranslation();
  const { tree } = usePlan();
  return (
    <Card title={t('plan.review.short')}>
      <PlanInShort tree={tree} />
    </Card>
  );
}

function QuorumCard(): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('plan.custodians.quorum')}>
      <PlannedQuorum />
    </Card>
  );
}

function Hash(): ReactElement {
  const { t } = useTranslation();
  const { state } = usePlan();
  const { examined, history } = state;
  const groups = examined?.text === history.now.text ? examined.hash : undefined;
  return (
    <Card title={t('plan.review.hash')} note={t('plan.review.hashNote')}>
      {groups === undefined ? (
        <p className="muted">{t('plan.review.noHash')}</p>
      ) : (
        <HashGrid label={t('plan.review.hash')} groups={groups} />
      )}
      <p className="small muted plan-hash-say">{t('plan.review.hashSay')}</p>
    </Card>
  );
}
