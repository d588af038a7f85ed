import type { ServiceFamily } from '@linli/contract';
import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { serviceFamilies, serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { standardsText } from './standards.text.ts';

type Edition = View<'standards', 'getStandard'>;
type Weight = 'must' | 'should' | 'may';
type Measure = Edition['clauses'][number]['measure'];
type Draft = { key: number; no: string; topic: string; zh: string; en: string; weight: Weight; measure: Measure; lineZh: string; lineEn: string; itemIds: string[]; otherLines: { itemIds: string[]; text: { zh: string; en: string }; isRequired: boolean }[] };
const kinds = ['enterprise', 'national', 'industry', 'local', 'group'] as const;
const subjects = ['quality', 'price', 'process', 'guarantee', 'institution', 'health', 'institutionCare', 'security', 'general'] as const;

const draftsOf = (edition: Edition | null): Draft[] => (edition?.clauses ?? []).map((clause, key) => {
  const [first, ...others] = clause.lines;
  return { key, no: clause.no, topic: clause.topic, zh: clause.text.zh, en: clause.text.en, weight: clause.weight, measure: clause.measure, lineZh: first?.text.zh ?? '', lineEn: first?.text.en ?? '', itemIds: first?.itemIds ?? [], otherLines: others.map(({ itemIds, text, isRequired }) => ({ itemIds, text, isRequired })) };
});

/** An edition written down: what it is, and its clauses with the line each puts on checklists. */
export function EditionForm({ of, onClose }: { of: Edition | null; onClose: () => void }) {
  const { t } = useText(standardsText);
  const family = useText(serviceFamilyText).t;
  const [code, setCode] = useState(of?.code ?? 'Q/LL ');
  const [year, setYear] = useState<number | null>(of?.year ?? null);
  const [kind, setKind] = useState<(typeof kinds)[number]>(of?.kind ?? 'enterprise');
  const [subject, setSubject] = useState<(typeof subjects)[number]>(of?.subject ?? 'quality');
  const [zh, setZh] = useState(of?.title.zh ?? '');
  const [en, setEn] = useState(of?.title.en ?? '');
  const [isSure, setSure] = useState(of?.isTitleConfirmed ?? true);
  const [families, setFamilies] = useState<ServiceFamily[]>(of?.families ?? []);
  const [clauses, setClauses] = useState<Draft[]>(draftsOf(of));
  const save = useCommand(api.standards.saveEdition, { isQuiet: true, onDone: () => { showToast(t('saved')); onClose(); } });
  const put = (key: number, change: Partial<Draft>): void => setClauses((before) => before.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const isFull = code.trim().length > 1 && year !== null && zh.trim() !== '' && en.trim() !== '' && clauses.every((one) => one.no !== '' && one.zh !== '' && one.en !== '' && (one.lineZh === '' || (one.lineEn !== '' && one.itemIds.length > 0)));
  const send = (): void => {
    if (year === null) return;
    void save.run({
      ...(of && { editionId: of.editionId, drafters: of.drafters, issuer: of.issuer, source: of.source, ...(of.issuedOn && { issuedOn: of.issuedOn }), ...(of.inForceFrom && { inForceFrom: of.inForceFrom }), ...(of.supersedes && { supersedesId: of.supersedes.editionId }) }),
      code: code.trim(), year, kind, subject, title: { zh: zh.trim(), en: en.trim() }, isTitleConfirmed: isSure, families,
      clauses: clauses.map((one) => ({ no: one.no, topic: one.topic, weight: one.weight, text: { zh: one.zh, en: one.en }, measure: one.measure, lines: [...(one.lineZh === '' ? [] : [{ itemIds: one.itemIds, text: { zh: one.lineZh, en: one.lineEn }, isRequired: true }]), ...one.otherLines] })),
    });
  };
  return (
    <FormDrawer title={of ? t('edit') : t('add')} isFull={isFull} isBusy={save.isRunning} refusal={save.refusal} testId="edition-save" onSave={send} onClose={onClose}>
      <div className={partCss.two}>
        <label>{t('code')}<Input value={code} maxLength={30} data-testid="edition-code" onChange={(event) => setCode(event.target.value)} /></label>
        <label>{t('year')}<InputNumber min={1980} max={2100} precision={0} value={year} data-testid="edition-year" onChange={setYear} style={{ width: '100%' }} /></label>
        <label>{t('kind')}<Select aria-label={t('kind')} value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: t(value) }))} /></label>
        <label>{t('subject')}<Select aria-label={t('subject')} value={subject} onChange={setSubject} options={subjects.map((value) => ({ value, label: t(value) }))} /></label>
      </div>
      <label>{t('titleZh')}<Input value={zh} maxLength={120} data-testid="edition-zh" onChange={(event) => setZh(event.target.value)} /></label>
      <label>{t('titleEn')}<Input value={en} maxLength={200} data-testid="edition-en" onChange={(event) => setEn(event.target.value)} /></label>
      <label>{t('familiesOf')}<Select mode="multiple" aria-label={t('familiesOf')} value={families} onChange={setFamilies} options={serviceFamilies.map((value) => ({ value, label: family(value) }))} /></label>
      <div className={partCss.line}><Toggle label={t('isSure')} isOn={isSure} onChange={setSure} /></div>
      {clauses.map((one) => <ClauseFields key={one.key} of={one} onChange={(change) => put(one.key, change)} onDrop={() => setClauses((before) => before.filter(({ key }) => key !== one.key))} />)}
      <Button data-testid="clause-add" onClick={() => setClauses((before) => [...before, { key: Math.max(-1, ...before.map(({ key }) => key)) + 1, no: '', topic: '', zh: '', en: '', weight: 'must', measure: null, lineZh: '', lineEn: '', itemIds: [], otherLines: [] }])}>{t('addClause')}</Button>
    </FormDrawer>
  );
}

