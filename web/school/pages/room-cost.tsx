import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Amount, Faces, SkeletonList, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { DayInput } from '../parts/day-input.tsx';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { dayNow } from '../parts/now.ts';
import { coursesText } from './courses.text.ts';
import type { Room } from './rooms.tsx';

const kinds = ['rent', 'equipment', 'people', 'other'] as const;

/** What a room or a base cost so far, and the next entry. */
export function RoomCost({ of, onClose }: { of: Room; onClose: () => void }) {
  const { t, say } = useText(coursesText);
  const { day: sayDay } = useFormat();
  const [kind, setKind] = useState<(typeof kinds)[number]>('rent');
  const [amount, setAmount] = useState(0);
  const [day, setDay] = useState(dayNow());
  const [words, setWords] = useState('');
  const found = useView(['courses', 'roomCosts', of.roomId], () => api.courses.roomCosts({ roomId: of.roomId }), { live: ['room'] });
  const save = useCommand(api.courses.recordRoomCost, { isQuiet: true, onDone: () => { showToast(t('costSaved')); setAmount(0); } });
  return (
    <FormDrawer title={`${of.name} · ${t('cost')}`} isFull={amount > 0} isBusy={save.isRunning} refusal={save.refusal} onClose={onClose} onSave={() => void save.run({ roomId: of.roomId, day, kind, amountFen: Math.round(amount * 100), words: words.trim() })}>
      <div className={partCss.two}>
        <label>{t('costKind')}<Select aria-label={t('costKind')} value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: t(value) }))} /></label>
        <label>{t('amount')}<InputNumber min={0} value={amount} onChange={(value) => setAmount(value ?? 0)} style={{ width: '100%' }} /></label>
        <label>{t('when')}<DayInput value={day} onChange={setDay} /></label>
        <label>{t('words')}<Input value={words} maxLength={120} onChange={(event) => setWords(event.target.value)} /></label>
      </div>
      <Faces of={found} loading={<SkeletonList count={2} />}>{({ items }) => items.map((one) => <div key={one.costId} className={partCss.pair}><span className={partCss.cell}><span>{sayDay(one.day)} {say(one.kindName)}</span><small>{one.words} {one.byName}</small></span><Amount fen={one.amountFen} /></div>)}</Faces>
    </FormDrawer>
  );
}
