import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import parts from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { sosDeskText } from './sos-desk.text.ts';

type Ticket = View<'support', 'listTickets'>['items'][number];
const severities = ['minor', 'major', 'critical'] as const;

/** How bad an incident is, or the way to the alarm it belongs to. Nothing for other tickets. */
export function Severity({ ticket, mayMove, onMoved }: { ticket: Ticket; mayMove: boolean; onMoved: (ticket: Ticket) => void }) {
  const { t } = useText(sosDeskText);
  const [wanted, setWanted] = useState(ticket.severity);
  const [words, setWords] = useState('');
  const set = useCommand(api.support.setSeverity, { onDone: (moved) => { setWords(''); onMoved(moved); showToast(t('severitySet')); } });
  if (ticket.severity === null) return null;
  if (ticket.isAlarm) return <Panel title={t('severity')} note={t(ticket.severity)}><p>{t('isAlarm')} <Link href="/sos">{t('toAlarm')}</Link></p></Panel>;
  const isEditable = mayMove && ticket.state !== 'closed';
  return (
    <Panel title={t('severity')} note={t(ticket.severity)}>
      {isEditable ? (
        <div className={parts.form}>
          <Segmented aria-label={t('severity')} value={wanted} onChange={setWanted} options={severities.map((value) => ({ value, label: t(value) }))} />
          {wanted === ticket.severity ? null : <><Input aria-label={t('severityWhy')} placeholder={t('severityWhy')} maxLength={300} value={words} onChange={(event) => setWords(event.target.value)} /><Button disabled={words.trim() === ''} loading={set.isRunning} onClick={() => void set.run({ ticketId: ticket.ticketId, severity: wanted!, words: words.trim() })}>{t('setSeverity')}</Button></>}
        </div>
      ) : null}
    </Panel>
  );
}
