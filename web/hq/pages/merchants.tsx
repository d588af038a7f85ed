import type { ServiceFamily } from '@linli/contract';
import { Button, Input, InputNumber } from 'antd';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces, SkeletonScreen, Stars, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import { Facts, Panel } from '../parts/panel.tsx';
import partCss from '../parts/parts.module.css';
import { serviceFamilies, serviceFamilyText } from '../parts/status.text.ts';
import { useParam } from '../use-hq.ts';
import { allianceText } from './alliance.text.ts';
import { isLicenceRight } from './licence.ts';

type Row = View<'alliance', 'listMerchants'>['items'][number];
const tones = { active: 'jade', suspended: 'warm', exited: 'grey' } as const;

/** Who belongs to the alliance, on which terms. */
export default function MerchantsPage() {
  const { t } = useText(allianceText);
  const family = useText(serviceFamilyText).t;
  const { day } = useFormat();
  const { param, setParam, open } = useParam();
  const q = param('q') ?? '';
  const found = usePages(['alliance', 'listMerchants', q], (cursor) => api.alliance.listMerchants({ ...(q !== '' && { q }), ...(cursor && { cursor }) }), { live: ['alliance', 'worker'] });
  const columns = useMemo(() => [
    { title: t('name'), key: 'name', width: 240, render: (_: unknown, row: Row) => <span className={partCss.cell}><b className={partCss.strong}>{row.name}</b><small>{row.licenceNo}</small></span> },
    { title: t('status'), key: 'status', width: 105, render: (_: unknown, row: Row) => <StatusPill tone={tones[row.status]}>{t(row.status)}</StatusPill> },
    { title: t('contact'), key: 'contact', width: 160, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{row.contactName}</span><small>{row.maskedPhone}</small></span> },
    { title: t('families'), key: 'families', width: 200, render: (_: unknown, row: Row) => <span className={partCss.cell}>{row.families.map((one) => family(one)).join(' · ')}</span> },
    { title: t('territory'), key: 'territory', width: 170, render: (_: unknown, row: Row) => (row.districtNames.length > 0 ? <span className={partCss.cell}>{row.districtNames.length > 2 ? <span title={row.districtNames.join(' · ')}>{t('manyDistricts', { first: row.districtNames[0]!, count: row.districtNames.length })}</span> : row.districtNames.join(' · ')}</span> : <span className={partCss.quiet}>{t('noTerritory')}</span>) },
    { title: t('workers'), key: 'workers', width: 76, align: 'right' as const, render: (_: unknown, row: Row) => row.workerCount },
    { title: t('rating'), key: 'rating', width: 84, render: (_: unknown, row: Row) => (row.rating > 0 ? <Stars rating={row.rating} sizePixels={14} /> : '—') },
    { title: t('since'), key: 'since', width: 130, render: (_: unknown, row: Row) => day(row.admittedAt) },
  ], [t, family, day]);
  const admit = <OperatorButton type="primary" icon={<Plus size={16} />} data-testid="admit-open" onClick={() => setParam('new', 'true')}>{t('admit')}</OperatorButton>;
  return (
    <Page title={t('merchants')} aside={admit}>
      <FilterBar search={{ value: q, onChange: (next) => setParam('q', next), placeholder: t('searchMerchant') }} />
      <div data-testid="merchants"><DenseTable<Row> of={found} rowKey={(row) => row.merchantId} columns={columns} onOpen={(row) => open('merchant', row.merchantId)} openKey={param('merchant')} empty={<EmptyState title={t('noMerchants')} art="search" action={admit}>{t('noMerchantsNote')}</EmptyState>} /></div>
      {param('new') === 'true' ? <Admit onClose={() => setParam('new', null)} /> : param('merchant') ? <MerchantDrawer key={param('merchant')} merchantId={param('merchant')!} onClose={() => open('merchant', null)} /> : null}
    </Page>
  );
}

