package vn.phusong.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vn.phusong.coverage.PonSignal;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Moment;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.incident.Reach;
import vn.phusong.journal.Frozen;

/**
 * What one message tells: of each incident in it the newest notice, and with it the earlier ones nobody confirmed. Mostly of one incident; of many when a
 * policy gathers them. Made of nothing but what the journal keeps.
 *
 * @param parts one for each incident, the newest first: the message has the id of that one's newest notice
 * @param link address of our page, empty for none
 * @param mark set when this is part of a message that was refused as a whole; empty else
 */
public record Notice(List<Part> parts, String link, String mark) {
    public Notice {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a message tells at least one notice");
        }
    }

    public Notice(List<Part> parts, String link) {
        this(parts, link, "");
    }

    /** Of one incident. */
    public Notice(List<Owed> members, Names names, String link) {
        this(List.of(new Part(members, names)), link);
    }

    /**
     * What is told of one incident.
     *
     * @param members oldest first, at least one, all of one incident
     * @param names of its place and operators
     */
    public record Part(List<Owed> members, Names names) {
        public Part {
            members = List.copyOf(members);
            if (members.isEmpty()) {
                throw new IllegalArgumentException("a message tells at least one notice");
            }
        }

        public Owed newest() {
            return members.get(members.size() - 1);
        }

        /** Ids of the villages it touches, sorted; none for an area or for ourselves. */
        public List<String> villages() {
            Incident.Scope scope = newest().incident().scope();
            if (scope.reach() != null) {
                return scope.reach().members().stream()
                        .map(Reach.Member::village)
                        .toList();
            }
            if (scope.network() != null) {
                return scope.network().members().stream()
                        .map(PonSignal.Member::village)
                        .toList();
            }
            return scope.village() == null ? List.of() : List.of(scope.village());
        }
    }

    /** The incident the message is named after. */
    public Part lead() {
        return parts.get(0);
    }

    public boolean isOfOne() {
        return parts.size() == 1;
    }

    /** The same as messages of one incident each, for receivers who know no other. */
    public List<Notice> each() {
        return parts.stream().map(part -> new Notice(List.of(part), link)).toList();
    }

    Owed newest() {
        return lead().newest();
    }

    Names names() {
        return lead().names();
    }

    /** Of the message: that of the newest notice in it, and the mark of a part. */
    String id() {
        return newest().id() + (mark.isEmpty() ? "" : Frozen.PART + mark);
    }

    /** Of all notices it tells; the one it is named after is the last. */
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (int i = parts.size() - 1; i >= 0; i--) {
            parts.get(i).members().forEach(owed -> ids.add(owed.id()));
        }
        return ids;
    }

    /** Where it is shown, empty when our own address is not set. */
    String page() {
        if (link.isEmpty()) {
            return "";
        }
        return isOfOne() ? link + "/#incident=" + newest().incident().id() : link + "/";
    }

    /**
     * Of one incident, a line in each language. It may arrive late, so it says as of when it holds, and which earlier notices it stands for. Of several, a line
     * about all, and then one for each.
     */
    IncidentText text() {
        return isOfOne() ? ofOne() : ManyText.of(this);
    }

    /** The same in one sentence without its full stop, for a subject or a headline. Of several it is the line about all. */
    IncidentText brief() {
        return isOfOne() ? IncidentText.brief(newest(), names()) : ManyText.head(this);
    }

    private IncidentText ofOne() {
        IncidentText line = IncidentText.of(newest(), names());
        String at = Moment.text(newest().incident().at());
        return new IncidentText(
                line.vi() + " Tính đến " + at + "."
                        + earlier(" Thay cho các tin trước chưa có xác nhận đã nhận: ", true),
                line.en() + " As of " + at + "."
                        + earlier(" Stands for earlier notices not confirmed as received: ", false));
    }

    private String earlier(String head, boolean inVietnamese) {
        List<Owed> members = lead().members();
        if (members.size() == 1) {
            return "";
        }
        return members.subList(0, members.size() - 1).stream()
                .map(it -> (inVietnamese ? vi(it.step()) : en(it.step()))
                        + Moment.text(it.incident().at()))
                .collect(Collectors.joining(", ", head, "."));
    }

    private static String vi(Owed.Step step) {
        return switch (step) {
            case OPENED -> "mở lúc ";
            case REOPENED -> "mở lại lúc ";
            case RAISED -> "nâng mức lúc ";
            case FLAPPING -> "báo chập chờn lúc ";
            case CLOSED -> "đóng lúc ";
        };
    }

    private static String en(Owed.Step step) {
        return switch (step) {
            case OPENED, REOPENED, RAISED, CLOSED -> step.word().replace("reopened", "re-opened") + " at ";
            case FLAPPING -> "called unstable at ";
        };
    }
}
