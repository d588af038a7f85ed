import { Button, Dropdown } from 'antd';
import { Download } from 'lucide-react';
import { useText } from '../i18n.ts';
import { showToast } from '../toasts.ts';
import { saveFile } from '../save-file.ts';
import { useCommand } from '../use-command.ts';
import { deskText } from './text.ts';

type Asked = { format: 'csv' | 'xlsx'; language: 'zh' | 'en' };
type Made = { fileName: string; contentType: string; base64: string; rowCount: number };

/** Hands a table out as a file: one press for Excel, the menu for CSV. In the language of the screen. */
export function ExportButton({ label, make, testId }: { label?: string; make: (asked: Asked) => Promise<Made>; testId?: string }) {
  const { t, locale } = useText(deskText);
  const save = useCommand(make, { refreshes: [], onDone: (file) => { saveFile(file); showToast(t('saved', { file: file.fileName, count: file.rowCount })); } });
  const run = (format: Asked['format']): void => void save.run({ format, language: locale });
  return (
    <Dropdown menu={{ items: [{ key: 'xlsx', label: 'Excel (.xlsx)' }, { key: 'csv', label: 'CSV' }], onClick: ({ key }) => run(key as Asked['format']) }}>
      <Button size="small" icon={<Download size={14} />} loading={save.isRunning} data-testid={testId ?? 'export'} onClick={() => run('xlsx')}>{label ?? t('export')}</Button>
    </Dropdown>
  );
}
