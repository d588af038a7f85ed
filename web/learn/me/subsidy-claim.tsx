import { Camera, CircleCheck, CircleDashed, HandCoins } from 'lucide-react';
import { useRef, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, ButtonLink, CanButton, Card, Dialog, IconTile, List, Notice, Row, Sheet, StatusPill, showToast } from '../../shared/kit/index.ts';
import { shrinkPhoto } from '../../shared/shrink-photo.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import css from '../learn.module.css';
import { subsidiesText } from '../pages/subsidies.text.ts';

type Claim = View<'benefits', 'mySubsidies'>['claims'][number];
type Item = Claim['pack'][number];
type Document = Claim['documents'][number];
const tones = { draft: 'warm', submitted: 'sky', accepted: 'jade', refused: 'danger', withdrawn: 'grey', paid: 'jade', clawedBack: 'danger' } as const;
/** What a photo of hers can mend; attendance and the certificate are the school's to enter. */
const photoKinds = ['exam', 'group', 'fee'] as const;
const documentKeys = { exam: 'examDoc', group: 'groupDoc', fee: 'feeDoc', other: 'otherDoc' } as const;
const isPhotoKind = (kind: Item['kind']): kind is (typeof photoKinds)[number] => (photoKinds as readonly string[]).includes(kind);

/** One claim: its state in a sentence, what is missing with the way to add it, and its money. */
export function SubsidyClaim({ of }: { of: Claim }) {
  const { t, say } = useText(subsidiesText);
  const { day, money } = useFormat();
  const [isLeaving, setLeaving] = useState(false);
  const isDraft = of.state === 'draft';
  const submit = useCommand(api.benefits.submitSubsidy, { onDone: () => showToast(t('submitted')) });
  const withdraw = useCommand(api.benefits.withdrawSubsidy, { onDone: () => { showToast(t('withdrawn')); setLeaving(false); } });
  return (
    <Card>
      <div className={css.stack} data-testid="subsidy-claim">
        <span className={css.head}><IconTile tone={tones[of.state] === 'jade' ? 'jade' : 'warm'}><HandCoins size={24} /></IconTile><span><b>{say(of.programmeName)}</b><small>{say(of.certificateTitle)} · {t('number', { no: of.no })}</small></span><b className={css.sum}><Amount fen={of.amountFen} /></b></span>
        <span className={css.tags}><StatusPill tone={tones[of.state]}>{say(of.stateName)}</StatusPill></span>
        <Notice tone={of.state === 'refused' || of.state === 'clawedBack' ? 'danger' : isDraft ? 'warm' : 'sky'}>{say(of.words)}</Notice>
        <small className={css.soft}>{[t(of.payTo === 'worker' ? 'toMe' : 'toSchool'), ...(of.learnerPaysFen === null ? [] : [t('ownPart', { amount: money(of.learnerPaysFen) })]), ...(isDraft ? [t('until', { day: day(of.claimUntil) })] : []), ...(of.clawback ? [t('back', { owed: money(of.clawback.owedFen), taken: money(of.clawback.takenFen) })] : [])].join(' · ')}</small>
        {isDraft ? <Pack of={of} /> : null}
        {of.documents.length > 0 ? <Documents of={of} /> : null}
        {isDraft ? null : <List>{of.steps.map((step) => <Row key={step.state} title={say(step.name)} note={[day(step.at), step.words].filter(Boolean).join(' · ')} />)}</List>}
        {isDraft ? <CanButton can={of.can['submit']} size="large" isWide isBusy={submit.isRunning} data-testid="subsidy-submit" onClick={() => void submit.run({ claimId: of.claimId })}>{t('submit')}</CanButton> : null}
        {of.can['withdraw']?.isAllowed ? <Button kind="secondary" isWide data-testid="subsidy-withdraw" onClick={() => setLeaving(true)}>{t('withdraw')}</Button> : null}
      </div>
      <Dialog isOpen={isLeaving} title={t('withdrawAsk')} cancel={t('keep')} confirm={t('withdraw')} isBusy={withdraw.isRunning} onConfirm={() => void withdraw.run({ claimId: of.claimId })} onClose={() => setLeaving(false)}>{t('withdrawLead')}</Dialog>
    </Card>
  );
}

