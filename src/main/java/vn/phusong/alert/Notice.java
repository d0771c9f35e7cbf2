package vn.phusong.alert;

import java.util.List;
import java.util.stream.Collectors;
import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Moment;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;

/**
 * What one message tells: the newest notice of an incident, and with it the earlier ones nobody confirmed. Made of nothing but what the journal keeps.
 *
 * @param members oldest first, at least one, all of one incident
 * @param before what this receiver was told of the incident in earlier messages, oldest first
 * @param names of its place and operators
 * @param link address of our page, empty for none
 */
public record Notice(List<Owed> members, List<Owed> before, Names names, String link) {
    public Notice {
        members = List.copyOf(members);
        before = List.copyOf(before);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a message tells at least one notice");
        }
    }

    Owed newest() {
        return members.get(members.size() - 1);
    }

    /** Of the message: that of the newest notice in it. */
    String id() {
        return newest().id();
    }

    List<String> ids() {
        return members.stream().map(Owed::id).toList();
    }

    /** Where the incident is shown, empty when our own address is not set. */
    String page() {
        return link.isEmpty() ? "" : link + "/#incident=" + newest().incident().id();
    }

    /** One line in each language. It may arrive late, so it says as of when it holds, and which earlier notices it stands for. */
    IncidentText text() {
        IncidentText line = IncidentText.of(newest(), names);
        String at = Moment.text(newest().incident().at());
        return new IncidentText(
                line.vi() + " Tính đến " + at + "."
                        + earlier(" Thay cho các tin trước chưa có xác nhận đã nhận: ", true),
                line.en() + " As of " + at + "."
                        + earlier(" Stands for earlier notices not confirmed as received: ", false));
    }

    private String earlier(String head, boolean inVietnamese) {
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
