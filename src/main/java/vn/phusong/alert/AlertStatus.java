package vn.phusong.alert;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How telling is doing, for health and metrics. The log is a channel too, but counted apart: it is no receiver.
 *
 * @param logged lines written since the start
 * @param delivered messages taken since the start
 * @param setAside messages a receiver refused for good since the start; their receipts keep its answer
 * @param retries attempts that failed since the start and were or will be made again
 * @param waiting loaded, due and not settled, by any receiver; at the limit of {@link AlertSettings#loaded()} more wait in the journal. What the policy keeps
 *     for later, or people silenced, is not among them: nothing is wrong with it
 * @param oldestWaitingMs age of the oldest waiting, 0 when none
 * @param held owed by a restored journal and told only once a person releases them
 * @param trouble one sentence while notices do not go out, else null
 * @param lines each channel by itself
 */
public record AlertStatus(
        long logged,
        long delivered,
        long setAside,
        long retries,
        int waiting,
        long oldestWaitingMs,
        int held,
        @Nullable String trouble,
        List<Line> lines) {
    /** The same of one channel. */
    public record Line(
            String channel,
            long delivered,
            long setAside,
            long retries,
            int waiting,
            long oldestWaitingMs,
            int held,
            @Nullable String trouble) {
        private boolean isLog() {
            return channel.equals(LogChannel.NAME);
        }
    }

    static AlertStatus of(List<Line> lines) {
        List<Line> receivers = lines.stream().filter(line -> !line.isLog()).toList();
        return new AlertStatus(
                lines.stream().filter(Line::isLog).mapToLong(Line::delivered).sum(),
                receivers.stream().mapToLong(Line::delivered).sum(),
                receivers.stream().mapToLong(Line::setAside).sum(),
                lines.stream().mapToLong(Line::retries).sum(),
                receivers.stream().mapToInt(Line::waiting).sum(),
                receivers.stream().mapToLong(Line::oldestWaitingMs).max().orElse(0),
                lines.stream().mapToInt(Line::held).max().orElse(0),
                lines.stream()
                        .map(Line::trouble)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                List.copyOf(lines));
    }
}
