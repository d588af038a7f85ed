import { Button, Checkbox, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { FileButton } from '../parts/file-button.tsx';
import { text } from '../text.ts';
import { examsText } from './exams.text.ts';
import { readBase64 } from './lesson-media.tsx';
import { type Question, questionKinds } from './question-words.ts';

type Option = { zh: string; en: string; isRight: boolean };
const none: Option = { zh: '', en: '', isRight: false };

/** A new question, or the next version of one. */
export function QuestionEditor({ of, onClose }: { of: Question | null; onClose: () => void }) {
  const { t, say, locale } = useText(examsText);
  const words = useText(text).t;
  const topics = useView(['exams', 'topics'], () => api.exams.topics({}), { live: false, staleSeconds: 60 });
  const [topic, setTopic] = useState(of?.topic ?? 'basicCleaning');
  const [kind, setKind] = useState<Question['kind']>(of?.kind ?? 'single');
  const [difficulty, setDifficulty] = useState(of?.difficulty ?? 1);
  const [stem, setStem] = useState({ zh: of?.stem.zh ?? '', en: of?.stem.en ?? '' });
  const [options, setOptions] = useState<Option[]>(of ? of.options.map((one) => ({ zh: one.text.zh, en: one.text.en, isRight: one.isRight })) : [none, none, none, none]);
  const [why, setWhy] = useState({ zh: of?.why.zh ?? '', en: of?.why.en ?? '' });
  const [alt, setAlt] = useState({ zh: of?.picture?.alt.zh ?? '', en: of?.picture?.alt.en ?? '' });
  const [image, setImage] = useState<string | null>(null);
  const save = useCommand(api.exams.saveQuestion, { isQuiet: true, onDone: () => { showToast(t('saved')); onClose(); } });
  const filled = options.filter((one) => one.zh.trim() !== '');
  const isRightMarked = kind === 'order' || filled.some((one) => one.isRight);
  const isFull = stem.zh.trim() !== '' && filled.length >= 2 && isRightMarked;
  const setOption = (index: number, part: Partial<Option>): void => setOptions(options.map((one, at) => (at === index ? { ...one, ...part } : kind !== 'multi' && part.isRight ? { ...one, isRight: false } : one)));
  const send = (): void => { if (isFull) void save.run({ ...(of && { questionId: of.questionId }), topic, kind, difficulty, stem, why, pictureAlt: alt, options: filled.map((one) => ({ ...one, isRight: kind === 'order' ? true : one.isRight })), ...(image !== null && { imageBase64: image }) }); };
  return (
    <DeskDrawer isOpen title={t(of ? 'editIt' : 'addQuestion')} widthPixels={640} onClose={onClose} footer={<div className={partCss.line}><Button type="primary" disabled={!isFull} loading={save.isRunning} data-testid="question-save" onClick={send}>{words('save')}</Button><Button onClick={onClose}>{words('cancel')}</Button>{isRightMarked ? null : <span className={partCss.quiet}>{t('needRight')}</span>}</div>}>
      <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); send(); }}>
        <div className={partCss.two}>
          <label>{t('topic')}<Select aria-label={t('topic')} value={topic} onChange={setTopic} options={(topics.value?.items ?? []).map((one) => ({ value: one.code, label: say(one.name) }))} /></label>
          <label>{t('kind')}<Select<Question['kind']> aria-label={t('kind')} value={kind} onChange={setKind} options={questionKinds.map((value) => ({ value, label: t(value) }))} /></label>
        </div>
        <div className={partCss.line} role="group" aria-label={t('difficulty')}><Segmented<number> value={difficulty} onChange={setDifficulty} options={[1, 2, 3].map((value) => ({ value, label: t(`d${value}` as 'd1') }))} /></div>
        <label>{t('stem')}<Input.TextArea autoFocus value={stem.zh} rows={2} maxLength={400} data-testid="question-stem" onChange={(event) => { setStem({ ...stem, zh: event.target.value }); save.reset(); }} /></label>
        <label>{t('stemEn')}<Input.TextArea value={stem.en} rows={1} maxLength={600} onChange={(event) => setStem({ ...stem, en: event.target.value })} /></label>
        {kind === 'order' ? <span className={partCss.quiet}>{t('orderNote')}</span> : null}
        {options.map((one, index) => (
          <div key={index} className={partCss.line}>
            <Input aria-label={t('option', { no: index + 1 })} placeholder={t('option', { no: index + 1 })} value={one.zh} maxLength={200} style={{ flex: 2, minWidth: 180 }} data-testid="question-option" onChange={(event) => setOption(index, { zh: event.target.value })} />
            <Input aria-label={`${t('option', { no: index + 1 })} ${t('optionEn')}`} placeholder={t('optionEn')} value={one.en} maxLength={300} style={{ flex: 1, minWidth: 120 }} onChange={(event) => setOption(index, { en: event.target.value })} />
            {kind === 'order' ? null : <Checkbox checked={one.isRight} data-testid="question-right" onChange={(event) => setOption(index, { isRight: event.target.checked })}>{t('isRight')}</Checkbox>}
          </div>
        ))}
        {options.length < 8 ? <span><Button size="small" onClick={() => setOptions([...options, none])}>{t('addOption')}</Button></span> : null}
        <label>{t('why')}<Input.TextArea value={why.zh} rows={2} maxLength={400} onChange={(event) => setWhy({ ...why, zh: event.target.value })} /></label>
        <label>{t('whyEn')}<Input.TextArea value={why.en} rows={1} maxLength={600} onChange={(event) => setWhy({ ...why, en: event.target.value })} /></label>
        {kind === 'picture' ? (
          <>
            <span className={partCss.line}><FileButton label={t('image')} accept="image/*" onPick={(file) => void readBase64(file).then(setImage)} />{image ? <img src={`data:;base64,${image}`} alt="" style={{ height: 56, borderRadius: 8 }} /> : null}</span>
            <label>{t('imageAlt')}<Input value={alt.zh} maxLength={100} onChange={(event) => setAlt({ ...alt, zh: event.target.value })} /></label>
          </>
        ) : null}
        {save.refusal ? <span className={partCss.wrong} role="alert">{save.refusal[locale]}</span> : null}
      </form>
    </DeskDrawer>
  );
}
