import type { View } from '../../shared/api.ts';
import type { MapMarker } from '../../shared/map/city-map.tsx';

type LiveMap = View<'dispatch', 'liveMap'>;
export type Visit = LiveMap['visits'][number];

/** Where a visit stands in the words of the map; a broken-off one is not shown. */
export const visitState = ({ status }: Pick<Visit, 'status'>): MapMarker['state'] | null => {
  switch (status) {
    case 'draft': case 'held': case 'cancelled': case 'noShow': return null;
    case 'paid': return 'waiting';
    case 'assigned': case 'accepted': return 'due';
    case 'onTheWay': return 'onTheWay';
    case 'checklistConfirmed': case 'inService': return 'inService';
    default: return 'done';
  }
};

export const visitMarkers = (visits: readonly Visit[], say: (text: { zh: string; en: string }) => string): MapMarker[] =>
  visits.flatMap((visit) => {
    const state = visitState(visit);
    return state === null ? [] : [{ id: visit.orderId, kind: 'visit' as const, lon: visit.lon, lat: visit.lat, label: `${say(visit.itemName)} ${visit.no}`, state, isLate: visit.isLate }];
  });

export const workerMarkers = (workers: LiveMap['workers']): MapMarker[] =>
  workers.map((worker) => ({ id: worker.workerId, kind: 'worker' as const, lon: worker.lon, lat: worker.lat, label: worker.name, state: worker.state }));

export const stationMarkers = (stations: View<'alliance', 'listStations'>['items']): MapMarker[] =>
  stations.map((station) => ({ id: station.stationId, kind: 'station' as const, lon: station.lon, lat: station.lat, label: station.name, state: 'idle' as const }));