function MerchantDrawer({ merchantId, onClose }: { merchantId: string; onClose: () => void }) {
  const { t } = useText(allianceText);
  const family = useText(serviceFamilyText).t;
  const { day } = useFormat();
  const found = useView(['alliance', 'getMerchant', merchantId], () => api.alliance.getMerchant({ merchantId }), { live: ['alliance'], isKept: false });
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const suspend = useCommand(api.alliance.suspendMerchant, { onDone: (now) => { showToast(t('suspendedDone', { name: now.name })); setAsking(false); } });
  const resume = useCommand(api.alliance.resumeMerchant, { onDone: (now) => showToast(t('resumedDone', { name: now.name })) });
  const { value } = found;
  return (
    <DeskDrawer
      isOpen onClose={onClose} title={value ? <span className={partCss.line}><span>{value.name}</span><StatusPill tone={tones[value.status]}>{t(value.status)}</StatusPill></span> : t('merchants')}
      aside={value?.status === 'active' ? <OperatorButton danger data-testid="suspend-open" onClick={() => setAsking(true)}>{t('suspend')}</OperatorButton> : value?.status === 'suspended' ? <OperatorButton type="primary" loading={resume.isRunning} data-testid="resume" onClick={() => void resume.run({ merchantId })}>{t('resume')}</OperatorButton> : null}
    >
      <Faces of={found} loading={<SkeletonScreen />}>
        {(shown) => (
          <div className={partCss.stack} data-testid="merchant-drawer">
            {isAsking ? (
              <Panel title={t('suspendWhy')} note={t('suspendHint')}>
                <div className={partCss.line}>{(['why1', 'why2', 'why3'] as const).map((key) => <button key={key} type="button" className={partCss.chip} aria-pressed={reason === t(key)} onClick={() => setReason(t(key))}>{t(key)}</button>)}</div>
                <Input autoFocus value={reason} maxLength={200} aria-label={t('suspendWhy')} onChange={(event) => setReason(event.target.value)} />
                <div className={partCss.line}><Button danger type="primary" disabled={reason.trim() === ''} loading={suspend.isRunning} data-testid="suspend-confirm" onClick={() => void suspend.run({ merchantId, reason: reason.trim() })}>{t('suspend')}</Button><Button onClick={() => setAsking(false)}>{t('cancel')}</Button></div>
              </Panel>
            ) : null}
            <Panel title={t('facts')}>
              <Facts of={[
                [t('licenceNo'), shown.licenceNo], [t('contact'), shown.contactName], [t('phone'), shown.maskedPhone], [t('since'), day(shown.admittedAt)], [t('terms'), t('termsLine', { platform: shown.commissionBasisPoints / 100, worker: shown.workerShareBasisPoints / 100 })],
                [t('deposit'), <Amount key="d" fen={shown.guaranteeDepositFen} />], [t('workers'), String(shown.workerCount)], [t('rating'), shown.rating > 0 ? <Stars key="r" rating={shown.rating} sizePixels={14} /> : null], [t('families'), <span key="f" className={partCss.tags}>{shown.families.map((one) => <Tag key={one}>{family(one)}</Tag>)}</span>],
              ]} />
            </Panel>
            <Panel title={t('territory')} aside={<Link href="/districts" className={partCss.link!}>{t('toDistricts')}</Link>}>
              {shown.districts.length === 0 ? <p className={partCss.quiet}>{t('noTerritory')}</p> : <Facts of={shown.districts.map((district) => [district.name, <span key={district.districtId} className={partCss.tags}>{district.families.map((one) => <Tag key={one} tone="jade">{family(one)}</Tag>)}</span>] as const)} />}
            </Panel>
            <Panel title={t('branches')}>{shown.branches.length === 0 ? <p className={partCss.quiet}>{t('noBranches')}</p> : shown.branches.map((branch) => <span key={branch.branchId} className={partCss.cell}><b className={partCss.strong}>{branch.name}</b><small>{branch.address}</small></span>)}</Panel>
          </div>
        )}
      </Faces>
    </DeskDrawer>
  );
}

function Admit({ onClose }: { onClose: () => void }) {
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
  const isFull = name.trim() !== '' && isLicenceFine && ownerName.trim() !== '' && /^1[3-9]\d{9}$/.test(ownerPhone) && chosen.length > 0;
  const send = (): void => { if (isFull) void admit.run({ name: name.trim(), licenceNo, ownerName: ownerName.trim(), ownerPhone, commissionBasisPoints: Math.round(commission * 100), workerShareBasisPoints: Math.round(share * 100), guaranteeDepositFen: Math.round(deposit * 100), families: chosen }); };
  return (
    <DeskDrawer isOpen title={t('admit')} widthPixels={560} onClose={onClose} footer={<div className={partCss.line}><Button type="primary" disabled={!isFull} loading={admit.isRunning} data-testid="admit-submit" onClick={send}>{t('admitSubmit')}</Button><Button onClick={onClose}>{t('cancel')}</Button>{isFull ? null : <span className={partCss.quiet}>{t('needAll')}</span>}</div>}>
      <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); send(); }}>
        {admit.refusal ? <p className={partCss.wrong} role="alert" data-testid="admit-refusal">{admit.refusal[locale]}</p> : null}
        <label>{t('name')}<Input autoFocus value={name} maxLength={60} data-testid="admit-name" onChange={(event) => setName(event.target.value)} /></label>
        <label>{t('licenceNo')}
          <Input value={licenceNo} maxLength={18} status={licenceNo.length === 18 && !isLicenceFine ? 'error' : ''} data-testid="admit-licence" onChange={(event) => { setLicence(event.target.value.toUpperCase().replace(/[^0-9A-Z]/g, '')); admit.reset(); }} />
          <span className={licenceNo.length === 18 && !isLicenceFine ? partCss.wrong : partCss.quiet} role="status">{licenceNo.length === 18 ? t(isLicenceFine ? 'licenceGood' : 'licenceBad') : t('licenceLength', { count: licenceNo.length })}</span>
        </label>
        <div className={partCss.two}>
          <label>{t('ownerName')}<Input value={ownerName} maxLength={30} onChange={(event) => setOwnerName(event.target.value)} /></label>
          <label>{t('ownerPhone')}<Input type="tel" value={ownerPhone} maxLength={11} onChange={(event) => setOwnerPhone(event.target.value.replace(/\D/g, ''))} /></label>
          <label>{t('commission')}<InputNumber min={5} max={8} step={0.5} value={commission} onChange={(value) => setCommission(value ?? 8)} style={{ width: '100%' }} /></label>
          <label>{t('workerShare')}<InputNumber min={50} max={95} value={share} onChange={(value) => setShare(value ?? 70)} style={{ width: '100%' }} /></label>
          <label>{t('depositYuan')}<InputNumber min={0} max={1_000_000} step={1000} value={deposit} onChange={(value) => setDeposit(value ?? 0)} style={{ width: '100%' }} /></label>
        </div>
        <div className={partCss.label}>{t('chooseFamilies')}<div className={partCss.line}>{serviceFamilies.map((one) => <button key={one} type="button" className={partCss.chip} aria-pressed={chosen.includes(one)} onClick={() => setChosen(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one])}>{family(one)}</button>)}</div></div>
      </form>
    </DeskDrawer>
  );
}
