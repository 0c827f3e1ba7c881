/** The way to a share by the camera, beside the way by a file. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../parts/button.tsx';
import { lastOf } from '../parts/paths.ts';
import { CameraDialog, type CameraDialogProps } from './camera-dialog.tsx';

export function ScanButton({
  onShare,
  wanted = 'share',
  into,
  small = false,
}: Omit<CameraDialogProps, 'onClose'> & { readonly small?: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon="camera" small={small} onPress={() => setOpen(true)}>
        {t(wanted === 'share' ? 'camera.scan' : 'post.scan')}
      </Button>
      {open && (
        <CameraDialog
          wanted={wanted}
          {...(into === undefined ? {} : { into })}
          onClose={() => setOpen(false)}
          onShare={onShare}
        />
      )}
    </>
  );
}

/** The first half of the id of the set that a scanned share says it is of; undefined for a file. */
export const setOfScan = (file: string): string | undefined => /^camera:\/([0-9a-f]{8})-/.exec(file)?.[1];

/** A share as people know it: the name of its file and where it lies, or whose the camera read. */
export function useShareName(): (file: string) => { readonly name: string; readonly where: string } {
  const { t } = useTranslation();
  return (file) => {
    const set = setOfScan(file);
    if (set === undefined) return { name: lastOf(file), where: file };
    const name = lastOf(file).replace(/\.camera$/, '');
    const number = /^share-(\d+)$/.exec(name)?.[1];
    return {
      name: number === undefined ? t('camera.taken', { name }) : t('camera.takenNumber', { number }),
      where: t('camera.takenFrom', { set }),
    };
  };
}

/** The same in one line. */
export function ShareName({ file }: { readonly file: string }): ReactElement {
  const { name, where } = useShareName()(file);
  return (
    <>
      <strong>{name}</strong>{' '}
      <span className={setOfScan(file) === undefined ? 'mono small muted' : 'small muted'}>{where}</span>
    </>
  );
}
