/** A member's key: made in the ceremony and given to somebody, or brought by the member. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../parts/button.tsx';
import { FieldFindings } from '../../../parts/findings.tsx';
import { FolderBrowser } from '../../../parts/folder-browser.tsx';
import { Select } from '../../../parts/select.tsx';
import { useLang } from '../../../i18n/use.ts';
import { idsAt, nameOf } from '../acts.ts';
import { usePlan } from '../context.ts';
import { PlanSelect, PlanText } from '../fields.tsx';
import { beside, folderOf } from '../files.ts';
import { fieldName, get, isList, type Json, type Path, remove, set, shown } from '../model.ts';
import { Part, Place } from '../place.tsx';
import { keyKind } from '../shape.ts';
import { keyKinds, suites } from '../vocabulary.ts';

const freshKey: Readonly<Record<(typeof keyKinds)[number], Json>> = {
  make: { make: 'ed25519' },
  public: { public: '' },
  file: { file: '' },
};

/** Made here and given to somebody, or brought by the member. */
export function MemberKey({ path }: { readonly path: Path }): ReactElement {
  const { t } = useTranslation();
  const { tree, editor } = usePlan();
  const keyPath = [...path, 'key'];
  const kind = keyKind(get(tree, keyPath));
  const choose = (to: (typeof keyKinds)[number]) => {
    if (to === kind) return;
    const first = idsAt(tree, ['custodians'])[0] ?? '';
    editor.change(keyPath, (plan) => {
      const changed = set(plan, keyPath, freshKey[to]);
      if (to !== 'make') return remove(changed, [...path, 'holder']);
      return get(changed, [...path, 'holder']) === undefined ? set(changed, [...path, 'holder'], first) : changed;
    });
  };
  return (
    <>
      <Part path={keyPath} className="plan-fields">
        <Select
          label={t('plan.members.keyKind')}
          value={kind}
          onChange={choose}
          options={keyKinds.map((id) => ({
            id,
            name: t(`plan.members.kinds.${id}`),
            help: t(`plan.members.${id}Say`),
          }))}
        />
        {kind === 'make' && (
          <PlanSelect
            path={[...keyPath, 'make']}
            label={t('plan.members.suite')}
            options={suites.map((id) => ({ id, name: t(`plan.roots.suites.${id}`) }))}
          />
        )}
        {kind === 'public' && (
          <PlanText
            path={[...keyPath, 'public']}
            label={t('plan.members.public')}
            help={t('plan.members.publicHelp')}
            lines={2}
            mono
          />
        )}
        {kind === 'file' && <KeyFile path={[...keyPath, 'file']} />}
      </Part>
      <Holder path={[...path, 'holder']} made={kind === 'make'} />
    </>
  );
}

function KeyFile({ path }: { readonly path: Path }): ReactElement {
  const { t } = useTranslation();
  const { state, editor } = usePlan();
  const [open, setOpen] = useState(false);
  const [outside, setOutside] = useState(false);
  const folder = state.file === undefined ? undefined : folderOf(state.file);
  const take = (file: string) => {
    const name = folder === undefined ? undefined : beside(folder, file);
    setOutside(name === undefined);
    if (name !== undefined) editor.change(path, (plan) => set(plan, path, name));
  };
  return (
    <div className="plan-add">
      <PlanText path={path} label={t('plan.members.file')} help={t('plan.members.fileHelp')} mono />
      <Button icon="file" disabled={folder === undefined} onPress={() => setOpen(true)}>
        {t('plan.members.fileChoose')}
      </Button>
      {folder === undefined && <p className="small muted plan-wide">{t('plan.members.fileFirst')}</p>}
      {outside && (
        <p className="small plan-wide plan-bad" role="alert">
          {t('plan.members.fileOutside')}
        </p>
      )}
      <FolderBrowser
        open={open}
        mode="file"
        start={folder}
        endings={['.pub']}
        onChoose={take}
        onClose={() => setOpen(false)}
      />
    </div>
  );
}

const recipient = 'age recipient';

/** Who gets the private half: a custodian by id, or an age recipient as text. */
function Holder({ path, made }: { readonly path: Path; readonly made: boolean }): ReactElement | null {
  const { t } = useTranslation();
  const lang = useLang();
  const { tree, editor, at } = usePlan();
  const value = get(tree, path);
  const custodians = get(tree, ['custodians']);
  const options = (isList(custodians) ? custodians : []).flatMap((item) => {
    const id = get(item, ['id']);
    return typeof id === 'string' && id !== ''
      ? [{ id, name: t('plan.members.holderCustodian', { name: nameOf(item, lang), id }) }]
      : [];
  });
  const unique = options.filter(({ id }, i) => options.findIndex((each) => each.id === id) === i);
  const custodian = unique.find(({ id }) => id === value)?.id;
  if (!made)
    return value === undefined && at(path).length === 0 ? null : (
      <Place path={path}>
        <p className="small muted">
          {t('plan.members.holderIdle')} <code>{shown(value)}</code>
        </p>
        <FieldFindings findings={at(path)} />
      </Place>
    );
  const written = value !== undefined && custodian === undefined;
  return (
    <div className="plan-fields" data-place={written ? undefined : fieldName(path)}>
      <Select
        label={t('plan.members.holder')}
        value={custodian ?? (written ? recipient : undefined)}
        options={[...unique, { id: recipient, name: t('plan.members.holderRecipient') }]}
        onChange={(to) => editor.change(path, (plan) => set(plan, path, to === recipient ? '' : to))}
        findings={written ? [] : at(path)}
      />
      {written && <PlanText path={path} label={t('plan.members.holderText')} mono />}
    </div>
  );
}
