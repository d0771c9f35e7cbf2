package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.phusong.coverage.PastOutage;

/** Whose outages of one village were told as they happened, and when: what late data says of the same is never told again. Watch loop only. */
final class ToldLive {
    private static final int MOST = 64;

    private final List<Told> told = new ArrayList<>();

    /** An operator in an incident from its outage's start on; {@code to} is −1 while it is in it. */
    private record Told(String operator, long from, long to) {}

    boolean meets(String operator, PastOutage late) {
        return told.stream()
                .anyMatch(one -> one.operator().equals(operator)
                        && one.from() <= late.end()
                        && (one.to() < 0 || one.to() >= late.start()));
    }

    /** Remembers whose outage is in an open incident (or in one a person closed) of this village or of several, and until when. At every tick. */
    void follow(List<String> saidOf, Due due, Map<String, OperatorWatch> operators) {
        long now = due.now();
        Set<String> inIt = inIncidents(saidOf, due, operators);
        for (int i = 0; i < told.size(); i++) {
            Told one = told.get(i);
            if (one.to() < 0 && !inIt.contains(one.operator())) {
                told.set(i, new Told(one.operator(), one.from(), now));
            }
        }
        for (String operator : inIt) {
            if (told.stream().noneMatch(one -> one.to() < 0 && one.operator().equals(operator))) {
                OperatorWatch watch = operators.get(operator);
                told.add(new Told(operator, watch == null ? now : watch.start, -1));
            }
        }
    }

    /** Somebody is in an incident as of the last tick: the next has to see whether that still holds. */
    boolean isFollowing() {
        for (Told one : told) {
            if (one.to() < 0) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> inIncidents(List<String> saidOf, Due due, Map<String, OperatorWatch> operators) {
        Set<String> inIt = new TreeSet<>(saidOf);
        operators.forEach((operator, watch) -> {
            if (watch.isDown() && due.owners().of(watch.key) != null) {
                inIt.add(operator);
            }
        });
        return inIt;
    }

    void forget(long before) {
        told.removeIf(one -> one.to() >= 0 && one.to() < before);
        while (told.size() > MOST) {
            told.remove(0);
        }
    }

    /** Takes out what an earlier program remembered here of an incident that only late data showed: outages of its operators within it. */
    List<LateOutage> takeOut(Incident late) {
        List<LateOutage> taken = new ArrayList<>();
        for (Told one : List.copyOf(told)) {
            PastOutage outage =
                    new PastOutage(one.from(), one.to(), late.marks().unobserved());
            boolean isIn = one.from() >= late.span().start()
                    && one.to() >= 0
                    && one.to() <= late.span().end();
            if (isIn && late.scope().operators().contains(one.operator())) {
                told.remove(one);
                taken.add(new LateOutage(one.operator(), outage));
            }
        }
        return taken;
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(told.size());
        for (Told one : told) {
            out.writeUTF(one.operator());
            out.writeLong(one.from());
            out.writeLong(one.to());
        }
    }

    void read(DataInput in) throws IOException {
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            told.add(new Told(in.readUTF(), in.readLong(), in.readLong()));
        }
    }
}
