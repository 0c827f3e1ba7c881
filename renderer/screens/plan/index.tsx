/** The plan editor: sections in the rail, one at a time beside it, and the check always in sight. */
import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api.ts';
import { useLang } from '../../i18n/use.ts';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Page } from '../../parts/page.tsx';
import { Progress } from '../../parts/progress.tsx';
import type { PlaceOf } from '../../state/place.ts';
import { nameOf } from './acts.ts';
import { Begin } from './begin.tsx';
import { type Commands, useCommands } from './commands.ts';
import { CommandDialogs } from './dialogs.tsx';
import { type Plan, PlanContext, usePlan } from './context.ts';
import { createEditor, type Editor, hasForm, isClean } from './editor.ts';
import { nameIn } from './files.ts';
import { byPlace, placed } from './findings.ts';
import { fixOf } from './fixes.ts';
import { useJump, useKeys } from './keys.ts';
import { fieldName, get, type Json, readTree, startsWith } from './model.ts';
import { PlanRail } from './rail.tsx';
import { sections } from './sections/index.tsx';
import { Source } from './source.tsx';
import { Toolbar } from './toolbar.tsx';
import './plan.css';
import './fields.css';
import './lists.css';
import './tables.css';
import './sections.css';

export function PlanScreen({ place }: { readonly place: PlaceOf<'plan'> }): ReactElement {
  const { t } = useTranslation();
  const [editor] = useState(() => createEditor(ask));
  const lang = useLang();
  const [said, setSaid] = useState({ words: '', text: '', lang });
  // What was said stands until the plan changes; in another language it would be out of place.
  const say = useCallback(
    (words: string) => setSaid({ words, text: editor.state.get().history.now.text, lang }),
    [editor, lang],
  );
  const commands = useCommands(editor, say);
  const { file } = place;
  useEffect(() => {
    if (file !== undefined && editor.state.get().file === undefined) commands.openFile(file);
    return () => editor.end();
    // Once: what is opened later is opened by hand.
  }, [editor, file]);
  const plan = usePlanValue(editor, say);
  const empty = plan.state.history.now.text === '' && plan.state.saved === undefined;
  return (
    <PlanContext value={plan}>
      {!empty && (
        <Screen
          commands={commands}
          said={said.text === plan.state.history.now.text && said.lang === lang ? said.words : ''}
        />
      )}
      {empty && (
        <Page title={t('plan.title')}>
          {file !== undefined && commands.doing.busy ? (
            <>
              <Hero who={t('plan.who')} title={nameIn(file)} />
              <Progress what={t('plan.reading')} />
            </>
          ) : (
            <Begin commands={commands} />
          )}
        </Page>
      )}
      <CommandDialogs editor={editor} commands={commands} />
    </PlanContext>
  );
}

/** What the fields reach, made anew only when something of it has changed. */
function usePlanValue(editor: Editor, say: (words: string) => void): Plan {
  const { t } = useTranslation();
  const state = editor.state.use();
  const { tree } = state.history.now;
  const raw = state.examined?.findings;
  const [sample, setSample] = useState<Json>();
  useEffect(() => {
    ask('plan.new', { profile: 'traceability' }).then(
      ({ plan }) => setSample(readTree(plan)),
      () => undefined,
    );
  }, []);
  const findings = useMemo(() => placed(tree, raw ?? []), [tree, raw]);
  const places = useMemo(() => byPlace(findings), [findings]);
  return useMemo(
    () => ({
      editor,
      state,
      tree,
      findings,
      at: (place) => places.get(fieldName(place)) ?? [],
      within: (place) => findings.filter((each) => startsWith(each.place, place)),
      fix: (finding) => fixOf(tree, finding, sample),
      mend: (finding, fix) => {
        editor.change(fix.at, (now) => fixOf(now, finding, sample)?.tree ?? now);
        say(t('plan.done.mended', { where: finding.field }));
      },
      sample,
      say,
    }),
    [editor, state, tree, findings, places, sample, say, t],
  );
}

function Screen({ commands, said }: { readonly commands: Commands; readonly said: string }): ReactElement {
  const { t } = useTranslation();
  const lang = useLang();
  const { state, tree } = usePlan();
  const form = hasForm(state);
  const { undo, redo, next } = useKeys(commands);
  useJump();
  const name = nameOf(get(tree, ['consortium']), lang) || t('plan.unnamed');
  const shown = form && state.view === 'form' ? state.section : undefined;
  const Section = shown === undefined ? Source : sections[shown];
  return (
    <Page title={name} rail={<PlanRail form={form} />}>
      <div className="plan-top">
        <Toolbar commands={commands} form={form} onUndo={undo} onRedo={redo} onNext={() => next(1)} />
        <p className="plan-said small">
          <FileState />
          <span role="status">{said}</span>
        </p>
      </div>
      <Failure error={commands.doing.error} />
      <Failure error={state.failed} title={t('plan.check.failed')} />
      <Hero
        title={shown === undefined ? t('plan.text.title') : shown === 'review' ? name : t(`plan.section.${shown}`)}
        help={t(shown === undefined ? 'plan.text.say' : `plan.say.${shown}`)}
      />
      <Section />
    </Page>
  );
}

/** Where the plan lies, and whether it is saved. */
function FileState(): ReactElement {
  const { t } = useTranslation();
  const { state } = usePlan();
  const { file, saved } = state;
  const word = saved === undefined ? 'unsaved' : isClean(state) ? 'saved' : 'changed';
  return (
    <span title={file} className="plan-file" data-changed={word !== 'saved' || undefined}>
      <Icon name="file" />
      <span className="wrap">{file === undefined ? t('plan.noFile') : nameIn(file)}</span>
      <span>· {t(`plan.state.${word}`)}</span>
    </span>
  );
}
