import { Button } from 'antd';
import { useRef } from 'react';

/** Picks a file; the browser's own control speaks the language of the browser, not that of the screen. */
export function FileButton({ label, accept, isBusy = false, onPick, testId }: { label: string; accept?: string; isBusy?: boolean; onPick: (file: File) => void; testId?: string }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <span>
      <input ref={picker} type="file" accept={accept} hidden data-testid={testId} onChange={(event) => { const file = event.target.files?.[0]; event.target.value = ''; if (file) onPick(file); }} />
      <Button size="small" loading={isBusy} onClick={() => picker.current?.click()}>{label}</Button>
    </span>
  );
}
