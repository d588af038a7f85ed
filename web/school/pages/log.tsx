import { Button, Checkbox, InputNumber } from 'antd';
import { Download, KeyRound } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, Notice, SkeletonList, StatusPill, showToast } from '../../shared/kit/index.ts';
import { saveFile } from '../../shared/save-file.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { text } from '../text.ts';
import css from '../../shared/desk/checks/checks.module.css';
import { credentialsText } from './credentials.text.ts';

type Head = View<'training', 'logHeads'>['items'][number];
type Key = View<'training', 'signingKeys'>['items'][number];

/** The public log as anybody sees it, and the keys it is signed with. */
export default function LogPage() {
  const { t } = useText(credentialsText);
  const words = useText(text).t;
  const { instant } = useFormat();
  const found = useView(['training', 'logHead'], () => api.training.logHead({}), { live: ['training', 'certificate'], everySeconds: 30 });
  const after = Math.max(0, (found.value?.head?.size ?? 0) - 40);
  const heads = useView(['training', 'logHeads', after], () => api.training.logHeads({ after }), { isReady: found.value !== undefined, live: false });
  const keep = (head: Head): void => saveFile({ fileName: `linli-log-head-${head.size}.json`, contentType: 'application/json', base64: btoa(JSON.stringify(head, null, 2)) });
  const columns = [
    { title: t('size'), key: 'size', dataIndex: 'size', width: 90, align: 'right' as const },
    { title: t('root'), key: 'root', render: (_: unknown, head: Head) => <span className={css.hash}>{head.root.slice(0, 32)}…</span> },
    { title: t('signedAt'), key: 'at', width: 190, render: (_: unknown, head: Head) => instant(head.at) },
    { title: t('key'), key: 'key', width: 150, render: (_: unknown, head: Head) => <span className={css.hash}>{head.keyId.slice(0, 14)}</span> },
  ];
  return (
    <Page title={words('log')} note={t('logNote')}>
      <div className={partCss.wideLeft}>
        <div className={partCss.stack}>
          <Faces of={found} loading={<SkeletonList count={2} />}>
            {({ head }) => (head === null ? <EmptyState title={t('noLog')} art="calm" /> : (
              <Panel title={t('head')} aside={<Button size="small" icon={<Download size={14} />} title={t('copyHead')} data-testid="head-save" onClick={() => keep(head)}>{t('saveHead')}</Button>}>
                <div data-testid="log-head"><Facts of={[[t('size'), head.size], [t('root'), <span key="r" className={css.hash}>{head.root}</span>], [t('signedAt'), instant(head.at)], [t('key'), <span key="k" className={css.hash}>{head.keyId}</span>]]} /></div>
              </Panel>
            ))}
          </Faces>
          {found.value?.head ? <Compare newest={found.value.head.size} /> : null}
          <Panel title={t('heads')}><DenseTable<Head> of={{ value: heads.value ? [...heads.value.items].reverse() : undefined, refusal: heads.refusal }} rowKey={(head) => String(head.size)} columns={columns} card={(head) => ({ title: head.size, aside: instant(head.at), note: <span className={css.hash}>{head.root.slice(0, 32)}…</span> })} /></Panel>
        </div>
        <Keys />
      </div>
    </Page>
  );
}

/** That the log of an earlier day is the beginning of today's. */
function Compare({ newest }: { newest: number }) {
  const { t, locale } = useText(credentialsText);
  const [first, setFirst] = useState(1);
  const [second, setSecond] = useState(newest);
  const prove = useCommand(api.training.proveConsistency, { isQuiet: true, refreshes: [] });
  const [steps, setSteps] = useState<number | null>(null);
  return (
    <Panel title={t('compare')}>
      <div className={partCss.line}>
        <label className={partCss.line}>{t('from')}<InputNumber min={0} max={newest} value={first} onChange={(value) => { setFirst(value ?? 0); setSteps(null); }} /></label>
        <label className={partCss.line}>{t('to')}<InputNumber min={0} max={newest} value={second} onChange={(value) => { setSecond(value ?? 0); setSteps(null); }} /></label>
        <Button loading={prove.isRunning} onClick={async () => setSteps((await prove.run({ first, second }))?.path.length ?? null)}>{t('compareGo')}</Button>
      </div>
      {prove.refusal ? <span className={partCss.wrong} role="alert">{prove.refusal[locale]}</span> : steps === null ? null : <Notice tone="jade">{t('consistent')} · {t('proofOf', { count: steps })}</Notice>}
    </Panel>
  );
}

function Keys() {
  const { t } = useText(credentialsText);
  const { instant } = useFormat();
  const [isRotating, setRotating] = useState(false);
  const [isLost, setLost] = useState(false);
  const found = useView(['training', 'signingKeys'], () => api.training.signingKeys({}), { live: ['training'] });
  const rotate = useCommand(api.training.rotateKey, { onDone: () => { showToast(t('rotated')); setRotating(false); } });
  const state = (key: Key) => (key.distrustedAt ? <StatusPill tone="danger">{t('distrusted')}</StatusPill> : key.retiredAt ? <StatusPill tone="grey">{t('retired')}</StatusPill> : <StatusPill tone="jade">{t('inUse')}</StatusPill>);
  return (
    <Panel title={t('keys')} aside={isRotating ? null : <OperatorButton size="small" icon={<KeyRound size={14} />} data-testid="rotate-open" onClick={() => setRotating(true)}>{t('rotate')}</OperatorButton>}>
      {isRotating ? (
        <>
          <p className={partCss.lead}>{t('rotateNote')}</p>
          <Checkbox checked={isLost} onChange={(event) => setLost(event.target.checked)}>{t('isLost')}</Checkbox>
          <ReasonLine label={t('rotateWhy')} quick={[t('r1'), t('r2')]} confirm={t('rotate')} isDanger={isLost} isBusy={rotate.isRunning} onSend={(reason) => void rotate.run({ reason, isLost })} onCancel={() => setRotating(false)} />
        </>
      ) : null}
      <Faces of={found} loading={<SkeletonList count={2} />}>
        {({ items }) => items.map((key) => (
          <div key={key.keyId} className={partCss.pair}><span className={partCss.cell}><span className={css.hash}>{key.keyId}</span><small>{instant(key.madeAt)} {key.reason}</small></span>{state(key)}</div>
        ))}
      </Faces>
    </Panel>
  );
}
