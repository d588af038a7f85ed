import { Camera } from 'lucide-react';
import { useRef, useState } from 'react';
import { useText } from '../i18n.ts';
import { Button, showToast } from '../kit/index.ts';
import { shrinkPhoto } from '../shrink-photo.ts';
import css from './papers.module.css';
import { papersText } from './papers.text.ts';

/** A picture of a paper: taken with the camera or chosen, made small and freed of where and when it was taken. */
export function PhotoField({ onChange }: { onChange: (base64: string | null) => void }) {
  const { t } = useText(papersText);
  const picker = useRef<HTMLInputElement>(null);
  const [preview, setPreview] = useState<string | null>(null);
  const take = async (file: File): Promise<void> => {
    try {
      const photo = await shrinkPhoto(file);
      setPreview(photo.preview);
      onChange(photo.base64);
    } catch {
      showToast(t('photoBroken'), { tone: 'danger' });
    }
  };
  return (
    <div className={css.photo}>
      {preview ? <img src={preview} alt={t('photoDone')} /> : null}
      <input ref={picker} type="file" accept="image/*" hidden data-testid="paper-photo" onChange={(event) => { const file = event.target.files?.[0]; event.target.value = ''; if (file) void take(file); }} />
      <Button kind="secondary" isWide icon={<Camera size={20} aria-hidden="true" />} onClick={() => picker.current?.click()}>{t(preview ? 'photoAgain' : 'photo')}</Button>
      <p className={css.soft}>{t('photoWhole')} · {t('photoNote')}</p>
    </div>
  );
}
