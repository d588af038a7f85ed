import { Button, Input, Progress, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { showRefusal, showToast } from '../../shared/kit/index.ts';
import { toRefusal } from '../../shared/refusal.ts';
import { sendFile } from '../../shared/send-file.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { FileButton } from '../parts/file-button.tsx';
import { lessonsText } from './lessons.text.ts';

type Edited = View<'learning', 'editedModule'>['lessons'][number];
type Video = View<'learning', 'listVideos'>['items'][number];

export const readBase64 = (file: File): Promise<string> => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.addEventListener('load', () => done(String(reader.result).split(',')[1] ?? ''));
  reader.addEventListener('error', () => failed(reader.error ?? new Error('unreadable')));
  reader.readAsDataURL(file);
});

/** Picture, video and captions of the next version. */
export function LessonMedia({ of }: { of: Edited }) {
  const { t, locale } = useText(lessonsText);
  const shown = of.draft ?? of.published;
  const videos = useView(['learning', 'listVideos'], () => api.learning.listVideos({}), { live: ['learning', 'video'] });
  const [share, setShare] = useState<number | null>(null);
  const [captions, setCaptions] = useState(shown?.captions ?? '');
  const picture = useCommand(api.learning.attachPicture, { onDone: () => showToast(t('pictureDone')) });
  const video = useCommand(api.learning.attachVideo, { isQuiet: true, onDone: () => showToast(t('videoDone')) });
  const upload = async (file: File): Promise<void> => {
    setShare(0);
    try {
      const sent = await sendFile<Video>({ path: `/api/learning/videos?fileName=${encodeURIComponent(file.name)}`, file, type: file.type || 'video/mp4', onProgress: setShare });
      videos.reload();
      void video.run({ lessonId: of.lessonId, videoId: sent.videoId });
    } catch (thrown) {
      showRefusal(toRefusal(thrown));
    } finally {
      setShare(null);
    }
  };
  const choices = (videos.value?.items ?? []).map((one) => ({ value: one.videoId, label: `${one.fileName} · ${t('seconds', { seconds: one.seconds })} · ${t(one.state)}` }));
  return (
    <>
      <div className={partCss.line}>
        <span>{t('picture')}</span>
        {shown?.pictureUrl ? <img src={shown.pictureUrl} alt="" style={{ height: 56, borderRadius: 8 }} /> : null}
        <FileButton label={t('choosePicture')} accept="image/*" isBusy={picture.isRunning} onPick={(file) => void readBase64(file).then((imageBase64) => picture.run({ lessonId: of.lessonId, imageBase64 }))} />
        {shown?.pictureUrl ? <Button size="small" onClick={() => void picture.run({ lessonId: of.lessonId, imageBase64: null })}>{t('takeOff')}</Button> : null}
      </div>
      <label>{t('video')}
        <Select aria-label={t('chooseVideo')} allowClear placeholder={t('chooseVideo')} value={shown?.videoId ?? null} options={choices} onChange={(videoId: string | undefined) => void video.run({ lessonId: of.lessonId, videoId: videoId ?? null })} />
      </label>
      <div className={partCss.line}>
        <FileButton label={t(share === null ? 'uploadVideo' : 'uploading')} accept="video/mp4,video/webm" isBusy={share !== null} testId="video-file" onPick={(file) => void upload(file)} />
        {share === null ? <span className={partCss.quiet}>{t('videoNote')}</span> : <Progress percent={Math.round(share * 100)} size="small" style={{ width: 180 }} />}
      </div>
      {shown?.videoUrl ? <video src={shown.videoUrl} controls preload="metadata" style={{ maxWidth: '100%', borderRadius: 10 }}><track kind="captions" /></video> : null}
      {shown?.videoId ? (
        <label>{t('captions')}
          <Input.TextArea value={captions} rows={4} placeholder="WEBVTT" onChange={(event) => { setCaptions(event.target.value); video.reset(); }} />
          <span className={partCss.line}><Button size="small" loading={video.isRunning} onClick={() => void video.run({ lessonId: of.lessonId, videoId: shown.videoId, captions })}>{t('captions')}</Button><FileButton label={t('chooseCaptions')} accept=".vtt,text/vtt" onPick={(file) => void file.text().then(setCaptions)} /></span>
          <span className={partCss.quiet}>{t('captionsNote')}</span>
        </label>
      ) : null}
      {video.refusal ? <span className={partCss.wrong} role="alert">{video.refusal[locale]}</span> : null}
    </>
  );
}
