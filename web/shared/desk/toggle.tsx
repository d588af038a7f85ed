import { Switch } from 'antd';
import css from './parts.module.css';

/** On or off, with its words to press as well; the note says what it does. */
export function Toggle({ label, note, isOn, onChange, testId }: { label: string; note?: string; isOn: boolean; onChange: (isOn: boolean) => void; testId?: string }) {
  return <label className={css.toggle}><Switch checked={isOn} onChange={onChange} aria-label={label} data-testid={testId} /><span>{label}{note ? <span className={css.lead}> {note}</span> : null}</span></label>;
}
