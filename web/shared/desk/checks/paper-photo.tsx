import { useState } from 'react';
import { api, type View } from '../../api.ts';
import { useText } from '../../i18n.ts';
import { Sheet } from '../../kit/index.ts';
import { useCommand } from '../../use-command.ts';
import partCss from '../parts.module.css';
import { checksText } from './checks.text.ts';
import { OperatorButton } from './operator-button.tsx';

type Paper = View<'workers', 'getProfile'>['papers'][number];

/** The picture of a paper, to compare it with the number; opened only when asked for, for that is noted. */
export function PaperPhoto({ of }: { of: Pick<Paper, 'paperId' | 'hasPhoto' | 'name' | 'kind'> }) {
  const { t, say } = useText(checksText);
  const [picture, setPicture] = useState<View<'workers', 'readPaperPhoto'> | null>(null);
  const read = useCommand(api.workers.readPaperPhoto, { refreshes: [], onDone: setPicture });
  const title = t('photoOf', { paper: say(of.name) });
  // Of a background check no picture is taken at all.
  if (!of.hasPhoto) return of.kind === 'background' ? null : <small className={partCss.warm}>{t('noPhoto')}</small>;
  return (
    <>
      <OperatorButton size="small" loading={read.isRunning} data-testid={`photo-${of.kind}`} onClick={() => void read.run({ paperId: of.paperId })}>{t('seePhoto')}</OperatorButton>
      <Sheet isOpen={picture !== null} title={title} onClose={() => setPicture(null)}>{picture ? <><img alt={title} style={{ maxWidth: '100%', borderRadius: 12 }} src={`data:${picture.contentType};base64,${picture.imageBase64}`} /><p className={partCss.quiet}>{t('photoNote')}</p></> : null}</Sheet>
    </>
  );
}
