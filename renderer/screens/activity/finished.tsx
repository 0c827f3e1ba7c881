/** An act that is done: hashes to write down, what to carry out of the room and to whom, what comes next. */
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../preload/contract/desk.ts';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { HashGrid } from '../../parts/hash-grid.tsx';
import { Hero } from '../../parts/hero.tsx';
import { KeyValue } from '../../parts/key-value.tsx';
import { Toggles } from '../../parts/toggles.tsx';
import { useDoing, type Doing } from '../../state/asking.ts';
import { useSettings } from '../../state/settings.ts';
import type { Place } from '../../state/place.ts';
import type { OverProps } from './failed.tsx';
import { leave } from './leave.ts';
import type { Part } from './part.ts';
import { useEnactNext } from './enact-next.tsx';
import { useSetNext } from './set-next.tsx';
import { Purpose, Shares } from './shares.tsx';
import { useTurn } from './speak.ts';

type Line = Activity['outcome'][number];
type Hashed = Line & { readonly groups: NonNullable<Line['groups']> };

const isHashed = (line: Line): line is Hashed => line.groups !== undefined;

function useHashes({ outcome }: Activity): Part[] {
  const { t } = useTranslation();
  const text = useText();
  return outcome.filter(isHashed).map(({ label, groups }, n) => ({
    id: `hash-${n}`,
    name: text(label),
    content: (
      <>
        <HashGrid label={text(label)} groups={groups} />
        <p className="small muted hash-help">{t('ceremony.finished.writeHelp')}</p>
      </>
    ),
  }));
}

function useMade({ outcome, kind }: Activity): Part[] {
  const { t } = useTranslation();
  const text = useText();
  const lines = outcome.filter((line) => !isHashed(line));
  if (lines.length === 0) return [];
  const pairs = lines.map(({ label, value }, n) => ({
    key: `${label.en} ${String(n)}`,
    name: text(label),
    ...(typeof value === 'string' ? { value, mono: true } : { value: text(value) }),
  }));
  const name = t(kind === 'ceremony' ? 'ceremony.finished.carry' : 'ceremony.finished.made');
  return [{ id: 'made', name, content: <KeyValue pairs={pairs} /> }];
}

function NextSteps({ activity, doing }: { readonly activity: Activity; readonly doing: Doing }): ReactElement {
  const { t } = useTranslation();
  const { dir } = activity;
  const to = (place: Place) => () => doing.run(() => leave(activity, place));
  return (
    <ol className="desk-next">
      <li>
        <span>
          <strong>{t('ceremony.finished.verify')}</strong>
          <small className="muted">{t('ceremony.finished.verifyHelp')}</small>
        </span>
        <Button small icon="verify" onPress={to({ screen: 'verify', path: `${dir}/public` })}>
          {t('ceremony.finished.verify')}
        </Button>
      </li>
      <li>
        <span>
          <strong>{t('ceremony.finished.hand')}</strong>
          <small className="muted">{t('ceremony.finished.handHelp')}</small>
        </span>
        <Button small icon="folder" onPress={to({ screen: 'consortium', dir })}>
          {t('ceremony.finished.open')}
        </Button>
      </li>
      <li>
        <span>
          <strong>{t('ceremony.finished.home')}</strong>
          <small className="muted">{t('ceremony.finished.homeHelp')}</small>
        </span>
      </li>
      <li>
        <span>
          <strong>{t('ceremony.finished.drill')}</strong>
          <small className="muted">{t('ceremony.finished.drillHelp')}</small>
        </span>
      </li>
    </ol>
  );
}

function useNext(activity: Activity, doing: Doing): Part[] {
  const { t } = useTranslation();
  if (activity.kind !== 'ceremony') return [];
  const content = <NextSteps activity={activity} doing={doing} />;
  return [{ id: 'next', name: t('ceremony.finished.next'), content }];
}

interface PagerProps {
  readonly title: string;
  readonly parts: readonly Part[];
}

/** Parts one at a time, picked by name. */
function Pager({ title, parts }: PagerProps): ReactElement | null {
  const [chosen, setChosen] = useState('');
  const part = parts.find(({ id }) => id === chosen) ?? parts[0];
  if (!part) return null;
  const picks = <Toggles label={title} chosen={part.id} onChoose={setChosen} options={parts} />;
  if (part.bare)
    return (
      <div className="desk-pager">
        {parts.length > 1 && picks}
        {part.content}
      </div>
    );
  return (
    <Card className="desk-pager" title={title} actions={parts.length > 1 ? picks : <strong>{part.name}</strong>}>
      {part.content}
    </Card>
  );
}

