import { Check, Minus, Plus } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { cx } from '../class-names.ts';
import { useText } from '../i18n.ts';
import css from './choices.module.css';
import { kitText } from './text.ts';

export type Choice<T extends string> = { value: T; label: ReactNode; icon?: ReactNode; isDisabled?: boolean };
type ChipsBase<T extends string> = { label: string; choices: readonly Choice<T>[]; isLabelShown?: boolean; isScrolling?: boolean };

/** One of several as chips. `value` null: nothing chosen yet; `onChange` gets null when `canClear` and the chosen one is tapped again. */
export function Chips<T extends string>({ value, onChange, canClear = false, ...rest }: ChipsBase<T> & { value: T | null; onChange: (value: T | null) => void; canClear?: boolean }) {
  return <ChipSet {...rest} isOn={(one) => one === value} isMulti={canClear} onPick={(one) => onChange(canClear && one === value ? null : one)} />;
}

/** Any number of several as chips. */
export function ChipsMulti<T extends string>({ values, onChange, ...rest }: ChipsBase<T> & { values: readonly T[]; onChange: (values: T[]) => void }) {
  return <ChipSet {...rest} isMulti hasCheck isOn={(one) => values.includes(one)} onPick={(one) => onChange(values.includes(one) ? values.filter((other) => other !== one) : [...values, one])} />;
}

function ChipSet<T extends string>({ label, choices, isLabelShown = false, isScrolling = false, isMulti, hasCheck = false, isOn, onPick }: ChipsBase<T> & { isMulti: boolean; hasCheck?: boolean; isOn: (one: T) => boolean; onPick: (one: T) => void }) {
  const name = useId();
  return (
    <fieldset className={css.group}>
      <legend className={isLabelShown ? undefined : 'visually-hidden'}>{label}</legend>
      <div className={cx(css.chips, isScrolling && css.scroll)}>
        {choices.map((choice) => (
          <label key={choice.value} className={css.chip}>
            <input type={isMulti ? 'checkbox' : 'radio'} name={name} checked={isOn(choice.value)} disabled={choice.isDisabled} onChange={() => onPick(choice.value)} />
            {hasCheck && isOn(choice.value) ? <Check size={16} strokeWidth={2.6} className={css.check} aria-hidden="true" /> : choice.icon}
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Two to four views of the same thing. */
export function Segmented<T extends string>({ label, value, choices, onChange }: { label: string; value: T; choices: readonly Choice<T>[]; onChange: (value: T) => void }) {
  const name = useId();
  return (
    <div className={css.segmented} role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={css.segment}>
          <input type="radio" name={name} checked={choice.value === value} disabled={choice.isDisabled} onChange={() => onChange(choice.value)} />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}

/** A small number to nudge; `unit` follows the figure. */
export function Stepper({ label, value, min = 0, max = 99, step = 1, unit, onChange }: { label: string; value: number; min?: number; max?: number; step?: number; unit?: string; onChange: (value: number) => void }) {
  const { t } = useText(kitText);
  return (
    <div className={css.stepper} role="group" aria-label={label}>
      <button type="button" className={css.step} aria-label={`${t('less')} · ${label}`} disabled={value <= min} onClick={() => onChange(Math.max(min, value - step))}><span><Minus size={18} strokeWidth={2.4} /></span></button>
      <output className={css.count} aria-live="polite">{value}{unit ? <small>{unit}</small> : null}</output>
      <button type="button" className={css.step} aria-label={`${t('add')} · ${label}`} disabled={value >= max} onClick={() => onChange(Math.min(max, value + step))}><span><Plus size={18} strokeWidth={2.4} /></span></button>
    </div>
  );
}

type Toggle = { label: ReactNode; note?: ReactNode; isOn: boolean; onChange: (isOn: boolean) => void; isDisabled?: boolean };
/** On or off, at once. */
export function Switch({ label, note, isOn, onChange, isDisabled }: Toggle) {
  return (
    <label className={css.switch}>
      <span>{label}{note ? <small>{note}</small> : null}</span>
      <input type="checkbox" role="switch" checked={isOn} disabled={isDisabled} onChange={(event) => onChange(event.target.checked)} />
      <span className={css.knob} aria-hidden="true" />
    </label>
  );
}
/** One line of a checklist: tick and text. */
export function CheckRow({ label, note, isOn, onChange, isDisabled }: Toggle) {
  return (
    <label className={cx(css.switch, css.checkRow)}>
      <span>{label}{note ? <small>{note}</small> : null}</span>
      <input type="checkbox" checked={isOn} disabled={isDisabled} onChange={(event) => onChange(event.target.checked)} />
      <span className={css.box} aria-hidden="true"><Check size={17} strokeWidth={3} /></span>
    </label>
  );
}
