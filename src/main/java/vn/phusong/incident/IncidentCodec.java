package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One revision of an incident as bytes; equal incidents, equal bytes. Bytes of earlier programs, which knew no network, are read as they were. */
public final class IncidentCodec {
    private static final int WITH_NETWORK = 16;
    private static final int WITH_REACH = 32;
    private static final int BY_HAND = 64;
    /** Last of all comes a byte of its own, and what that says is there. */
    private static final int WITH_MORE = 128;

    private static final int BACK = 1;
    private static final int WITHDRAWN = 2;

    private IncidentCodec() {}

    public static void write(DataOutput out, Incident incident) throws IOException {
        out.writeUTF(incident.id());
        out.writeInt(incident.revision());
        out.writeUTF(incident.state().name());
        out.writeLong(incident.at());
        out.writeUTF(incident.severity().name());
        out.writeUTF(incident.cause().name());
        out.writeDouble(incident.confidence());
        writeSpan(out, incident.span());
        Incident.Scope scope = incident.scope();
        writeText(out, scope.village());
        writeText(out, scope.area());
        out.writeInt(scope.villages());
        out.writeInt(scope.households());
        out.writeShort(scope.operators().size());
        for (String operator : scope.operators()) {
            out.writeUTF(operator);
        }
        writeText(out, scope.parent());
        Incident.Marks marks = incident.marks();
        out.writeByte((marks.flapping() ? 1 : 0)
                | (marks.unobserved() ? 2 : 0)
                | (marks.retroactive() ? 4 : 0)
                | (marks.left() ? 8 : 0)
                | (scope.network() != null ? WITH_NETWORK : 0)
                | (scope.reach() != null ? WITH_REACH : 0)
                | (marks.hand() != null ? BY_HAND : 0)
                | (hasMore(marks) ? WITH_MORE : 0));
        out.writeShort(incident.earlier().size());
        for (Incident.Span span : incident.earlier()) {
            writeSpan(out, span);
        }
        Network network = scope.network();
        if (network != null) {
            network.write(out);
        }
        Reach reach = scope.reach();
        if (reach != null) {
            reach.write(out);
        }
        Hand hand = marks.hand();
        if (hand != null) {
            out.writeLong(hand.at());
            out.writeUTF(hand.by());
            out.writeUTF(hand.reason());
        }
        if (hasMore(marks)) {
            writeMore(out, marks);
        }
    }

    private static boolean hasMore(Incident.Marks marks) {
        return marks.back() != null || marks.withdrawn();
    }

    private static void writeMore(DataOutput out, Incident.Marks marks) throws IOException {
        Back back = marks.back();
        out.writeByte((back != null ? BACK : 0) | (marks.withdrawn() ? WITHDRAWN : 0));
        if (back != null) {
            out.writeInt(back.of());
            out.writeInt(back.served());
            out.writeInt(back.out());
            out.writeInt(back.unknown());
        }
    }

    private static Incident readMore(DataInput in, Incident read) throws IOException {
        int more = in.readByte();
        Incident told =
                (more & BACK) == 0 ? read : read.back(new Back(in.readInt(), in.readInt(), in.readInt(), in.readInt()));
        return (more & WITHDRAWN) == 0 ? told : told.withdrawn();
    }

    public static Incident read(DataInput in) throws IOException {
        String id = in.readUTF();
        int revision = in.readInt();
        IncidentState state = IncidentState.valueOf(in.readUTF());
        long at = in.readLong();
        Severity severity = Severity.valueOf(in.readUTF());
        Cause cause = Cause.valueOf(in.readUTF());
        double confidence = in.readDouble();
        Incident.Span span = readSpan(in);
        Incident.Scope scope = readScope(in);
        byte bits = in.readByte();
        List<Incident.Span> earlier = readSpans(in);
        Incident read = new Incident(
                id, revision, state, at, severity, cause, confidence, span, scope, readMarks(bits), earlier);
        Incident known = (bits & WITH_NETWORK) != 0 ? read.of(Network.read(in)) : read;
        Incident reaching = (bits & WITH_REACH) != 0 ? known.reaching(Reach.read(in)) : known;
        Incident whole =
                (bits & BY_HAND) != 0 ? reaching.by(new Hand(in.readLong(), in.readUTF(), in.readUTF())) : reaching;
        return (bits & WITH_MORE) == 0 ? whole : readMore(in, whole);
    }

    private static Incident.Scope readScope(DataInput in) throws IOException {
        String village = readText(in);
        String area = readText(in);
        int villages = in.readInt();
        int households = in.readInt();
        List<String> operators = new ArrayList<>();
        for (int i = in.readShort(); i > 0; i--) {
            operators.add(in.readUTF());
        }
        return new Incident.Scope(village, area, villages, households, operators, readText(in));
    }

    private static Incident.Marks readMarks(byte bits) {
        return new Incident.Marks((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0);
    }

    private static List<Incident.Span> readSpans(DataInput in) throws IOException {
        List<Incident.Span> spans = new ArrayList<>();
        for (int i = in.readShort(); i > 0; i--) {
            spans.add(readSpan(in));
        }
        return spans;
    }

    private static void writeSpan(DataOutput out, Incident.Span span) throws IOException {
        out.writeLong(span.start());
        out.writeLong(span.detected());
        out.writeLong(span.end());
    }

    private static Incident.Span readSpan(DataInput in) throws IOException {
        return new Incident.Span(in.readLong(), in.readLong(), in.readLong());
    }

    private static void writeText(DataOutput out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String readText(DataInput in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
