import { Delete } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { cx } from '../../shared/class-names.ts';
import { useText } from '../../shared/i18n.ts';
import { isTransient } from '../../shared/refusal.ts';
import { Button, Sheet, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { Unsent } from '../unsent.tsx';
import type { Visit } from '../use-work.ts';
import css from './visit.module.css';
import { visitText } from './visit.text.ts';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', 'erase'] as const;
const length = 4;

/** The family reads out four digits; she types them on keys as large as a thumb. The fourth sends. */
export function DoorCodeButton({ visit }: { visit: Visit }) {
  const { t, locale } = useText(visitText);
  const [isOpen, setOpen] = useState(false);
  const [code, setCode] = useState('');
  const confirm = useCommand(api.orders.confirmChecklist, {
    isQuiet: true,
    onDone: () => { setOpen(false); showToast(t('confirmed')); },
    onRefused: (why) => { if (!isTransient(why)) setCode(''); },
  });
  const send = (digits: string): void => void confirm.run({ orderId: visit.orderId, checklistVersion: visit.checklistVersion, doorCode: digits });
  const press = (key: string): void => {
    if (confirm.isRunning) return;
    if (key === 'erase') return setCode(code.slice(0, -1));
    const next = (code + key).slice(0, length);
    if (next === code) return;
    setCode(next);
    if (next.length === length) send(next);
  };
  const wrong = confirm.refusal && !isTransient(confirm.refusal) && code === '' ? confirm.refusal[locale] : null;
  return (
    <>
      <Button size="large" isWide data-testid="visit-code-open" onClick={() => { setCode(''); confirm.reset(); setOpen(true); }}>{t('enterCode')}</Button>
      <Sheet isOpen={isOpen} title={t('codeTitle')} onClose={() => setOpen(false)}>
        <output className={css.cells} aria-label={t('codeTitle')} aria-live="polite">
          {Array.from({ length }, (_, index) => <span key={index} className={css.cell} data-filled={index < code.length || undefined}>{code[index] ?? ''}</span>)}
        </output>
        <p className={cx(css.codeHint, wrong !== null && css.wrong)} role={wrong === null ? undefined : 'alert'}>{wrong ?? t('codeHint')}</p>
        <Unsent refusal={confirm.refusal} onRetry={() => send(code)} />
        <div className={css.keys}>
          {keys.map((key) => (key === '' ? <span key="none" /> : (
            <button key={key} type="button" className={css.key} data-testid={`key-${key}`} aria-label={key === 'erase' ? t('erase') : t('digit', { digit: key })} onClick={() => press(key)}>
              {key === 'erase' ? <Delete size={30} aria-hidden="true" /> : key}
            </button>
          )))}
        </div>
      </Sheet>
    </>
  );
}
