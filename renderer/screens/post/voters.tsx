/** Who votes and what each decision takes, as a form: voters with their keys, rules with roles and numbers. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoterView } from '../../../preload/contract/post.ts';
import { ask } from '../../api.ts';
import { useText } from '../../i18n/use.ts';
import { Chip } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Checkbox } from '../../parts/checkbox.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Failure } from '../../parts/failure.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { Select } from '../../parts/select.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useAsked, useDoing } from '../../state/asking.ts';
import { Keys } from './body.tsx';
import { idIsBad, suiteNames, suites } from './make-form.ts';
import {
  type ChangeKind,
  type NewVoter,
  type ProposeForm,
  type Rule,
  changeKinds,
  noVoter,
  voterOf,
} from './propose-form.ts';

interface AddVoterProps {
  /** A card that the dialog begins with. */
  readonly card?: string | undefined;
  readonly onAdd: (voter: VoterView) => void;
  readonly onClose: () => void;
}

/** The words of a card's key, to be compared before it is taken. */
function CardKey({ card }: { readonly card: string }): ReactElement | null {
  const { reply, error } = useAsked('post.read', { file: card });
  if (error !== undefined) return <Failure error={error} />;
  return reply ? <Keys document={reply} codes={false} /> : null;
}

/** What a card says of its voter; its organisation and roles it does not say. */
async function ofCard(card: string): Promise<Partial<NewVoter>> {
  const { kind, lines, keys, title } = await ask('post.read', { file: card });
  const [key] = keys;
  if (kind !== 'voter' || !key) return { card };
  const value = (field: string) => lines.find((line) => line.field.en === field)?.value;
  const [id, name] = [value('Voter'), value('Name')];
  const named = typeof name === 'object' ? name : title;
  const suite = suites.find((one) => one === key.suite) ?? 'ed25519';
  return { card, id: typeof id === 'string' ? id : '', en: named.en, zh: named.zh, suite, publicKey: key.publicKey };
}

