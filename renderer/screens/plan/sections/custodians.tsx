/** Who keeps a share, and how many must come together. */
import { memo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge, Chip } from '../../../parts/badge.tsx';
import { Card } from '../../../parts/card.tsx';
import { QuorumDiagram } from '../../../parts/quorum.tsx';
import { useFormat, useLang } from '../../../i18n/use.ts';
import { changeId, idsAt, nameOf } from '../acts.ts';
import { usePlan } from '../context.ts';
import { PlanId, PlanName, PlanNumber, PlanSelect, PlanText } from '../fields.tsx';
import { Listing } from '../listing.tsx';
import { get, isList, type Json, set, shown } from '../model.ts';
import { Part } from '../place.tsx';
import { allTried, organisations, quorumOf, someTried } from '../quorum.ts';
import { seals, usualWorkFactor } from '../vocabulary.ts';
import { GroupOf, Groups, Scheme } from './groups.tsx';

export function CustodiansSection(): ReactElement {
  const { t } = useTranslation();
  const { tree } = usePlan();
  return (
    <>
      <Card title={t('plan.custodians.quorum')}>
        <div className="plan-quorum">
          <div className="stack">
            <PlanNumber
              path={['threshold']}
              label={t('plan.custodians.threshold')}
              help={t('plan.custodians.thresholdHelp')}
              steps={{ min: 2, max: Math.max(2, idsAt(tree, ['custodians']).length) }}
            />
            <QuorumWords />
            <Organisations />
            <Scheme />
          </div>
          <PlannedQuorum nameless />
        </div>
      </Card>
      <Groups />
      <Listing
        list="custodians"
        label={t('plan.custodians.list')}
        addLabel={t('plan.custodians.add')}
        empty={t('plan.custodians.empty')}
        one={(i) => t('plan.custodians.one', { n: i + 1 })}
        more={(item) => shown(get(item, ['organisation']), 40)}
      >
        {(index) => <Custodian index={index} />}
      </Listing>
    </>
  );
}

/** The diagram of the plan's quorum, as long as it can be drawn. */
export function PlannedQuorum({ nameless = false }: { readonly nameless?: boolean }): ReactElement | null {
  const lang = useLang();
  const { tree } = usePlan();
  const { m, items } = quorumOf(tree);
  if (m === undefined || m > items.length || items.length > 60) return null;
  const opens = idsAt(tree, ['roots']).filter((id) => id !== '');
  const drawn = items.map((item) =>
    nameless ? { name: '' } : { name: nameOf(item, lang), note: shown(get(item, ['organisation']), 40) },
  );
  return <Diagram threshold={m} drawn={JSON.stringify({ holders: drawn, opens })} nameless={nameless} />;
}

interface DiagramProps {
  readonly threshold: number;
  /** As JSON, so that it is drawn anew only when one of them has changed. */
  readonly drawn: string;
  readonly nameless: boolean;
}

interface Drawn {
  readonly holders: readonly { readonly name: string; readonly note?: string }[];
  /** Root keys by id. */
  readonly opens: readonly string[];
}

const Diagram = memo(function Diagram({ threshold, drawn, nameless }: DiagramProps): ReactElement {
  const { holders, opens } = JSON.parse(drawn) as Drawn;
  const numbered = holders.map((holder, i) => ({ ...holder, index: i + 1, state: 'waiting' as const }));
  return <QuorumDiagram planned threshold={threshold} holders={numbered} opens={opens} nameless={nameless} />;
});

function QuorumWords(): ReactElement | null {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { tree } = usePlan();
  const { m, items, quorums } = quorumOf(tree);
  const n = items.length;
  if (m === undefined) return null;
  if (m > n) return <p aria-live="polite">{t('plan.custodians.never', { m, n })}</p>;
  const lost = n - m;
  return (
    <p aria-live="polite">
      {t('plan.custodians.any', { m, n })}{' '}
      {lost === 0 ? t('plan.custodians.lostNone') : t('plan.custodians.lost', { count: lost })}{' '}
      {quorums !== undefined && (
        <span className="muted">
          {quorums > allTried
            ? t('plan.custodians.triedSome', { total: number(quorums), some: number(someTried) })
            : t('plan.custodians.tried', { count: quorums, shown: number(quorums) })}
        </span>
      )}
    </p>
  );
}

