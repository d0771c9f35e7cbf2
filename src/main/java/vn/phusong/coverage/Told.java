package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How one (point, operator) stood, as it was last said of both indicators; one line for both while they say the same, as nearly always. Watch loop only. */
final class Told {
    private Known mobile = new Known();
    private @Nullable Known fourG;

    /**
     * What was said of {@code mobile} and of {@code mobile.4g+}, null for nothing.
     *
     * @return the time of what is known from a later one on only, because its own was put right before; {@link Long#MAX_VALUE} for neither
     */
    long said(Known.@Nullable From change, Known.@Nullable From change4g) {
        if (fourG == null && !Objects.equals(change, change4g)) {
            fourG = mobile.copy();
        }
        long hidden = Long.MAX_VALUE;
        if (change != null && mobile.said(change.at(), change.standing())) {
            hidden = change.at();
        }
        if (change4g != null && fourG != null && fourG.said(change4g.at(), change4g.standing())) {
            hidden = Math.min(hidden, change4g.at());
        }
        return hidden;
    }

    /** Puts either right, null for what stays. */
    void revise(@Nullable Known next, @Nullable Known next4g) {
        Known right4g = next4g == null ? fourG() : next4g;
        mobile = next == null ? mobile : next;
        fourG = right4g.says(mobile) ? null : right4g;
    }

    /** Returns whether anything went. */
    boolean forget(long before) {
        boolean isLess = mobile.forget(before);
        if (fourG != null) {
            isLess |= fourG.forget(before);
            fourG = fourG.says(mobile) ? null : fourG;
        }
        return isLess;
    }

    /** Everything before it is not known any more. */
    long since() {
        return Math.max(mobile.since(), fourG().since());
    }

    Known mobile() {
        return mobile;
    }

    Known fourG() {
        return fourG == null ? mobile : fourG;
    }

    void writeFourG(DataOutput out) throws IOException {
        out.writeBoolean(fourG != null);
        if (fourG != null) {
            fourG.write(out);
        }
    }

    /** @param more what {@link #writeFourG} wrote, null in rows of earlier programs */
    void read(Known known, @Nullable DataInput more) throws IOException {
        mobile = known;
        fourG = more != null && more.readBoolean() ? Known.read(more) : null;
    }
}
