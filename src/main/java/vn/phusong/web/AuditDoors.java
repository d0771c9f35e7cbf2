package vn.phusong.web;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import vn.phusong.journal.AuditRow;

/** The audit log, for administrators. */
final class AuditDoors {
    static final String PATH = "/api/v1/audit";

    private final Views views;
    private final Desk desk;

    AuditDoors(Views views, Desk desk) {
        this.views = views;
        this.desk = desk;
    }

    List<Door> doors() {
        return List.of(new Door(PATH, Set.of("subject", "limit", "after"), this::list));
    }

    /** Newest first. */
    private Future<Answer> list(Asked asked) {
        asked.only(Role.ADMINISTRATOR);
        String subject = asked.text("subject");
        long before = asked.text("after") == null ? Long.MAX_VALUE : number(String.valueOf(asked.text("after")));
        int limit = asked.limit();
        long asOf = views.live().asOf();
        return desk.ask(journal -> journal.auditBefore(subject, before, limit + 1))
                .map(rows -> Answer.json(new Page<>(rows, limit, (AuditRow row) -> Long.toString(row.n()))
                        .json("acts", asOf, CareJson::row)));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Problem.badField("after", "must be the next of the page before", text);
        }
    }
}
