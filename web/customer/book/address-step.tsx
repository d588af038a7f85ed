import { Check, MapPin, Plus } from 'lucide-react';
import { useState } from 'react';
import { cx } from '../../shared/class-names.ts';
import { useText } from '../../shared/i18n.ts';
import { Bone, Button, List, Row, Sheet } from '../../shared/kit/index.ts';
import { PlacePicker } from '../parts/place-picker.tsx';
import { SceneFields, SceneTags } from '../parts/scene-fields.tsx';
import { text } from '../text.ts';
import css from './book.module.css';
import { bookText } from './book.text.ts';
import type { Plan } from './use-plan.ts';

/** Where, and what the worker will find there. A known address takes no tap, a new one two. */
export function AddressStep({ plan }: { plan: Plan }) {
  const { t } = useText(bookText);
  const common = useText(text);
  const [isChoosing, setChoosing] = useState(false);
  const [isSceneOpen, setSceneOpen] = useState(false);
  const { address, known } = plan;
  if (plan.isLoadingAddresses) return <Bone height={72} radius="var(--radius-m)" />;
  if (plan.isPickingPlace) return (
    <>
      {plan.isSignedIn ? null : <button type="button" className={css.hintLink} onClick={() => void plan.askSignIn()}>{t('signInHint')}</button>}
      {known.length > 0 ? <Button kind="quiet" size="small" onClick={() => plan.chooseAddress(known[0]!.addressId)}>{known[0]!.estateName} {known[0]!.building}</Button> : null}
      <PlacePicker value={plan.place} onChange={plan.setPlace} />
      {plan.place?.building ? <div className={css.scene}><h3>{t('home')}</h3><SceneFields value={plan.scene} onChange={plan.setScene} /></div> : null}
    </>
  );
  if (!address) return null;
  return (
    <>
      <button type="button" className={css.summary} onClick={() => setChoosing(true)} data-testid="book-address">
        <MapPin size={20} aria-hidden="true" />
        <span><b>{address.estateName} {address.building} {address.room}</b><small>{address.districtName} · {t('contact', { name: address.contactName, phone: address.maskedPhone })}</small></span>
        <em>{common.t('change')}</em>
      </button>
      <button type="button" className={cx(css.summary, css.plain)} aria-expanded={isSceneOpen} onClick={() => setSceneOpen(!isSceneOpen)}>
        <span><SceneTags scene={address.homeScene} /></span>
        <em>{isSceneOpen ? common.t('understood') : common.t('edit')}</em>
      </button>
      {isSceneOpen ? <SceneFields value={plan.scene} onChange={plan.setScene} /> : null}
      <Sheet isOpen={isChoosing} title={t('addressChoose')} onClose={() => setChoosing(false)} bar={<Button kind="secondary" size="large" isWide icon={<Plus size={20} />} onClick={() => { plan.startNewPlace(); setChoosing(false); }}>{t('addressNew')}</Button>}>
        <List label={t('addressChoose')}>
          {known.map((one) => (
            <Row key={one.addressId} isSelected={one.addressId === address.addressId} start={one.addressId === address.addressId ? <Check size={20} color="var(--jade-600)" /> : <MapPin size={20} color="var(--ink-400)" />}
              title={`${one.estateName} ${one.building} ${one.room}`} note={`${one.districtName} · ${t('contact', { name: one.contactName, phone: one.maskedPhone })}`} onPress={() => { plan.chooseAddress(one.addressId); setChoosing(false); }} />
          ))}
        </List>
      </Sheet>
    </>
  );
}
