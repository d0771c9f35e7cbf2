package vn.phusong.journal;

import java.util.ArrayList;
import java.util.List;
import vn.phusong.incident.Back;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Hand;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Incident.Marks;
import vn.phusong.incident.Incident.Scope;
import vn.phusong.incident.Incident.Span;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Network;
import vn.phusong.incident.Reach;
import vn.phusong.incident.Severity;

/**
 * One revision of an incident as bytes: format 1, or 2 with the part of the network it is of, or 3 with the villages it reaches. Enums by their word, so
 * that a new one changes nothing written before.
 */
final class IncidentForm {
    private static final int FORMAT = 1;
    private static final int WITH_NETWORK = 2;
    private static final int WITH_REACH = 3;
    /** Added to each of these: after all else it says by whose hand it was closed or re-opened. */
    private static final int BY_HAND = 3;
    /** Among the marks: last of all it says how far service was back when it closed. */
    private static final int WITH_BACK = 16;

    private static final int WITHDRAWN = 32;

    private IncidentForm() {}

    static byte[] write(Incident incident) {
        Network network = incident.scope().network();
        Reach reach = incident.scope().reach();
        Hand hand = incident.marks().hand();
        Packer out = new Packer()
                .add((reach != null ? WITH_REACH : network == null ? FORMAT : WITH_NETWORK)
                        + (hand == null ? 0 : BY_HAND))
                .text(incident.id())
                .signed(incident.revision());
        out.text(incident.state().name()).signed(incident.at());
        out.text(incident.severity().name()).text(incident.cause().name()).quantity(incident.confidence());
        span(out, incident.span());
        Scope scope = incident.scope();
        out.textOrNull(scope.village()).textOrNull(scope.area());
        out.signed(scope.villages()).signed(scope.households()).textOrNull(scope.parent());
        out.count(scope.operators().size());
        scope.operators().forEach(out::text);
        Marks marks = incident.marks();
        out.add(bit(marks.flapping(), 1)
                | bit(marks.unobserved(), 2)
                | bit(marks.retroactive(), 4)
                | bit(marks.left(), 8)
                | bit(marks.back() != null, WITH_BACK)
                | bit(marks.withdrawn(), WITHDRAWN));
        out.count(incident.earlier().size());
        incident.earlier().forEach(earlier -> span(out, earlier));
        if (reach != null) {
            ReachForm.write(out, reach);
        } else if (network != null) {
            NetworkForm.write(out, network);
        }
        if (hand != null) {
            out.signed(hand.at()).text(hand.by()).text(hand.reason());
        }
        Back back = marks.back();
        if (back != null) {
            out.count(back.of()).count(back.served()).count(back.out()).count(back.unknown());
        }
        return out.toBytes();
    }

    static Incident read(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        int format = in.octet();
        if (format < FORMAT || format > WITH_REACH + BY_HAND) {
            throw new Damaged("an incident of format " + format);
        }
        String id = in.text();
        int revision = in.integer();
        IncidentState state = in.choice(IncidentState.class);
        long at = in.signed();
        Severity severity = in.choice(Severity.class);
        Cause cause = in.choice(Cause.class);
        double confidence = in.quantity();
        Span span = span(in);
        Scope scope = scope(in);
        int bits = in.octet();
        Incident incident =
                new Incident(id, revision, state, at, severity, cause, confidence, span, scope, marks(bits), spans(in));
        Incident whole =
                switch (format > BY_HAND ? format - BY_HAND : format) {
                    case WITH_NETWORK -> incident.of(NetworkForm.read(in));
                    case WITH_REACH -> incident.reaching(ReachForm.read(in));
                    default -> incident;
                };
        Incident told = format > BY_HAND ? whole.by(new Hand(in.signed(), in.text(), in.text())) : whole;
        Incident back = (bits & WITH_BACK) == 0
                ? told
                : told.back(new Back((int) in.count(), (int) in.count(), (int) in.count(), (int) in.count()));
        return (bits & WITHDRAWN) == 0 ? back : back.withdrawn();
    }

    private static Scope scope(Unpacker in) {
        String village = in.textOrNull();
        String area = in.textOrNull();
        int villages = in.integer();
        int households = in.integer();
        String parent = in.textOrNull();
        int size = in.length();
        List<String> operators = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            operators.add(in.text());
        }
        return new Scope(village, area, villages, households, operators, parent);
    }

    private static Marks marks(int bits) {
        return new Marks((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0);
    }

    private static List<Span> spans(Unpacker in) {
        int size = in.length();
        List<Span> spans = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            spans.add(span(in));
        }
        return spans;
    }

    private static void span(Packer out, Span span) {
        out.signed(span.start()).signed(span.detected()).signed(span.end());
    }

    private static Span span(Unpacker in) {
        return new Span(in.signed(), in.signed(), in.signed());
    }

    private static int bit(boolean set, int bit) {
        return set ? bit : 0;
    }
}
