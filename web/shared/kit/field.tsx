import { Search, X } from 'lucide-react';
import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useEffect, useId, useRef } from 'react';
import { spacePhone } from '../format.ts';
import { useText } from '../i18n.ts';
import type { RefusalError } from '../refusal.ts';
import css from './field.module.css';
import { kitText } from './text.ts';

type FieldBase = {
  label: string;
  hint?: ReactNode;
  /** What is wrong, in words; also accepts a refusal, whose text is shown in the language of the screen. */
  wrong?: string | RefusalError | null | undefined;
  isOptional?: boolean;
  isLabelHidden?: boolean;
};

function useWrongText(wrong: FieldBase['wrong']): string | null {
  const { locale } = useText(kitText);
  return wrong === null || wrong === undefined || wrong === '' ? null : typeof wrong === 'string' ? wrong : wrong[locale];
}

/** Label, hint and error around any control; passes the ids that tie them together. */
export function Field({ label, hint, wrong, isOptional, isLabelHidden, aside, children }: FieldBase & { aside?: ReactNode; children: (ids: { id: string; describedBy: string | undefined; isWrong: boolean }) => ReactNode }) {
  const { t } = useText(kitText);
  const id = useId();
  const wrongText = useWrongText(wrong);
  const describedBy = wrongText !== null || hint ? `${id}-hint` : undefined;
  return (
    <div className={css.field}>
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : css.label}>{label}{isOptional ? <small>{t('optional')}</small> : null}</label>
      {children({ id, describedBy, isWrong: wrongText !== null })}
      {wrongText !== null || hint || aside ? (
        <div className={css.hint}><span id={`${id}-hint`} className={wrongText === null ? undefined : css.wrong} role={wrongText === null ? undefined : 'alert'}>{wrongText ?? hint}</span>{aside}</div>
      ) : null}
    </div>
  );
}

type TextProps = FieldBase & Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> & { value: string; onChange: (value: string) => void; prefix?: ReactNode };
export function TextInput({ label, hint, wrong, isOptional, isLabelHidden, value, onChange, prefix, ...rest }: TextProps) {
  return (
    <Field label={label} hint={hint} wrong={wrong} {...(isOptional && { isOptional })} {...(isLabelHidden && { isLabelHidden })}>
      {({ id, describedBy, isWrong }) => (
        <span className={css.box} data-wrong={isWrong}>
          {prefix ? <span className={css.prefix}>{prefix}</span> : null}
          <input {...rest} id={id} value={value} onChange={(event) => onChange(event.target.value)} aria-describedby={describedBy} aria-invalid={isWrong || undefined} />
        </span>
      )}
    </Field>
  );
}

/** Finds things as one types; the cross clears it. */
export function SearchInput({ label, value, onChange, ...rest }: { label: string; value: string; onChange: (value: string) => void } & Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'>) {
  const { t } = useText(kitText);
  return (
    <span className={css.box} style={{ boxShadow: 'inset 0 0 0 1px var(--line-strong)', minHeight: 'var(--touch)', width: '100%' }}>
      <Search size={19} color="var(--ink-500)" aria-hidden="true" />
      <input {...rest} type="search" style={{ appearance: 'none' }} enterKeyHint="search" aria-label={label} placeholder={rest.placeholder ?? label} value={value} onChange={(event) => onChange(event.target.value)} />
      {value === '' ? null : <button type="button" className={css.clear} aria-label={t('clear')} onClick={() => onChange('')}><X size={18} /></button>}
    </span>
  );
}

type AreaProps = FieldBase & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'> & { value: string; onChange: (value: string) => void };
/** Several lines; with `maxLength` a counter shows how much room is left. */
export function TextArea({ label, hint, wrong, isOptional, isLabelHidden, value, onChange, maxLength, ...rest }: AreaProps) {
  const { t } = useText(kitText);
  return (
    <Field label={label} hint={hint} wrong={wrong} {...(isOptional && { isOptional })} {...(isLabelHidden && { isLabelHidden })} aside={maxLength ? <span>{t('counted', { count: value.length, max: maxLength })}</span> : undefined}>
      {({ id, describedBy, isWrong }) => (
        <span className={css.box} data-wrong={isWrong}>
          <textarea {...rest} id={id} maxLength={maxLength} value={value} onChange={(event) => onChange(event.target.value)} aria-describedby={describedBy} aria-invalid={isWrong || undefined} />
        </span>
      )}
    </Field>
  );
}

/** A mainland mobile number; `value` is the bare digits, shown as 138 1234 5678. */
export function PhoneInput({ label, value, onChange, wrong, hint, autoFocus }: FieldBase & { value: string; onChange: (digits: string) => void; autoFocus?: boolean }) {
  const { t } = useText(kitText);
  return (
    <Field label={label} wrong={wrong} hint={hint}>
      {({ id, describedBy, isWrong }) => (
        <span className={css.box} data-wrong={isWrong} data-size="phone">
          <span className={css.prefix}>+86</span>
          <input id={id} type="tel" inputMode="numeric" autoComplete="tel-national" autoFocus={autoFocus} placeholder={t('phoneHint')} value={spacePhone(value)}
            onChange={(event) => onChange(event.target.value.replace(/\D/g, '').replace(/^86(?=1\d{10})/, '').slice(0, 11))} aria-describedby={describedBy} aria-invalid={isWrong || undefined} />
        </span>
      )}
    </Field>
  );
}
export const isPhone = (digits: string): boolean => /^1[3-9]\d{9}$/.test(digits);

/** Six boxes over one real input, so that paste and the phone's own "fill in the code" work. `onFull` fires at the sixth digit. */
export function CodeInput({ label, value, onChange, onFull, wrong, autoFocus = true, length = 6 }: FieldBase & { value: string; onChange: (digits: string) => void; onFull?: (digits: string) => void; autoFocus?: boolean; length?: number }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autoFocus) input.current?.focus();
  }, [autoFocus]);
  const change = (text: string): void => {
    const digits = text.replace(/\D/g, '').slice(0, length);
    onChange(digits);
    if (digits.length === length && digits !== value) onFull?.(digits);
  };
  return (
    <Field label={label} wrong={wrong}>
      {({ id, describedBy, isWrong }) => (
        <span className={css.code} data-wrong={isWrong}>
          <input ref={input} id={id} type="text" inputMode="numeric" autoComplete="one-time-code" maxLength={length} value={value} onChange={(event) => change(event.target.value)} aria-describedby={describedBy} aria-invalid={isWrong || undefined} />
          <span className={css.cells} aria-hidden="true" style={length === 6 ? undefined : { gridTemplateColumns: `repeat(${length}, minmax(0, 64px))`, justifyContent: 'center' }}>
            {Array.from({ length }, (_, index) => (
              <span key={index} className={css.cell} data-filled={index < value.length} data-next={index === Math.min(value.length, length - 1)}>{value[index]}</span>
            ))}
          </span>
        </span>
      )}
    </Field>
  );
}
