/**
 * Dialogs. The focus is held inside and goes back to where it was. `Dialog` and `Confirm` stand beside their button in
 * a `DialogTrigger` of React Aria, or are opened by `open` and `onClose`.
 */
import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import './dialog.css';

export interface OpenProps {
  /** Absent: the `DialogTrigger` around opens it. */
  readonly open?: boolean;
  readonly onClose?: () => void;
}

interface ShellProps extends OpenProps {
  readonly title: ReactNode;
  readonly alert?: boolean;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

function Shell({ title, alert = false, wide = false, open, onClose, children }: ShellProps): ReactElement {
  return (
    <ModalOverlay
      className="veil"
      isDismissable={!alert}
      {...(open === undefined ? {} : { isOpen: open })}
      onOpenChange={(is) => {
        if (!is) onClose?.();
      }}
    >
      <Modal className="modal" data-wide={wide || undefined}>
        <AriaDialog className="dialog" role={alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface DialogProps extends OpenProps {
  readonly title: ReactNode;
  readonly help?: ReactNode;
  readonly children: ReactNode;
  /** Buttons at the foot; one with `slot="close"` closes. */
  readonly actions: ReactNode;
  readonly wide?: boolean;
  /** Nothing in it takes the focus: it is a text, scrolled by keys. */
  readonly reading?: boolean;
}

export function Dialog({ title, help, children, actions, reading = false, ...rest }: DialogProps): ReactElement {
  return (
    <Shell title={title} {...rest}>
      {help !== undefined && <p className="muted">{help}</p>}
      <div className="dialog-body" {...(reading ? { tabIndex: 0 } : {})}>
        {children}
      </div>
      <div className="dialog-acts">{actions}</div>
    </Shell>
  );
}

export interface ConfirmProps extends OpenProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Words of the button that does it. */
  readonly act: ReactNode;
  readonly onAct: () => void;
  /** Words of the way back; "Cancel" by itself. */
  readonly stay?: ReactNode;
  /** It cannot be undone or breaks something off. */
  readonly danger?: boolean;
}

/** The last question before an act: an alertdialog with the focus on the way back. */
export function Confirm(props: ConfirmProps): ReactElement {
  const { title, children, act, onAct, stay, danger = false, open, onClose } = props;
  const { t } = useTranslation();
  const opening = { ...(open === undefined ? {} : { open }), ...(onClose ? { onClose } : {}) };
  return (
    <Shell title={title} alert {...opening}>
      <div className="dialog-body">{children}</div>
      <div className="dialog-acts">
        <Button slot="close" autoFocus>
          {stay ?? t('common.act.cancel')}
        </Button>
        <Button
          slot="close"
          kind={danger ? 'danger' : 'primary'}
          onPress={onAct}
          {...(danger ? { className: 'full' } : {})}
        >
          {act}
        </Button>
      </div>
    </Shell>
  );
}
