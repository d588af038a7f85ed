import { MapPinPlus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, CheckRow, Dialog, EmptyState, Faces, Sheet, Tag, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import type { Address } from '../book/use-plan.ts';
import { Frame } from '../frame.tsx';
import { type NewPlace, PlacePicker } from '../parts/place-picker.tsx';
import { placeText } from '../parts/place.text.ts';
import { SceneFields, SceneNote, SceneTags, plainScene } from '../parts/scene-fields.tsx';
import { text } from '../text.ts';
import css from './me.module.css';
import { meText } from './me.text.ts';
import { SignInFirst } from './sign-in-first.tsx';

/** The addresses of the household. */
export default function Addresses() {
  const { t } = useText(meText);
  const [isAdding, setAdding] = useState(false);
  return (
    <Frame title={t('addrTitle')} back="/me" width="reading" bar={<Button size="large" isWide icon={<MapPinPlus size={20} />} onClick={() => setAdding(true)}>{t('addrNew')}</Button>}>
      <SignInFirst><AddressList /></SignInFirst>
      {isAdding ? <NewAddressSheet onClose={() => setAdding(false)} /> : null}
    </Frame>
  );
}

function AddressList() {
  const { t } = useText(meText);
  const common = useText(text);
  const addresses = useView(['accounts', 'listAddresses'], () => api.accounts.listAddresses({}), { live: false });
  const [edited, setEdited] = useState<Address | null>(null);
  const [removed, setRemoved] = useState<Address | null>(null);
  const update = useCommand(api.accounts.updateAddress);
  const remove = useCommand(api.accounts.removeAddress, { onDone: () => { setRemoved(null); showToast(t('addrRemoved')); } });
  return (
    <Faces of={addresses} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('addrEmpty')}>{t('addrEmptyLead')}</EmptyState>}>
      {({ items }) => (
        <div className={css.stack}>
          {items.map((address) => (
            <Card key={address.addressId}>
              <div className={css.entry}>
                <div className={css.entryHead}><b>{address.estateName} {address.building} {address.room}</b>{address.isDefault ? <Tag tone="jade">{t('addrDefault')}</Tag> : null}</div>
                <p className={css.soft}>{address.districtName} · {address.streetName} · {address.contactName} {address.maskedPhone}</p>
                <SceneTags scene={address.homeScene} />
                <div className={css.ways}>
                  {address.isDefault ? null : <Button kind="quiet" size="small" onClick={() => void update.run({ addressId: address.addressId, isDefault: true })}>{t('addrMakeDefault')}</Button>}
                  <Button kind="quiet" size="small" onClick={() => setRemoved(address)}>{t('addrRemove')}</Button>
                  <Button kind="secondary" size="small" onClick={() => setEdited(address)}>{common.t('edit')}</Button>
                </div>
              </div>
            </Card>
          ))}
          {edited ? <EditAddressSheet address={edited} onClose={() => setEdited(null)} /> : null}
          <Dialog isOpen={removed !== null} title={t('addrRemoveAsk')} confirm={t('addrRemove')} isDanger isBusy={remove.isRunning} onClose={() => setRemoved(null)} onConfirm={() => removed && void remove.run({ addressId: removed.addressId })}>{t('addrRemoveLead')}</Dialog>
        </div>
      )}
    </Faces>
  );
}

function NewAddressSheet({ onClose }: { onClose: () => void }) {
  const { t } = useText(meText);
  const place = useText(placeText);
  const [chosen, setChosen] = useState<NewPlace | null>(null);
  const [scene, setScene] = useState(plainScene);
  const [isDefault, setDefault] = useState(false);
  const add = useCommand(api.accounts.addAddress, { onDone: () => { showToast(t('addrSaved')); onClose(); } });
  const save = (): void => { if (chosen?.building) void add.run({ estateId: chosen.estate.estateId, building: chosen.building, room: chosen.room.trim(), homeScene: scene, isDefault }); };
  return (
    <Sheet isOpen isFull title={t('addrNew')} onClose={onClose} bar={<Button size="large" isWide isBusy={add.isRunning} disabled={!chosen?.building} onClick={save}>{place.t('saveAddress')}</Button>}>
      <PlacePicker value={chosen} onChange={setChosen} />
      {chosen?.building ? <><SceneFields value={scene} onChange={setScene} /><SceneNote value={scene} onChange={setScene} /><CheckRow label={place.t('isDefault')} isOn={isDefault} onChange={setDefault} /></> : null}
    </Sheet>
  );
}

function EditAddressSheet({ address, onClose }: { address: Address; onClose: () => void }) {
  const { t } = useText(meText);
  const place = useText(placeText);
  const [room, setRoom] = useState(address.room);
  const [contactName, setContactName] = useState(address.contactName);
  const [scene, setScene] = useState(address.homeScene);
  const [isDefault, setDefault] = useState(address.isDefault);
  const update = useCommand(api.accounts.updateAddress, { onDone: () => { showToast(t('addrSaved')); onClose(); } });
  const save = (): void => void update.run({ addressId: address.addressId, room: room.trim(), homeScene: scene, ...(contactName.trim() && { contactName: contactName.trim() }), ...(isDefault && { isDefault }) });
  return (
    <Sheet isOpen title={t('addrEdit')} onClose={onClose} bar={<Button size="large" isWide isBusy={update.isRunning} onClick={save}>{place.t('saveAddress')}</Button>}>
      <b>{address.estateName} {address.building}</b>
      <TextInput label={place.t('room')} isOptional value={room} onChange={setRoom} maxLength={20} placeholder={place.t('roomHint')} />
      <TextInput label={place.t('contact')} value={contactName} onChange={setContactName} maxLength={30} />
      <SceneFields value={scene} onChange={setScene} />
      <SceneNote value={scene} onChange={setScene} />
      {address.isDefault ? null : <CheckRow label={place.t('isDefault')} isOn={isDefault} onChange={setDefault} />}
    </Sheet>
  );
}
