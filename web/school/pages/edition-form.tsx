import type { ServiceFamily } from '@linli/contract';
import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import partCss from '../../shared/desk/parts.module.css';
import { serviceFamilies, serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { DayInput } from '../parts/day-input.tsx';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { ClauseFields, type Draft, isMeasureWhole } from './clause-fields.tsx';
import { standardsText } from './standards.text.ts';

type Edition = View<'standards', 'getStandard'>;
const kinds = ['enterprise', 'national', 'industry', 'local', 'group'] as const;
const subjects = ['quality', 'price', 'process', 'guarantee', 'institution', 'health', 'institutionCare', 'security', 'general'] as const;

const draftsOf = (edition: Edition | null): Draft[] => (edition?.clauses ?? []).map((clause, key) => {
  const [first, ...others] = clause.lines;
  return { key, no: clause.no, topic: clause.topic, zh: clause.text.zh, en: clause.text.en, weight: clause.weight, measure: clause.measure, lineZh: first?.text.zh ?? '', lineEn: first?.text.en ?? '', itemIds: first?.itemIds ?? [], otherLines: others.map(({ itemIds, text, isRequired }) => ({ itemIds, text, isRequired })) };
});

/** An edition written down: what it is, and its clauses with the line each puts on checklists. */
export function EditionForm({ of, onClose }: { of: Edition | null; onClose: () => void }) {
  const { t, say } = useText(standardsText);
  const family = useText(serviceFamilyText).t;
  const [code, setCode] = useState(of?.code ?? 'Q/LL ');
  const [year, setYear] = useState<number | null>(of?.year ?? null);
  const [kind, setKind] = useState<(typeof kinds)[number]>(of?.kind ?? 'enterprise');
  const [subject, setSubject] = useState<(typeof subjects)[number]>(of?.subject ?? 'quality');
  const [zh, setZh] = useState(of?.title.zh ?? '');
  const [en, setEn] = useState(of?.title.en ?? '');
  const [isSure, setSure] = useState(of?.isTitleConfirmed ?? true);
  const [families, setFamilies] = useState<ServiceFamily[]>(of?.families ?? []);
  const [issuer, setIssuer] = useState(of?.issuer ?? '');
  const [drafters, setDrafters] = useState<string[]>(of?.drafters ?? []);
  const [source, setSource] = useState(of?.source ?? '');
  const [issuedOn, setIssuedOn] = useState(of?.issuedOn ?? '');
  const [inForceFrom, setInForceFrom] = useState(of?.inForceFrom ?? '');
  const [supersedesId, setSupersedes] = useState<string | null>(of?.supersedes?.editionId ?? null);
  const others = useView(['standards', 'listStandards', 'all'], () => api.standards.listStandards({ isAll: 'true' }), { live: ['standard'] });
  // An older edition of the same code, or any that is in force: what the registry lets one supersede.
  const older = (others.value?.items ?? []).filter((one) => one.editionId !== of?.editionId && (one.state === 'inForce' || (one.code === code.trim() && year !== null && one.year < year)));
  // Comparisons go by these words: whoever writes a clause picks the one another standard uses already.
  const written = (others.value?.items ?? []).filter(({ clauseCount }) => clauseCount > 0).map(({ editionId }) => editionId);
  const known = useView(['standards', 'getStandard', 'words', written.join()], async () => (await Promise.all(written.map((editionId) => api.standards.getStandard({ editionId })))).flatMap((one) => one.clauses), { isReady: written.length > 0, live: false, staleSeconds: 600 });
  const topics = [...new Set((known.value ?? []).map(({ topic }) => topic).filter(Boolean))].toSorted();
  const names = [...new Set((known.value ?? []).flatMap(({ measure }) => measure?.name ?? []))].toSorted();
  const [clauses, setClauses] = useState<Draft[]>(draftsOf(of));
  const save = useCommand(api.standards.saveEdition, { isQuiet: true, onDone: () => { showToast(t('saved')); onClose(); } });
  const put = (key: number, change: Partial<Draft>): void => setClauses((before) => before.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const isFull = code.trim().length > 1 && year !== null && zh.trim() !== '' && en.trim() !== '' && clauses.every((one) => one.no !== '' && one.zh !== '' && one.en !== '' && isMeasureWhole(one.measure) && (one.lineZh === '' || (one.lineEn !== '' && one.itemIds.length > 0)));
  const send = (): void => {
    if (year === null) return;
    void save.run({
      ...(of && { editionId: of.editionId }), issuer: issuer.trim(), drafters: drafters.map((one) => one.trim()).filter(Boolean), source: source.trim(), ...(issuedOn !== '' && { issuedOn }), ...(inForceFrom !== '' && { inForceFrom }), ...(supersedesId !== null && { supersedesId }),
      code: code.trim(), year, kind, subject, title: { zh: zh.trim(), en: en.trim() }, isTitleConfirmed: isSure, families,
      clauses: clauses.map((one) => ({ no: one.no, topic: one.topic.trim(), weight: one.weight, text: { zh: one.zh, en: one.en }, measure: one.measure, lines: [...(one.lineZh === '' ? [] : [{ itemIds: one.itemIds, text: { zh: one.lineZh, en: one.lineEn }, isRequired: true }]), ...one.otherLines] })),
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
      <div className={partCss.two}>
        <label>{t('issuer')}<Input value={issuer} maxLength={80} data-testid="edition-issuer" onChange={(event) => setIssuer(event.target.value)} /></label>
        <label>{t('source')}<Input value={source} maxLength={300} data-testid="edition-source" onChange={(event) => setSource(event.target.value)} /></label>
        <label>{t('issuedOn')}<DayInput label={t('issuedOn')} canClear value={issuedOn} onChange={setIssuedOn} /></label>
        <label>{t('inForceFrom')}<DayInput label={t('inForceFrom')} canClear value={inForceFrom} onChange={setInForceFrom} /></label>
      </div>
      <label>{t('drafters')}<Select mode="tags" aria-label={t('drafters')} data-testid="edition-drafters" placeholder={t('draftersHint')} value={drafters} onChange={setDrafters} maxCount={20} open={false} tokenSeparators={['、', ',', '，', '；', ';']} /></label>
      <label>{t('supersedes')}<Select<string | null> aria-label={t('supersedes')} data-testid="edition-supersedes" allowClear placeholder={t('supersedesNone')} value={supersedesId} onChange={(next) => setSupersedes(next ?? null)} showSearch={{ optionFilterProp: 'label' }} options={older.map((one) => ({ value: one.editionId, label: `${one.number} ${say(one.title)}` }))} /></label>
      <div className={partCss.line}><Toggle label={t('isSure')} isOn={isSure} onChange={setSure} /></div>
      {clauses.map((one) => <ClauseFields key={one.key} of={one} topics={topics} names={names} onChange={(change) => put(one.key, change)} onDrop={() => setClauses((before) => before.filter(({ key }) => key !== one.key))} />)}
      <Button data-testid="clause-add" onClick={() => setClauses((before) => [...before, { key: Math.max(-1, ...before.map(({ key }) => key)) + 1, no: '', topic: '', zh: '', en: '', weight: 'must', measure: null, lineZh: '', lineEn: '', itemIds: [], otherLines: [] }])}>{t('addClause')}</Button>
    </FormDrawer>
  );
}
