/** The plan in short: what was found, who and how many, and the hash that two people compare. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat, useLang, useText } from '../../../i18n/use.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { Card } from '../../../parts/card.tsx';
import { Findings } from '../../../parts/findings.tsx';
import { HashGrid } from '../../../parts/hash-grid.tsx';
import { Table } from '../../../parts/table.tsx';
import { nameOf } from '../acts.ts';
import { usePlan } from '../context.ts';
import { get, isList } from '../model.ts';
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
      <WhoCan />
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

/** Who can do what on the ledger after the genesis, as the program judges it. */
function WhoCan(): ReactElement | null {
  const { t } = useTranslation();
  const say = useText();
  const lang = useLang();
  const { list } = useFormat();
  const { state, tree } = usePlan();
  const abilities = state.examined?.abilities ?? [];
  if (abilities.length === 0) return null;
  const members = get(tree, ['members']);
  const called = (id: string) =>
    nameOf(isList(members) ? members.find((one) => get(one, ['id']) === id) : undefined, lang) || id;
  const who = ({ members: ids, every, anybody }: (typeof abilities)[number]) => [
    ...(every ? [t('plan.roles.everybody')] : ids.map(called)),
    ...(anybody ? [t('plan.review.anybody')] : []),
  ];
  return (
    <Card title={t('plan.review.whoCan')} note={t('plan.review.whoCanNote')}>
      <Table
        label={t('plan.review.whoCan')}
        rows={abilities}
        rowKey={({ text }) => text.en}
        columns={[
          { key: 'deed', head: t('plan.review.deed'), rowHeader: true, cell: ({ text }) => say(text) },
          {
            key: 'who',
            head: t('plan.roles.held'),
            cell: (one) =>
              who(one).length > 0 ? (
                list(who(one))
              ) : (
                <Badge tone="idle" icon="dash">
                  {t('plan.roles.nobody')}
                </Badge>
              ),
          },
        ]}
      />
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
