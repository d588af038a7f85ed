import { Check, ChevronDown, Circle } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../shared/i18n.ts';
import { Card, Photo, PhotoGrid, Progress, Tag } from '../../shared/kit/index.ts';
import type { Order } from '../parts/pay-sheet.tsx';
import css from './order.module.css';
import { orderText } from './order.text.ts';

/** The list agreed on: to confirm at the door, then ticked before one's eyes, with photos of shared rooms. */
export function ChecklistPart({ order }: { order: Order }) {
  const { t, say } = useText(orderText);
  const isAsked = order.can['confirmChecklist']?.isAllowed === true;
  const isWorking = order.status === 'inService' || order.status === 'finished' || order.status === 'confirmed' || order.status === 'settled';
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const isShown = isOpen ?? (isAsked || order.status === 'inService');
  const done = order.checklist.filter((item) => item.isDone).length;
  if (order.checklist.length === 0) return null;
  const toggle = <button type="button" className={css.toggle} aria-expanded={isShown} onClick={() => setOpen(!isShown)}>{isShown ? t('hideList') : t('showList', { count: order.checklist.length })}<ChevronDown size={17} aria-hidden="true" style={isShown ? { rotate: '180deg' } : undefined} /></button>;
  return (
    <Card face={isAsked ? 'warm' : 'plain'} title={isAsked ? t('checklistAsk') : t('checklist')} aside={isAsked ? undefined : toggle}>
      {order.status === 'checklistConfirmed' ? <p className={css.soft}>{t('confirmed')}</p> : null}
      {isAsked ? <p className={css.soft}>{t('checklistAskLead')}</p> : null}
      {isWorking ? <Progress label={t('checklistDone', { done, total: order.checklist.length })} done={done} total={order.checklist.length} note="" /> : null}
      {isShown ? (
        <ul className={css.checklist}>
          {order.checklist.map((item) => (
            <li key={item.code} data-done={item.isDone}>
              {item.isDone ? <Check size={18} strokeWidth={3} aria-hidden="true" /> : <Circle size={18} strokeWidth={1.6} aria-hidden="true" />}
              <span>{say(item.text)}</span>{item.isRequired ? null : <Tag isOutline>{t('optional')}</Tag>}
            </li>
          ))}
        </ul>
      ) : null}
      {order.photos.length > 0 ? (
        <div className={css.photos}><h3>{t('photos')}</h3><PhotoGrid>{order.photos.map((photo) => <Photo key={photo.photoId} url={photo.url} area={say(photo.nodeText)} />)}</PhotoGrid><p className={css.soft}>{t('photosLead')}</p></div>
      ) : null}
    </Card>
  );
}
