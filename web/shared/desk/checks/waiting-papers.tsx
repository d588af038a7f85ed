import { useState } from 'react';
import { api, type View } from '../../api.ts';
import { useText } from '../../i18n.ts';
import { showToast } from '../../kit/index.ts';
import { useCommand } from '../../use-command.ts';
import { useFormat } from '../../use-format.ts';
import partCss from '../parts.module.css';
import { ReasonLine } from '../reason-line.tsx';
import css from './checks.module.css';
import { checksText } from './checks.text.ts';
import { OperatorButton } from './operator-button.tsx';
import { PaperPhoto } from './paper-photo.tsx';

type Paper = View<'workers', 'getProfile'>['papers'][number];

/** A paper handed in under a check, also while an older one still holds: its picture, and the verdict. */
export function WaitingPaper({ of, testId }: { of: Paper; testId: string }) {
  const { t, say } = useText(checksText);
  const { day } = useFormat();
  const [isRefusing, setRefusing] = useState(false);
  const verify = useCommand(api.workers.verifyPaper, { onDone: () => { showToast(t('judged', { check: say(of.name) })); setRefusing(false); } });
  return (
    <div className={css.form} data-testid={`waiting-${of.kind}`}>
      <div className={partCss.line}>
        <span className={partCss.cell} style={{ flex: 1 }}><span>{t('waits')} · <b className={partCss.strong}>{say(of.name)}{of.healthClass ? ` ${of.healthClass}` : ''}</b> {of.maskedNumber}</span><small>{t('from', { day: day(of.validFrom) })} · {t('until', { day: day(of.validUntil) })}</small></span>
        <PaperPhoto of={of} />
        <OperatorButton size="small" type="primary" loading={verify.isRunning} data-testid={`verify-${testId}`} onClick={() => void verify.run({ paperId: of.paperId, isAccepted: true })}>{t('verify')}</OperatorButton>
        <OperatorButton size="small" onClick={() => setRefusing(true)}>{t('refuse')}</OperatorButton>
      </div>
      {isRefusing ? <ReasonLine label={t('refuseWhy')} quick={[t('re1'), t('re2'), t('re3')]} confirm={t('refuse')} isDanger isBusy={verify.isRunning} onSend={(reason) => void verify.run({ paperId: of.paperId, isAccepted: false, reason })} onCancel={() => setRefusing(false)} /> : null}
    </div>
  );
}
