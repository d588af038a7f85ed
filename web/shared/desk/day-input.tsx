import { DatePicker, TimePicker } from 'antd';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';

dayjs.extend(customParseFormat);

type Props = { value: string; onChange: (value: string) => void; label?: string; canClear?: boolean };

/** A day as YYYY-MM-DD in the language of the screen, whatever that of the browser; an empty text is none. */
export const DayInput = ({ value, onChange, label, canClear = false }: Props) => (
  <DatePicker aria-label={label} allowClear={canClear} value={value === '' ? null : dayjs(value)} onChange={(next: dayjs.Dayjs | null) => onChange(next?.format('YYYY-MM-DD') ?? '')} style={{ width: '100%', minWidth: 140, maxWidth: 260 }} />
);
/** A time of day as HH:MM. */
export const TimeInput = ({ value, onChange, label }: Props) => (
  <TimePicker aria-label={label} allowClear={false} format="HH:mm" minuteStep={5} needConfirm={false} value={dayjs(value, 'HH:mm')} onChange={(next: dayjs.Dayjs | null) => { if (next) onChange(next.format('HH:mm')); }} style={{ width: '100%', minWidth: 110, maxWidth: 260 }} />
);
