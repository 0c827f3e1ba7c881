/** A proposal looked at before anybody votes or puts it into force: its exact outcome, its hash, how far the votes are. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewView } from '../../../preload/contract/members.ts';
import { Refused, ask } from '../../api.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { FolderBrowser } from '../../parts/folder-browser.tsx';
import { HashGrid } from '../../parts/hash-grid.tsx';
import { KeyValue } from '../../parts/key-value.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { lastOf } from '../../parts/paths.ts';
import { useAsked, useDoing } from '../../state/asking.ts';
import { go } from '../../state/place.ts';
import { useNames } from './governance.tsx';
import { Lines } from './lines.tsx';
import './members.css';

const tones: Readonly<Record<ReviewView['state'], Tone>> = {
  approved: 'ok',
  open: 'wait',
  declined: 'bad',
  expired: 'bad',
};

/** Of each requirement how many seats are taken: a picture of the votes coming in. */
function Seats({
  review: { seats, state, missing, approved, declined },
}: {
  readonly review: ReviewView;
}): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const names = useNames();
  return (
    <div className="members-quorum" role="group" aria-label={t('members.needed')}>
      <Badge tone={tones[state]}>{t(`members.state.${state}`)}</Badge>
      {seats.length === 0 && <p>{t('members.unvoted')}</p>}
      <ul>
        {seats.map(({ role, need, have }) => (
          <li key={role} data-met={have >= need || undefined}>
            <span>{t('members.seat', { role, have, need })}</span>
            <span className="members-bars" aria-hidden="true">
              {Array.from({ length: need }, (_, n) => (
                <i key={n} data-on={n < have || undefined} />
              ))}
            </span>
          </li>
        ))}
      </ul>
      {state === 'open' && text(missing) !== '' && <p>{text(missing)}</p>}
      {approved.length > 0 && <p>{t('members.approvedBy', { names: names(approved) })}</p>}
      {declined.length > 0 && <p>{t('members.declinedBy', { names: names(declined) })}</p>}
    </div>
  );
}

export function Reviewed({ review }: { readonly review: ReviewView }): ReactElement {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const text = useText();
  const { kind, proposer, reason, expires, lines, hash, ignored } = review;
  return (
    <div className="stack" aria-live="polite">
      <h3>{text(kind)}</h3>
      <KeyValue
        pairs={[
          { key: 'by', name: t('members.by'), value: proposer },
          { key: 'until', name: t('members.until'), value: moment(expires) },
          ...(reason === undefined
            ? []
            : [{ key: 'why', name: t('members.because'), value: text({ en: reason, zh: reason }) }]),
        ]}
      />
      <h4 className="members-part">{t('members.changes')}</h4>
      <Lines lines={lines} />
      <HashGrid label={t('members.proposalHash')} groups={hash.groups} />
      <Seats review={review} />
      {ignored.length > 0 && <h4 className="members-part">{t('members.ignored')}</h4>}
      {ignored.map(({ file, refusal }) => (
        <Notice key={file} tone="bad" title={`${lastOf(file)}: ${refusal.code}`}>
          {text(refusal.text)}
        </Notice>
      ))}
    </div>
  );
}

/** What has happened since the register that a stale proposal was made on. */
function Since({ dir, proposal }: { readonly dir: string; readonly proposal: string }): ReactElement | null {
  const { t } = useTranslation();
  const text = useText();
  const { reply } = useAsked('members.since', { at: dir, proposal });
  if (!reply) return null;
  const { base, version, events } = reply;
  return (
    <div className="stack">
      <h4 className="members-part">{t('post.vote.since')}</h4>
      <p>{t('post.vote.sinceHelp', { base, version })}</p>
      {events.length === 0 && <p className="muted">{t('post.vote.sinceNone')}</p>}
      <ol className="members-history">
        {events.map(({ version: at, member, text: said }, n) => (
          <li key={n}>
            <span className="small muted">{t('post.vote.version', { version: at })}</span> {member} {text(said)}
          </li>
        ))}
      </ol>
    </div>
  );
}

