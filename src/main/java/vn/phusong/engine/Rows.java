package vn.phusong.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Rows of the state as bytes. */
final class Rows {
    static final String SLOT = "slot";
    static final String PAST = "past";
    static final String DEVICE = "device";
    static final String VILLAGE = "village";
    static final String PON = "pon";
    static final String NETWORK = "network";
    static final String SIGHT = "sight";
    static final String OWN = "own";
    static final String MOBILE = "mobile";
    static final String INCIDENTS = "incidents";
    static final String REGISTRY = "registry";
    static final String FOLD = "fold";
    static final String DAYS = DayBook.KIND;

    private Rows() {}

    interface Writer {
        void write(DataOutput out) throws IOException;
    }

    interface Reader {
        void read(DataInput in) throws IOException;
    }

    static SnapshotRow row(String kind, String key, Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SnapshotRow(kind, key, bytes.toByteArray());
    }

    static SnapshotRow gone(String kind, String key) {
        return new SnapshotRow(kind, key, new byte[0]);
    }

    static void read(SnapshotRow row, Reader reader) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row.value()))) {
            reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("state row " + row.kind() + " " + row.key() + " cannot be read", e);
        }
    }

    static SnapshotRow of(SlotWatch watch) {
        return row(SLOT, watch.key(), watch::write);
    }

    static SnapshotRow of(VillageWatch watch) {
        return row(VILLAGE, watch.village.id(), watch::write);
    }

    static SnapshotRow of(PonPlace pon) {
        return row(PON, pon.path, pon::write);
    }

    static SnapshotRow of(Listed listed) {
        return row(DEVICE, listed.device.id(), listed::write);
    }
}
