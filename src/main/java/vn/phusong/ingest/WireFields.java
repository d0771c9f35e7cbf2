package vn.phusong.ingest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/**
 * Reads an array of objects value by value, whatever it is written in, and remembers the first thing that is wrong, so that the reader always ends where
 * the element ends and its neighbours are read whatever it held. Each method for a value consumes exactly the value of the current label. {@code null} on
 * the wire is absence. One thread.
 */
abstract class WireFields {
    private @Nullable Refusal refusal;

    /** What comes next in the array. */
    enum Element {
        /** Its labels follow. */
        OBJECT,
        /** Something else, stepped over. */
        OTHER,
        END
    }

    /** Why the message is no array of objects, or null: then the elements follow. */
    abstract @Nullable Refusal begin() throws IOException;

    abstract Element element() throws IOException;

    /** The next label of the element, null at its end. */
    abstract @Nullable String label() throws IOException;

    /** A number, NaN when it is absent or wrong; may be infinite, which no range holds. */
    abstract double number(String field) throws IOException;

    abstract @Nullable String text(String field) throws IOException;

    abstract @Nullable Boolean truth(String field) throws IOException;

    /** Steps over the value of a field nobody asked for. */
    abstract void skip() throws IOException;

    /** A second value behind the first means that somebody framed it wrongly: then the first cannot be trusted either. */
    abstract void end() throws IOException;

    /** The first thing wrong since the last call, or null. */
    @Nullable
    final Refusal takeRefusal() {
        Refusal taken = refusal;
        refusal = null;
        return taken;
    }

    final boolean hasRefusal() {
        return refusal != null;
    }

    final void refuse(Refusal why) {
        if (refusal == null) {
            refusal = why;
        }
    }

    final void refuse(RefusalReason reason, String detail) {
        refuse(new Refusal(reason, detail));
    }
}
