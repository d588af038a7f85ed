import { AutoComplete, Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useEffect, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import { useText } from '../../shared/i18n.ts';
import { Faces, SkeletonList } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import css from './book.module.css';
import { bookText } from './book.text.ts';
import type { Call } from './use-call.ts';

type Estate = View<'accounts', 'listEstates'>['items'][number];

/** Where to: one of the caller's addresses (the usual one is chosen already) or a new one in a known estate. */
export function AddressStep({ call }: { call: Call }) {
  const { t } = useText(bookText);
  const [isAdding, setAdding] = useState(false);
  const isNone = call.addresses.value?.items.length === 0;
  const isForm = isAdding || isNone;
  return (
    <Panel title={`2 · ${t('address')}`} aside={call.order || isNone ? null : <Button size="small" onClick={() => setAdding(!isAdding)} data-testid="book-new-address">{t(isAdding ? 'useAddress' : 'newAddress')}</Button>}>
      <Faces of={call.addresses} loading={<SkeletonList count={1} hasAvatar={false} />}>
        {({ items }) => isForm ? <AddressForm call={call} onSaved={(addressId) => { call.setAddressId(addressId); setAdding(false); }} /> : (
          <div className={css.results} role="radiogroup" aria-label={t('address')}>
            {items.map((one) => <button key={one.addressId} type="button" role="radio" aria-checked={one.addressId === call.address?.addressId} className={css.pick} disabled={call.order !== null} onClick={() => call.setAddressId(one.addressId)}><b>{one.estateName} {one.building} {one.room}</b><small>{one.districtName} · {one.homeScene.areaSquareMeters} m²{one.homeScene.hasPet ? ` · ${t('pet')}` : ''}{one.homeScene.hasBaby ? ` · ${t('baby')}` : ''}{one.homeScene.hasElder ? ` · ${t('elder')}` : ''}</small></button>)}
          </div>
        )}
      </Faces>
    </Panel>
  );
}

function AddressForm({ call, onSaved }: { call: Call; onSaved: (addressId: string) => void }) {
  const { t } = useText(bookText);
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState('');
  const [estate, setEstate] = useState<Estate | null>(null);
  const [building, setBuilding] = useState<string | null>(null);
  const [room, setRoom] = useState('');
  const [scene, setScene] = useState({ areaSquareMeters: 90, hasBaby: false, hasPet: false, hasElder: false });
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words.trim()), 250);
    return () => clearTimeout(timer);
  }, [words]);
  const found = useView(['accounts', 'listEstates', asked], () => api.accounts.listEstates({ limit: 20, ...(asked !== '' && { q: asked }) }), { live: false, staleSeconds: 300 });
  const add = useCommand(api.accounts.addAddress, { refreshes: [['accounts', 'listAddresses']], onDone: ({ addressId }) => onSaved(addressId) });
  const save = (): void => {
    if (!estate || !building || !call.caller) return;
    void add.run({ customerId: call.caller.personId, estateId: estate.estateId, building, room: room.trim(), contactName: call.caller.name, homeScene: { homeType: 'flat', note: '', ...scene }, isDefault: call.addresses.value?.items.length === 0 });
  };
  return (
    <div className={css.steps} style={{ gap: 8 }}>
      <div className={css.fields}>
        <AutoComplete
          popupMatchSelectWidth={false} value={words} autoFocus aria-label={t('estate')} placeholder={t('estatePlaceholder')} data-testid="book-estate" defaultActiveFirstOption onSearch={(next) => { setWords(next); setEstate(null); setBuilding(null); }}
          onSelect={(value) => { const one = found.value?.items.find(({ estateId }) => estateId === value); if (one) { setEstate(one); setWords(one.name); setBuilding(one.buildings.length === 1 ? one.buildings[0]! : null); } }}
          options={(found.value?.items ?? []).map((one) => ({ value: one.estateId, label: `${one.name} · ${one.districtName} ${one.streetName}${one.isOpen ? '' : ` · ${t('closed')}`}` }))} notFoundContent={t('noEstate')}
        />
        <Select showSearch aria-label={t('building')} placeholder={t('building')} disabled={estate === null} value={building} onChange={setBuilding} options={(estate?.buildings ?? []).map((value) => ({ value, label: value }))} data-testid="book-building" />
        <Input value={room} maxLength={20} aria-label={t('room')} placeholder={t('room')} onChange={(event) => setRoom(event.target.value)} onPressEnter={save} />
        <InputNumber min={10} max={2000} aria-label={t('area')} value={scene.areaSquareMeters} onChange={(value) => setScene({ ...scene, areaSquareMeters: value ?? 90 })} suffix="m²" style={{ width: '100%' }} />
      </div>
      <div className={css.line}>
        {([['hasBaby', 'baby'], ['hasPet', 'pet'], ['hasElder', 'elder']] as const).map(([key, label]) => <Checkbox key={key} checked={scene[key]} onChange={(event) => setScene({ ...scene, [key]: event.target.checked })}>{t(label)}</Checkbox>)}
        <Button type="primary" style={{ marginInlineStart: 'auto' }} disabled={!estate || !building} loading={add.isRunning} onClick={save} data-testid="book-save-address">{t('saveAddress')}</Button>
      </div>
    </div>
  );
}
