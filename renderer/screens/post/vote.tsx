/** One's own vote: who one is, yes or no and why, with the sealed key here or by a statement that another tool signs. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoterView } from '../../../preload/contract/post.ts';
import { ask } from '../../api.ts';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { joined } from '../../parts/paths.ts';
import { Select } from '../../parts/select.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { Toggles } from '../../parts/toggles.tsx';
import { useDoing } from '../../state/asking.ts';
import { go } from '../../state/place.ts';
import { Missing } from '../before/missing.tsx';
import { chosen } from './chosen.ts';
import { type VoteDraft, emptyVote, missingOf, requestOf } from './vote-form.ts';

interface PartProps {
  readonly draft: VoteDraft;
  readonly put: (part: Partial<VoteDraft>) => void;
}

function With({ draft, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <div className="field">
        <span className="field-label" aria-hidden="true">
          {t('post.vote.with')}
        </span>
        <Toggles
          label={t('post.vote.with')}
          chosen={draft.way}
          onChoose={(way) => put({ way })}
          options={(['key', 'statement'] as const).map((id) => ({ id, name: t(`post.vote.ways.${id}`) }))}
        />
      </div>
      {draft.way === 'key' ? (
        <>
          <PathField
            label={t('post.vote.key')}
            help={t('post.vote.keyHelp')}
            mode="file"
            endings={['.age']}
            value={draft.key}
            onChange={(key) => put({ key })}
          />
          <PathField
            label={t('post.vote.identity')}
            help={t('post.vote.identityHelp')}
            mode="file"
            value={draft.identity}
            onChange={(identity) => put({ identity })}
            onClear={() => put({ identity: undefined })}
          />
        </>
      ) : (
        <p className="small muted">{t('post.vote.statementHelp')}</p>
      )}
    </>
  );
}

function Decision({ draft, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <div className="field">
        <span className="field-label" aria-hidden="true">
          {t('post.vote.decision')}
        </span>
        <Toggles
          label={t('post.vote.decision')}
          chosen={draft.decision}
          onChoose={(decision) => put({ decision })}
          options={[
            { id: 'approve' as const, name: t('post.vote.approve'), icon: 'check' as const },
            { id: 'decline' as const, name: t('post.vote.decline'), icon: 'cross' as const },
          ]}
        />
      </div>
      <TextField
        label={t('post.vote.reason')}
        {...(draft.decision === 'decline' ? { help: t('post.vote.reasonDecline') } : {})}
        value={draft.reason}
        onChange={(reason) => put({ reason })}
        maxLength={200}
      />
    </>
  );
}

interface VoteFormProps {
  readonly at: string;
  readonly proposal: string;
  readonly voters: readonly VoterView[];
}

export function VoteForm({ at, proposal, voters }: VoteFormProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { folder } = chosen.use();
  const [draft, setDraft] = useState<VoteDraft>({ ...emptyVote, out: folder });
  const { busy, error, run } = useDoing();
  const put = (part: Partial<VoteDraft>) => setDraft({ ...draft, ...part });
  const missing = missingOf(draft);
  const begin = () =>
    run(async () => {
      await ask('members.vote', requestOf({ at, proposal }, draft, joined));
      go({ screen: 'home' });
    });
  if (voters.length === 0) return <p className="muted">{t('post.vote.nobody')}</p>;
  return (
    <Card title={t('post.vote.your')}>
      <div className="stack">
        <Select
          label={t('post.vote.voter')}
          placeholder={t('post.vote.voterNone')}
          options={voters.map(({ id, name, organisation, roles }) => ({
            ...{ id, name: `${text(name)} (${id})`, help: `${organisation} · ${roles.join(', ')}` },
          }))}
          value={draft.voter}
          onChange={(voter) => put({ voter })}
        />
        <Decision draft={draft} put={put} />
        <With draft={draft} put={put} />
        <PathField label={t('post.vote.out')} mode="folder" value={draft.out} onChange={(out) => put({ out })} />
        <Missing missing={missing.map((one) => t(`post.vote.${one}`))} />
        <Failure error={error} />
        <div className="row">
          <Button kind="primary" icon="seal" disabled={missing.length > 0} busy={busy} onPress={begin}>
            {t('post.vote.go')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
