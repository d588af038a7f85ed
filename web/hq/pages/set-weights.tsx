import { InputNumber } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { type WeightList, percent, sharesOf, signed, weightOf } from './weights.ts';
import css from './weights.module.css';
import { weightsText } from './weights.text.ts';

/** Points a part, with the shares they make at once beside those in force. */
export function SetWeights({ from, onClose }: { from: WeightList; onClose: () => void }) {
  const { t, say, locale } = useText(weightsText);
  const [points, setPoints] = useState<Record<string, number>>(() => Object.fromEntries(from.map(({ key, weight }) => [key, Math.round(weight * 1000) / 10])));
  const save = useCommand(api.dispatch.setWeights, { isQuiet: true, onDone: (done) => { showToast(t('saved', { version: done.version })); onClose(); } });
  const shares = sharesOf(points);
  const most = Math.max(0.01, ...Object.values(shares ?? {}));
  const sum = Math.round(Object.values(points).reduce((total, one) => total + one, 0) * 10) / 10;
  return (
    <DeskDrawer isOpen widthPixels={600} title={t('setTitle')} onClose={onClose}>
      <div className={partCss.stack} data-testid="set-weights">
        <p className={partCss.lead}>{t('setLead')}</p>
        <div className={css.rows}>
          {from.map(({ key, label }) => {
            const share = shares?.[key] ?? 0;
            const by = share - weightOf(from, key);
            return (
              <div key={key} className={css.set}>
                <b className={partCss.strong}>{say(label)}</b>
                <InputNumber min={0} max={100} step={1} value={points[key]!} aria-label={`${say(label)} · ${t('points')}`} onChange={(next) => { setPoints({ ...points, [key]: next ?? 0 }); save.reset(); }} />
                <div className={css.bars} aria-hidden="true"><i style={{ width: `${(share / most) * 100}%` }} /></div>
                <span>{shares ? percent(share) : '—'} {shares && Math.abs(by) >= 0.0005 ? <small className={by > 0 ? css.up : css.down}>{signed(by)}</small> : null}</span>
              </div>
            );
          })}
        </div>
        <p className={partCss.lead}>{shares ? t('total', { sum }) : t('zero')}</p>
        {save.refusal ? <p className={partCss.wrong} role="alert">{save.refusal[locale]}</p> : null}
        {shares ? <ReasonLine hasFocus={false} label={t('why')} quick={[t('setWhy1'), t('setWhy2')]} confirm={t('save')} isBusy={save.isRunning} onSend={(reason) => void save.run({ weights: points, reason })} onCancel={onClose} /> : null}
      </div>
    </DeskDrawer>
  );
}
