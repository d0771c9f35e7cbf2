package vn.phusong.coverage;

/**
 * That we ourselves could not see: most villages that speak fell silent at once, or we were not there. Which of them is to blame, broker, uplink or server,
 * the readings do not tell; that no village is, they do (domain.md §7.8: more than half unknown is our problem first).
 *
 * @param isOver false when it was noticed, true when most villages speak again
 * @param at when that was noticed, event time
 * @param edge when it began, or when it ended, as far as known: the last word before the silence, or the tick that found most of them speaking
 * @param silent villages that do not speak
 * @param of of so many that spoke within the day before
 */
public record OwnOutage(boolean isOver, long at, long edge, int silent, int of) {}
