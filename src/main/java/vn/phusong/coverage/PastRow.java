package vn.phusong.coverage;

import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes one row of a {@link Past} under its name within the slot; no bytes for one that is gone. */
public interface PastRow {
    void write(String name, @Nullable Bytes bytes);

    /** What a row says. */
    interface Bytes {
        void write(DataOutput out) throws IOException;
    }
}
