import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { useTranslation } from 'react-i18next';
import { focusIfLost } from '../ui/focusIfLost.ts';
import { DocumentThreads } from './DocumentThreads.tsx';
import { useThreads } from './ThreadsProvider.tsx';

/**
 * The threads of a document over the lower half of a screen that has no room for them beside the text, when the text
 * asks for them. @param isAlone no pane shows them, however wide the screen is
 */
export function ThreadsDrawer(props: { document: DocumentAnswer; person: PersonAnswer; isAlone: boolean }) {
  const { document, person, isAlone } = props;
  const { t } = useTranslation();
  const isNarrow = useMediaQuery('(width < 64em)', false, { getInitialValueInEffect: false });
  const { isAsked, close } = useThreads();
  if (!isNarrow && !isAlone) return null;
  return (
    <Drawer
      opened={isAsked}
      onClose={() => {
        focusIfLost(() => window.document.querySelector('main .ruam-text'));
        close();
      }}
      position={isNarrow ? 'bottom' : 'right'}
      size={isNarrow ? '62%' : 400}
      title={t('threads.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      transitionProps={{ duration: 120 }}
      classNames={{ content: 'threads-drawer' }}
    >
      <DocumentThreads document={document} person={person} />
    </Drawer>
  );
}
