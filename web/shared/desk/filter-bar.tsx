import { Input, type InputRef, Segmented } from 'antd';
import { Search } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useText } from '../i18n.ts';
import css from './filter-bar.module.css';
import { deskText } from './text.ts';
import { useShortcut } from './use-shortcut.ts';

type Props<T extends string> = {
  search?: { value: string; onChange: (value: string) => void; placeholder?: string };
  segments?: { value: T; onChange: (value: T) => void; choices: readonly { value: T; label: ReactNode }[] };
  children?: ReactNode;
};

/** What narrows a list: words (`/` jumps there; sent 250 ms after the last key), one of a few groups, further controls. */
export function FilterBar<T extends string>({ search, segments, children }: Props<T>) {
  return (
    <div className={css.bar} role="search">
      {search ? <SearchBox {...search} /> : null}
      {segments ? <Segmented<T> value={segments.value} onChange={segments.onChange} options={[...segments.choices]} /> : null}
      {children}
    </div>
  );
}

function SearchBox({ value, onChange, placeholder }: NonNullable<Props<string>['search']>) {
  const { t } = useText(deskText);
  const input = useRef<InputRef>(null);
  const [typed, setTyped] = useState(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  useShortcut('/', () => input.current?.focus(), t('search'));
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => latest.current(typed), 250);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <Input
      ref={input} allowClear value={typed} onChange={(event) => setTyped(event.target.value)} onKeyDown={(event) => { if (event.key === 'Escape') input.current?.blur(); }}
      prefix={<Search size={15} color="var(--ink-500)" />} suffix={typed ? null : <span className={css.kbd} aria-hidden="true">/</span>} placeholder={placeholder ?? t('search')} aria-label={placeholder ?? t('search')} style={{ width: 260 }}
    />
  );
}
