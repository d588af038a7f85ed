import type { ServiceFamily } from '@linli/contract';
import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { serviceFamilies, serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { allianceText } from './alliance.text.ts';
import { isLicenceRight } from './licence.ts';

/** A new merchant with its owner; what the server refuses stands at the field it is about. */
export function AdmitMerchant({ onClose }: { onClose: () => void }) {
  const { t, locale } = useText(allianceText);
  const family = useText(serviceFamilyText).t;
  const [name, setName] = useState('');
  const [licenceNo, setLicence] = useState('');
  const [ownerName, setOwnerName] = useState('');
  const [ownerPhone, setOwnerPhone] = useState('');
  const [commission, setCommission] = useState(8);
  const [share, setShare] = useState(70);
  const [deposit, setDeposit] = useState(0);
  const [chosen, setChosen] = useState<ServiceFamily[]>(['cleaning']);
  const admit = useCommand(api.alliance.admitMerchant, { isQuiet: true, onDone: (made) => { showToast(t('admitDone', { name: made.name })); onClose(); } });
  const isLicenceFine = isLicenceRight(licenceNo);
  const isPhoneFine = /^1[3-9]\d{9}$/.test(ownerPhone);
  const refused = admit.refusal?.[locale] ?? null;
  const refusedAt = admit.refusal?.field ?? null;
  const isLicenceRefused = refusedAt === 'licenceNo';
  const isFull = name.trim() !== '' && isLicenceFine && ownerName.trim() !== '' && isPhoneFine && chosen.length > 0;
  const send = (): void => { if (isFull) void admit.run({ name: name.trim(), licenceNo, ownerName: ownerName.trim(), ownerPhone, commissionBasisPoints: Math.round(commission * 100), workerShareBasisPoints: Math.round(share * 100), guaranteeDepositFen: Math.round(deposit * 100), families: chosen }); };
  return (
    <DeskDrawer isOpen title={t('admit')} widthPixels={560} onClose={onClose} footer={<div className={partCss.line}><Button type="primary" disabled={!isFull} loading={admit.isRunning} data-testid="admit-submit" onClick={send}>{t('admitSubmit')}</Button><Button onClick={onClose}>{t('cancel')}</Button>{isFull ? null : <span className={partCss.quiet}>{t('needAll')}</span>}</div>}>
      <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); send(); }}>
        <label>{t('name')}<Input autoFocus value={name} maxLength={60} data-testid="admit-name" onChange={(event) => setName(event.target.value)} /></label>
        <label>{t('licenceNo')}
          <Input value={licenceNo} maxLength={18} status={isLicenceRefused || (licenceNo.length === 18 && !isLicenceFine) ? 'error' : ''} data-testid="admit-licence" onChange={(event) => { setLicence(event.target.value.toUpperCase().replace(/[^0-9A-Z]/g, '')); admit.reset(); }} />
          {isLicenceRefused ? <span className={partCss.wrong} role="alert" data-testid="admit-refusal">{refused}</span>
            : <span className={licenceNo.length === 18 && !isLicenceFine ? partCss.wrong : partCss.quiet} role="status" data-testid="licence-state">{licenceNo.length === 18 ? t(isLicenceFine ? 'licenceGood' : 'licenceBad') : t('licenceLength', { count: licenceNo.length })}</span>}
        </label>
        <div className={partCss.two}>
          <label>{t('ownerName')}<Input value={ownerName} maxLength={30} data-testid="admit-owner-name" onChange={(event) => setOwnerName(event.target.value)} /></label>
          <label>{t('ownerPhone')}<Input type="tel" value={ownerPhone} maxLength={11} status={refusedAt === 'ownerPhone' || (ownerPhone.length === 11 && !isPhoneFine) ? 'error' : ''} data-testid="admit-owner-phone" onChange={(event) => { setOwnerPhone(event.target.value.replace(/\D/g, '')); admit.reset(); }} />
            {refusedAt === 'ownerPhone' ? <span className={partCss.wrong} role="alert">{refused}</span> : ownerPhone.length === 11 && !isPhoneFine ? <span className={partCss.wrong} role="alert">{t('phoneBad')}</span> : null}</label>
          <label>{t('commission')}<InputNumber min={5} max={8} step={0.5} value={commission} onChange={(value) => setCommission(value ?? 8)} style={{ width: '100%' }} /></label>
          <label>{t('workerShare')}<InputNumber min={50} max={95} value={share} onChange={(value) => setShare(value ?? 70)} style={{ width: '100%' }} /></label>
          <label>{t('depositYuan')}<InputNumber min={0} max={1_000_000} step={1000} value={deposit} onChange={(value) => setDeposit(value ?? 0)} style={{ width: '100%' }} /></label>
        </div>
        <div className={partCss.label}>{t('chooseFamilies')}<div className={partCss.line}>{serviceFamilies.map((one) => <button key={one} type="button" className={partCss.chip} aria-pressed={chosen.includes(one)} onClick={() => setChosen(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one])}>{family(one)}</button>)}</div></div>
        {refused && !isLicenceRefused && refusedAt !== 'ownerPhone' ? <p className={partCss.wrong} role="alert" data-testid="admit-refusal">{refused}</p> : null}
      </form>
    </DeskDrawer>
  );
}