function ClauseFields({ of, onChange, onDrop }: { of: Draft; onChange: (change: Partial<Draft>) => void; onDrop: () => void }) {
  const { t, say } = useText(standardsText);
  const items = useView(['catalog', 'listItems'], () => api.catalog.listItems({}), { live: false, staleSeconds: 3600 });
  return (
    <Panel title={`${t('clauses')} ${of.no}`} aside={<Button size="small" onClick={onDrop}>{t('dropClause')}</Button>}>
      <div className={partCss.form}>
        <div className={partCss.two}>
          <label>{t('clauseNo')}<Input value={of.no} maxLength={24} data-testid="clause-no" onChange={(event) => onChange({ no: event.target.value })} /></label>
          <label>{t('weight')}<Select aria-label={t('weight')} value={of.weight} onChange={(weight) => onChange({ weight })} options={(['must', 'should', 'may'] as const).map((value) => ({ value, label: t(value) }))} /></label>
        </div>
        <label>{t('clauseZh')}<Input.TextArea value={of.zh} rows={2} maxLength={400} data-testid="clause-zh" onChange={(event) => onChange({ zh: event.target.value })} /></label>
        <label>{t('clauseEn')}<Input.TextArea value={of.en} rows={2} maxLength={600} data-testid="clause-en" onChange={(event) => onChange({ en: event.target.value })} /></label>
        <div className={partCss.two}>
          <label>{t('lineZh')}<Input value={of.lineZh} maxLength={80} data-testid="line-zh" onChange={(event) => onChange({ lineZh: event.target.value })} /></label>
          <label>{t('lineEn')}<Input value={of.lineEn} maxLength={120} data-testid="line-en" onChange={(event) => onChange({ lineEn: event.target.value })} /></label>
        </div>
        {of.lineZh === '' ? null : <label>{t('lineItems')}<Select mode="multiple" aria-label={t('lineItems')} value={of.itemIds} onChange={(itemIds) => onChange({ itemIds })} showSearch={{ optionFilterProp: 'label' }} options={(items.value?.items ?? []).map((one) => ({ value: one.itemId, label: say(one.name) }))} /></label>}
      </div>
    </Panel>
  );
}
