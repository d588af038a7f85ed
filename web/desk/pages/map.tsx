import { Button, Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import parts from '../../shared/desk/parts.module.css';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonList, Tag } from '../../shared/kit/index.ts';
import { CityMap, type MapMarker } from '../../shared/map/city-map.tsx';
import type { Tone } from '../../shared/tokens.ts';
import { useFormat } from '../../shared/use-format.ts';
import { stationMarkers, visitMarkers, workerMarkers } from '../parts/markers.ts';
import { useCore } from '../parts/use-core.ts';
import { repairText } from '../plan/repair.text.ts';
import { useRepair } from '../plan/use-repair.ts';
import { text } from '../text.ts';
import { useDistricts, useHolds, useLiveMap, useStations } from '../use-desk.ts';
import css from './map.module.css';
import { mapPageText } from './map.text.ts';

const states = ['waiting', 'due', 'onTheWay', 'inService', 'idle', 'offline', 'done'] as const;
type State = (typeof states)[number];
const tones: Record<State, Tone> = { waiting: 'warm', due: 'grey', onTheWay: 'sky', inService: 'jade', idle: 'grey', offline: 'grey', done: 'grey' };
type Entry = MapMarker & { title: string; note: string };

/** The whole city: who is where and how each visit stands, filtered by state, with the same as a list. */
export default function MapPage() {
  const { t, say } = useText(mapPageText);
  const common = useText(text).t;
  const repairWords = useText(repairText).t;
  const repair = useRepair();
  const holds = useHolds();
  const { time } = useFormat();
  const { param, setParam, openOrder, openWorker } = useOpen();
  const districtId = param('district');
  const live = useLiveMap(districtId);
  const districts = useDistricts();
  const stations = useStations();
  const isWhole = param('area') === 'whole';
  const { shownDistricts, isNear } = useCore(districts.value?.items, isWhole || districtId !== null);
  const [off, setOff] = useState<readonly State[]>(['offline', 'done']);
  const [isLateOnly, setLateOnly] = useState(false);
  const [words, setWords] = useState('');
  const [selected, setSelected] = useState<Entry | null>(null);

  const entries = useMemo((): Entry[] => {
    const visits = new Map(live.value?.visits.map((visit) => [visit.orderId, visit]));
    return [
      ...visitMarkers(live.value?.visits ?? [], say).map((marker) => {
        const visit = visits.get(marker.id)!;
        return { ...marker, title: say(visit.itemName), note: `${t('at', { time: time(visit.startAt) })} · ${visit.no}` };
      }),
      ...workerMarkers(live.value?.workers ?? []).map((marker) => ({ ...marker, title: marker.label, note: common(marker.state as State) })),
    ];
  }, [live.value, say, t, time, common]);
  const counts = useMemo(() => new Map(states.map((state) => [state, entries.filter((entry) => entry.state === state).length])), [entries]);
  const shown = useMemo(() => entries.filter((entry) => !off.includes(entry.state) && (!isLateOnly || entry.isLate) && (words === '' || `${entry.title}${entry.label}`.includes(words))).sort((a, b) => Number(b.isLate ?? false) - Number(a.isLate ?? false) || states.indexOf(a.state) - states.indexOf(b.state)), [entries, off, isLateOnly, words]);
  const markers = useMemo(() => [...stationMarkers(stations.value?.items ?? []), ...shown].filter(isNear), [stations.value, shown, isNear]);

  const open = (entry: Pick<MapMarker, 'id' | 'kind'>): void => { if (entry.kind === 'visit') openOrder(entry.id); else if (entry.kind === 'worker') openWorker(entry.id); };
  const toggle = (state: State): void => setOff(off.includes(state) ? off.filter((other) => other !== state) : [...off, state]);
  return (
    <Page title={t('title')} note={live.value ? t('updated', { time: time(live.value.at) }) : undefined}>
      <FilterBar search={{ value: words, onChange: setWords, placeholder: t('search') }}>
        <Select allowClear style={{ width: 150 }} aria-label={common('district')} placeholder={common('allDistricts')} value={districtId} onChange={(value) => setParam('district', value ?? null)} options={(districts.value?.items ?? []).map((district) => ({ value: district.districtId, label: district.name }))} />
        {districtId !== null && holds('dispatcher', 'operator') ? <><Button onClick={() => repair.open('districtFlooded', districtId)} data-testid="district-flooded">{repairWords('flood')}</Button><Button onClick={() => repair.open('traffic', districtId)}>{repairWords('jam')}</Button></> : null}
        <Segmented<string> aria-label={t('area')} value={isWhole ? 'whole' : 'core'} onChange={(value) => setParam('area', value === 'whole' ? 'whole' : null)} options={[{ value: 'core', label: t('core') }, { value: 'whole', label: t('whole') }]} />
        <Toggle label={t('lateOnly')} isOn={isLateOnly} onChange={setLateOnly} />
        <span className={parts.line} role="group" aria-label={t('show')}>
          {states.map((state) => <button key={state} type="button" className={parts.chip} aria-pressed={!off.includes(state)} onClick={() => toggle(state)}>{common(state)} {counts.get(state)}</button>)}
        </span>
      </FilterBar>
      <Faces of={live} loading={<SkeletonList count={6} />}>
        {() => (
          <div className={css.grid}>
            <div className={css.side}>
              <div className={css.list} data-testid="map-list">
                {shown.length === 0 ? <EmptyState title={t('nothing')} art="search">{t('nothingNote')}</EmptyState> : shown.map((entry) => (
                  <button key={entry.id} type="button" className={css.item} aria-pressed={selected?.id === entry.id} onClick={() => (selected?.id === entry.id ? open(entry) : setSelected(entry))} onDoubleClick={() => open(entry)}>
                    <span><b>{entry.title}</b><small>{entry.note}</small></span>
                    <Tag tone={entry.isLate ? 'danger' : tones[entry.state]}>{entry.isLate ? common('late') : common(entry.state)}</Tag>
                  </button>
                ))}
              </div>
            </div>
            <div className={css.frame}>
              <CityMap key={isWhole || districtId !== null ? 'whole' : 'core'} districts={shownDistricts} markers={markers} selectedId={selected?.id ?? null} selectedDistrictId={districtId} focus={selected} heightPixels="100%" onPickDistrict={(id) => setParam('district', id === districtId ? null : id)} onPick={(marker) => { setSelected(shown.find(({ id }) => id === marker.id) ?? null); open(marker); }} />
            </div>
          </div>
        )}
      </Faces>
    </Page>
  );
}
