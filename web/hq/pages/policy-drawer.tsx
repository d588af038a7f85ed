import type { DispatchPolicy, PolicyMode, ServiceFamily } from '@linli/contract';
import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { api } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { serviceFamilies, serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useAllItems, useDistricts } from '../use-hq.ts';
import type { Policy } from './policies.tsx';
import { policiesText } from './policies.text.ts';

const modes = ['offerOne', 'offerBest', 'auto', 'grab', 'merchant', 'household'] as const satisfies readonly PolicyMode[];
const livePlans = ['off', 'propose', 'commit'] as const satisfies readonly DispatchPolicy['livePlan'][];
export const scopeOf = ({ family, itemId, districtId }: Pick<Policy, 'family' | 'itemId' | 'districtId'>) => ({ ...(family && { family }), ...(itemId && { itemId }), ...(districtId && { districtId }) });

/** Writes a policy: where it holds, then every number of it, with the sentence the last saved one says. */
export function PolicyDrawer({ of, like, onClose }: { of: Policy | null; like: Policy; onClose: () => void }) {
  const { t, locale } = useText(policiesText);
  const [scope, setScope] = useState<{ family: ServiceFamily | null; itemId: string | null; districtId: string | null }>({ family: of?.family ?? null, itemId: of?.itemId ?? null, districtId: of?.districtId ?? null });
  const [policy, setPolicy] = useState<DispatchPolicy>(like.policy);
  const [reason, setReason] = useState('');
  const save = useCommand(api.dispatch.setPolicy, { isQuiet: true, refreshes: [['dispatch']], onDone: (saved) => { showToast(`${t('saved')}: ${saved.words[locale]}`); onClose(); } });
  const change = (next: Partial<DispatchPolicy>): void => { save.reset(); setPolicy({ ...policy, ...next }); };
  const number = (key: 'offerCount' | 'urgentOfferMinutes' | 'scheduledOfferMinutes' | 'batchSeconds' | 'maxLiveOffers' | 'fillerMeters' | 'gainToMoveMinutes', label: string, min: number, max: number): ReactNode => (
    <label>{label}<InputNumber value={policy[key]} min={min} max={max} onChange={(value) => { if (value !== null) change({ [key]: value }); }} aria-label={label} style={{ width: '100%' }} data-testid={`policy-${key}`} /></label>
  );
  const optional = (key: 'grabAfterMinutes' | 'overflowMinutes', label: string, off: string, min: number, usual: number): ReactNode => (
    <label>{label}<span className={partCss.line}><InputNumber value={policy[key]} min={min} disabled={policy[key] === null} onChange={(value) => { if (value !== null) change({ [key]: value }); }} aria-label={label} data-testid={`policy-${key}`} /><Checkbox checked={policy[key] === null} onChange={(event) => change({ [key]: event.target.checked ? null : usual })}>{off}</Checkbox></span></label>
  );
  const isAsking = policy.mode === 'offerOne' || policy.mode === 'offerBest' || policy.mode === 'household' || policy.mode === 'auto';
  return (
    <DeskDrawer
      isOpen title={t(of ? 'drawerEdit' : 'drawerNew')} widthPixels={560} onClose={onClose}
      footer={<div className={partCss.line}><Button type="primary" loading={save.isRunning} disabled={reason.trim() === ''} data-testid="policy-save" onClick={() => void save.run({ ...scopeOf(scope), policy, reason: reason.trim() })}>{t('save')}</Button><Button onClick={onClose}>{t('cancel')}</Button></div>}
    >
      <div className={partCss.form} data-testid="policy-drawer">
        {of ? <b className={partCss.strong}>{of.scope[locale]}</b> : <ScopePicker scope={scope} onChange={setScope} />}
        <div className={partCss.label}>{t('mode')}<div className={partCss.line} role="group" aria-label={t('mode')}>{modes.map((mode) => <button key={mode} type="button" className={partCss.chip} aria-pressed={policy.mode === mode} data-testid={`policy-mode-${mode}`} onClick={() => change({ mode, ...(mode === 'merchant' && policy.overflowMinutes === null && { overflowMinutes: 20 }) })}>{t(mode)}</button>)}</div></div>
        <div className={partCss.two}>
          {policy.mode === 'offerBest' ? number('offerCount', t('offerCount'), 1, 10) : null}
          {isAsking ? <>{number('urgentOfferMinutes', t('urgent'), 1, 30)}{number('scheduledOfferMinutes', t('scheduled'), 1, 720)}{number('maxLiveOffers', t('live'), 1, 10)}{number('batchSeconds', t('batch'), 0, 300)}</> : null}
          {number('fillerMeters', t('filler'), 0, 5000)}
        </div>
        {policy.mode === 'grab' || policy.mode === 'household' ? null : optional('grabAfterMinutes', t('grabAfter'), t('never'), 0, 30)}
        {optional('overflowMinutes', t('overflow'), t('noOverflow'), 1, 20)}
        <div className={partCss.label}>{t('livePlan')}<div className={partCss.line} role="group" aria-label={t('livePlan')}>{livePlans.map((live) => <button key={live} type="button" className={partCss.chip} aria-pressed={policy.livePlan === live} data-testid={`policy-live-${live}`} onClick={() => change({ livePlan: live })}>{t(`live_${live}`)}</button>)}</div></div>
        {policy.livePlan === 'off' ? null : <div className={partCss.two}>{number('gainToMoveMinutes', t('gain'), 0, 120)}</div>}
        <div className={partCss.line}><Checkbox checked={policy.oneHour !== null} data-testid="policy-one-hour" onChange={(event) => change({ oneHour: event.target.checked ? { reachMinutes: 15, doorMinutes: 60 } : null })}>{t('oneHour')}</Checkbox></div>
        {policy.oneHour ? (
          <div className={partCss.two}>
            <label>{t('reach')}<InputNumber value={policy.oneHour.reachMinutes} min={1} max={60} aria-label={t('reach')} style={{ width: '100%' }} onChange={(value) => { if (value !== null) change({ oneHour: { ...policy.oneHour!, reachMinutes: value } }); }} /></label>
            <label>{t('door')}<InputNumber value={policy.oneHour.doorMinutes} min={15} max={240} aria-label={t('door')} style={{ width: '100%' }} onChange={(value) => { if (value !== null) change({ oneHour: { ...policy.oneHour!, doorMinutes: value } }); }} /></label>
          </div>
        ) : null}
        <div className={partCss.line} role="group" aria-label={t('reason')}>{(['r1', 'r2', 'r3'] as const).map((key) => <button key={key} type="button" className={partCss.chip} aria-pressed={reason === t(key)} onClick={() => setReason(t(key))}>{t(key)}</button>)}</div>
        <Input value={reason} maxLength={200} placeholder={t('reason')} aria-label={t('reason')} onChange={(event) => setReason(event.target.value)} data-testid="policy-reason" />
        {save.refusal ? <p className={partCss.wrong} role="alert">{save.refusal[locale]}</p> : null}
      </div>
    </DeskDrawer>
  );
}