function Organisations(): ReactElement | null {
  const { t } = useTranslation();
  const { tree } = usePlan();
  const { m, items } = quorumOf(tree);
  const all = organisations(items);
  if (all.length === 0) return null;
  return (
    <div>
      <span className="field-label small" aria-hidden="true">
        {t('plan.custodians.organisations')}
      </span>
      <ul className="plan-chips" aria-label={t('plan.custodians.organisations')}>
        {all.map(({ id, count }) => (
          <li key={id}>
            {m !== undefined && count >= m ? (
              <Badge tone="wait" icon="warning">
                {id || t('plan.custodians.organisationsNone')} {count} · {t('plan.custodians.alone')}
              </Badge>
            ) : (
              <Chip>
                {id || t('plan.custodians.organisationsNone')} {count}
              </Chip>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Members whose key this custodian gets. */
function heldBy(tree: Json | undefined, id: string): string[] {
  const members = get(tree, ['members']);
  const held = (isList(members) ? members : []).filter((member) => get(member, ['holder']) === id);
  return held.map((member) => shown(get(member, ['id'])));
}

function Custodian({ index }: { readonly index: number }): ReactElement {
  const { t } = useTranslation();
  const { list } = useFormat();
  const { tree, editor } = usePlan();
  const path = ['custodians', index];
  const id = shown(get(tree, [...path, 'id']), Infinity);
  const taken = idsAt(tree, ['custodians']).filter((each) => each !== id);
  const held = heldBy(tree, id);
  return (
    <div className="plan-fields">
      <PlanName path={[...path, 'name']} />
      <div className="plan-pair">
        <PlanId
          path={[...path, 'id']}
          help={t('plan.id.help')}
          value={id}
          taken={taken}
          onRename={(to) => editor.change([...path, 'id'], (plan) => changeId(plan, 'custodians', index, to))}
        />
        <PlanText
          path={[...path, 'organisation']}
          label={t('plan.custodians.organisation')}
          help={t('plan.custodians.organisationHelp')}
          mono
        />
      </div>
      <GroupOf index={index} />
      <Seal index={index} />
      {held.length > 0 && <p className="small muted">{t('plan.custodians.holds', { members: list(held) })}</p>}
    </div>
  );
}

function Seal({ index }: { readonly index: number }): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const path = ['custodians', index, 'seal'];
  const kind = get(tree, [...path, 'kind']);
  return (
    <Part path={path} className="plan-pair">
      <PlanSelect
        path={[...path, 'kind']}
        label={t('plan.custodians.seal')}
        options={seals.map((id) => ({
          id,
          name: t(`plan.custodians.seals.${id}`),
          help: t(`plan.custodians.${id}Say`),
        }))}
        onChoose={(next) => {
          if (next !== kind) editor.change(path, (plan) => set(plan, path, freshSeal(next)));
        }}
      />
      {kind === 'passphrase' && (
        <PlanNumber
          path={[...path, 'workFactor']}
          label={t('plan.custodians.workFactor')}
          help={t('plan.custodians.workFactorHelp')}
        />
      )}
      {kind === 'age' && (
        <PlanText
          path={[...path, 'recipient']}
          label={t('plan.custodians.recipient')}
          help={t('plan.custodians.recipientHelp')}
          mono
        />
      )}
    </Part>
  );
}

const freshSeal = (kind: (typeof seals)[number]): Json =>
  kind === 'passphrase' ? { kind, workFactor: usualWorkFactor } : { kind, recipient: '' };
