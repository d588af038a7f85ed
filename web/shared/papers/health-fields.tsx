import { useText } from '../i18n.ts';
import { Button, Chips, Notice, Segmented, TextInput } from '../kit/index.ts';
import type { RefusalError } from '../refusal.ts';
import { healthClasses, lastHealthDay } from './health-items.ts';
import css from './papers.module.css';
import { papersText } from './papers.text.ts';
import { PhotoField } from './photo-field.tsx';
import type { Health } from './use-health.ts';

const dayFields = ['validUntil', 'examinedOn', 'validFrom'];

/** A health check by class with its items. What is normal is one tap for all; what is not is said in words. */
export function HealthFields({ of, refusal }: { of: Health; refusal: RefusalError | null }) {
  const { t, say } = useText(papersText);
  const isAboutDays = refusal !== null && dayFields.includes(refusal.field ?? '');
  return (
    <div className={css.form} data-testid="health-form">
      <p className={css.soft}>{t('lead')}</p>
      <Chips label={t('healthClass')} isLabelShown value={of.healthClass} onChange={of.setClass} choices={healthClasses.map((value) => ({ value, label: t(`class${value}`) }))} />
      <p className={css.soft}>{t('classNote')}</p>
      <TextInput label={t('hospital')} value={of.hospital} onChange={of.setHospital} maxLength={60} data-testid="health-hospital" />
      <TextInput label={t('number')} value={of.number} onChange={of.setNumber} maxLength={40} autoComplete="off" data-testid="paper-number" wrong={refusal?.field === 'number' ? refusal : null} />
      <TextInput label={t('examinedOn')} type="date" max={of.today} value={of.examinedOn} onChange={of.setExamined} />
      <TextInput label={t('validUntil')} type="date" max={lastHealthDay(of.examinedOn)} value={of.validUntil} onChange={of.setUntil} wrong={isAboutDays ? refusal : null} />
      {of.healthClass === null ? null : (
        <div>
          <div className={css.head}><b>{t('items')}</b><span className={css.soft}>{t('itemsOf', { done: of.done, all: of.codes.length })}</span><Button kind="soft" onClick={of.allNormal} data-testid="health-all">{t('allNormal')}</Button></div>
          <div className={css.items}>
            {of.codes.map((code) => {
              const one = of.found[code];
              return (
                <div key={code} className={css.item} data-testid={`item-${code}`}>
                  <span>{t(code)}</span>
                  <Segmented label={t(code)} value={one === undefined ? '' : one.isNormal ? 'normal' : 'not'} onChange={(value) => of.setItem(code, { isNormal: value === 'normal', result: one?.result ?? '' })} choices={[{ value: 'normal', label: t('normal') }, { value: 'not', label: t('notNormal') }]} />
                  {one && !one.isNormal ? <TextInput label={`${t(code)} · ${t('result')}`} hint={t('resultHint')} value={one.result} maxLength={60} onChange={(result) => of.setItem(code, { isNormal: false, result })} /> : null}
                </div>
              );
            })}
          </div>
        </div>
      )}
      <Notice tone="sky">{t('noHepatitis')}</Notice>
      <PhotoField onChange={of.setPhoto} />
      {refusal && !isAboutDays && refusal.field !== 'number' ? <Notice tone="warm">{say(refusal)}</Notice> : null}
    </div>
  );
}
