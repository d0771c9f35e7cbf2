package vn.phusong.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Moment;
import vn.phusong.incident.Severity;

/**
 * A message of several incidents: how many and where in one line, then a line for each, the worst first. Every village is named. Households are not added up:
 * those of a village that lost both services would count twice.
 */
final class ManyText {
    private ManyText() {}

    static IncidentText of(Notice notice) {
        List<Notice> lines = new ArrayList<>(notice.each());
        lines.sort(Comparator.<Notice, Boolean>comparing(it -> !incident(it).isOpen())
                .thenComparing(it -> incident(it).severity(), Comparator.reverseOrder())
                .thenComparing(it -> it.names().place())
                .thenComparing(Notice::id));
        StringBuilder vi = new StringBuilder(new Head(lines).vi());
        StringBuilder en = new StringBuilder(new Head(lines).en());
        for (Notice line : lines) {
            IncidentText text = line.text();
            vi.append('\n').append(first(text.vi(), line.names().place())).append(villages(line, "Các thôn: "));
            en.append('\n').append(first(text.en(), line.names().placeEn())).append(villages(line, "Villages: "));
        }
        return new IncidentText(vi.toString(), en.toString());
    }

    private static Incident incident(Notice notice) {
        return notice.newest().incident();
    }

    /** The first sentence: what, where, since when. A place may have a full stop in its name. */
    static String first(String line, String place) {
        int end = line.indexOf(". ", Math.max(0, line.indexOf(place)) + place.length());
        return end < 0 ? line : line.substring(0, end + 1);
    }

    /** Those that the line itself has no room for, with the others; nothing when it names all. */
    static String villages(Notice notice, String head) {
        List<String> villages = notice.lead().villages();
        return villages.size() <= vn.phusong.incident.Names.NAMED ? "" : " " + head + listed(notice.lead()) + ".";
    }

    static String listed(Notice.Part part) {
        return String.join(
                "; ",
                part.villages().stream().map(part.names().village()).sorted().toList());
    }

    /** The line about all. */
    private record Head(List<Notice> lines) {
        String vi() {
            return "[" + worstVi() + "] " + lines.size() + " sự cố" + at(" ở ", " thôn") + ": " + open()
                    + " đang diễn ra, " + (lines.size() - open()) + " đã kết thúc" + ownVi() + ". Tính đến "
                    + Moment.text(newest()) + ".";
        }

        String en() {
            return "[" + worstEn() + "] " + lines.size() + " incidents" + at(" in ", " villages") + ": " + open()
                    + " going on, " + (lines.size() - open()) + " over" + ownEn() + ". As of "
                    + Moment.text(newest()) + ".";
        }

        private String at(String in, String villages) {
            Set<String> all = new TreeSet<>();
            lines.forEach(line -> all.addAll(line.lead().villages()));
            return all.isEmpty() ? "" : in + all.size() + villages;
        }

        private long open() {
            return lines.stream().filter(line -> incident(line).isOpen()).count();
        }

        /** What we could not see is no outage. */
        private long own() {
            return lines.stream()
                    .filter(line -> incident(line).cause() == Cause.COLLECTION)
                    .count();
        }

        private String ownVi() {
            return own() == 0 ? "" : "; trong đó " + own() + " là của hệ thống thu thập dữ liệu";
        }

        private String ownEn() {
            return own() == 0 ? "" : "; " + own() + " of them our own collection of data";
        }

        private long newest() {
            return lines.stream().mapToLong(line -> incident(line).at()).max().orElse(0);
        }

        private Severity worst() {
            return lines.stream()
                    .map(ManyText::incident)
                    .filter(Incident::isOpen)
                    .map(Incident::severity)
                    .max(Comparator.naturalOrder())
                    .orElse(Severity.WARNING);
        }

        private String worstVi() {
            return open() == 0 ? "đã kết thúc" : worst().vi();
        }

        private String worstEn() {
            return open() == 0 ? "over" : worst().word();
        }
    }
}
