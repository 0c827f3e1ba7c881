/** The members of one consortium as a map, with who decides about them and what was decided. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterView } from '../../../preload/contract/members.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { HashGrid } from '../../parts/hash-grid.tsx';
import { Progress } from '../../parts/progress.tsx';
import { useAsked } from '../../state/asking.ts';
import { go } from '../../state/place.ts';
import { Decisions, Governance } from './governance.tsx';
import { MemberCard } from './member-card.tsx';
import { Review } from './review.tsx';
import './members.css';

/** By role, those who left last. */
const inOrder = ({ members }: RegisterView) =>
  members.toSorted((a, b) =>
    (a.left === undefined) === (b.left === undefined) ? a.role.localeCompare(b.role) : a.left ? 1 : -1,
  );

function MemberMap({ register }: { readonly register: RegisterView }): ReactElement {
  const { t } = useTranslation();
  const count = register.members.filter(({ left }) => left === undefined).length;
  return (
    <Card title={t('members.map')} note={t('members.inForce', { count })}>
      <div className="members-map">
        {inOrder(register).map((member) => (
          <MemberCard key={member.id} member={member} />
        ))}
      </div>
    </Card>
  );
}

export function Members({ dir }: { readonly dir: string }): ReactElement {
  const { t } = useTranslation();
  const { reply, error } = useAsked('members.show', { dir });
  if (!reply) return error === undefined ? <Progress what={t('members.reading')} /> : <Failure error={error} />;
  const { register } = reply;
  if (!register) return <Empty icon="people" title={t('members.none')} help={t('members.noneHelp')} />;
  return (
    <>
      <div className="row">
        <Button icon="plus" onPress={() => go({ screen: 'propose', at: dir })}>
          {t('post.propose.h1')}
        </Button>
        <Button icon="people" onPress={() => go({ screen: 'post', at: dir })}>
          {t('post.h1')}
        </Button>
      </div>
      <MemberMap register={register} />
      <Review dir={dir} />
      <Governance register={register} />
      <Decisions register={register} />
      <Card title={t('members.register', { version: register.version })}>
        <p className="small muted">{t('members.registerHelp')}</p>
        <HashGrid label={t('members.registerHash')} groups={register.hash.groups} />
      </Card>
    </>
  );
}
