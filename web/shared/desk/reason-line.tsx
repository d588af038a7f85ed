import { Button, Input } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n.ts';
import partCss from './parts.module.css';
import { deskText } from './text.ts';

/** A line of words with quick ones to press; what is sent is what stands in the line. */
export function ReasonLine({ label, quick, confirm, isBusy, isDanger = false, hasFocus = true, onSend, onCancel }: { label: string; quick: readonly string[]; confirm: string; isBusy: boolean; isDanger?: boolean; hasFocus?: boolean; onSend: (reason: string) => void; onCancel: () => void }) {
  const { t } = useText(deskText);
  const [reason, setReason] = useState('');
  return (
    <div className={partCss.form}>
      <div className={partCss.line} role="group" aria-label={label}>{quick.map((one) => <button key={one} type="button" className={partCss.chip} aria-pressed={reason === one} onClick={() => setReason(one)}>{one}</button>)}</div>
      <Input autoFocus={hasFocus} value={reason} maxLength={200} aria-label={label} placeholder={label} onChange={(event) => setReason(event.target.value)} />
      <div className={partCss.line}><Button type="primary" danger={isDanger} loading={isBusy} disabled={reason.trim() === ''} data-testid="reason-send" onClick={() => onSend(reason.trim())}>{confirm}</Button><Button onClick={onCancel}>{t('cancel')}</Button></div>
    </div>
  );
}
