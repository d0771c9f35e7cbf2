package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.Proof;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Standing;

/** What the incidents of a village know of one operator at its centre. Watch loop only. */
final class OperatorWatch {
    private static final int BLIND = 1;
    // Rows of earlier programs have no proof.
    private static final int WITH_PROOF = 2;
    private static final int EVER_SERVED = 1;
    private static final int WITH_STATION = 2;
    private static final int MAINS_ON = 4;
    private static final int MAINS_LOST = 8;

    /** {@link MobileMembers#key} of its village and operator. */
    final String key;

    Standing standing = Standing.UNKNOWN;
    boolean everServed;
    boolean blind;
    /** First sample of the outage, while it is down. */
    long start;

    long unknownSince;
    /** What it was last told to be out by. */
    Proof proof = Proof.NONE;
    /** Key of the base station that served it last, empty while nobody told. */
    String station = "";
    /** What the probes said of the grid's power when it went. */
    Mains mains = Mains.UNKNOWN;

    OperatorWatch(String key) {
        this.key = key;
    }

    /** Down and alarming: without service now, with service once. */
    boolean isDown() {
        return everServed && (standing == Standing.UNCOVERED || standing == Standing.RECOVERING);
    }

    /** Whether a notice may fall due about it: down by the samples, recovering not, and measured just now. */
    boolean mayPage() {
        return everServed && standing == Standing.UNCOVERED && !blind;
    }

    /** Whether it may be told now, and it is time to. */
    boolean isDue(Rules.Alerts rules, long now) {
        return mayPage() && now - start >= rules.warningMs();
    }

    /** It is measured again, or lately not, or served by another station. */
    void heard(Signal signal) {
        switch (signal.what()) {
            case BLIND -> blind = true;
            case SEEN -> blind = false;
            case STANDING, SERVED -> {
                station = signal.serving().station();
                mains = signal.what() == Signal.What.STANDING ? signal.serving().mains() : mains;
            }
            case FIBRE_DOWN, FIBRE_FEW, FIBRE_BACK, FIBRE_LEFT, LEFT -> {}
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(standing.name());
        out.writeByte((everServed ? EVER_SERVED : 0)
                | (station.isEmpty() ? 0 : WITH_STATION)
                | (mains == Mains.ON ? MAINS_ON : 0)
                | (mains == Mains.LOST ? MAINS_LOST : 0));
        out.writeByte((blind ? BLIND : 0) | WITH_PROOF);
        out.writeLong(start);
        out.writeLong(unknownSince);
        if (!station.isEmpty()) {
            out.writeUTF(station);
        }
        proof.write(out);
    }

    static OperatorWatch read(DataInput in, String key) throws IOException {
        OperatorWatch watch = new OperatorWatch(key);
        watch.standing = Standing.valueOf(in.readUTF());
        int flags = in.readByte();
        watch.everServed = (flags & EVER_SERVED) != 0;
        boolean isOn = (flags & MAINS_ON) != 0;
        watch.mains = isOn ? Mains.ON : (flags & MAINS_LOST) != 0 ? Mains.LOST : Mains.UNKNOWN;
        int more = in.readByte();
        watch.blind = (more & BLIND) != 0;
        watch.start = in.readLong();
        watch.unknownSince = in.readLong();
        watch.station = (flags & WITH_STATION) == 0 ? "" : in.readUTF();
        watch.proof = (more & WITH_PROOF) == 0 ? Proof.NONE : Proof.read(in);
        return watch;
    }
}
