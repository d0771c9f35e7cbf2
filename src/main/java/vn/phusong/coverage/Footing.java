package vn.phusong.coverage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Where the machine of a slot stands, without its samples: enough to go on from, together with those of one long window.
 *
 * @param levelGood whether a level between the gates would be good in the next sample
 */
record Footing(Machine machine, Outage outage, long lastSampleAt, LastTest test, boolean levelGood) {
    /** Of a slot that never heard anything. */
    static final byte[] NOWHERE = new Footing(new Machine(), new Outage(), 0, new LastTest(), false).toBytes();

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            machine.write(out);
            outage.write(out);
            out.writeLong(lastSampleAt);
            test.write(out);
            out.writeBoolean(levelGood);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Footing of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new Footing(Machine.read(in), Outage.read(in), in.readLong(), LastTest.read(in), in.readBoolean());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
