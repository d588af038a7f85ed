import { Select } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useView } from '../../shared/use-view.ts';

export type PickedPoint = { lon: number; lat: number; label: string };

/** A place named by its nearest estate: nobody types coordinates. */
export function PointPicker({ label, placeholder, value, onChange }: { label: string; placeholder: string; value: PickedPoint | null; onChange: (point: PickedPoint) => void }) {
  const [words, setWords] = useState('');
  const found = useView(['accounts', 'listEstates', words], () => api.accounts.listEstates({ limit: 30, ...(words.trim() !== '' && { q: words.trim() }) }), { live: false, staleSeconds: 300 });
  const items = found.value?.items ?? [];
  return (
    <Select
      aria-label={label} placeholder={placeholder} value={value?.label ?? null} showSearch={{ filterOption: false, onSearch: setWords }} loading={found.isLoading}
      options={items.map((one) => ({ value: one.estateId, label: `${one.name} · ${one.districtName}` }))}
      onChange={(estateId: string | null) => { const one = items.find((estate) => estate.estateId === estateId); if (one) onChange({ lon: one.lon, lat: one.lat, label: `${one.name} · ${one.districtName}` }); }}
    />
  );
}
