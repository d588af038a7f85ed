import { Button, Input } from 'antd';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces, SkeletonScreen, Stars, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { type PickedPoint, PointPicker } from '../parts/point-picker.tsx';
import { useParam } from '../use-hq.ts';
import { allianceText } from './alliance.text.ts';
import { AdmitMerchant } from './admit-merchant.tsx';
import { ElderProviders } from './elder-providers.tsx';
import { JoiningList } from './joinings.tsx';
import { OwnerSessions } from './owner-sessions.tsx';

type Row = View<'alliance', 'listMerchants'>['items'][number];
const tones = { joining: 'sky', active: 'jade', suspended: 'warm', exiting: 'warm', exited: 'grey' } as const;

/** Who belongs to the alliance, on which terms. */
export default function MerchantsPage() {
  const { t } = useText(allianceText);
  const family = useText(serviceFamilyText).t;
  const { day } = useFormat();
  const { param, setParam, open } = useParam();
  const q = param('q') ?? '';
  const part = param('part') === 'joining' ? 'joining' as const : param('part') === 'trainings' ? 'trainings' as const : param('part') === 'elder' ? 'elder' as const : 'all' as const;
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
  const card = (row: Row): RowCard => ({
    title: row.name, aside: <StatusPill tone={tones[row.status]}>{t(row.status)}</StatusPill>,
    note: <><span>{row.families.map((one) => family(one)).join(' · ')}</span><span>{t('workers')} {row.workerCount}</span><span>{t('contact')} {row.contactName}</span></>,
  });
  const admit = <OperatorButton type="primary" icon={<Plus size={16} />} data-testid="admit-open" onClick={() => setParam('new', 'true')}>{t('admit')}</OperatorButton>;
  return (
    <Page title={t('merchants')} aside={admit}>
      <FilterBar search={{ value: q, onChange: (next) => setParam('q', next), placeholder: t('searchMerchant') }} segments={{ value: part, onChange: (next) => setParam('part', next === 'all' ? null : next), choices: [{ value: 'all', label: t('partAll') }, { value: 'joining', label: t('partJoining') }, { value: 'trainings', label: t('partTrainings') }, { value: 'elder', label: t('partElder') }] }} />
      {part === 'joining' ? <JoiningList q={q} /> : part === 'trainings' ? <OwnerSessions /> : part === 'elder' ? <ElderProviders q={q} /> : <div data-testid="merchants"><DenseTable<Row> of={found} rowKey={(row) => row.merchantId} columns={columns} card={card} onOpen={(row) => open('merchant', row.merchantId)} openKey={param('merchant')} empty={<EmptyState title={t('noMerchants')} art="search" action={admit}>{t('noMerchantsNote')}</EmptyState>} /></div>}
      {param('new') === 'true' ? <AdmitMerchant onClose={() => setParam('new', null)} /> : param('merchant') ? <MerchantDrawer key={param('merchant')} merchantId={param('merchant')!} onClose={() => open('merchant', null)} /> : null}
    </Page>
  );
}

function MerchantDrawer({ merchantId, onClose }: { merchantId: string; onClose: () => void }) {
  const { t } = useText(allianceText);
  const family = useText(serviceFamilyText).t;
  const { day } = useFormat();
  const found = useView(['alliance', 'getMerchant', merchantId], () => api.alliance.getMerchant({ merchantId }), { live: ['alliance'], isKept: false });
  const [isAsking, setAsking] = useState(false);
  const [isAdding, setAdding] = useState(false);
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
            <Panel title={t('branches')} aside={isAdding ? null : <OperatorButton size="small" icon={<Plus size={15} />} data-testid="branch-add" onClick={() => setAdding(true)}>{t('addBranch')}</OperatorButton>}>{shown.branches.length === 0 ? <p className={partCss.quiet}>{t('noBranches')}</p> : shown.branches.map((branch) => <span key={branch.branchId} className={partCss.cell}><b className={partCss.strong}>{branch.name}</b><small>{branch.address}</small></span>)}{isAdding ? <AddBranch merchantId={merchantId} onClose={() => setAdding(false)} /> : null}</Panel>
          </div>
        )}
      </Faces>
    </DeskDrawer>
  );
}

/** A branch stands where its nearest estate is. */
function AddBranch({ merchantId, onClose }: { merchantId: string; onClose: () => void }) {
  const { t, locale } = useText(allianceText);
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [place, setPlace] = useState<PickedPoint | null>(null);
  const add = useCommand(api.alliance.addBranch, { isQuiet: true, onDone: (made) => { showToast(t('branchAdded', { name: made.name })); onClose(); } });
  const isFull = name.trim() !== '' && address.trim() !== '' && place !== null;
  return (
    <form className={partCss.form} data-testid="branch-form" onSubmit={(event) => { event.preventDefault(); if (isFull) void add.run({ merchantId, name: name.trim(), address: address.trim(), lon: place.lon, lat: place.lat }); }}>
      <label>{t('branchName')}<Input autoFocus value={name} maxLength={60} data-testid="branch-name" onChange={(event) => setName(event.target.value)} /></label>
      <label>{t('near')}<PointPicker label={t('near')} placeholder={t('nearHint')} value={place} onChange={setPlace} /></label>
      <label>{t('address')}<Input value={address} maxLength={120} data-testid="branch-address" onChange={(event) => setAddress(event.target.value)} /></label>
      {add.refusal ? <p className={partCss.wrong} role="alert">{add.refusal[locale]}</p> : null}
      <div className={partCss.line}><Button type="primary" htmlType="submit" disabled={!isFull} loading={add.isRunning} data-testid="branch-save">{t('save')}</Button><Button onClick={onClose}>{t('cancel')}</Button></div>
    </form>
  );
}
