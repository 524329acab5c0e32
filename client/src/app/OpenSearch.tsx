import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { SearchDialog } from '../search/SearchDialog.tsx';
import { useCommands } from './useCommands.ts';

/** The search with what can be done from this screen. */
export function OpenSearch({
  person,
  cycle,
  cycles,
  ...dialog
}: {
  person: PersonAnswer;
  cycle: CycleAnswer | null;
  cycles: readonly CycleAnswer[];
  question: string;
  onQuestion: (question: string) => void;
  onClose: () => void;
  onGo: (path: string) => void;
}) {
  const { commands, recent } = useCommands(person, cycle, cycles, dialog.onGo);
  return <SearchDialog isOpen {...{ cycle, cycles, commands, recent }} {...dialog} />;
}
