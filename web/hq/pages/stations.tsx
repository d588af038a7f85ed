import { Button, Input, Segmented } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Tag, showToast } from '../../shared/kit/index.ts';
import { CityMap } from '../../shared/map/city-map.tsx';
import { useCommand } from '../../shared/use-command.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { type PickedPoint, PointPicker } from '../parts/point-picker.tsx';
import { useDistricts, useParam, useStations } from '../use-hq.ts';
import { allianceText } from './alliance.text.ts';

type Station = View<'alliance', 'listStations'>['items'][number];
const kinds = ['community', 'mall', 'office'] as const;

/** Where help is at hand on foot. */
export default function StationsPage() {
  const { t } = useText(allianceText);
  const { param, setParam } = useParam();
  const found = useStations();
  const districts = useDistricts();
  const q = (param('q') ?? '').trim();
  const rows = found.value?.items.filter((one) => q === '' || one.name.includes(q) || one.address.includes(q));
  const picked = found.value?.items.find(({ stationId }) => stationId === param('station'));
  const add = <OperatorButton type="primary" icon={<Plus size={16} />} data-testid="station-add" onClick={() => setParam('new', 'true')}>{t('addStation')}</OperatorButton>;
  const columns = [
    { title: t('name'), key: 'name', width: 150, render: (_: unknown, row: Station) => <b className={partCss.cell} style={{ fontWeight: 600 }}>{row.name}</b> },
    { title: t('kind'), key: 'kind', width: 80, render: (_: unknown, row: Station) => <Tag tone="jade">{t(row.kind)}</Tag> },
    { title: t('address'), key: 'address', width: 190, render: (_: unknown, row: Station) => <span className={partCss.cell}><span>{row.address}</span><small>{row.phone}</small></span> },
  ];
  return (
    <Page title={t('stations')} note={found.value ? t('coverage', { percent: Math.round(found.value.coveragePercent) }) : undefined} aside={add}>
      <FilterBar search={{ value: q, onChange: (next) => setParam('q', next), placeholder: t('searchStation') }} />
      <div className={partCss.wideLeft}>
        <CityMap districts={districts.value?.items ?? []} markers={(found.value?.items ?? []).map((one) => ({ id: one.stationId, kind: 'station' as const, lon: one.lon, lat: one.lat, label: one.name, state: 'idle' as const }))} selectedId={param('station')} onPick={(marker) => setParam('station', marker.id)} focus={picked ?? null} heightPixels={480} />
        <div data-testid="stations"><DenseTable<Station> of={{ ...found, value: rows }} rowKey={(row) => row.stationId} columns={columns} card={(row) => ({ title: row.name, aside: <Tag tone="jade">{t(row.kind)}</Tag>, note: <><span>{row.address}</span><span>{row.phone}</span></> })} onOpen={(row) => setParam('station', row.stationId)} openKey={param('station')} empty={<EmptyState title={t('noStations')} action={add} />} /></div>
      </div>
      {param('new') === 'true' ? <AddStation onClose={() => setParam('new', null)} /> : null}
    </Page>
  );
}

function AddStation({ onClose }: { onClose: () => void }) {
  const { t, locale } = useText(allianceText);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Station['kind']>('community');
  const [address, setAddress] = useState('');
  const [phone, setPhone] = useState('');
  const [place, setPlace] = useState<PickedPoint | null>(null);
  const add = useCommand(api.alliance.addStation, { isQuiet: true, onDone: (made) => { showToast(t('stationAdded', { name: made.name })); onClose(); } });
  const isFull = name.trim() !== '' && address.trim() !== '' && place !== null;
  return (
    <DeskDrawer isOpen title={t('addStation')} widthPixels={480} onClose={onClose}>
      <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); if (isFull) void add.run({ name: name.trim(), kind, address: address.trim(), phone: phone.trim(), lon: place.lon, lat: place.lat }); }}>
        <label>{t('stationName')}<Input autoFocus value={name} maxLength={60} onChange={(event) => setName(event.target.value)} /></label>
        <div className={partCss.label}>{t('kind')}<Segmented block value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: t(value) }))} /></div>
        <label>{t('address')}<Input value={address} maxLength={120} onChange={(event) => setAddress(event.target.value)} /></label>
        <label>{t('near')}<PointPicker label={t('near')} placeholder={t('nearHint')} value={place} onChange={setPlace} /></label>
        <label>{t('stationPhone')}<Input type="tel" value={phone} maxLength={20} onChange={(event) => setPhone(event.target.value)} /></label>
        {add.refusal ? <p className={partCss.wrong} role="alert">{add.refusal[locale]}</p> : null}
        <div className={partCss.line}><Button type="primary" htmlType="submit" disabled={!isFull} loading={add.isRunning}>{t('save')}</Button><Button onClick={onClose}>{t('cancel')}</Button></div>
      </form>
    </DeskDrawer>
  );
}
