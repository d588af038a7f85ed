import { Camera, CircleCheck } from 'lucide-react';
import { type ChangeEvent, useState } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, Notice, Photo, PhotoGrid, Sheet, Tag, showToast } from '../../shared/kit/index.ts';
import { post, useParcels } from '../outbox.ts';
import { shrinkPhoto } from '../../shared/shrink-photo.ts';
import type { Visit } from '../use-work.ts';
import css from './visit.module.css';
import { areaKey, visitText } from './visit.text.ts';

type Node = Visit['requiredPhotoNodes'][number];
type Taken = { node: Node; preview: string; base64: string };

/** What was photographed, when nothing is added any more. */
export function TakenPhotos({ visit }: { visit: Visit }) {
  const { t, say } = useText(visitText);
  if (visit.photos.length === 0) return null;
  return <Card title={t('photosTaken')} aside={t('photoDone', { count: visit.photos.length })}><PhotoGrid>{visit.photos.map((photo) => <Photo key={photo.photoId} url={photo.url} area={say(photo.nodeText)} />)}</PhotoGrid></Card>;
}

/** A camera per node; she sees the picture before anyone else does. */
export function Photos({ visit, note }: { visit: Visit; note?: string }) {
  const { t, say } = useText(visitText);
  const parcels = useParcels(visit.orderId);
  const [taken, setTaken] = useState<Taken | null>(null);
  const areaName = (area: string): string => { const key = areaKey(area); return key ? t(key) : area; };
  const take = async (node: Node, event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    try {
      setTaken({ node, ...(await shrinkPhoto(file)) });
    } catch {
      showToast(t('photoBroken'), { tone: 'danger' });
    }
  };
  const send = ({ node, preview, base64 }: Taken): void => {
    post({ orderId: visit.orderId, kind: 'photo', subject: node.code, isDone: true, preview, send: (idempotencyKey) => api.orders.addPhoto({ orderId: visit.orderId, node: node.code, area: node.area, imageBase64: base64 }, { idempotencyKey }) });
    setTaken(null);
  };
  if (visit.requiredPhotoNodes.length === 0 && visit.photos.length === 0) return null;
  const camera = (node: Node, label: string, isPrimary: boolean) => (
    <label className={css.camera} data-primary={isPrimary || undefined}>
      <input type="file" accept="image/*" capture="environment" data-testid="photo-input" onChange={(event) => void take(node, event)} />
      <Camera size={21} aria-hidden="true" />{label}
    </label>
  );
  return (
    <Card title={t('photos')} {...(note && { aside: note })}>
      <div className={css.stack}>
        <Notice tone="warm">{t('photosNote')}</Notice>
        {visit.requiredPhotoNodes.map((node) => {
          const sent = visit.photos.filter((photo) => photo.node === node.code);
          const waiting = parcels.filter((parcel) => parcel.kind === 'photo' && parcel.subject === node.code);
          const count = sent.length + waiting.length;
          return (
            <section key={node.code} className={css.node}>
              <div className={css.nodeHead}>
                <span><b>{say(node.text)}</b><span className={css.nodeState}>{count > 0 ? <CircleCheck size={17} aria-hidden="true" /> : null}{count > 0 ? t('photoDone', { count }) : t('photoNone')}</span></span>
                <Tag tone="sky">{areaName(node.area)}</Tag>
              </div>
              {count > 0 ? (
                <PhotoGrid>
                  {sent.map((photo) => <Photo key={photo.photoId} url={photo.url} area={areaName(photo.area)} />)}
                  {waiting.map((parcel) => <span key={parcel.key} className={css.waiting}><img src={parcel.preview ?? ''} alt="" /><small>{t('pending')}</small></span>)}
                </PhotoGrid>
              ) : null}
              {camera(node, t(count > 0 ? 'takeMore' : 'take'), count === 0)}
            </section>
          );
        })}
      </div>
      <Sheet isOpen={taken !== null} title={t('photoCheck')} onClose={() => setTaken(null)}
        bar={taken ? <>{camera(taken.node, t('photoAgain'), false)}<Button size="large" isWide data-testid="photo-send" onClick={() => send(taken)}>{t('photoSend')}</Button></> : null}>
        {taken ? <><img className={css.large} src={taken.preview} alt={say(taken.node.text)} /><p>{t('photoSeen')}</p></> : null}
      </Sheet>
    </Card>
  );
}
