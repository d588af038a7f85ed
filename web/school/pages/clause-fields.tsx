import { AutoComplete, Button, Input, InputNumber, Select } from 'antd';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { useView } from '../../shared/use-view.ts';
import { standardsText } from './standards.text.ts';

type Edition = View<'standards', 'getStandard'>;
type Weight = 'must' | 'should' | 'may';
type Measure = NonNullable<Edition['clauses'][number]['measure']>;
export type Draft = { key: number; no: string; topic: string; zh: string; en: string; weight: Weight; measure: Measure | null; lineZh: string; lineEn: string; itemIds: string[]; otherLines: { itemIds: string[]; text: { zh: string; en: string }; isRequired: boolean }[] };
const emptyMeasure: Measure = { name: '', unit: '', limit: 'atMost', value: 0 };
export const isMeasureWhole = (measure: Measure | null): boolean => measure === null || (measure.name.trim() !== '' && measure.unit.trim() !== '');

/** One clause: its words, what it measures, what it speaks of, and the line it puts on checklists. */
export function ClauseFields({ of, topics, names, onChange, onDrop }: { of: Draft; topics: readonly string[]; names: readonly string[]; onChange: (change: Partial<Draft>) => void; onDrop: () => void }) {
  const { t, say } = useText(standardsText);
  const items = useView(['catalog', 'listItems'], () => api.catalog.listItems({}), { live: false, staleSeconds: 3600 });
  return (
    <Panel title={`${t('clauses')} ${of.no}`} aside={<Button size="small" onClick={onDrop}>{t('dropClause')}</Button>}>
      <div className={partCss.form}>
        <div className={partCss.two}>
          <label>{t('clauseNo')}<Input value={of.no} maxLength={24} data-testid="clause-no" onChange={(event) => onChange({ no: event.target.value })} /></label>
          <label>{t('weight')}<Select aria-label={t('weight')} value={of.weight} onChange={(weight) => onChange({ weight })} options={(['must', 'should', 'may'] as const).map((value) => ({ value, label: t(value) }))} /></label>
        </div>
        <div className={partCss.two}>
          <label>{t('topic')}<AutoComplete aria-label={t('topic')} data-testid="clause-topic" value={of.topic} onChange={(topic: string) => onChange({ topic })} placeholder={t('topicHint')} options={topics.map((value) => ({ value }))} showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').toLowerCase().includes(typed.toLowerCase()) }} /></label>
          <label>{t('measured')}<Select aria-label={t('measured')} data-testid="clause-measured" value={of.measure === null ? 'none' : 'some'} onChange={(next) => onChange({ measure: next === 'none' ? null : emptyMeasure })} options={[{ value: 'none', label: t('noMeasure') }, { value: 'some', label: t('hasMeasure') }]} /></label>
        </div>
        {of.measure === null ? null : <MeasureFields of={of.measure} names={names} onChange={(measure) => onChange({ measure })} />}
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

/** A number two editions can be held against each other by: what is measured has to carry the same word in both. */
function MeasureFields({ of, names, onChange }: { of: Measure; names: readonly string[]; onChange: (next: Measure) => void }) {
  const { t } = useText(standardsText);
  const put = (change: Partial<Measure>): void => onChange({ ...of, ...change });
  return (
    <div className={partCss.two}>
      <label>{t('measureName')}<AutoComplete aria-label={t('measureName')} data-testid="measure-name" value={of.name} onChange={(name: string) => put({ name })} placeholder={t('measureHint')} options={names.map((value) => ({ value }))} /></label>
      <label>{t('measureLimit')}<Select aria-label={t('measureLimit')} data-testid="measure-limit" value={of.limit} onChange={(limit) => put({ limit })} options={(['atMost', 'atLeast'] as const).map((value) => ({ value, label: t(value) }))} /></label>
      <label>{t('measureValue')}<InputNumber min={0} max={10_000_000} value={of.value} data-testid="measure-value" onChange={(value) => put({ value: value ?? 0 })} style={{ width: '100%' }} /></label>
      <label>{t('measureUnit')}<Input value={of.unit} maxLength={20} data-testid="measure-unit" onChange={(event) => put({ unit: event.target.value })} /></label>
    </div>
  );
}
