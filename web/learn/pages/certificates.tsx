import { Award, Download, Printer, QrCode } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, ButtonLink, Card, EmptyState, Faces, IconTile, List, Notice, Row, Screen, SectionTitle, Sheet, SkeletonScreen, Tag, showToast } from '../../shared/kit/index.ts';
import { QrPicture } from '../../shared/qr-picture.tsx';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import { LearnTabs } from '../tabs.tsx';
import { useIsWorker } from '../use-learner.ts';
import { certificatesText } from './certificates.text.ts';
import { NationalForm } from './national-form.tsx';

type Certificate = View<'training', 'myCertificates'>['items'][number];
type Progress = View<'exams', 'myCertification'>['items'][number];
const tones = { valid: 'jade', expired: 'warm', revoked: 'danger', altered: 'danger' } as const;
const goHref = { learn: '/study', exam: '/exams', bookPractical: '/practical', goToPractical: '/practical' } as const;

/** What I hold, shown by a code anybody can check, and what each certificate still asks for. */
export default function Certificates() {
  const { t, say } = useText(certificatesText);
  const { day } = useFormat();
  const isWorker = useIsWorker();
  const found = useView(['training', 'myCertificates'], () => api.training.myCertificates({}), { isReady: isWorker, live: ['certificate', 'exam'] });
  const progress = useView(['exams', 'myCertification'], () => api.exams.myCertification({}), { isReady: isWorker, live: ['certificate', 'exam', 'learning'] });
  const [shown, setShown] = useState<Certificate | null>(null);
  const [isAdding, setAdding] = useState(false);
  const open = progress.value?.items.filter(({ isHeld }) => !isHeld) ?? [];
  return (
    <Screen title={t('title')} tabs={<LearnTabs at="/certificates" />}>
      <Faces of={found} loading={<SkeletonScreen />}>
        {({ items, nationals }) => (
          <>
            {items.length === 0 ? <EmptyState title={t('none')} art="calm">{t('noneLead')}</EmptyState> : items.map((one) => <Held key={one.certificateId} of={one} again={progress.value?.items.find(({ isHeld, number }) => isHeld && number === one.number) ?? null} onShow={() => setShown(one)} />)}
            {open.length > 0 ? <SectionTitle>{t('progress')}</SectionTitle> : null}
            {open.map((one) => <Towards key={one.kind} of={one} />)}
            {items.length > 0 ? <ButtonLink href="/subsidies" kind="soft" data-testid="subsidies-open">{t('subsidies')}</ButtonLink> : null}
            {items.length > 0 ? <Export /> : null}
            <SectionTitle>{t('nationals')}</SectionTitle>
            <p className={css.soft}>{t('nationalsLead')}</p>
            {nationals.length > 0 ? <List>{nationals.map((one) => <Row key={one.nationalId} title={`${say(one.occupationName)} · ${say(one.levelName)}`} note={[one.issuer, one.maskedNumber, day(one.issuedOn), one.stateWords].filter(Boolean).join(' · ')} end={<Tag tone={one.state === 'verified' ? 'jade' : one.state === 'refused' ? 'danger' : 'sky'}>{t(one.state)}</Tag>} />)}</List> : null}
            <Button kind="soft" isWide onClick={() => setAdding(true)}>{t('addNational')}</Button>
          </>
        )}
      </Faces>
      {shown ? (
        <Sheet isOpen title={say(shown.title)} onClose={() => setShown(null)} bar={<Button size="large" isWide onClick={() => window.open(shown.verifyUrl, '_blank', 'noreferrer')}>{t('verify')}</Button>}>
          <div className={css.stack}><QrPicture className={css.qr} svg={shown.qrSvg} label={t('number', { number: shown.number })} /><p className={css.centre}><b className={css.code}>{shown.number}</b><br />{t('showLead')}</p></div>
        </Sheet>
      ) : null}
      {isAdding ? <NationalForm onClose={() => setAdding(false)} /> : null}
    </Screen>
  );
}

