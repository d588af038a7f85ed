import type { ServiceFamily } from '@linli/contract';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { serviceFamilies, serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { text } from '../text.ts';
import { type Source, sources } from './recruiting-words.ts';
import { recruitingText } from './recruiting.text.ts';

/** Somebody the desk heard of; she finds this filled in when she signs in with the number. */
export function AddLead({ onClose }: { onClose: () => void }) {
  const { t, locale } = useText(recruitingText);
  const words = useText(text).t;
  const family = useText(serviceFamilyText).t;
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [source, setSource] = useState<Source>('townshipBase');
  const [sourceWords, setSourceWords] = useState('');
  const [families, setFamilies] = useState<ServiceFamily[]>([]);
  const save = useCommand(api.workers.addLead, { isQuiet: true, onDone: (made) => { showToast(t('leadDone', { name: made.name })); onClose(); } });
  const isFull = name.trim() !== '' && /^1[3-9]\d{9}$/.test(phone);
  const send = (): void => { if (isFull) void save.run({ name: name.trim(), phone, source, ...(sourceWords.trim() && { sourceWords: sourceWords.trim() }), ...(families.length > 0 && { families }) }); };
  return (
    <DeskDrawer isOpen title={t('addLead')} widthPixels={480} onClose={onClose} footer={<div className={partCss.line}><Button type="primary" disabled={!isFull} loading={save.isRunning} data-testid="lead-save" onClick={send}>{words('save')}</Button><Button onClick={onClose}>{words('cancel')}</Button></div>}>
      <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); send(); }}>
        <label>{t('name')}<Input autoFocus value={name} maxLength={30} data-testid="lead-name" onChange={(event) => setName(event.target.value)} /></label>
        <label>{t('phone')}<Input type="tel" value={phone} maxLength={11} data-testid="lead-phone" onChange={(event) => { setPhone(event.target.value.replace(/\D/g, '')); save.reset(); }} /></label>
        <label>{t('source')}<Select aria-label={t('source')} value={source} onChange={setSource} options={sources.map((value) => ({ value, label: t(value) }))} /></label>
        <label>{t('sourceWords')}<Input value={sourceWords} maxLength={60} placeholder={t('sourceWordsHint')} onChange={(event) => setSourceWords(event.target.value)} /></label>
        <label>{t('wanted')}<Select mode="multiple" aria-label={t('wanted')} value={families} onChange={setFamilies} options={serviceFamilies.map((value) => ({ value, label: family(value) }))} /></label>
        {save.refusal ? <span className={partCss.wrong} role="alert">{save.refusal[locale]}</span> : null}
      </form>
    </DeskDrawer>
  );
}
