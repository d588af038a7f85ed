import { Select } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useHolds } from '../../shared/desk/use-param.ts';
import { useView } from '../../shared/use-view.ts';

/** Who counsels a group: an operator finds everybody by name, a trainer the other trainers. Whoever is chosen already stays in the list. */
export function CounsellorPicker({ label, placeholder, value, known, onChange }: { label: string; placeholder: string; value: string | null; known?: { personId: string; name: string } | null; onChange: (personId: string | null) => void }) {
  const holds = useHolds();
  const [words, setWords] = useState('');
  const q = words.trim();
  const isOperator = holds('operator');
  const found = useView(['people', 'picker', isOperator, q], async () => {
    const trainers = (await api.courses.listTrainers({})).items.filter(({ name }) => name.includes(q)).map(({ personId, name }) => ({ value: personId, label: name }));
    const people = isOperator && q !== '' ? (await api.accounts.listPeople({ q, limit: 20 })).items.map((one) => ({ value: one.personId, label: `${one.name} · ${one.maskedPhone}` })) : [];
    return [...trainers, ...people.filter(({ value: id }) => trainers.every((one) => one.value !== id))];
  }, { live: false, staleSeconds: 30 });
  const options = found.value ?? [];
  const all = known && options.every((one) => one.value !== known.personId) ? [{ value: known.personId, label: known.name }, ...options] : options;
  return <Select aria-label={label} allowClear placeholder={placeholder} value={value} showSearch={{ filterOption: false, onSearch: setWords }} loading={found.isLoading} style={{ width: '100%', minWidth: 180 }} options={all} onChange={(next?: string) => onChange(next ?? null)} />;
}
