package vn.phusong.coverage;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Rows of the state, written and read in memory. */
final class Row {
    interface Writer {
        void write(DataOutput out) throws IOException;
    }

    interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    private Row() {}

    static byte[] of(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads the row back, and refuses one of which something is left. */
    @CanIgnoreReturnValue
    static <T> T read(byte[] row, Reader<T> reader) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row))) {
            T read = reader.read(in);
            if (in.available() > 0) {
                throw new IllegalStateException(in.available() + " bytes of the row were not read");
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
