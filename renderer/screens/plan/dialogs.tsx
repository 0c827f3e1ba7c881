/** The dialogs of the plan editor: opening, saving, replacing, leaving, rehearsing. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { Confirm, Dialog } from '../../parts/dialog.tsx';
import { FolderBrowser } from '../../parts/folder-browser.tsx';
import { go } from '../../state/place.ts';
import type { Commands } from './commands.ts';
import type { Editor } from './editor.ts';
import { folderOf, nameIn } from './files.ts';
import { get } from './model.ts';

export function CommandDialogs({
  editor,
  commands,
}: {
  readonly editor: Editor;
  readonly commands: Commands;
}): ReactElement {
  const { t } = useTranslation();
  const { asked, answer, saveTo, save, openFile } = commands;
  const { file, history } = editor.state.get();
  const start = file === undefined ? {} : { start: folderOf(file) };
  const close = () => answer(undefined);
  const id = get(history.now.tree, ['consortium', 'id']);
  const name = file !== undefined ? nameIn(file) : `${typeof id === 'string' && id !== '' ? id : 'plan'}.json`;
  return (
    <>
      <FolderBrowser
        open={asked?.kind === 'open'}
        mode="file"
        title={t('plan.open.title')}
        endings={['.json']}
        {...start}
        onChoose={openFile}
        onClose={close}
      />
      <FolderBrowser
        open={asked?.kind === 'save'}
        mode="new-file"
        title={t('plan.save.title')}
        name={name}
        {...start}
        onChoose={(to) => saveTo(to, to === file, asked?.kind === 'save' ? asked.then : undefined)}
        onClose={() => answer(undefined)}
      />
      <Confirm
        open={asked?.kind === 'replace'}
        onClose={close}
        title={t('plan.save.replaceTitle')}
        act={t('plan.save.replace')}
        onAct={() => {
          if (asked?.kind === 'replace') saveTo(asked.file, true, asked.then);
        }}
      >
        <p className="mono small">{asked?.kind === 'replace' ? asked.file : ''}</p>
        <p>{t('plan.save.replaceSay')}</p>
      </Confirm>
      <LeaveDialog commands={commands} />
      <Confirm
        open={asked?.kind === 'rehearse'}
        onClose={close}
        title={t('plan.rehearse.saveTitle')}
        act={t('plan.rehearse.saveGo')}
        onAct={() =>
          save(() => {
            const saved = editor.state.get().file;
            if (saved !== undefined) go({ screen: 'ceremony', rehearsal: true, plan: saved });
          })
        }
      >
        <p>{t('plan.rehearse.saveSay')}</p>
      </Confirm>
    </>
  );
}

/** Three ways: stay, save first, or lose what was changed. */
function LeaveDialog({ commands }: { readonly commands: Commands }): ReactElement {
  const { t } = useTranslation();
  const { asked, answer, save } = commands;
  const { then, left } = asked?.kind === 'leave' ? asked : {};
  const words =
    left === 'window'
      ? ({ title: 'closeTitle', leave: 'close', save: 'saveClose' } as const)
      : ({ title: 'title', leave: 'leave', save: 'save' } as const);
  return (
    <Dialog
      open={then !== undefined}
      onClose={() => answer(undefined)}
      title={t(`plan.leave.${words.title}`)}
      actions={
        <>
          <Button
            kind="danger"
            className="dialog-left"
            onPress={() => {
              answer(undefined);
              then?.();
            }}
          >
            {t(`plan.leave.${words.leave}`)}
          </Button>
          <Button slot="close" autoFocus>
            {t('plan.leave.stay')}
          </Button>
          <Button
            kind="primary"
            onPress={() => {
              answer(undefined);
              save(then);
            }}
          >
            {t(`plan.leave.${words.save}`)}
          </Button>
        </>
      }
    >
      <p>{t('plan.leave.say')}</p>
    </Dialog>
  );
}
