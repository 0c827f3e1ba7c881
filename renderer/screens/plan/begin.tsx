/** Where a new plan begins: from a sample, from a file, from nothing. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Select } from '../../parts/select.tsx';
import type { Commands } from './commands.ts';
import { bareText } from './editor.ts';
import { sectionIds } from './findings.ts';
import { profiles, type Profile } from './vocabulary.ts';

export function Begin({ commands }: { readonly commands: Commands }): ReactElement {
  const { t } = useTranslation();
  const { doing } = commands;
  const [profile, setProfile] = useState<Profile>(profiles[0]);
  return (
    <>
      <Hero title={t('plan.begin.title')} help={t('plan.help')} focusKey="begin" />
      <Failure error={doing.error} />
      <div className="plan-begin">
        <Card title={t('plan.sample.title')} tone="now">
          <p>{t('plan.sample.say')}</p>
          <p className="small muted">{t('plan.sample.kindSay')}</p>
          <Select
            label={t('plan.sample.kind')}
            value={profile}
            onChange={setProfile}
            options={profiles.map((id) => ({ id, name: t(`plan.consortium.profiles.${id}`) }))}
          />
          <Button kind="primary" icon="plan" busy={doing.busy} onPress={() => commands.sample(profile)}>
            {t('plan.sample.use')}
          </Button>
        </Card>
        <Card title={t('plan.open.title')}>
          <p>{t('plan.open.say')}</p>
          <Button icon="folder" onPress={commands.open}>
            {t('plan.bar.open')}
          </Button>
        </Card>
        <Card title={t('plan.sample.empty')}>
          <p>{t('plan.sample.emptySay')}</p>
          <Button icon="plus" onPress={() => commands.bare(bareText)}>
            {t('plan.sample.empty')}
          </Button>
        </Card>
      </div>
      <Card title={t('plan.begin.parts')} note={t('plan.begin.partsSay')}>
        <dl className="plan-parts">
          {sectionIds.map((id) => (
            <div key={id}>
              <dt>{t(`plan.section.${id}`)}</dt>
              <dd className="small muted">{t(`plan.say.${id}`)}</dd>
            </div>
          ))}
        </dl>
      </Card>
    </>
  );
}