function Pack({ of }: { of: Claim }) {
  const { t, say } = useText(subsidiesText);
  const declare = useCommand(api.benefits.draftSubsidy, { onDone: () => showToast(t('declared')) });
  const mend = (one: Item) => {
    if (one.isThere) return null;
    if (one.kind === 'declaration') return <Button kind="soft" isBusy={declare.isRunning} data-testid="subsidy-declare" onClick={() => void declare.run({ programmeId: of.programmeId, certificateId: of.certificateId, declares: true })}>{t('declareNow')}</Button>;
    if (one.kind === 'identity') return <ButtonLink kind="soft" href="/status">{t('newIdentity')}</ButtonLink>;
    return isPhotoKind(one.kind) ? <AddPhoto claimId={of.claimId} kind={one.kind} /> : null;
  };
  return (
    <section className={css.stack} aria-label={t('pack')}>
      <b>{t('pack')}</b>
      <ul className={css.checks}>
        {of.pack.map((one) => (
          <li key={one.kind} className={css.stack}>
            <span className={css.check} data-state={one.isThere ? 'passed' : 'open'}>{one.isThere ? <CircleCheck size={20} aria-label={t('isThere')} /> : <CircleDashed size={20} aria-label={t('missing')} />}<span><b>{say(one.name)}</b><small>{one.isThere ? one.value : say(one.words)}</small></span></span>
            {mend(one)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function AddPhoto({ claimId, kind }: { claimId: string; kind: (typeof photoKinds)[number] }) {
  const { t } = useText(subsidiesText);
  const picker = useRef<HTMLInputElement>(null);
  const add = useCommand(api.benefits.addSubsidyDocument, { onDone: () => showToast(t('added')) });
  const send = async (file: File): Promise<void> => {
    try {
      const { base64 } = await shrinkPhoto(file);
      await add.run({ claimId, kind, photo: base64 });
    } catch {
      showToast(t('broken'), { tone: 'danger' });
    }
  };
  return (
    <>
      <input ref={picker} type="file" accept="image/*" hidden data-testid={`subsidy-photo-${kind}`} onChange={(event) => { const file = event.target.files?.[0]; event.target.value = ''; if (file) void send(file); }} />
      <Button kind="soft" icon={<Camera size={20} aria-hidden="true" />} isBusy={add.isRunning} onClick={() => picker.current?.click()}>{t('addPhoto')} · {t(documentKeys[kind])}</Button>
    </>
  );
}

function Documents({ of }: { of: Claim }) {
  const { t } = useText(subsidiesText);
  const { day } = useFormat();
  const [shown, setShown] = useState<{ document: Document; url: string } | null>(null);
  const read = useCommand(api.benefits.subsidyPhoto, { refreshes: [] });
  const show = async (document: Document): Promise<void> => {
    const file = await read.run({ claimId: of.claimId, photoId: document.photoId! });
    if (file) setShown({ document, url: `data:${file.contentType};base64,${file.base64}` });
  };
  return (
    <>
      <List>{of.documents.map((one) => <Row key={one.documentId} title={t(documentKeys[one.kind])} note={[day(one.at), one.byName, one.note].filter(Boolean).join(' · ')} {...(one.photoId !== null && { end: <small>{t('seePhoto')}</small>, onPress: () => void show(one) })} />)}</List>
      {shown ? <Sheet isOpen title={t(documentKeys[shown.document.kind])} onClose={() => setShown(null)}><img className={css.picture} src={shown.url} alt={t(documentKeys[shown.document.kind])} /></Sheet> : null}
    </>
  );
}
