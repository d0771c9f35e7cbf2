package vn.phusong.coverage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the machine of a slot stands, without its samples: enough to go on from, together with those of one long window.
 *
 * @param fourG the machine of {@code mobile.4g+}, null while it is in step with the other
 * @param levelGood whether a level between the gates would be good in the next sample
 */
record Footing(
        Machine machine, @Nullable Machine fourG, Outage outage, long lastSampleAt, LastTest test, boolean levelGood) {
    /** Of a slot that never heard anything. */
    static final byte[] NOWHERE = new Footing(new Machine(), null, new Outage(), 0, new LastTest(), false).toBytes();

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            machine.write(out);
            outage.write(out);
            out.writeLong(lastSampleAt);
            test.write(out);
            out.writeBoolean(levelGood);
            if (fourG != null) {
                fourG.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Footing of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Machine machine = Machine.read(in);
            Outage outage = Outage.read(in);
            long lastSampleAt = in.readLong();
            LastTest test = LastTest.read(in);
            boolean levelGood = in.readBoolean();
            Machine fourG = in.available() == 0 ? null : Machine.read(in);
            return new Footing(machine, fourG, outage, lastSampleAt, test, levelGood);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
