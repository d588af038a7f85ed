import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { type MouseEvent, type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import { cx } from '../class-names.ts';
import { useText } from '../i18n.ts';
import { dismissToast, useToasts } from '../toasts.ts';
import type { Tone } from '../tokens.ts';
import { Button, IconButton } from './button.tsx';
import css from './overlay.module.css';
import { kitText } from './text.ts';

/** The browser's own modal dialog keeps focus inside, closes on Esc and returns focus; here it follows `isOpen`. */
function useModal(isOpen: boolean): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element || !isOpen) return undefined;
    if (!element.open) element.showModal();
    // Not the close button: a screen reader should begin with what has opened.
    element.querySelector<HTMLElement>('h2')?.focus();
    const overflow = document.documentElement.style.overflow;
    document.documentElement.style.overflow = 'hidden';
    return () => {
      document.documentElement.style.overflow = overflow;
      element.close();
    };
  }, [isOpen]);
  return dialog;
}
/** The dialog element itself is only hit outside its content, on the backdrop. */
const closesOnBackdrop = (onClose: () => void) => (event: MouseEvent<HTMLDialogElement>): void => {
  if (event.target !== event.currentTarget) return;
  const box = event.currentTarget.getBoundingClientRect();
  if (event.clientY < box.top || event.clientY > box.bottom || event.clientX < box.left || event.clientX > box.right) onClose();
};

/** A panel from the bottom for a choice or a detail; `bar` holds its action. `isFull` covers the screen. */
export function Sheet({ isOpen, title, onClose, bar, isFull = false, children }: { isOpen: boolean; title: string; onClose: () => void; bar?: ReactNode; isFull?: boolean; children: ReactNode }) {
  const { t } = useText(kitText);
  const dialog = useModal(isOpen);
  const id = useId();
  if (!isOpen) return null;
  return (
    <dialog ref={dialog} className={cx(css.sheet, isFull && css.isFull)} aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose(); }} onClick={closesOnBackdrop(onClose)}>
      <div className={css.sheetHead}><h2 id={id} tabIndex={-1}>{title}</h2><IconButton label={t('close')} onClick={onClose}><X size={22} /></IconButton></div>
      <div className={css.sheetBody}>{children}</div>
      {bar ? <div className={css.sheetBar}>{bar}</div> : null}
    </dialog>
  );
}

type DialogProps = { isOpen: boolean; title: string; children?: ReactNode; onClose: () => void; confirm: string; onConfirm: () => void; isBusy?: boolean; isDanger?: boolean; cancel?: string | null };
/** A question that must be answered. Use it only where undo is impossible; `cancel` null leaves one button. */
export function Dialog({ isOpen, title, children, onClose, confirm, onConfirm, isBusy = false, isDanger = false, cancel }: DialogProps) {
  const { t } = useText(kitText);
  const dialog = useModal(isOpen);
  const id = useId();
  if (!isOpen) return null;
  return (
    <dialog ref={dialog} className={css.dialog} role="alertdialog" aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose(); }}>
      <div className={css.dialogBody}><h2 id={id} tabIndex={-1}>{title}</h2>{typeof children === 'string' ? <p>{children}</p> : children}</div>
      <div className={css.dialogBar}>
        {cancel === null ? null : <Button kind="secondary" onClick={onClose}>{cancel ?? t('cancel')}</Button>}
        <Button kind={isDanger ? 'danger' : 'primary'} isBusy={isBusy} onClick={onConfirm}>{confirm}</Button>
      </div>
    </dialog>
  );
}

const toastIcons: Record<Tone, typeof Info> = { jade: CircleCheck, warm: TriangleAlert, sky: Info, danger: CircleAlert, grey: Info };
/** Where toasts appear; mounted once by `startApp`. It is a popover so that it lies above open sheets. */
export function Toaster() {
  const { t } = useText(kitText);
  const toasts = useToasts();
  const place = useRef<HTMLDivElement>(null);
  const newest = toasts.at(-1)?.id;
  useEffect(() => {
    const element = place.current;
    if (!element || typeof element.showPopover !== 'function') return;
    if (element.matches(':popover-open')) element.hidePopover();
    if (newest !== undefined) element.showPopover();
  }, [newest]);
  return (
    <div ref={place} className={css.toaster} popover="manual" role="status" aria-live="polite" style={toasts.length === 0 ? { display: 'none' } : undefined}>
      {toasts.map((toast) => {
        const Icon = toastIcons[toast.tone];
        return (
          <div key={toast.id} className={css.toast} data-tone={toast.tone}>
            <Icon size={18} aria-hidden="true" />
            <span>{toast.text}</span>
            {toast.undo ? <button type="button" onClick={() => { toast.undo?.run(); dismissToast(toast.id); }}>{toast.undo.label || t('undo')}</button> : null}
          </div>
        );
      })}
    </div>
  );
}