type Scope = { family: ServiceFamily | null; itemId: string | null; districtId: string | null };
function ScopePicker({ scope, onChange }: { scope: Scope; onChange: (scope: Scope) => void }) {
  const { t, say } = useText(policiesText);
  const familyName = useText(serviceFamilyText).t;
  const items = useAllItems();
  const districts = useDistricts();
  return (
    <div className={partCss.form}>
      <label>{t('family')}<Select allowClear aria-label={t('family')} placeholder={t('anyFamily')} value={scope.family} disabled={scope.itemId !== null} onChange={(family: ServiceFamily | undefined) => onChange({ ...scope, family: family ?? null })} options={serviceFamilies.map((value) => ({ value, label: familyName(value) }))} /></label>
      <label>{t('service')}<Select allowClear showSearch optionFilterProp="label" aria-label={t('service')} placeholder={t('anyService')} value={scope.itemId} onChange={(itemId: string | undefined) => onChange({ ...scope, itemId: itemId ?? null, family: null })} options={(items.value?.items ?? []).map((item) => ({ value: item.itemId, label: say(item.name) }))} /></label>
      <label>{t('district')}<Select allowClear aria-label={t('district')} placeholder={t('wholeCity')} value={scope.districtId} onChange={(districtId: string | undefined) => onChange({ ...scope, districtId: districtId ?? null })} options={(districts.value?.items ?? []).map((district) => ({ value: district.districtId, label: district.name }))} /></label>
    </div>
  );
}
