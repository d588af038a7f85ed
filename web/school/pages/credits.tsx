import { Button, Input, InputNumber, Select } from 'antd';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { useHolds } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { FileButton } from '../parts/file-button.tsx';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { LearnerPicker } from '../parts/learner-picker.tsx';
import { OperatorButton } from '../parts/role-button.tsx';
import { campusText } from './campus.text.ts';

type Partner = View<'courses', 'listPartners'>['items'][number];
type Credit = View<'courses', 'listCredits'>['items'][number];
export type CreditLine = Partner['credits'][number];

const useModuleNames = () => {
  const { say } = useText(campusText);
  const found = useView(['learning', 'listModules'], () => api.learning.listModules({}), { live: false, staleSeconds: 60 });
  return (found.value?.items ?? []).map((one) => ({ value: one.module, label: say(one.title) }));
};

/** Which subjects of a partner count for which module: part of its form. */
export function CreditTable({ of, onChange }: { of: readonly CreditLine[]; onChange: (lines: CreditLine[]) => void }) {
  const { t } = useText(campusText);
  const modules = useModuleNames();
  const change = (index: number, part: Partial<CreditLine>): void => onChange(of.map((line, at) => (at === index ? { ...line, ...part } : line)));
  return (
    <>
      <span className={partCss.label}>{t('creditTable')}</span>
      <small className={partCss.quiet}>{t('creditTableNote')}</small>
      {of.map((line, index) => (
        <div key={index} className={partCss.line}>
          <Input aria-label={t('subjectName')} placeholder={t('subjectName')} value={line.subject} maxLength={40} style={{ flex: 1, minWidth: 130 }} data-testid="credit-subject" onChange={(event) => change(index, { subject: event.target.value })} />
          <Select aria-label={t('module')} value={line.module} style={{ width: 150 }} options={modules} onChange={(module) => change(index, { module })} />
          <InputNumber aria-label={t('minutes')} min={15} max={60_000} step={60} value={line.minutes} style={{ width: 90 }} onChange={(value) => change(index, { minutes: value ?? 60 })} />
          <Button type="text" icon={<X size={14} />} aria-label={t('removeLine')} onClick={() => onChange(of.filter((_, at) => at !== index))} />
        </div>
      ))}
      <span><Button size="small" icon={<Plus size={14} />} disabled={modules.length === 0} data-testid="credit-line" onClick={() => onChange([...of, { subject: '', module: modules[0]!.value, minutes: 600 }])}>{t('addSubject')}</Button></span>
    </>
  );
}

