const ofPeople: ReadonlySet<string> = new Set(['person', 'personName', 'statement']);

/** An answer for a projector: who did something and what they said of it is left empty (docs/stage.md G7). */
export function withoutPeople<Answer>(answer: Answer): Answer {
  return JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => (ofPeople.has(key) && typeof value === 'string' ? '' : value)),
  ) as Answer;
}
