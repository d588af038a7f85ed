import { Button, Input, InputNumber } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { campusText } from './campus.text.ts';
import { coursesText } from './courses.text.ts';

type Dormitory = View<'courses', 'listDormitories'>['items'][number];

/** A dormitory and its beds, one by one: a name may have blanks, and a bed nobody has any more can be taken out. */
export function DormitoryForm({ of, onClose }: { of: Dormitory | null; onClose: () => void }) {
  const { t } = useText(coursesText);
  const campus = useText(campusText).t;
  const [name, setName] = useState(of?.name ?? '');
  const [address, setAddress] = useState(of?.address ?? '');
  const [nightFee, setFee] = useState((of?.nightFeeFen ?? 0) / 100);
  const [typed, setTyped] = useState('');
  const [added, setAdded] = useState<string[]>([]);
  const [gone, setGone] = useState<string[]>([]);
  const save = useCommand(api.courses.saveDormitory, { isQuiet: true, onDone: () => { showToast(t('dormitorySaved')); onClose(); } });
  const next = typed.trim().replace(/\s+/g, ' ');
  const isKnown = added.includes(next) || (of?.beds ?? []).some((bed) => bed.name === next && !gone.includes(bed.bedId));
  const add = (): void => { if (next !== '' && !isKnown) { setAdded([...added, next]); setTyped(''); } };
  // A name that was typed and not added with the button is meant as well.
  const bedNames = next !== '' && !isKnown ? [...added, next] : added;
  return (
    <FormDrawer title={of?.name ?? t('addDormitory')} isFull={name.trim() !== '' && address.trim() !== ''} isBusy={save.isRunning} refusal={save.refusal} onClose={onClose} testId="dormitory-save" onSave={() => void save.run({ ...(of && { dormitoryId: of.dormitoryId, words: of.words }), name: name.trim(), address: address.trim(), nightFeeFen: Math.round(nightFee * 100), bedNames, goneBedIds: gone })}>
      <label>{t('name')}<Input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} /></label>
      <label>{t('address')}<Input value={address} maxLength={120} onChange={(event) => setAddress(event.target.value)} /></label>
      <label>{t('nightFee')}<InputNumber min={0} max={1000} value={nightFee} onChange={(value) => setFee(value ?? 0)} style={{ width: '100%' }} /></label>
      <span className={partCss.label}>{campus('beds')}</span>
      {(of?.beds ?? []).map((bed) => {
        const isGone = gone.includes(bed.bedId);
        return <div key={bed.bedId} className={partCss.pair}><span className={isGone ? partCss.quiet : ''}>{bed.name}{isGone ? ` · ${campus('bedGone')}` : ''}</span><Button size="small" aria-label={campus('removeBed', { name: bed.name })} onClick={() => setGone(isGone ? gone.filter((id) => id !== bed.bedId) : [...gone, bed.bedId])}>{isGone ? campus('undo') : campus('removeBed', { name: '' }).trim()}</Button></div>;
      })}
      {added.map((one) => <div key={one} className={partCss.pair}><span>{one} · {campus('toAdd')}</span><Button size="small" onClick={() => setAdded(added.filter((other) => other !== one))}>{campus('notAdd')}</Button></div>)}
      <div className={partCss.line}>
        <Input aria-label={campus('bedName')} placeholder={campus('bedName')} value={typed} maxLength={20} style={{ flex: 1 }} data-testid="bed-name" onChange={(event) => setTyped(event.target.value)} onPressEnter={(event) => { event.preventDefault(); add(); }} />
        <Button icon={<Plus size={14} />} disabled={next === '' || isKnown} data-testid="bed-add" onClick={add}>{campus('addBed')}</Button>
      </div>
      <small className={partCss.quiet}>{campus('bedHint')}</small>
    </FormDrawer>
  );
}