/** What learners brought along from a partner, and the way to take back what was recognised in error. */
export function Credits({ partners }: { partners: readonly Partner[] }) {
  const { t } = useText(campusText);
  const { day } = useFormat();
  const holds = useHolds();
  const modules = useModuleNames();
  const [isAdding, setAdding] = useState(false);
  const [undoing, setUndoing] = useState<Credit | null>(null);
  const found = usePages(['courses', 'listCredits'], (cursor) => api.courses.listCredits({ ...(cursor && { cursor }) }), { live: ['course'] });
  const withdraw = useCommand(api.courses.withdrawCredit, { onDone: () => { showToast(t('withdrawDone')); setUndoing(null); } });
  const nameOf = (code: string): string => modules.find(({ value }) => value === code)?.label ?? code;
  const act = (row: Credit) => (row.withdrawnAt ? <StatusPill tone="grey">{t('withdrawn')}</StatusPill> : holds('operator') ? <Button size="small" data-testid="credit-withdraw" onClick={() => setUndoing(row)}>{t('withdraw')}</Button> : null);
  const columns = [
    { title: t('people'), key: 'worker', width: 130, render: (_: unknown, row: Credit) => <b className={partCss.strong}>{row.workerName}</b> },
    { title: t('subject'), key: 'subject', width: 260, render: (_: unknown, row: Credit) => <span className={partCss.cell}><span>{row.subject}</span><small>{row.partnerName}</small></span> },
    { title: t('module'), key: 'module', width: 190, render: (_: unknown, row: Credit) => <span className={partCss.cell}><span>{nameOf(row.module)}</span><small>{row.minutes} {t('minutes')}</small></span> },
    { title: t('recognisedOn'), key: 'at', width: 170, render: (_: unknown, row: Credit) => <span className={partCss.cell}><span>{day(row.recognisedAt)}</span><small>{row.byName}</small></span> },
    { title: '', key: 'act', width: 190, render: (_: unknown, row: Credit) => <span className={partCss.cell}><span>{act(row)}</span><small>{row.withdrawWords}</small></span> },
  ];
  return (
    <Panel title={t('credits')} note={t('creditsNote')} aside={<OperatorButton size="small" data-testid="credit-add" onClick={() => setAdding(true)}>{t('addCredit')}</OperatorButton>}>
      {undoing ? <ReasonLine label={`${undoing.workerName} ${undoing.subject} · ${t('withdrawWhy')}`} quick={[t('w1'), t('w2'), t('w3')]} confirm={t('withdraw')} isDanger isBusy={withdraw.isRunning} onSend={(reason) => void withdraw.run({ creditId: undoing.creditId, reason })} onCancel={() => setUndoing(null)} /> : null}
      <div data-testid="credits"><DenseTable<Credit> of={found} rowKey={(row) => row.creditId} columns={columns} card={(row) => ({ title: row.workerName, aside: nameOf(row.module), note: <><span>{row.subject}</span><span>{row.partnerName}</span></>, act: act(row) })} empty={<p className={partCss.none}>{t('noCredits')}</p>} /></div>
      {isAdding ? <NewCredit partners={partners} onClose={() => setAdding(false)} /> : null}
    </Panel>
  );
}

/** The document itself stays with who shows it; what is kept is its SHA-256. */
function NewCredit({ partners, onClose }: { partners: readonly Partner[]; onClose: () => void }) {
  const { t } = useText(campusText);
  const [workerId, setWorker] = useState<string | null>(null);
  const [partnerId, setPartner] = useState<string | null>(null);
  const [subject, setSubject] = useState<string | null>(null);
  const [documentHash, setHash] = useState('');
  const save = useCommand(api.courses.recogniseCredit, { isQuiet: true, onDone: () => { showToast(t('creditSaved')); onClose(); } });
  const able = partners.filter((one) => one.isInForce && one.credits.length > 0);
  const take = async (file: File): Promise<void> => setHash([...new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
  const isFull = workerId !== null && partnerId !== null && subject !== null && documentHash !== '';
  return (
    <FormDrawer title={t('addCredit')} isFull={isFull} isBusy={save.isRunning} refusal={save.refusal} onClose={onClose} testId="credit-save" onSave={() => { if (isFull) void save.run({ workerId, partnerId, subject, documentHash }); }}>
      <label>{t('people')}<LearnerPicker label={t('people')} value={workerId} onChange={setWorker} /></label>
      <label>{t('partner')}<Select aria-label={t('partner')} placeholder={t('pickPartner')} value={partnerId} onChange={(next: string) => { setPartner(next); setSubject(null); }} options={able.map((one) => ({ value: one.partnerId, label: one.name }))} /></label>
      <label>{t('subject')}<Select aria-label={t('subject')} value={subject} disabled={partnerId === null} onChange={setSubject} options={(able.find((one) => one.partnerId === partnerId)?.credits ?? []).map((line) => ({ value: line.subject, label: `${line.subject} · ${line.minutes} ${t('minutes')}` }))} /></label>
      <span className={partCss.label}>{t('document')}</span>
      <span className={partCss.line}><FileButton label={t('pickFile')} testId="credit-file" onPick={(file) => void take(file)} /><small className={partCss.quiet}>{documentHash ? t('documentOk', { hash: `${documentHash.slice(0, 12)}…` }) : t('documentNote')}</small></span>
    </FormDrawer>
  );
}
