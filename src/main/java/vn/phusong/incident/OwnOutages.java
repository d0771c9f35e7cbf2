package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.OwnOutage;

/**
 * The incidents about ourselves, {@code collection-<n>}: one at a time, of no village. They are shown and kept, and owe no notice: the department is not told
 * of our outages as if they were the province's. Watch loop only.
 */
final class OwnOutages {
    private static final String ID = "collection-";

    private int count;
    private @Nullable Incident open;
    // A state without this row is one of an earlier program.
    private boolean dirty = true;

    void take(OwnOutage said, Telling telling) {
        Incident was = open;
        if (!said.isOver()) {
            if (was == null) {
                count++;
                open = begun(said);
                telling.change(open);
                dirty = true;
            }
        } else if (was != null) {
            telling.change(ended(was, said));
            open = null;
            dirty = true;
        }
    }

    private Incident begun(OwnOutage said) {
        return new Incident(
                ID + count,
                1,
                IncidentState.OPENED,
                said.at(),
                Severity.WARNING,
                Cause.COLLECTION,
                1,
                new Incident.Span(said.edge(), said.at(), -1),
                new Incident.Scope(null, null, said.silent(), -1, List.of(), null),
                Incident.Marks.NONE,
                List.of());
    }

    private static Incident ended(Incident was, OwnOutage said) {
        return new Incident(
                was.id(),
                was.revision() + 1,
                IncidentState.CLOSED,
                said.at(),
                was.severity(),
                was.cause(),
                was.confidence(),
                new Incident.Span(
                        was.span().start(),
                        was.span().detected(),
                        Math.max(was.span().start(), said.edge())),
                was.scope(),
                was.marks(),
                was.earlier());
    }

    @Nullable
    Incident open() {
        return open;
    }

    boolean takeDirty() {
        boolean was = dirty;
        dirty = false;
        return was;
    }

    void write(DataOutput out) throws IOException {
        Incident incident = open;
        out.writeInt(count);
        out.writeBoolean(incident != null);
        if (incident != null) {
            IncidentCodec.write(out, incident);
        }
    }

    void read(DataInput in) throws IOException {
        count = in.readInt();
        open = in.readBoolean() ? IncidentCodec.read(in) : null;
        dirty = false;
    }
}
