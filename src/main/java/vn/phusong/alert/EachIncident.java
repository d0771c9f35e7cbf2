package vn.phusong.alert;

import java.util.List;

/** A notice of several incidents as notices of one each, for channels whose receivers know no message of several. */
final class EachIncident {
    private EachIncident() {}

    static List<Notice> of(Notice notice) {
        return List.of(notice);
    }
}
