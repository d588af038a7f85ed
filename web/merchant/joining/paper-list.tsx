import { Camera } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Button, Notice, StatusPill, TextInput, showToast } from '../../shared/kit/index.ts';
import { shrinkPhoto } from '../../shared/shrink-photo.ts';
import { useCommand } from '../../shared/use-command.ts';
import css from './joining.module.css';
import { joiningText } from './joining.text.ts';
import type { Joining } from './use-joining.ts';

type Paper = Joining['papers'][number];
type Kind = 'licence' | 'legalPerson' | 'insurance' | 'safetyOfficer';
const tones = { missing: 'grey', submitted: 'sky', passed: 'jade', failed: 'danger', lapsed: 'danger' } as const;
const isHandedInHere = (kind: Paper['kind']): kind is Kind => kind !== 'scope' && kind !== 'account';

/** The six papers with their state; four of them are handed in here. */
export function PaperList({ of }: { of: Joining }) {
  const { t, say } = useText(joiningText);
  const [open, setOpen] = useState<Kind | null>(null);
  return (
    <Panel title={t('papers')} note={t('papersNote')}>
      <div data-testid="joining-papers">
        {of.papers.map((paper) => (
          <div key={paper.kind} className={css.row}>
            <div><b>{say(paper.name)}</b><small>{paper.state === 'missing' ? say(paper.asks) : [paper.holderName, paper.shown, paper.validUntil].filter(Boolean).join(' · ')}</small>{paper.state === 'failed' ? <small className={partCss.danger}>{say(paper.words)}</small> : null}{paper.renewal ? <Renewal of={paper.renewal} /> : null}</div>
            <div className={css.side}>
              <StatusPill tone={tones[paper.state]}>{paper.state === 'failed' ? t('notPassed') : say(paper.words)}</StatusPill>
              {isHandedInHere(paper.kind) && paper.canRenew && open !== paper.kind ? <Button kind={paper.state === 'missing' ? 'primary' : 'secondary'} className={css.tall} data-testid={`paper-${paper.kind}`} onClick={() => setOpen(paper.kind as Kind)}>{t(paper.state === 'missing' ? 'hand' : paper.state === 'passed' && of.stage !== 'draft' && paper.renewal === null ? 'renewNow' : 'renew')}</Button> : null}
            </div>
            {open === paper.kind ? <div className={css.whole}><PaperForm kind={open} of={of} onClose={() => setOpen(null)} /></div> : null}
          </div>
        ))}
      </div>
    </Panel>
  );
}

/** What waits beside the paper in force. */
function Renewal({ of }: { of: NonNullable<Paper['renewal']> }) {
  const { t, say } = useText(joiningText);
  const words = of.state === 'passed' ? t('renewBegins', { date: of.validFrom ?? '' }) : say(of.words);
  return <small className={of.state === 'failed' ? partCss.danger : undefined} data-testid="paper-renewal">{t('renewing')} · {[of.holderName, of.validUntil, words].filter(Boolean).join(' · ')}</small>;
}

function PaperForm({ kind, of, onClose }: { kind: Kind; of: Joining; onClose: () => void }) {
  const { t, locale } = useText(joiningText);
  const [number, setNumber] = useState(kind === 'licence' ? of.licenceNo : '');
  const [holderName, setHolder] = useState('');
  const [validFrom, setFrom] = useState('');
  const [validUntil, setUntil] = useState('');
  const [photo, setPhoto] = useState<string | null>(null);
  const hand = useCommand(api.alliance.saveJoiningPaper, { isQuiet: true, onDone: () => { showToast(t('handed')); onClose(); } });
  const inForce = of.papers.find((paper) => paper.kind === kind);
  const numberLabel = { licence: t('licenceNo'), legalPerson: t('idNumber'), insurance: t('policyNo'), safetyOfficer: t('phone') }[kind];
  const send = (): void => void hand.run({ kind, number: number.trim(), holderName: holderName.trim(), ...(validFrom !== '' && { validFrom }), ...(validUntil !== '' && { validUntil }), ...(photo !== null && { imageBase64: photo }) });
  return (
    <form className={partCss.form} data-testid={`paper-form-${kind}`} onSubmit={(event) => { event.preventDefault(); send(); }}>
      {of.stage !== 'draft' && inForce?.state === 'passed' && inForce.validUntil ? <Notice tone="jade">{t('renewHint', { date: inForce.validUntil })}</Notice> : null}
      {kind === 'licence' ? null : <TextInput label={t(kind === 'insurance' ? 'insurer' : 'holder')} value={holderName} maxLength={60} data-testid="paper-holder" onChange={setHolder} />}
      <TextInput label={numberLabel} value={number} maxLength={60} inputMode={kind === 'safetyOfficer' ? 'tel' : 'text'} data-testid="paper-number" onChange={setNumber} />
      {kind === 'insurance' ? <TextInput label={t('from')} isOptional type="date" value={validFrom} data-testid="paper-from" onChange={setFrom} /> : null}
      {kind === 'licence' || kind === 'insurance' ? <TextInput label={t('until')} {...(kind === 'licence' && { hint: t('long') })} type="date" value={validUntil} data-testid="paper-until" onChange={setUntil} /> : null}
      {kind === 'licence' || kind === 'insurance' ? (
        <label className={css.photo}><Camera size={18} aria-hidden="true" />{t(photo === null ? 'photo' : 'photoDone')}<input type="file" accept="image/*" data-testid="paper-photo" onChange={(event) => { const file = event.target.files?.[0]; if (file) void shrinkPhoto(file).then(({ base64 }) => setPhoto(base64)); }} /></label>
      ) : null}
      {hand.refusal ? <Notice tone="warm">{hand.refusal[locale]}</Notice> : null}
      <div className={css.actions}><Button type="submit" isBusy={hand.isRunning} data-testid="paper-send">{t('hand')}</Button><Button kind="secondary" onClick={onClose}>{t('cancel')}</Button></div>
    </form>
  );
}