const isStale = (error: unknown) => error instanceof Refused && error.code === 'PROPOSAL-STALE';

/** A proposal rebuilt on the register at `dir`, with these votes. */
export function Judged(props: { readonly dir: string; readonly proposal: string; readonly votes: readonly string[] }) {
  const { dir, proposal, votes } = props;
  const { reply, error } = useAsked('members.review', { dir, proposal, votes: [...votes] });
  return (
    <>
      <Failure error={error} />
      {isStale(error) && <Since dir={dir} proposal={proposal} />}
      {reply && error === undefined && <Reviewed review={reply} />}
    </>
  );
}

interface VotesProps {
  readonly votes: readonly string[];
  readonly onChange: (votes: readonly string[]) => void;
}

/** The files of votes, one by one or all that lie in a folder. */
export function Votes({ votes, onChange }: VotesProps): ReactElement {
  const { t } = useTranslation();
  const { busy, error, run } = useDoing();
  const [empty, setEmpty] = useState(false);
  const [folder, setFolder] = useState(false);
  const addAll = (path: string) =>
    run(async () => {
      const found = await ask('enact.votes', { folder: path });
      setEmpty(found.votes.length === 0);
      onChange([...new Set([...votes, ...found.votes])]);
    });
  const [browsing, setBrowsing] = useState(false);
  return (
    <div className="field" role="group" aria-label={t('members.voteFiles')}>
      <span className="field-label">{t('members.voteFiles')}</span>
      {votes.length === 0 && <p className="muted">{t('members.voteNone')}</p>}
      <ul className="members-votes">
        {votes.map((file) => (
          <li key={file}>
            <span className="mono wrap">{file}</span>
            <Button
              kind="quiet"
              small
              bare
              icon="cross"
              label={`${t('common.act.remove')} ${lastOf(file)}`}
              onPress={() => onChange(votes.filter((one) => one !== file))}
            >
              {t('common.act.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button small icon="plus" onPress={() => setBrowsing(true)}>
          {t('members.voteAdd')}
        </Button>
        <Button small icon="folder" busy={busy} onPress={() => setFolder(true)}>
          {t('members.voteFolder')}
        </Button>
      </div>
      {empty && (
        <Notice tone="wait" live>
          {t('members.voteFolderNone')}
        </Notice>
      )}
      <Failure error={error} />
      <FolderBrowser
        open={folder}
        onClose={() => setFolder(false)}
        mode="folder"
        title={t('members.voteFolder')}
        onChoose={addAll}
      />
      <FolderBrowser
        open={browsing}
        onClose={() => setBrowsing(false)}
        mode="file"
        endings={['.json']}
        title={t('members.voteAdd')}
        onChoose={(file) => onChange(votes.includes(file) ? votes : [...votes, file])}
      />
    </div>
  );
}

export function Review({ dir }: { readonly dir: string }): ReactElement {
  const { t } = useTranslation();
  const [proposal, setProposal] = useState<string>();
  const [votes, setVotes] = useState<readonly string[]>([]);
  const choose = (file: string | undefined) => {
    setProposal(file);
    setVotes([]);
  };
  return (
    <Card
      title={t('members.review')}
      actions={
        <Button
          small
          icon="seal"
          onPress={() => go({ screen: 'enact', dir, ...(proposal !== undefined && { proposal, votes }) })}
        >
          {t('enact.button')}
        </Button>
      }
    >
      <div className="stack">
        <p className="small muted">{t('members.reviewHelp')}</p>
        <PathField
          label={t('members.proposal')}
          value={proposal}
          onChange={choose}
          onClear={() => choose(undefined)}
          mode="file"
          endings={['.json']}
        />
        {proposal !== undefined && <Votes votes={votes} onChange={setVotes} />}
        {proposal !== undefined && <Judged dir={dir} proposal={proposal} votes={votes} />}
        {proposal !== undefined && (
          <div className="row">
            <Button icon="seal" onPress={() => go({ screen: 'proposal', at: dir, proposal, votes })}>
              {t('post.vote.your')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
