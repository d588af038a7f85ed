import { Button } from 'antd';
import type { ReactNode } from 'react';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import type { RefusalError } from '../../shared/refusal.ts';
import { text } from '../text.ts';

/** A form beside the list: Enter saves, what the server refuses stands below the fields. */
export function FormDrawer({ title, isFull, isBusy, refusal, onSave, onClose, testId, children }: { title: string; isFull: boolean; isBusy: boolean; refusal: RefusalError | null; onSave: () => void; onClose: () => void; testId?: string; children: ReactNode }) {
  const { t, locale } = useText(text);
  return (
    <DeskDrawer isOpen title={title} widthPixels={520} onClose={onClose} footer={<div className={partCss.line}><Button type="primary" disabled={!isFull} loading={isBusy} data-testid={testId} onClick={onSave}>{t('save')}</Button><Button onClick={onClose}>{t('cancel')}</Button></div>}>
      <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); if (isFull) onSave(); }}>
        {children}
        {refusal ? <span className={partCss.wrong} role="alert">{refusal[locale]}</span> : null}
      </form>
    </DeskDrawer>
  );
}
