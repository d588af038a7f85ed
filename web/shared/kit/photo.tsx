import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../i18n.ts';
import { Sheet } from './overlay.tsx';
import css from './photo.module.css';
import { kitText } from './text.ts';

/** A photo of a visit: loads late, says which public area it shows, opens large. */
export function Photo({ url, area, note }: { url: string; area: string; note?: string }) {
  const { t } = useText(kitText);
  const [isGone, setGone] = useState(false);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={css.photo} onClick={() => setOpen(true)} disabled={isGone}>
        {isGone ? <span className={css.gone}><ImageOff size={20} />{t('photoGone')}</span> : <img src={url} alt={t('photoOf', { area })} loading="lazy" decoding="async" onError={() => setGone(true)} />}
        <span className={css.area}>{t('publicArea', { area })}</span>
      </button>
      <Sheet isOpen={isOpen} title={area} onClose={() => setOpen(false)}><img className={css.large} src={url} alt={t('photoOf', { area })} />{note ? <p>{note}</p> : null}</Sheet>
    </>
  );
}
export const PhotoGrid = ({ children }: { children: React.ReactNode }) => <div className={css.row}>{children}</div>;
