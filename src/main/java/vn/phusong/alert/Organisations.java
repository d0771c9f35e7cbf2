package vn.phusong.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The names of organisations, each from a day to a day. A contact of an organisation is called as it was called at the time. */
final class Organisations {
    private final List<PolicyLine> lines;

    /** A name while it held. */
    record Named(String vi, String en, long from, long to) {}

    Organisations(List<PolicyLine> lines) {
        this.lines = lines;
        lines.forEach(line -> line.fields(List.of("name_vi", "name_en", "from", "to")));
    }

    /** What the contact of that line is called, one after the other; once with its own name when it is of no organisation. */
    List<Named> of(PolicyLine contact) {
        long from = contact.day("from", Long.MIN_VALUE);
        long to = contact.day("to", Long.MAX_VALUE);
        if (from >= to) {
            contact.problem("to", contact.text("to", ""), "must be after from");
        }
        String own = contact.text("name_vi", "");
        String ownEn = contact.text("name_en", own);
        if (!contact.has("organisation")) {
            String name = own.isEmpty() ? contact.name : own;
            return List.of(new Named(name, ownEn.isEmpty() ? name : ownEn, from, to));
        }
        String organisation = contact.text("organisation", "");
        List<Named> names = new ArrayList<>();
        TreeSet<String> known = new TreeSet<>();
        for (PolicyLine line : lines) {
            known.add(line.name);
            long since = Math.max(from, line.day("from", Long.MIN_VALUE));
            long until = Math.min(to, line.day("to", Long.MAX_VALUE));
            if (line.name.equals(organisation) && since < until) {
                names.add(new Named(
                        joined(own, line.text("name_vi", line.name)),
                        joined(ownEn, line.text("name_en", line.text("name_vi", line.name))),
                        since,
                        until));
            }
        }
        if (names.isEmpty()) {
            contact.problem(
                    "organisation",
                    organisation,
                    "no organisation of this name holds at that time" + PolicyLine.near(known, organisation));
        }
        return names;
    }

    private static String joined(String own, String organisation) {
        return own.isEmpty() ? organisation : own + ", " + organisation;
    }
}
