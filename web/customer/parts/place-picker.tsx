import { ChevronRight, LocateFixed, MapPin } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Chips, EmptyState, Faces, SearchInput, SkeletonList, Tag, TextInput } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { usePosition } from '../use-position.ts';
import css from './place-picker.module.css';
import { placeText } from './place.text.ts';

export type Estate = View<'accounts', 'listEstates'>['items'][number];
export type NewPlace = { estate: Estate; building: string | null; room: string };

/** Beyond this the distance says that the person is elsewhere, not which estate is near. */
const farMeters = 60_000;
const shownAtOnce = 6;

/** Estate, then building, then (if one likes) the door: three taps without typing. */
export function PlacePicker({ value, onChange }: { value: NewPlace | null; onChange: (place: NewPlace | null) => void }) {
  const { t } = useText(placeText);
  if (value === null) return <EstateList onPick={(estate) => onChange({ estate, building: estate.buildings.length === 1 ? estate.buildings[0]! : null, room: '' })} />;
  return (
    <div className={css.stack}>
      <button type="button" className={css.chosen} onClick={() => onChange(null)}>
        <MapPin size={20} aria-hidden="true" />
        <span><b>{value.estate.name}</b><small>{value.estate.districtName} · {value.estate.streetName}</small></span>
        <em>{t('changeEstate')}</em>
      </button>
      <div data-testid="place-buildings"><Chips label={t('building')} isLabelShown value={value.building} onChange={(building) => onChange({ ...value, building })} choices={value.estate.buildings.map((name) => ({ value: name, label: name }))} /></div>
      {value.building === null ? null : <TextInput label={t('room')} isOptional value={value.room} maxLength={20} placeholder={t('roomHint')} onChange={(room) => onChange({ ...value, room })} />}
    </div>
  );
}

/** By name alone what can be served stands first; by distance the order is already the one that matters. */
const openFirst = (estates: readonly Estate[], isByDistance: boolean): Estate[] => (isByDistance ? [...estates] : [...estates].sort((a, b) => Number(b.isOpen) - Number(a.isOpen)));

function EstateList({ onPick }: { onPick: (estate: Estate) => void }) {
  const { t } = useText(placeText);
  const { distance } = useFormat();
  const position = usePosition();
  const [words, setWords] = useState('');
  const [districtCode, setDistrictCode] = useState<string | null>(null);
  const [isAll, setAll] = useState(false);
  const q = useDeferredValue(words.trim());
  const city = useView(['accounts', 'city'], () => api.accounts.city({}), { live: false, staleSeconds: 3600 });
  const cityId = city.value?.cityId;
  const districts = useView(['accounts', 'listDivisions', cityId], () => api.accounts.listDivisions({ parent: cityId! }), { isReady: cityId !== undefined, live: false, staleSeconds: 3600 });
  const point = position.point;
  const estates = usePages(['accounts', 'listEstates', point, districtCode, q], (cursor) => api.accounts.listEstates({
    limit: 20, ...(point && { lon: point.lon, lat: point.lat }), ...(districtCode && { districtCode }), ...(q !== '' && { q: q.slice(0, 40) }), ...(cursor && { cursor }),
  }), { live: ['alliance'], staleSeconds: 60 });

  return (
    <div className={css.stack}>
      <SearchInput label={t('findEstate')} value={words} onChange={setWords} maxLength={40} />
      {position.state === 'known' ? <p className={css.soft}><LocateFixed size={16} aria-hidden="true" />{t('byDistance')}</p> : (
        <Button kind="soft" isWide isBusy={position.state === 'asking'} icon={<LocateFixed size={18} />} onClick={position.ask} disabled={position.state === 'refused'}>{position.state === 'refused' ? t('refused') : position.state === 'asking' ? t('asking') : t('nearMe')}</Button>
      )}
      <Chips label={t('districts')} isScrolling canClear value={districtCode} onChange={setDistrictCode} choices={(districts.value?.items ?? []).map((one) => ({ value: one.code, label: one.name }))} />
      <Faces of={estates} loading={<SkeletonList count={4} hasAvatar={false} />} isEmpty={(found) => found.length === 0} empty={<EmptyState title={t('none')} art="search">{t('noneLead')}</EmptyState>}>
        {(found) => (
          <>
            <ul className={css.estates} data-testid="place-estates">
              {openFirst(found, point !== null).slice(0, isAll ? undefined : shownAtOnce).map((estate) => (
                <li key={estate.estateId}>
                  <button type="button" className={css.estate} onClick={() => onPick(estate)}>
                    <span><b>{estate.name}</b><small>{estate.districtName} · {estate.streetName}</small></span>
                    {estate.isOpen ? null : <Tag tone="grey">{t('notOpen')}</Tag>}
                    {estate.distanceMeters !== null && estate.distanceMeters < farMeters ? <span className={css.far}>{distance(estate.distanceMeters)}</span> : null}
                    <ChevronRight size={18} aria-hidden="true" />
                  </button>
                </li>
              ))}
            </ul>
            {(!isAll && found.length > shownAtOnce) || estates.hasMore ? <Button kind="quiet" isWide isBusy={estates.isLoadingMore} onClick={() => (isAll ? estates.loadMore() : setAll(true))}>{t('moreEstates')}</Button> : null}
          </>
        )}
      </Faces>
    </div>
  );
}
