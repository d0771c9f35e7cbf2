package vn.phusong.web;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.alert.CapJudge;

/** A feed as we write it, by the schema of Atom that comes with a reader of such feeds. */
@Timeout(240)
class FeedIT {
    @TempDir
    private Path folder;

    @Test
    void a_feed_is_valid_with_and_without_entries_and_whatever_stands_in_them() throws Exception {
        CapJudge judge = new CapJudge(folder);
        Atom.Entry entry = new Atom.Entry(
                "urn:phusong:incident:gn-1-m1",
                "[cảnh báo] Thôn \"A\" & <B>",
                "2026-03-01T08:00:00+07:00",
                "/#incident=gn-1-m1",
                "text/html",
                "vi\n\nen",
                "warning");
        Atom.Entry bare = new Atom.Entry(
                "urn:phusong:cap:gn-1-m1.1",
                "t",
                "2026-03-01T08:00:00+07:00",
                "/feeds/cap/gn-1-m1.1.xml",
                "a/b",
                "",
                null);
        for (Atom feed : List.of(
                new Atom("/feeds/incidents.atom", "https://phusong.example", "Phủ Sóng", List.of(entry)),
                new Atom("/feeds/cap.atom", "", "Phủ Sóng", List.of(bare, bare)),
                new Atom("/feeds/cap.atom", "", "Phủ Sóng", List.of()))) {
            judge.valid("atom.xsd", feed.text().getBytes(StandardCharsets.UTF_8));
        }
    }
}
