import { Button, Input, InputNumber, Select } from 'antd';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { campusText } from './campus.text.ts';
import { coursesText } from './courses.text.ts';
import { type Course, useServiceFamilies } from './use-courses.ts';

type Line = Course['plan'][number];
const kinds = ['class', 'simulation', 'case', 'live'] as const satisfies readonly Line['kind'][];
const bearers = ['platform', 'learner', 'merchant', 'sponsor', 'government'] as const satisfies readonly Course['costBearer'][];

/** A course of fewer days says why. */
const usualDays = 30;

/** A course: what it teaches, its plan line by line, what it costs and who pays. */
export function CourseForm({ of, onClose }: { of: Course | null; onClose: () => void }) {
  const { t, say } = useText(coursesText);
  const modules = useView(['learning', 'listModules'], () => api.learning.listModules({}), { live: false, staleSeconds: 60 });
  const certificates = useView(['training', 'certificateKinds'], () => api.training.certificateKinds({}), { live: false, staleSeconds: 3600 });
  const [title, setTitle] = useState(of?.title ?? '');
  const [words, setWords] = useState(of?.words ?? '');
  const [chosen, setChosen] = useState<string[]>(of?.modules ?? []);
  const [certificateKind, setCertificate] = useState<string | null>(of?.certificateKind ?? null);
  const [plan, setPlan] = useState<Line[]>(of?.plan ?? []);
  const [price, setPrice] = useState((of?.priceFen ?? 0) / 100);
  const [costBearer, setBearer] = useState<Course['costBearer']>(of?.costBearer ?? 'platform');
  const [standardDays, setDays] = useState(of?.standardDays ?? 30);
  const [shortReason, setShort] = useState(of?.shortReason ?? '');
  const [family, setFamily] = useState<Course['family']>(of?.family ?? null);
  const campus = useText(campusText).t;
  const families = useServiceFamilies();
  const save = useCommand(api.courses.saveCourse, { isQuiet: true, onDone: () => { showToast(t('courseSaved')); onClose(); } });
  const choices = (modules.value?.items ?? []).map((one) => ({ value: one.module, label: say(one.title) }));
  const change = (index: number, part: Partial<Line>): void => setPlan(plan.map((line, at) => (at === index ? { ...line, ...part } : line)));
  const isShort = standardDays < usualDays;
  const isFull = (!isShort || shortReason.trim() !== '') && title.trim() !== '' && chosen.length > 0 && plan.every((line) => line.title.trim() !== '');
  const send = (): void => void save.run({ ...(of && { courseId: of.courseId }), title: title.trim(), words: words.trim(), modules: chosen, ...(certificateKind && { certificateKind }), plan, priceFen: Math.round(price * 100), costBearer, standardDays, ...(isShort && { shortReason: shortReason.trim() }), ...(family && { family }) });
  return (
    <FormDrawer title={of?.title ?? t('addCourse')} isFull={isFull} isBusy={save.isRunning} refusal={save.refusal} onSave={send} onClose={onClose} testId="course-save">
      <label>{t('title')}<Input value={title} maxLength={60} data-testid="course-title" onChange={(event) => setTitle(event.target.value)} /></label>
      <label>{t('words')}<Input.TextArea value={words} rows={2} maxLength={500} onChange={(event) => setWords(event.target.value)} /></label>
      <label>{t('modulesOf')}<Select mode="multiple" aria-label={t('modulesOf')} value={chosen} onChange={setChosen} options={choices} /></label>
      <label>{t('certificate')}<Select aria-label={t('certificate')} allowClear value={certificateKind} onChange={(next?: string) => setCertificate(next ?? null)} options={(certificates.value?.items ?? []).map((one) => ({ value: one.kind, label: say(one.title) }))} /></label>
      <div className={partCss.two}>
        <label>{t('price')}<InputNumber min={0} max={10000} step={100} value={price} onChange={(value) => setPrice(value ?? 0)} style={{ width: '100%' }} /></label>
        <label>{t('bearer')}<Select aria-label={t('bearer')} value={costBearer} onChange={setBearer} options={bearers.map((value) => ({ value, label: t(value) }))} /></label>
        <label>{t('days')}<InputNumber min={1} max={365} value={standardDays} onChange={(value) => setDays(value ?? 30)} style={{ width: '100%' }} /></label>
        <label>{campus('family')}<Select aria-label={campus('family')} allowClear placeholder={campus('everyFamily')} value={family} onChange={(next?: Course['family']) => setFamily(next ?? null)} options={(families.value ?? []).map((one) => ({ value: one.family, label: say(one.name) }))} /></label>
      </div>
      {isShort ? <label>{campus('shortReason')}<Input value={shortReason} maxLength={200} placeholder={campus('shortNote')} data-testid="course-short" onChange={(event) => setShort(event.target.value)} /></label> : null}
      <span className={partCss.label}>{t('plan')}</span>
      {plan.map((line, index) => (
        <div key={index} className={partCss.line}>
          <Select aria-label={t('kind')} value={line.kind} style={{ width: 92 }} onChange={(kind) => change(index, { kind })} options={kinds.map((value) => ({ value, label: t(value) }))} />
          <Select aria-label={t('module')} value={line.module} style={{ width: 130 }} onChange={(module) => change(index, { module })} options={choices} />
          <Input aria-label={t('title')} placeholder={t('title')} value={line.title} maxLength={60} style={{ flex: 1, minWidth: 110 }} onChange={(event) => change(index, { title: event.target.value })} />
          <InputNumber aria-label={t('minutes')} min={15} max={480} step={15} value={line.minutes} style={{ width: 76 }} onChange={(value) => change(index, { minutes: value ?? 60 })} />
          <Button type="text" icon={<X size={14} />} aria-label={t('cancelSession')} onClick={() => setPlan(plan.filter((_, at) => at !== index))} />
        </div>
      ))}
      <span><Button size="small" icon={<Plus size={14} />} disabled={chosen.length === 0} onClick={() => setPlan([...plan, { kind: 'class', module: chosen[0]!, title: '', minutes: 90 }])}>{t('addLine')}</Button></span>
    </FormDrawer>
  );
}