/** One she holds. `again`: where she stands with earning it anew, when it is to be refreshed or somebody ordered it. */
function Held({ of, again, onShow }: { of: Certificate; again: Progress | null; onShow: () => void }) {
  const { t, say } = useText(certificatesText);
  const { day } = useFormat();
  const { retraining, revoked } = of;
  return (
    <Card face={of.state === 'valid' ? 'jade' : 'plain'}>
      <div className={css.stack} data-testid="certificate">
        <span className={css.head}><IconTile tone={of.state === 'valid' ? 'jade' : 'grey'}><Award size={26} /></IconTile><span><b>{say(of.title)}</b><small className={css.code}>{t('number', { number: of.number })}</small></span><Tag tone={tones[of.state]}>{t(of.state)}</Tag></span>
        <small className={css.soft}>{of.validUntil ? t('until', { day: day(of.validUntil) }) : t('forGood')} · {day(of.issuedAt)} · {of.issuedByName} · {t('log', { index: of.leafIndex })}</small>
        {revoked ? <p>{t('revokedWhy', { words: `${say(revoked.reasonWords)} ${revoked.words}` })}</p> : null}
        {retraining.state === 'soon' || retraining.state === 'overdue' ? <Notice tone={retraining.state === 'overdue' ? 'danger' : 'warm'}><b>{t('retrain')}</b> · {say(retraining.words)}</Notice> : null}
        {again && again.next.step !== 'none' ? <><p>{say(again.next.words)}</p><ButtonLink href={goHref[again.next.step]}>{t(`go_${again.next.step}`)}</ButtonLink></> : null}
        <Button kind="secondary" icon={<QrCode size={20} aria-hidden="true" />} onClick={onShow}>{t('show')}</Button>
      </div>
    </Card>
  );
}

function Towards({ of }: { of: Progress }) {
  const { t, say } = useText(certificatesText);
  const part = (name: string, isMet: boolean) => <Tag tone={isMet ? 'jade' : 'grey'}>{name} · {t(isMet ? 'met' : 'notMet')}</Tag>;
  const met = of.modules.filter(({ isMet }) => isMet).length;
  return (
    <Card title={say(of.title)}>
      <div className={css.stack}>
        <span className={css.tags}>
          {of.modules.length > 0 ? <Tag tone={met === of.modules.length ? 'jade' : 'grey'}>{t('modules')} · {met} / {of.modules.length}</Tag> : null}
          {of.theory.isNeeded ? part(t('theory'), of.theory.isMet) : null}{of.practical.isNeeded ? part(t('practical'), of.practical.isMet) : null}
        </span>
        <p>{say(of.next.words)}</p>
        {of.next.step === 'none' ? null : <ButtonLink href={goHref[of.next.step]} kind="soft">{t(`go_${of.next.step}`)}</ButtonLink>}
      </div>
    </Card>
  );
}

/** The whole signed record as a file, and the same as a page to print. */
function Export() {
  const { t } = useText(certificatesText);
  const save = (name: string, text: string, type: string): void => {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = document.createElement('a');
    link.href = url;
    if (type.startsWith('text/html')) link.target = '_blank';
    else link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  };
  const file = useCommand(api.training.exportRecord, { refreshes: [], onDone: (answer) => { save(answer.fileName, answer.record, 'application/json'); showToast(t('exported')); } });
  const page = useCommand(api.training.exportRecord, { refreshes: [], onDone: (answer) => save(answer.fileName.replace(/\.json$/, '.html'), answer.html, 'text/html;charset=utf-8') });
  return (
    <Card title={t('export')}>
      <div className={css.stack}>
        <p className={css.soft}>{t('exportLead')}</p>
        <div className={css.row}><Button kind="soft" isBusy={file.isRunning} icon={<Download size={19} aria-hidden="true" />} data-testid="record-file" onClick={() => void file.run({})}>{t('exportFile')}</Button><Button kind="soft" isBusy={page.isRunning} icon={<Printer size={19} aria-hidden="true" />} onClick={() => void page.run({})}>{t('exportPage')}</Button></div>
      </div>
    </Card>
  );
}
