import { Button, Checkbox, Input } from 'antd';
import { ArrowUp, ExternalLink, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { useIsPhone } from '../../shared/desk/use-is-phone.ts';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Notice, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import css from './offer.module.css';
import { offerText } from './offer.text.ts';
import { paperText } from './roles.text.ts';
import { type Item, usePublish } from './use-publish.ts';

/** Everything a family sees of a service, and its checklist to publish anew. */
export function ItemDrawer({ item, onClose }: { item: Item; onClose: () => void }) {
  const { t, say } = useText(offerText);
  const paper = useText(paperText).t;
  const publish = usePublish();
  const isPhone = useIsPhone();
  const { duration } = item;
  const length = duration.kind === 'hours' ? t('durHours') : duration.kind === 'area' ? t('durArea', { area: duration.squareMetersPerHour ?? '—' }) : duration.kind === 'units' ? t('durUnits', { minutes: duration.minutesPerUnit }) : t('durFixed', { minutes: duration.minMinutes });
  const bullets = (of: readonly { zh: string; en: string }[]) => <ul className={css.bullets}>{of.map((one) => <li key={one.zh}>{say(one)}</li>)}</ul>;
  return (
    <DeskDrawer
      isOpen widthPixels={760} onClose={onClose} title={<span className={partCss.line}><span>{say(item.name)}</span><StatusPill tone={item.isPublished ? 'jade' : 'grey'}>{t(item.isPublished ? 'published' : 'hidden')}</StatusPill></span>}
      aside={<span className={partCss.line} style={{ flexWrap: 'nowrap' }}>{item.isPublished ? <Button href={`/services/${item.itemId}`} target="_blank" icon={<ExternalLink size={15} />} aria-label={t('seeAsFamily')} title={t('seeAsFamily')}>{isPhone ? null : t('seeAsFamily')}</Button> : null}<OperatorButton loading={publish.isRunning} onClick={() => void publish.run(item)}>{t(item.isPublished ? 'hide' : 'publish')}</OperatorButton></span>}
    >
      <div className={partCss.stack} data-testid="item-drawer">
        <p>{say(item.summary)}</p>
        <Panel title={t('facts')}>
          <Facts of={[
            [t('price'), `${formatMoney(item.unitPriceFen)}${t('perUnit', { unit: say(item.unitLabel) })} · ${t('from', { price: formatMoney(item.fromPriceFen) })} · ${t(item.priceKind)}`],
            [t('mode'), t(item.bookingMode)], [t('quantity'), `${t('range', { min: item.minQuantity, max: item.maxQuantity, step: item.stepQuantity })} ${say(item.unitLabel)} · ${t('usual', { count: item.usualQuantity })}`],
            [t('crew'), t('people', { count: item.crewSize })], [t('duration'), `${length}${duration.kind !== 'fixed' ? ` · ${t('durMin', { minutes: duration.minMinutes })}` : ''}`],
            [t('skills'), item.requiredSkills.length === 0 ? t('noSkills') : <span key="s" className={partCss.tags}>{item.requiredSkills.map((skill) => <Tag key={skill.skill} tone="jade">{say(skill.name)} · {t('level', { level: skill.level })}</Tag>)}</span>],
            [t('papers'), item.requiredPapers.length === 0 ? t('noSkills') : item.requiredPapers.map((kind) => (kind in paperText.zh ? paper(kind as keyof typeof paperText.zh) : kind)).join(' · ')], [t('health'), item.healthClass],
            [t('segments'), item.segments.map((segment) => t(segment)).join(' · ')], [t('redo'), t('redoHours', { hours: item.redoHours })], [t('warranty'), item.warrantyDays > 0 ? t('warrantyDays', { days: item.warrantyDays }) : null],
          ]} />
        </Panel>
        <div className={partCss.two}><Panel title={t('scope')}>{bullets(item.scope)}</Panel><Panel title={t('excluded')}>{bullets(item.excluded)}</Panel></div>
        <Checklist item={item} />
        <div className={partCss.two}>
          <Panel title={t('cancelTiers')}>{bullets(item.cancelTiers.map(({ label }) => label))}</Panel>
          <Panel title={t('photoNodes')}>{bullets(item.photoNodes.map(({ text: words }) => words))}</Panel>
        </div>
      </div>
    </DeskDrawer>
  );
}

type Line = { zh: string; en: string; isRequired: boolean };

/** The checklist as it stands; changing it makes a new version for orders from now on. */
function Checklist({ item }: { item: Item }) {
  const { t, say, locale } = useText(offerText);
  const [draft, setDraft] = useState<Line[] | null>(null);
  const [isTold, setTold] = useState(false);
  const publish = useCommand(api.catalog.changeChecklist, { isQuiet: true, onDone: (now) => { showToast(t('versionDone', { version: now.checklistVersion })); setDraft(null); } });
  if (draft === null) {
    return (
      <Panel title={t('checklist')} note={t('version', { version: item.checklistVersion })} aside={<OperatorButton size="small" data-testid="checklist-edit" onClick={() => setDraft(item.checklist.map(({ text: words, isRequired }) => ({ ...words, isRequired })))}>{t('editChecklist')}</OperatorButton>}>
        <div>{item.checklist.map((one, index) => <div key={one.code} className={css.check}><span className={partCss.quiet}>{index + 1}</span><span>{one.text[locale]}<small>{one.text[locale === 'zh' ? 'en' : 'zh']}</small></span>{one.isRequired ? <Tag tone="jade">{t('required')}</Tag> : null}</div>)}</div>
      </Panel>
    );
  }
  const change = (index: number, part: Partial<Line>): void => setDraft(draft.map((line, at) => (at === index ? { ...line, ...part } : line)));
  const wrong = draft.length === 0 ? t('atLeastOne') : draft.some((line) => line.zh.trim() === '' || line.en.trim() === '') ? t('incomplete') : null;
  const send = (): void => {
    setTold(wrong !== null);
    if (wrong === null) void publish.run({ itemId: item.itemId, checklist: draft.map(({ zh, en, isRequired }) => ({ text: { zh: zh.trim(), en: en.trim() }, isRequired })) });
  };
  return (
    <Panel title={t('checklist')} note={t('checklistNote')}>
      {draft.map((line, index) => (
        <div key={index} className={css.checkLine}>
          <span className={partCss.quiet}>{index + 1}</span>
          <Input value={line.zh} maxLength={80} aria-label={`${t('itemZh')} ${index + 1}`} placeholder={t('itemZh')} onChange={(event) => change(index, { zh: event.target.value })} />
          <Input value={line.en} maxLength={120} aria-label={`${t('itemEn')} ${index + 1}`} placeholder={t('itemEn')} onChange={(event) => change(index, { en: event.target.value })} />
          <Checkbox checked={line.isRequired} onChange={(event) => change(index, { isRequired: event.target.checked })}>{t('required')}</Checkbox>
          <span>
            <Button type="text" size="small" disabled={index === 0} icon={<ArrowUp size={15} />} aria-label={t('moveUp', { number: index + 1 })} onClick={() => setDraft(draft.map((one, at) => (at === index - 1 ? line : at === index ? draft[index - 1]! : one)))} />
            <Button type="text" size="small" icon={<X size={15} />} aria-label={t('removeLine', { number: index + 1 })} onClick={() => setDraft(draft.filter((_, at) => at !== index))} />
          </span>
        </div>
      ))}
      <div><Button size="small" icon={<Plus size={15} />} disabled={draft.length >= 30} onClick={() => setDraft([...draft, { zh: '', en: '', isRequired: true }])}>{t('addLine')}</Button></div>
      {isTold && wrong ? <p className={partCss.wrong} role="alert">{wrong}</p> : null}
      {publish.refusal ? <Notice tone="danger">{say(publish.refusal)}</Notice> : null}
      <div className={partCss.line}><Button type="primary" loading={publish.isRunning} onClick={send} data-testid="checklist-publish">{t('newVersion', { version: item.checklistVersion + 1 })}</Button><Button onClick={() => setDraft(null)}>{t('cancel')}</Button></div>
    </Panel>
  );
}
