import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { useText } from '../../shared/i18n.ts';
import { Notice, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { DrawBoard } from '../map/draw-board.tsx';
import { type LonLat, parseOutline } from '../map/outline.ts';
import partCss from '../../shared/desk/parts.module.css';
import { useCity } from '../use-hq.ts';
import { allianceText } from './alliance.text.ts';

type District = View<'alliance', 'listDistricts'>['items'][number];

/** A new district is clicked on the board or pasted; an overlap is refused with the district it touches. */
export function DrawDistrict({ districts, onClose, onDone }: { districts: readonly District[]; onClose: () => void; onDone: (districtId: string) => void }) {
  const { t, locale } = useText(allianceText);
  const city = useCity();
  const cityCode = city.value?.cityId ?? '';
  const divisions = useView(['accounts', 'listDivisions', cityCode], () => api.accounts.listDivisions({ parent: cityCode }), { isReady: cityCode !== '', live: false, staleSeconds: 3600 });
  const [points, setPoints] = useState<LonLat[]>([]);
  const [name, setName] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [isSchematic, setSchematic] = useState(false);
  const [pasted, setPasted] = useState('');
  const [isPasteWrong, setPasteWrong] = useState(false);
  const draw = useCommand(api.alliance.drawDistrict, { isQuiet: true, onDone: (made) => { showToast(t('drawn', { name: made.name, count: made.cellCount })); onDone(made.districtId); } });
  const isFull = name.trim() !== '' && code !== null && points.length >= 3;
  const change = (next: LonLat[]): void => { setPoints(next); draw.reset(); };
  const usePasted = (): void => {
    const ring = parseOutline(pasted);
    setPasteWrong(ring === null);
    if (ring) change(ring);
  };
  const footer = (
    <div className={partCss.line}>
      {draw.refusal ? <div style={{ flex: '1 0 100%' }} role="alert" data-testid="draw-refusal"><Notice tone="danger">{draw.refusal[locale]}</Notice></div> : null}
      <Button type="primary" disabled={!isFull} loading={draw.isRunning} data-testid="draw-save" onClick={() => void draw.run({ name: name.trim(), divisionCode: code!, ring: points, isOpen, isSchematic })}>{t('saveDistrict')}</Button>
      <Button onClick={onClose}>{t('cancel')}</Button>{isFull ? null : <span className={partCss.quiet}>{t('needName')}</span>}
    </div>
  );
  return (
    <DeskDrawer isOpen title={t('drawTitle')} widthPixels={920} onClose={onClose} footer={footer}>
      <div className={partCss.form}>
        <p className={partCss.lead}>{t('drawHow')}</p>
        <div className={partCss.two}>
          <label>{t('drawName')}<Input value={name} maxLength={40} data-testid="draw-name" onChange={(event) => setName(event.target.value)} /></label>
          <label>{t('drawCode')}<Select aria-label={t('drawCode')} value={code} onChange={setCode} loading={divisions.isLoading} options={(divisions.value?.items ?? []).map((one) => ({ value: one.code, label: one.name }))} /></label>
        </div>
        <DrawBoard districts={districts} points={points} isWrong={draw.refusal !== null && draw.refusal?.field !== 'name'} onChange={change} />
        <div className={partCss.line}>
          <span>{t('drawPoints', { count: points.length })}</span>
          <Button size="small" disabled={points.length === 0} onClick={() => change(points.slice(0, -1))}>{t('undoPoint')}</Button><Button size="small" disabled={points.length === 0} onClick={() => change([])}>{t('clearPoints')}</Button>
          <Checkbox checked={isOpen} onChange={(event) => setOpen(event.target.checked)}>{t('isOpenNow')}</Checkbox><Checkbox checked={isSchematic} onChange={(event) => setSchematic(event.target.checked)}>{t('isSchematic')}</Checkbox>
        </div>
        <label>{t('paste')}<Input.TextArea value={pasted} rows={3} placeholder={t('pasteHint')} data-testid="draw-paste" onChange={(event) => setPasted(event.target.value)} /></label>
        <div className={partCss.line}><Button disabled={pasted.trim() === ''} onClick={usePasted} data-testid="draw-use-paste">{t('usePaste')}</Button>{isPasteWrong ? <span className={partCss.wrong} role="alert">{t('pasteWrong')}</span> : null}</div>
      </div>
    </DeskDrawer>
  );
}
