/** The plan in short: what was found, who and how many, and the hash that two people compare. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { Card } from '../../../parts/card.tsx';
import { Findings } from '../../../parts/findings.tsx';
import { HashGrid } from '../../../parts/hash-grid.tsx';
import { KeyValue, type Pair } from '../../../parts/key-value.tsx';
import { useFormat, useLang } from '../../../i18n/use.ts';
import { nameOf, peopleIn } from '../acts.ts';
import { usePlan } from '../context.ts';
import { get, isList, type Json, shown } from '../model.ts';
import { keyKind } from '../shape.ts';
import { useMendWords } from '../place.tsx';
import { stepIds, suites } from '../vocabulary.ts';
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
                label={`${words(found)}: ${finding.field}`}
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

const countAt = (tree: Json | undefined, path: readonly string[]): readonly Json[] => {
  const list = get(tree, path);
  return isList(list) ? list : [];
};

function Short(): ReactElement {
  const { t } = useTranslation();
  const lang = useLang();
  const { date, list } = useFormat();
  const { tree } = usePlan();
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
      value: t('plan.review.threshold', {
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
      value: dual.length === 0 ? t('plan.review.dualNone') : list(dual.map((id) => t(`plan.procedure.steps.${id}`))),
    },
  ];
  return (
    <Card title={t('plan.review.short')}>
      <KeyValue pairs={pairs} />
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
