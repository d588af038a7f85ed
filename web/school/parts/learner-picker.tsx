import { Select } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useHolds } from '../../shared/desk/use-param.ts';
import { useView } from '../../shared/use-view.ts';

/** A learner by name: an operator finds every worker and applicant, a trainer those who have begun to learn. `known` stand first, so that whoever is chosen already has a name. */
export function LearnerPicker({ label, value, known = [], onChange }: { label: string; value: string | null; known?: readonly { value: string; label: string }[]; onChange: (workerId: string) => void }) {
  const holds = useHolds();
  const [words, setWords] = useState('');
  const q = words.trim();
  const isOperator = holds('operator');
  const found = useView(['learners', 'picker', isOperator, q], async () => {
    const wish = { limit: 30, ...(q !== '' && { q }) };
    return (await (isOperator ? api.workers.search(wish) : api.learning.listLearners(wish))).items.map(({ workerId, name, maskedPhone }) => ({ value: workerId, label: `${name} · ${maskedPhone}` }));
  }, { live: false, staleSeconds: 30 });
  const options = found.value ?? [];
  return <Select aria-label={label} placeholder={label} value={value} showSearch={{ filterOption: false, onSearch: setWords }} loading={found.isLoading} style={{ width: '100%', minWidth: 180 }} options={q === '' ? [...known, ...options.filter((one) => known.every((other) => other.value !== one.value))] : options} onChange={onChange} />;
}
