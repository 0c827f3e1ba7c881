/** What is done with a plan as a whole: opening, saving, leaving, handing it over to a rehearsal; and its dialogs. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, Refused } from '../../api.ts';
import { useDoing, type Doing } from '../../state/asking.ts';
import { go, guardPlace, type Left } from '../../state/place.ts';
import { tellUnsaved } from '../../state/unsaved.ts';
import { type Editor, isClean } from './editor.ts';
import { nameIn } from './files.ts';
import { count } from './findings.ts';
import type { Profile } from './vocabulary.ts';

/** A dialog that stands open. `then`: what was wanted, and goes on afterwards. */
type Asked =
  | { readonly kind: 'open' }
  | { readonly kind: 'save'; readonly then: Then }
  | { readonly kind: 'replace'; readonly file: string; readonly then: Then }
  | { readonly kind: 'leave'; readonly then: () => void; readonly left: Left }
  | { readonly kind: 'rehearse' };
type Then = (() => void) | undefined;

export interface Commands {
  readonly asked: Asked | undefined;
  readonly doing: Doing;
  readonly open: () => void;
  readonly openFile: (file: string) => void;
  readonly sample: (profile: Profile) => void;
  readonly bare: (text: string) => void;
  readonly save: (then?: () => void) => void;
  readonly saveAs: () => void;
  readonly rehearse: () => void;
  readonly saveTo: (file: string, replace: boolean, then: Then) => void;
  readonly answer: (asked: Asked | undefined) => void;
}

/** What is being typed into a field that counts only when it is left (an id) is taken before the plan is. */
export function takeDraft(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLInputElement) {
    activeElement.blur();
    activeElement.focus();
  }
}

export function useCommands(editor: Editor, say: (words: string) => void): Commands {
  const { t } = useTranslation();
  const doing = useDoing();
  const [asked, setAsked] = useState<Asked>();

  const whenClean = (then: () => void) => {
    takeDraft();
    if (isClean(editor.state.get())) then();
    else setAsked({ kind: 'leave', then, left: 'screen' });
  };

  useEffect(
    () =>
      guardPlace((then, left) => {
        takeDraft();
        if (isClean(editor.state.get())) return true;
        setAsked({ kind: 'leave', then, left });
        return false;
      }),
    [editor],
  );
  const clean = isClean(editor.state.use());
  useEffect(() => {
    if (clean) return undefined;
    tellUnsaved(true);
    return () => tellUnsaved(false);
  }, [clean]);

  const saveTo = (file: string, replace: boolean, then: Then) =>
    doing.run(async () => {
      try {
        const { file: written, kept } = await editor.save(file, replace);
        const where =
          kept === undefined ? t('plan.done.saved', { file: written }) : t('plan.done.kept', { file: nameIn(kept) });
        const { errors } = count(editor.state.get().examined?.findings ?? []);
        say(errors === 0 ? where : `${where} · ${t('plan.save.withErrors', { count: errors })}`);
        then?.();
      } catch (error) {
        if (!(error instanceof Refused) || error.code !== 'FILE-EXISTS') throw error;
        setAsked({ kind: 'replace', file, then });
      }
    });
  const save = (then?: () => void) => {
    takeDraft();
    const { file } = editor.state.get();
    if (file === undefined) setAsked({ kind: 'save', then });
    else if (isClean(editor.state.get())) {
      say(t('plan.done.saved', { file }));
      then?.();
    } else saveTo(file, true, then);
  };
  const openFile = (file: string) =>
    doing.run(async () => {
      await editor.open(file);
      say(t('plan.done.read', { file: nameIn(file) }));
    });
  const rehearse = () => {
    takeDraft();
    const { file } = editor.state.get();
    if (file !== undefined && isClean(editor.state.get())) go({ screen: 'ceremony', rehearsal: true, plan: file });
    else setAsked({ kind: 'rehearse' });
  };
  return {
    asked,
    doing,
    open: () => whenClean(() => setAsked({ kind: 'open' })),
    openFile,
    sample: (profile) =>
      whenClean(() =>
        doing.run(async () => {
          const { plan } = await ask('plan.new', { profile });
          editor.start(plan);
          say(t('plan.done.sample'));
        }),
      ),
    bare: (text) => whenClean(() => editor.start(text)),
    save,
    saveAs: () => {
      takeDraft();
      setAsked({ kind: 'save', then: undefined });
    },
    rehearse,
    saveTo,
    answer: setAsked,
  };
}
