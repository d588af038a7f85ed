import type { ServiceFamily } from '@linli/contract';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { serviceFamilies, serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, ChipsMulti, Notice, TextArea, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import css from './joining.module.css';
import { joiningText } from './joining.text.ts';
import type { Joining } from './use-joining.ts';

/** What stands on the licence and what the firm wants to do; it may be saved half-filled. */
export function FirmForm({ of }: { of: Joining | null }) {
  const { t, locale } = useText(joiningText);
  const family = useText(serviceFamilyText).t;
  const [name, setName] = useState(of?.name ?? '');
  const [licenceNo, setLicence] = useState(of?.licenceNo ?? '');
  const [businessScope, setScope] = useState(of?.businessScope ?? '');
  const [address, setAddress] = useState(of?.address ?? '');
  const [complaintPhone, setPhone] = useState(of?.complaintPhone ?? '');
  const [families, setFamilies] = useState<ServiceFamily[]>(of?.families ?? ['cleaning']);
  const save = useCommand(api.alliance.saveJoining, { isQuiet: true, onDone: () => showToast(t('saved')) });
  const at = (field: string): string | null => (save.refusal?.field === field ? save.refusal[locale] : null);
  const isElsewhere = save.refusal !== null && !['name', 'licenceNo', 'businessScope', 'address', 'complaintPhone'].includes(save.refusal.field ?? '');
  return (
    <Panel title={t('firm')}>
      <form className={partCss.form} data-testid="firm-form" onSubmit={(event) => { event.preventDefault(); if (name.trim() !== '') void save.run({ name: name.trim(), licenceNo, businessScope, address, complaintPhone, families }); }}>
        <TextInput label={t('name')} hint={t('nameHint')} value={name} maxLength={60} wrong={at('name')} data-testid="firm-name" onChange={setName} />
        <TextInput label={t('licenceNo')} hint={t('licenceHint')} value={licenceNo} maxLength={18} wrong={at('licenceNo')} data-testid="firm-licence" onChange={(text) => setLicence(text.toUpperCase().replace(/[^0-9A-Z]/g, ''))} />
        <TextArea label={t('scope')} hint={t('scopeHint')} value={businessScope} maxLength={1000} wrong={at('businessScope')} data-testid="firm-scope" onChange={setScope} />
        <TextInput label={t('address')} value={address} maxLength={120} wrong={at('address')} data-testid="firm-address" onChange={setAddress} />
        <TextInput label={t('complaintPhone')} hint={t('complaintHint')} inputMode="tel" value={complaintPhone} maxLength={20} wrong={at('complaintPhone')} data-testid="firm-phone" onChange={(text) => setPhone(text.replace(/[^0-9-]/g, ''))} />
        <div className={css.families}><ChipsMulti label={t('families')} values={families} onChange={setFamilies} choices={serviceFamilies.map((value) => ({ value, label: family(value) }))} /></div>
        {isElsewhere ? <Notice tone="warm">{save.refusal![locale]}</Notice> : null}
        <Button type="submit" isWide disabled={name.trim() === ''} isBusy={save.isRunning} data-testid="firm-save">{t('save')}</Button>
      </form>
    </Panel>
  );
}
