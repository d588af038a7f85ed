import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { type Bilingual, useText } from '../../shared/i18n.ts';
import { showRefusal } from '../../shared/kit/index.ts';
import { toRefusal } from '../../shared/refusal.ts';
import { sendFile } from '../../shared/send-file.ts';
import { FileButton } from '../parts/file-button.tsx';
import { text } from '../text.ts';
import { examsText } from './exams.text.ts';

/** The contract's QuestionImport; a table goes in beside the contract, as a stream. */
type Result = { isDryRun: boolean; rowsRead: number; added: number; changed: number; unchanged: number; refused: number; faults: { rowNo: number; column: string; reason: Bilingual }[]; words: Bilingual };

/** Questions from a table: tried first, every fault with its row. */
export function ImportQuestions({ onClose }: { onClose: () => void }) {
  const { t, say } = useText(examsText);
  const words = useText(text).t;
  const [isDryRun, setDryRun] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  const send = async (file: File): Promise<void> => {
    setBusy(true);
    try {
      setResult(await sendFile<Result>({ path: `/api/school/question-imports?fileName=${encodeURIComponent(file.name)}&isDryRun=${isDryRun}`, file, type: /\.csv$/i.test(file.name) ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }));
    } catch (thrown) {
      showRefusal(toRefusal(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <DeskDrawer isOpen title={t('importQuestions')} widthPixels={520} onClose={onClose} footer={<Button onClick={onClose}>{words('close')}</Button>}>
      <div className={partCss.form}>
        <p className={partCss.lead}>{t('importNote')}</p>
        <Checkbox checked={isDryRun} onChange={(event) => setDryRun(event.target.checked)}>{t('dryRun')}</Checkbox>
        <FileButton label={t('importQuestions')} accept=".csv,.xlsx" isBusy={isBusy} onPick={(file) => void send(file)} />
        {result ? (
          <Panel title={say(result.words)}>
            <Facts of={[[t('rowsRead'), result.rowsRead], [t('added'), result.added], [t('changed'), result.changed], [t('unchanged'), result.unchanged], [t('refusedRows'), result.refused]]} />
            {result.faults.map((fault) => <p key={`${fault.rowNo} ${fault.column}`} className={partCss.danger}>{t('faultRow', { row: fault.rowNo, column: fault.column })} {say(fault.reason)}</p>)}
          </Panel>
        ) : null}
      </div>
    </DeskDrawer>
  );
}
