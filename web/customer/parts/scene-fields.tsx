import type { Allergen, HomeScene } from '@linli/contract';
import { Baby, Building, Cat, Cigarette, Dog, Flower2, House, PawPrint, PersonStanding, SprayCan } from 'lucide-react';
import { useText } from '../../shared/i18n.ts';
import { Chips, ChipsMulti, Stepper, Tag, TextArea } from '../../shared/kit/index.ts';
import { text } from '../text.ts';
import { placeText } from './place.text.ts';
import css from './scene-fields.module.css';

export const plainScene: HomeScene = { homeType: 'flat', areaSquareMeters: 90, hasBaby: false, hasPet: false, hasElder: false, animals: [], hasSmoker: false, sensitivities: [], note: '' };
/** Written out: a value import of the contract would bring its schemas into the bundle. */
const allergens = ['cat', 'dog', 'smoke', 'perfume', 'flowers'] as const satisfies readonly Allergen[];
const presences = ['hasBaby', 'hasPet', 'hasElder', 'hasSmoker'] as const;
const icons = { hasBaby: <Baby size={17} />, hasPet: <PawPrint size={17} />, hasElder: <PersonStanding size={17} />, hasSmoker: <Cigarette size={17} /> };

const allergenIcons = { cat: <Cat size={17} />, dog: <Dog size={17} />, smoke: <Cigarette size={17} />, perfume: <SprayCan size={17} />, flowers: <Flower2 size={17} /> };

/** The home as the worker will find it, in chips; everything has a usual value. */
export function SceneFields({ value, onChange }: { value: HomeScene; onChange: (scene: HomeScene) => void }) {
  const { t } = useText(placeText);
  const common = useText(text);
  return (
    <div className={css.fields}>
      <div className={css.line}>
        <span>{t('homeType')}</span>
        <Chips label={t('homeType')} value={value.homeType} onChange={(homeType) => homeType && onChange({ ...value, homeType })} choices={[{ value: 'flat', label: common.t('homeFlat'), icon: <Building size={17} /> }, { value: 'house', label: common.t('homeHouse'), icon: <House size={17} /> }]} />
      </div>
      <div className={css.line}>
        <span>{t('people')}</span>
        <ChipsMulti label={t('people')} values={presences.filter((one) => value[one])} onChange={(on) => onChange({ ...value, hasBaby: on.includes('hasBaby'), hasPet: on.includes('hasPet'), hasElder: on.includes('hasElder'), hasSmoker: on.includes('hasSmoker'), animals: on.includes('hasPet') ? value.animals : [] })} choices={presences.map((one) => ({ value: one, label: common.t(one), icon: icons[one] }))} />
      </div>
      {value.hasPet && (
        <div className={css.line}>
          <span>{t('animals')}</span>
          <ChipsMulti label={t('animals')} values={value.animals} onChange={(animals) => onChange({ ...value, animals: (['cat', 'dog'] as const).filter((one) => animals.includes(one)) })} choices={[{ value: 'cat', label: common.t('cat'), icon: <Cat size={17} /> }, { value: 'dog', label: common.t('dog'), icon: <Dog size={17} /> }]} />
        </div>
      )}
      <div className={css.line}>
        <span>{t('area')}</span>
        <Stepper label={t('area')} value={value.areaSquareMeters} min={20} max={500} step={10} unit={t('areaUnit')} onChange={(areaSquareMeters) => onChange({ ...value, areaSquareMeters })} />
      </div>
      <div className={css.block}>
        <span>{t('sensitive')}</span>
        <small>{t('sensitiveNote')}</small>
        <ChipsMulti label={t('sensitive')} values={value.sensitivities} onChange={(some) => onChange({ ...value, sensitivities: allergens.filter((one) => some.includes(one)) })} choices={allergens.map((one) => ({ value: one, label: one === 'cat' ? t('catHair') : one === 'dog' ? t('dogHair') : common.t(one), icon: allergenIcons[one] }))} />
      </div>
    </div>
  );
}

/** A lasting word about the home (a broken bell, a dog behind the door); kept with the address. */
export function SceneNote({ value, onChange }: { value: HomeScene; onChange: (scene: HomeScene) => void }) {
  const { t } = useText(placeText);
  return <TextArea label={t('note')} isOptional rows={2} maxLength={200} placeholder={t('noteHint')} value={value.note} onChange={(note) => onChange({ ...value, note })} />;
}

/** The same in small tags, where it is only read. */
export function SceneTags({ scene }: { scene: HomeScene }) {
  const { t } = useText(text);
  return (
    <span className={css.tags}>
      <Tag>{t(scene.homeType === 'flat' ? 'homeFlat' : 'homeHouse')} {t('area', { count: scene.areaSquareMeters })}</Tag>
      {presences.filter((one) => scene[one]).map((one) => <Tag key={one} tone="warm">{t(one)}</Tag>)}
      {scene.animals.map((one) => <Tag key={one} tone="warm">{t(one)}</Tag>)}
      {scene.sensitivities.map((one) => <Tag key={`no-${one}`} tone="warm">{t('sensitiveTo', { what: t(one) })}</Tag>)}
    </span>
  );
}
