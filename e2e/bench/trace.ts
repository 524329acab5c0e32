/** What we read of Chromium's trace format. Durations in ms. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly args: { readonly data?: { readonly type?: string; readonly duration?: number } };
}

/**
 * How long each event of a type took until the next picture was on the screen, in ms, from a trace: Event Timing as the
 * browser itself knows it, not rounded.
 */
export function paintDelays(trace: string, type: string): number[] {
  const events = (JSON.parse(trace) as { traceEvents: TraceEvent[] }).traceEvents;
  return events.flatMap(({ name, ph, args: { data } }) =>
    name === 'EventTiming' && ph === 'b' && data?.type === type && data.duration !== undefined ? [data.duration] : [],
  );
}
