/** What came, one file after the other: what it is, whether it holds, what to do with it. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PostItem } from '../../../preload/contract/post.ts';
import { ask } from '../../api.ts';
import { useText } from '../../i18n/use.ts';
import { Badge, Chip, type Tone } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/dialog.tsx';
import { Failure } from '../../parts/failure.tsx';
import { HashLine } from '../../parts/hash-grid.tsx';
import { Notice } from '../../parts/notice.tsx';
import { lastOf } from '../../parts/paths.ts';
import { useDoing } from '../../state/asking.ts';
import { go, type Place } from '../../state/place.ts';

const tones: Readonly<Record<PostItem['state'], Tone>> = { valid: 'ok', open: 'wait', known: 'idle', refused: 'bad' };

/** Where this file leads; undefined where nothing is to be done with it but to look. */
function wayOf({ kind, state, file, proposal }: PostItem, at: string | undefined, items: readonly PostItem[]) {
  if (at === undefined) return undefined;
  const votesOn = (of: string) => items.find((one) => one.file === of)?.beside ?? [];
  if (kind === 'application' && state === 'valid')
    return { key: 'propose', to: { screen: 'propose', at, kind: 'admit', file } } as const;
  if (kind === 'offer' && state === 'valid')
    return { key: 'propose', to: { screen: 'propose', at, kind: 'keys', file } } as const;
  if (kind === 'voter' && state === 'valid')
    return { key: 'propose', to: { screen: 'propose', at, kind: 'governance', file } } as const;
  // A stale one is looked at too: the screen says what has changed.
  if (kind === 'proposal')
    return { key: 'vote', to: { screen: 'proposal', at, proposal: file, votes: votesOn(file) } } as const;
  if (kind === 'vote' && proposal !== undefined)
    return { key: 'count', to: { screen: 'proposal', at, proposal, votes: votesOn(proposal) } } as const;
  return undefined;
}

/** `a.statement.json` and its signature become `a.vote.json` beside them. */
const voteName = (statement: string) => statement.replace(/(\.statement)?\.json$/, '') + '.vote.json';

function Join({ item, at, onDone }: { readonly item: PostItem; readonly at: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { busy, error, run } = useDoing();
  const { file, proposal, beside } = item;
  const [statement] = beside;
  if (proposal === undefined || statement === undefined) return null;
  const out = voteName(statement);
  const join = () =>
    run(async () => {
      await ask('members.join', { at, proposal, statement, signature: file, out });
      onDone();
    });
  return (
    <>
      <Button small kind="primary" icon="link" busy={busy} onPress={() => setOpen(true)}>
        {t('post.act.join')}
      </Button>
      <Failure error={error} />
      <Confirm
        open={open}
        onClose={() => setOpen(false)}
        title={t('post.act.joinTitle')}
        act={t('post.act.join')}
        onAct={join}
      >
        <p>{t('post.act.joinHelp')}</p>
        <p className="mono small wrap">{out}</p>
      </Confirm>
    </>
  );
}

/** The application of a draft, once every key that lies elsewhere has signed it. */
function Prove({ item, onDone }: { readonly item: PostItem; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const { busy, error, run } = useDoing();
  const { file, beside } = item;
  const out = file.replace(/(\.draft)?\.json$/, '.application.json');
  const prove = () =>
    run(async () => {
      await ask('member.prove', { draft: file, signatures: [...beside], out });
      onDone();
    });
  return (
    <>
      <Button small kind="primary" icon="link" busy={busy} onPress={prove}>
        {t('post.act.join')}
      </Button>
      <Failure error={error} />
    </>
  );
}

interface ItemProps {
  readonly item: PostItem;
  readonly at: string | undefined;
  readonly items: readonly PostItem[];
  readonly onDone: () => void;
}

function Item({ item, at, items, onDone }: ItemProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { file, kind, title, todo, state, refusal, hash } = item;
  const way = wayOf(item, at, items);
  const joins = kind === 'signature' && state === 'valid' && item.proposal !== undefined;
  const shown = kind !== 'signature' && kind !== 'sealed' && state !== 'refused';
  const to = (place: Place) => () => go(place);
  return (
    <li className="post-item">
      <div className="post-item-head">
        <Badge tone={tones[state]}>{t(`post.state.${state}`)}</Badge>
        <strong>{text(title)}</strong>
        <Chip icon="file">{lastOf(file)}</Chip>
      </div>
      {refusal ? (
        <Notice tone="bad" title={refusal.code}>
          {text(refusal.text)}
        </Notice>
      ) : (
        <p>{text(todo)}</p>
      )}
      {hash && (
        <div className="small muted wrap" role="group" aria-label={t('post.hashOf', { file: lastOf(file) })}>
          <HashLine groups={hash.groups} />
        </div>
      )}
      <div className="row">
        {way && (
          <Button small kind="primary" label={`${t(`post.act.${way.key}`)}: ${text(title)}`} onPress={to(way.to)}>
            {t(`post.act.${way.key}`)}
          </Button>
        )}
        {joins && at !== undefined && <Join item={item} at={at} onDone={onDone} />}
        {kind === 'draft' && state === 'valid' && <Prove item={item} onDone={onDone} />}
        {shown && (
          <Button small label={`${t('post.act.show')}: ${lastOf(file)}`} onPress={to({ screen: 'document', file })}>
            {t('post.act.show')}
          </Button>
        )}
      </div>
    </li>
  );
}

export function Items({ items, at, onDone }: Omit<ItemProps, 'item'>): ReactElement {
  const { t } = useTranslation();
  return (
    <ul className="post-items" aria-label={t('post.inbox')}>
      {items.map((item) => (
        <Item key={item.file} item={item} at={at} items={items} onDone={onDone} />
      ))}
    </ul>
  );
}
