package vn.phusong.engine;

import org.jspecify.annotations.Nullable;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Reading;
import vn.phusong.reading.RefusalReason;

/**
 * Something a device sent that was not taken: part of the log, so that what it sent can be counted again. Judges nothing.
 *
 * @param device who sent it, as far as that is known: of a message that could not be read, whose session it came by
 * @param at its own time, or of what could not be read when it came; epoch milliseconds
 * @param seq −1 when it told none, or could not be read
 * @param reason null when it was said before, word for word
 */
public record Spurned(String device, long at, long seq, @Nullable RefusalReason reason) {
    /** Null when the reading was taken, or is a heartbeat, which counts as none. Whose count it is that a collector tells nobody knows. */
    public static @Nullable Spurned of(Reading reading, Outcome outcome) {
        if (outcome == Outcome.COMMITTED) {
            return null;
        }
        if (reading.content() instanceof DeviceEvent event && event.what() == EventKind.HEARTBEAT) {
            return null;
        }
        long seq = reading.reporter().equals(reading.device()) ? reading.seq() : -1;
        return switch (outcome) {
            case COMMITTED -> null;
            case DUPLICATE -> new Spurned(reading.device(), reading.at(), seq, null);
            case CONFLICT -> new Spurned(reading.device(), reading.at(), seq, RefusalReason.CONFLICT);
            case NOT_ALLOWED -> new Spurned(reading.device(), reading.at(), seq, RefusalReason.DEVICE_NOT_ALLOWED);
        };
    }
}