function AddVoter({ card, onAdd, onClose }: AddVoterProps): ReactElement {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<NewVoter>(noVoter);
  const { error, run } = useDoing();
  const put = (part: Partial<NewVoter>) => setTyped((before) => ({ ...before, ...part }));
  const voter = voterOf(typed);
  const take = (file: string) => run(async () => put(await ofCard(file)));
  const bad = (value: string) => (idIsBad(value) ? t('post.make.idBad') : undefined);
  const add = () => {
    if (!voter) return;
    onAdd(voter);
    onClose();
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('post.propose.voterAddTitle')}
      actions={
        <>
          <Button slot="close">{t('common.act.cancel')}</Button>
          <Button kind="primary" disabled={!voter} onPress={add}>
            {t('sets.addGo')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <PathField
          label={t('post.propose.voterCard')}
          help={t('post.propose.voterCardHelp')}
          mode="file"
          endings={['.json']}
          start={card}
          value={typed.card}
          onChange={take}
        />
        <Failure error={error} />
        {typed.card !== undefined && <CardKey card={typed.card} />}
        <TextField
          label={t('post.make.id')}
          value={typed.id}
          onChange={(id) => put({ id })}
          error={bad(typed.id)}
          mono
          lang="en"
          maxLength={32}
        />
        <div className="post-two">
          <TextField
            label={t('post.make.nameEn')}
            value={typed.en}
            onChange={(en) => put({ en })}
            lang="en"
            maxLength={200}
          />
          <TextField
            label={t('post.make.nameZh')}
            value={typed.zh}
            onChange={(zh) => put({ zh })}
            lang="zh-CN"
            maxLength={200}
          />
        </div>
        <div className="post-two">
          <TextField
            label={t('post.propose.organisation')}
            help={t('post.propose.organisationHelp')}
            value={typed.organisation}
            onChange={(organisation) => put({ organisation })}
            error={bad(typed.organisation)}
            mono
            lang="en"
            maxLength={32}
          />
          <TextField
            label={t('post.propose.roles')}
            help={t('post.propose.rolesHelp')}
            value={typed.roles}
            onChange={(roles) => put({ roles })}
            mono
            lang="en"
            maxLength={200}
          />
        </div>
        {typed.card === undefined && (
          <>
            <Select
              label={t('post.make.suite')}
              options={suites.map((id) => ({ id, name: suiteNames[id] }))}
              value={typed.suite}
              onChange={(suite) => put({ suite })}
            />
            <TextField
              label={t('post.propose.voterKey')}
              value={typed.publicKey}
              onChange={(publicKey) => put({ publicKey })}
              mono
              lang="en"
              maxLength={130}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}

interface VotersProps {
  readonly form: ProposeForm;
  readonly put: (part: Partial<ProposeForm>) => void;
  /** The card that led here. */
  readonly card?: string | undefined;
}

function VoterList({ form: { governance }, put, card }: VotersProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const [adding, setAdding] = useState(false);
  const { voters } = governance;
  const change = (next: readonly VoterView[]) => put({ governance: { ...governance, voters: [...next] } });
  return (
    <Card title={t('post.propose.voters')}>
      <div className="stack">
        {voters.length === 0 && <p className="muted">{t('post.propose.votersNone')}</p>}
        <ul className="post-voters" aria-label={t('post.propose.voters')}>
          {voters.map(({ id, name, organisation, roles, suite }) => (
            <li key={id}>
              <span className="wrap">
                <strong>{text(name)}</strong> <span className="mono small muted">{id}</span>
              </span>
              <span className="row">
                <Chip icon="people">{organisation}</Chip>
                {roles.map((role) => (
                  <Chip key={role}>{role}</Chip>
                ))}
                <Chip icon="key">{suiteNames[suite]}</Chip>
                <Button
                  kind="quiet"
                  small
                  bare
                  icon="cross"
                  onPress={() => change(voters.filter((one) => one.id !== id))}
                >
                  {t('post.propose.voterRemove', { name: text(name) })}
                </Button>
              </span>
            </li>
          ))}
        </ul>
        <div className="row">
          <Button small icon="plus" onPress={() => setAdding(true)}>
            {t('post.propose.voterAdd')}
          </Button>
        </div>
        {adding && (
          <AddVoter
            card={card}
            onAdd={(voter) => change([...voters.filter(({ id }) => id !== voter.id), voter])}
            onClose={() => setAdding(false)}
          />
        )}
      </div>
    </Card>
  );
}

interface RuleProps {
  readonly kind: string;
  readonly rule: Rule;
  readonly roles: readonly string[];
  readonly onChange: (rule: Rule) => void;
}

/** The requirements of one kind of decision: all of them must be met. */
function RuleField({ kind, rule, roles, onChange }: RuleProps): ReactElement {
  const { t } = useTranslation();
  const [role, setRole] = useState<string>();
  const [count, setCount] = useState('1');
  const number = /^[1-9]\d{0,2}$/.test(count.trim()) ? Number(count.trim()) : undefined;
  const add = () => {
    if (role === undefined || number === undefined) return;
    onChange([...rule.filter((one) => one.role !== role), { role, count: number }]);
  };
  return (
    <div role="group" aria-label={kind} className="stack">
      <h3 className="members-part">{kind}</h3>
      {rule.length === 0 && <p className="muted">{t('post.propose.ruleNone')}</p>}
      <ul className="post-rules">
        {rule.map((one) => {
          const said = t('post.propose.ruleOf', { ...one });
          return (
            <li key={one.role}>
              <span>{said}</span>
              <Button
                kind="quiet"
                small
                bare
                icon="cross"
                onPress={() => onChange(rule.filter((other) => other.role !== one.role))}
              >
                {t('post.propose.ruleRemove', { rule: said, kind })}
              </Button>
            </li>
          );
        })}
      </ul>
      <div className="post-two">
        <Select
          label={t('post.propose.ruleRole')}
          placeholder={t('post.propose.ruleRoleNone')}
          options={roles.map((id) => ({ id, name: id }))}
          value={role}
          onChange={setRole}
          disabled={roles.length === 0}
        />
        <TextField label={t('post.propose.ruleCount')} value={count} onChange={setCount} maxLength={3} />
      </div>
      <div className="row">
        <Button small icon="plus" disabled={role === undefined || number === undefined} onPress={add}>
          {t('post.propose.ruleAdd', { kind })}
        </Button>
      </div>
    </div>
  );
}

function Rules({ form: { governance, one }, put }: VotersProps): ReactElement {
  const { t } = useTranslation();
  const { voters, rules } = governance;
  const roles = [...new Set(voters.flatMap((voter) => voter.roles))];
  const change = (kind: ChangeKind) => (rule: Rule) =>
    put({ governance: { voters, rules: { ...rules, [kind]: rule } } });
  return (
    <Card title={t('post.propose.rules')}>
      <div className="stack">
        <Checkbox on={one} onChange={(yes) => put({ one: yes })}>
          {t('post.propose.rulesOne')}
        </Checkbox>
        {one ? (
          <RuleField kind={t('post.propose.every')} rule={rules.admit} roles={roles} onChange={change('admit')} />
        ) : (
          changeKinds.map((kind) => (
            <RuleField
              key={kind}
              kind={t(`post.propose.kinds.${kind}`)}
              rule={rules[kind] ?? []}
              roles={roles}
              onChange={change(kind)}
            />
          ))
        )}
      </div>
    </Card>
  );
}

export function Voters(props: VotersProps): ReactElement {
  return (
    <>
      <VoterList {...props} />
      <Rules {...props} />
    </>
  );
}
