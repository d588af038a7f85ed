import { Button, Input, Select } from 'antd';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useByName } from '../../shared/by-name.text.ts';
import { ActButton } from '../../shared/desk/act-button.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Faces, Notice, SkeletonList, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { text } from '../text.ts';
import { credentialsText } from './credentials.text.ts';

type Certificate = View<'training', 'certificateList'>['items'][number];
type Reason = NonNullable<Certificate['revoked']>['reason'];
export const certificateTones = { valid: 'jade', expired: 'grey', revoked: 'danger', altered: 'danger' } as const;
const reasons = ['forgedEvidence', 'issuedInError', 'misconduct', 'ownWish', 'keyLost'] as const satisfies readonly Reason[];

/** One certificate: what it rests on, whether it still adds up, and revoking it. */
export function CertificateDrawer({ of, onClose }: { of: Certificate; onClose: () => void }) {
  const { t, say } = useText(credentialsText);
  const by = useByName();
  const { day, instant } = useFormat();
  const [isRevoking, setRevoking] = useState(false);
  const proof = useView(['training', 'verifyCertificate', of.number, of.state], () => api.training.verifyCertificate({ number: of.number }), { live: false, isKept: false });
  return (
    <DeskDrawer isOpen onClose={onClose} title={<span className={partCss.line}><span>{of.workerName} · {say(of.title)}</span><StatusPill tone={certificateTones[of.state]}>{t(of.state)}</StatusPill></span>} aside={of.revoked ? null : <ActButton can={of.can['revoke'] ?? { isAllowed: true, why: null }} danger data-testid="revoke" onClick={() => setRevoking(true)}>{t('revoke')}</ActButton>}>
      <div className={partCss.stack} data-testid="certificate-drawer">
        {isRevoking ? <Revoke certificateId={of.certificateId} onDone={() => setRevoking(false)} /> : null}
        {of.revoked ? <Notice tone="danger"><b>{say(of.revoked.reasonWords)}</b> {of.revoked.words} · {instant(of.revoked.at)}</Notice> : null}
        <Panel title={t('certificate')} aside={<Button size="small" icon={<ExternalLink size={14} />} href={`/verify/${of.number}`} target="_blank">{t('publicPage')}</Button>}>
          <Facts of={[
            [t('number'), of.number], [t('issued'), `${instant(of.issuedAt)} · ${by(of.issuedByName)}`], [t('until'), of.validUntil ? day(of.validUntil) : t('forGood')],
            [t('evidence'), `${say(of.basis)} · ${of.evidence.words}`], [t('dueBy'), of.retraining.by ? `${day(of.retraining.by)} · ${say(of.retraining.words)}` : null], [t('signature'), t('leaf', { index: of.leafIndex })],
          ]} />
        </Panel>
        <Panel title={t('checks')}>
          <Faces of={proof} loading={<SkeletonList count={3} />}>{(shown) => <Facts of={shown.checks.map((check): readonly [string, string] => [say(check.name), t(check.isPassed ? 'holds' : 'broken')])} />}</Faces>
        </Panel>
        <Nationals workerId={of.workerId} />
      </div>
    </DeskDrawer>
  );
}

function Revoke({ certificateId, onDone }: { certificateId: string; onDone: () => void }) {
  const { t } = useText(credentialsText);
  const words = useText(text).t;
  const [reason, setReason] = useState<Reason>('issuedInError');
  const [said, setSaid] = useState('');
  const revoke = useCommand(api.training.revokeCertificate, { onDone: () => { showToast(t('revokedDone')); onDone(); } });
  return (
    <Panel title={t('revokeWhy')}>
      <div className={partCss.form}>
        <Select aria-label={t('revokeWhy')} value={reason} onChange={setReason} options={reasons.map((value) => ({ value, label: t(value) }))} />
        <Input aria-label={t('revokeWords')} placeholder={t('revokeWords')} value={said} maxLength={300} data-testid="revoke-words" onChange={(event) => setSaid(event.target.value)} />
        <div className={partCss.line}><Button type="primary" danger disabled={said.trim() === ''} loading={revoke.isRunning} data-testid="revoke-send" onClick={() => void revoke.run({ certificateId, reason, words: said.trim() })}>{t('revoke')}</Button><Button onClick={onDone}>{words('cancel')}</Button></div>
      </div>
    </Panel>
  );
}

/** Those of the state, kept beside: an operator who saw one verifies it. */
function Nationals({ workerId }: { workerId: string }) {
  const { t, say } = useText(credentialsText);
  const { day } = useFormat();
  const found = useView(['training', 'certificatesOf', workerId], () => api.training.certificatesOf({ workerId }), { live: ['certificate', 'training'] });
  const judge = useCommand(api.training.judgeNational, { onDone: () => showToast(t('nationalDone')) });
  return (
    <Panel title={t('national')}>
      <Faces of={found} loading={<SkeletonList count={1} />}>
        {({ nationals }) => (nationals.length === 0 ? <p className={partCss.quiet}>{t('noNational')}</p> : nationals.map((one) => (
          <div key={one.nationalId} className={partCss.pair}>
            <span className={partCss.cell}><span>{say(one.occupationName)} {say(one.levelName)}</span><small>{one.issuer} · {one.maskedNumber} · {day(one.issuedOn)}</small></span>
            {one.state === 'submitted' ? <span className={partCss.line}><OperatorButton size="small" type="primary" onClick={() => void judge.run({ nationalId: one.nationalId, isAccepted: true })}>{t('judgeYes')}</OperatorButton><OperatorButton size="small" onClick={() => void judge.run({ nationalId: one.nationalId, isAccepted: false })}>{t('judgeNo')}</OperatorButton></span> : <StatusPill tone={one.state === 'verified' ? 'jade' : 'danger'}>{t(one.state)}</StatusPill>}
          </div>
        )))}
      </Faces>
    </Panel>
  );
}