const wordsOf = ({ kind, rehearsal, change, verdicts }: Activity) => {
  if (kind === 'ceremony') return rehearsal ? 'rehearsal' : 'ceremony';
  if (kind === 'set') return change?.state === 'active' ? 'set' : 'setWaits';
  if (kind === 'vault') return verdicts.length > 0 ? 'vaultOut' : 'vault';
  return kind === 'share-check' ? 'share' : kind;
};

function Cards({ parts }: { readonly parts: readonly Part[] }): ReactElement[] {
  return parts.map(({ id, name, content }) => (
    <Card key={id} title={name}>
      {content}
    </Card>
  ));
}

/** Shares beside what they have made: both are short. */
function withShares(parts: readonly Part[], shares: ReactNode, name: string): Part {
  const content =
    parts.length === 0 ? (
      shares
    ) : (
      <div className="desk-beside">
        {shares}
        <div className="stack">
          <Cards parts={parts} />
        </div>
      </div>
    );
  return { id: 'shares', name, bare: true, content };
}

function Halves({ parts }: { readonly parts: readonly Part[] }): ReactElement {
  return (
    <div className="desk-halves">
      <Cards parts={parts} />
    </div>
  );
}

function Outcome({ activity, shown, doing }: OverProps & { readonly doing: Doing }): ReactElement {
  const { t } = useTranslation();
  const { wall } = useSettings();
  const hashes = useHashes(activity);
  const others = [...useMade(activity), ...useNext(activity, doing)];
  // What people do next with a share set outweighs what was opened for it.
  const first = [...useSetNext(activity, doing), ...useEnactNext(activity)];
  const shares = <Shares activity={activity} shown={shown} />;
  const shared = shown.shares.length > 0;
  if (activity.kind === 'enact' && !wall)
    return (
      <>
        <Pager title={t('ceremony.finished.write')} parts={hashes} />
        <Halves parts={[...others, ...first]} />
        {shares}
      </>
    );
  if (wall) {
    const title = t(activity.kind === 'ceremony' ? 'ceremony.finished.write' : 'ceremony.finished.made');
    return (
      <Pager
        title={title}
        parts={[
          ...first,
          ...(shared ? [withShares(others, shares, t('restore.act.shares')), ...hashes] : [...hashes, ...others]),
        ]}
      />
    );
  }
  return (
    <>
      {first.length > 0 && <Halves parts={first} />}
      {shared && (
        <Shares activity={activity} shown={shown}>
          <Cards parts={others} />
        </Shares>
      )}
      <Pager title={t('ceremony.finished.write')} parts={hashes} />
      {!shared && <Halves parts={others} />}
    </>
  );
}

export function Finished({ activity, shown }: OverProps): ReactElement {
  const { t } = useTranslation();
  const turn = useTurn();
  const doing = useDoing();
  const { kind, dir } = activity;
  const words = wordsOf(activity);
  const title = t(`ceremony.finished.${words}`);
  const document = kind === 'apply' || kind === 'vote';
  const home: Place = document
    ? { screen: 'document', file: dir }
    : kind === 'share-check' || kind === 'vault'
      ? { screen: 'home' }
      : {
          screen: 'consortium',
          dir,
          ...(kind === 'set' || kind === 'copy' ? { tab: 'shares' } : kind === 'enact' ? { tab: 'members' } : {}),
        };
  return (
    <>
      <Hero
        who={turn(activity, shown)}
        title={title}
        help={t(`ceremony.finished.${words}Help`)}
        focusKey={shown.turn}
        actions={
          <Button kind="primary" icon="check" busy={doing.busy} onPress={() => doing.run(() => leave(activity, home))}>
            {t(document ? 'ceremony.finished.show' : 'ceremony.finished.leave')}
          </Button>
        }
      />
      <div className="desk-body" data-stage={shown.stage} role="group" aria-label={title} tabIndex={0}>
        <Failure error={doing.error} />
        <Purpose activity={activity} />
        <Outcome activity={activity} shown={shown} doing={doing} />
      </div>
    </>
  );
}
