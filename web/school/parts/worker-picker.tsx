import { Select } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useView } from '../../shared/use-view.ts';

/** A worker found by her name. */
export function WorkerPicker({ label, value, status, onChange, testId }: { label: string; value: string | null; status?: 'applied' | 'active'; onChange: (workerId: string, name: string) => void; testId?: string }) {
  const [words, setWords] = useState('');
  const q = words.trim();
  const found = useView(['workers', 'search', 'picker', status ?? null, q], () => api.workers.search({ limit: 30, ...(status && { status }), ...(q !== '' && { q }) }), { live: false, staleSeconds: 30 });
  const items = found.value?.items ?? [];
  return (
    <Select
      aria-label={label} placeholder={label} data-testid={testId} value={value} showSearch={{ filterOption: false, onSearch: setWords }} loading={found.isLoading} style={{ width: '100%' }}
      options={items.map((one) => ({ value: one.workerId, label: `${one.name} · ${one.maskedPhone}` }))}
      onChange={(workerId: string) => onChange(workerId, items.find((one) => one.workerId === workerId)?.name ?? '')}
    />
  );
}
