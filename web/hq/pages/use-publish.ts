import { api, type View } from '../../shared/api.ts';
import { showUndo } from '../../shared/desk/undo.ts';
import { useText } from '../../shared/i18n.ts';
import { useCommand } from '../../shared/use-command.ts';
import { offerText } from './offer.text.ts';

export type Item = View<'catalog', 'listItems'>['items'][number];

/** Shows or hides a service at once; the toast takes it back. */
export function usePublish() {
  const { t, say } = useText(offerText);
  const publish = useCommand(api.catalog.publishItem);
  const run = async (item: Item): Promise<void> => {
    const isPublished = !item.isPublished;
    const done = await publish.run({ itemId: item.itemId, isPublished });
    if (done) showUndo(t(isPublished ? 'publishedDone' : 'hiddenDone', { name: say(item.name) }), () => void publish.run({ itemId: item.itemId, isPublished: !isPublished }));
  };
  return { run, isRunning: publish.isRunning };
}
