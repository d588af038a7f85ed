import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { claimsText } from './claims.text.ts';

type Claim = View<'benefits', 'listClaims'>['items'][number];

/** The papers of a claim with their photos, to be looked at before it is decided. */
export function ClaimPapers({ of }: { of: Claim }) {
  const { t } = useText(claimsText);
  const { instant } = useFormat();
  const [isOpen, setOpen] = useState(false);
  const [shown, setShown] = useState<Record<string, string>>({});
  const read = useCommand(api.benefits.claimPhoto, { refreshes: [] });
  const open = async (): Promise<void> => {
    setOpen(true);
    for (const { photoId } of of.documents) {
      if (photoId === null || shown[photoId] !== undefined) continue;
      const file = await read.run({ claimId: of.claimId, photoId });
      if (file) setShown((before) => ({ ...before, [photoId]: `data:${file.contentType};base64,${file.base64}` }));
    }
  };
  if (of.documents.length === 0 && of.missing.length === 0) return null;
  return (
    <>
      <Button size="small" data-testid="claim-papers" onClick={() => void open()}>{t('papers', { count: of.documents.length })}</Button>
      <Modal open={isOpen} title={`${t('papersOf')} · ${of.no}`} footer={null} onCancel={() => setOpen(false)} width={640}>
        <div className={partCss.stack} data-testid="claim-papers-open">
          {of.missing.length > 0 && of.state !== 'paid' && of.state !== 'refused' ? <span className={partCss.warm}>{t('missingOf', { papers: of.missing.map((kind) => t(`paper_${kind}`)).join(' · ') })}</span> : null}
          {of.documents.map((one, at) => (
            <div key={one.at + one.kind + at} className={partCss.cell}>
              <span>{t(`paper_${one.kind}`)} {one.note}</span><small>{one.byName} · {instant(one.at)}</small>
              {one.photoId === null ? null : shown[one.photoId] === undefined ? <small>{t('loadingPhoto')}</small> : <img src={shown[one.photoId]} alt={`${t(`paper_${one.kind}`)} ${one.note}`} style={{ width: '100%', borderRadius: 8 }} />}
            </div>
          ))}
        </div>
      </Modal>
    </>
  );
}
