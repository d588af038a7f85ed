import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Chips, Sheet, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import { certificatesText } from './certificates.text.ts';

/** A certificate the state gave her, to be checked by the desk. */
export function NationalForm({ onClose }: { onClose: () => void }) {
  const { t, say } = useText(certificatesText);
  const occupations = useView(['training', 'occupations'], () => api.training.occupations({}), { live: false, staleSeconds: 3600 });
  const [occupation, setOccupation] = useState<string | null>(null);
  const [trade, setTrade] = useState<string | null>(null);
  const [level, setLevel] = useState<string | null>(null);
  const [issuer, setIssuer] = useState('');
  const [number, setNumber] = useState('');
  const [issuedOn, setIssuedOn] = useState(() => dayOf(new Date()));
  const submit = useCommand(api.training.submitNational, { isQuiet: true, onDone: () => { showToast(t('sent')); onClose(); } });
  const items = occupations.value?.items ?? [];
  const chosen = items.find((one) => one.occupation === occupation);
  const isReady = chosen !== undefined && level !== null && issuer.trim() !== '' && number.trim().length >= 6;
  return (
    <Sheet isOpen title={t('addNational')} onClose={onClose} bar={<Button size="large" isWide disabled={!isReady} isBusy={submit.isRunning} onClick={() => void submit.run({ occupation: occupation!, trade: trade ?? '', level: Number(level), issuer, number: number.trim(), issuedOn })}>{t('send')}</Button>}>
      <div className={css.wide}>
        <Chips label={t('occupation')} isLabelShown value={occupation} onChange={(next) => { setOccupation(next); setTrade(null); setLevel(null); }} choices={items.map((one) => ({ value: one.occupation, label: say(one.name) }))} />
        {chosen && chosen.trades.length > 0 ? <Chips label={t('trade')} isLabelShown value={trade} onChange={setTrade} choices={chosen.trades.map((value) => ({ value, label: value }))} /> : null}
        {chosen ? <Chips label={t('level')} isLabelShown value={level} onChange={setLevel} choices={chosen.levels.map((value) => ({ value: String(value), label: t('levelOf', { level: value }) }))} /> : null}
        <TextInput label={t('issuer')} value={issuer} onChange={setIssuer} maxLength={80} />
        <TextInput label={t('nationalNumber')} value={number} onChange={setNumber} maxLength={40} autoComplete="off" wrong={submit.refusal} />
        <TextInput label={t('issuedOn')} type="date" value={issuedOn} onChange={setIssuedOn} />
      </div>
    </Sheet>
  );
}
