import { api } from '../api.ts';
import { useText } from '../i18n.ts';
import { Button, Sheet, showToast } from '../kit/index.ts';
import { useCommand } from '../use-command.ts';
import { HealthFields } from './health-fields.tsx';
import { papersText } from './papers.text.ts';
import { useHealth } from './use-health.ts';

/** Her health check on her own phone. */
export default function HealthSheet({ workerId, onClose }: { workerId: string; onClose: () => void }) {
  const { t } = useText(papersText);
  const health = useHealth(workerId, t('normal'));
  const record = useCommand(api.workers.recordHealth, {
    isQuiet: true, onDone: () => { showToast(t('handedIn')); onClose(); },
    // What is wrong may lie above or below the edge of the sheet.
    onRefused: () => requestAnimationFrame(() => document.querySelector('dialog [role=alert], dialog [data-testid=health-form] > :last-child')?.scrollIntoView({ block: 'center' })),
  });
  return (
    <Sheet isOpen isFull title={t('health')} onClose={onClose} bar={<Button size="large" isWide disabled={health.sent === null} isBusy={record.isRunning} data-testid="paper-send" onClick={() => { if (health.sent) void record.run(health.sent); }}>{t('handIn')}</Button>}>
      <HealthFields of={health} refusal={record.refusal} />
    </Sheet>
  );
}
