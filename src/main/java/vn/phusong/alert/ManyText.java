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
import vn.phusong.incident.Names;
import vn.phusong.incident.Severity;

/**
 * A message of several incidents: how many and where in one line, then a line for each, the worst first. Every village is named. Households are not added up:
 * those of a village that lost both services would count twice.
 */
final class ManyText {
    private static final long MINUTE_MS = 60_000;

    private ManyText() {}

    static IncidentText of(Notice notice) {
        List<Notice> lines = new ArrayList<>(notice.each());
        lines.sort(Comparator.<Notice, Boolean>comparing(it -> !incident(it).isOpen())
                .thenComparing(it -> incident(it).severity(), Comparator.reverseOrder())
                .thenComparing(it -> it.names().place())
                .thenComparing(Notice::id));
        Head head = new Head(lines);
        StringBuilder vi = new StringBuilder(head.vi()).append('.');
        StringBuilder en = new StringBuilder(head.en()).append('.');
        for (Notice line : lines) {
            IncidentText text = line.brief();
            boolean isOther =
                    isOfItsTime(incident(line)) && incident(line).at() / MINUTE_MS != head.newest() / MINUTE_MS;
            String at = Moment.text(incident(line).at()) + ".";
            vi.append('\n').append(text.vi()).append('.').append(isOther ? " Tính đến " + at : "");
            en.append('\n').append(text.en()).append('.').append(isOther ? " As of " + at : "");
            vi.append(villages(line, "Các thôn: "));
            en.append(villages(line, "Villages: "));
        }
        return new IncidentText(vi.toString(), en.toString());
    }

    /** The line about all, without its full stop. */
    static IncidentText head(Notice notice) {
        Head head = new Head(notice.each());
        return new IncidentText(head.vi(), head.en());
    }

    private static boolean isBack(Incident incident) {
        return !incident.isOpen() && incident.marks().areMeasured();
    }

    /** What was measured to be over stays so; anything else is as its own notice said, which may be older than the newest of them. */
    private static boolean isOfItsTime(Incident incident) {
        return !isBack(incident);
    }

    private static Incident incident(Notice notice) {
        return notice.newest().incident();
    }

    /** Those that the line itself has no room for, with the others; nothing when it names all. */
    static String villages(Notice notice, String head) {
        List<String> villages = notice.lead().villages();
        return villages.size() <= Names.NAMED ? "" : " " + head + listed(notice.lead()) + ".";
    }

    static String listed(Notice.Part part) {
        return String.join(
                "; ",
                part.villages().stream().map(part.names().village()).sorted().toList());
    }

    /** The line about all. */
    private record Head(List<Notice> lines) {
        String vi() {
            return names().markVi() + "[" + worstVi() + "] " + lines.size() + " sự cố" + at(" ở ", " thôn") + ": "
                    + open()
                    + " đang diễn ra, " + back() + " đã khắc phục"
                    + (others() == 0 ? "" : ", " + others() + " đã đóng khi chưa xác nhận có lại toàn bộ") + ownVi()
                    + ". Tính đến " + Moment.text(newest());
        }

        String en() {
            return names().markEn() + "[" + worstEn() + "] " + lines.size() + " incidents" + at(" in ", " villages")
                    + ": " + open()
                    + " going on, " + back() + " resolved"
                    + (others() == 0 ? "" : ", " + others() + " closed and not confirmed to be all back") + ownEn()
                    + ". As of " + Moment.text(newest());
        }

        private Names names() {
            return lines.get(0).names();
        }

        private String at(String in, String villages) {
            Set<String> all = new TreeSet<>();
            lines.forEach(line -> all.addAll(line.lead().villages()));
            return all.isEmpty() ? "" : in + all.size() + villages;
        }

        private long open() {
            return lines.stream().filter(line -> incident(line).isOpen()).count();
        }

        private long back() {
            return lines.stream().filter(line -> isBack(incident(line))).count();
        }

        /** Closed by a person, or because their places left the registry: nobody measured that they are over. */
        private long others() {
            return lines.size() - open() - back();
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
            return open() > 0 ? worst().vi() : others() == 0 ? "đã khắc phục" : "đóng";
        }

        private String worstEn() {
            return open() > 0 ? worst().word() : others() == 0 ? "resolved" : "closed";
        }
    }
}
