package vn.phusong.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Content;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/**
 * TR-181 bulk data in JSON: an object with a {@code Report} array, in which an agent sends the report of now behind those it could not send before
 * (TR-369 Annex A). Each report costs only itself. One thread.
 */
final class BulkDecoder {
    private final Sender sender;
    private final WireLimits limits;
    private final Dropped dropped = new Dropped();
    private final List<@Nullable BulkReport> reports = new ArrayList<>(1);
    private final List<Decoded.Refused> refused = new ArrayList<>(0);
    private final List<Reading> readings = new ArrayList<>(2);
    private int clamped;

    BulkDecoder(Sender sender, WireLimits limits) {
        this.sender = sender;
        this.limits = limits;
    }

    /** Reads the whole message, of which the first token was the start of an object. */
    Decoded decode(JsonParser json) throws IOException {
        JsonFields fields = new JsonFields(json);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (!name.equals("Report")) {
                fields.skip();
            } else if (fields.isArray(name) && !array(json)) {
                return ReadingDecoder.refused(
                        RefusalReason.TOO_LARGE, "at most " + limits.arrayMax() + " reports in one message");
            }
        }
        ReadingDecoder.expectEnd(json);
        Refusal noArray = fields.takeRefusal();
        if (noArray != null) {
            refused.add(new Decoded.Refused(0, noArray));
        } else if (reports.isEmpty()) {
            refused.add(new Decoded.Refused(0, new Refusal(RefusalReason.EMPTY, "the message has no report")));
        }
        return finish();
    }

    /** False when there are more than a message may have. */
    private boolean array(JsonParser json) throws IOException {
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (reports.size() == limits.arrayMax()) {
                return false;
            }
            if (token == JsonToken.START_OBJECT) {
                BulkReport report = new BulkReport(sender, limits, dropped);
                report.read(json);
                reports.add(report);
            } else {
                json.skipChildren();
                refused.add(new Decoded.Refused(
                        reports.size(), new Refusal(RefusalReason.WRONG_TYPE, "a report must be an object")));
                reports.add(null);
            }
        }
        return true;
    }

    private Decoded finish() {
        Set<Integer> isNow = lastOfEach();
        for (int i = 0; i < reports.size(); i++) {
            BulkReport report = reports.get(i);
            if (report != null) {
                take(report, i, isNow.contains(i));
            }
        }
        refused.sort(Comparator.comparingInt(Decoded.Refused::index));
        return new Decoded(readings, refused, dropped.byName(), clamped);
    }

    /** The places of the reports of now: of each device the last. */
    private Set<Integer> lastOfEach() {
        Set<Integer> last = new HashSet<>();
        Set<String> heard = new HashSet<>();
        for (int i = reports.size() - 1; i >= 0; i--) {
            BulkReport report = reports.get(i);
            if (report != null && heard.add(report.device())) {
                last.add(i);
            }
        }
        return last;
    }

    private void take(BulkReport report, int index, boolean isNow) {
        boolean isTimeless = report.at() == BulkTime.NO_CLOCK;
        List<Content> contents = report.isUnusable() || (isTimeless && !isNow) ? List.of() : report.contents();
        for (Refusal refusal : report.refusals()) {
            refused.add(new Decoded.Refused(index, refusal));
        }
        if (isTimeless && !isNow && !report.isUnusable()) {
            refused.add(new Decoded.Refused(
                    index,
                    new Refusal(
                            RefusalReason.TIME_UNREADABLE,
                            "without a CollectionTime by a clock only a device's last report is of now;"
                                    + " when this one was made nobody knows")));
        }
        long at = isTimeless ? sender.receivedAt() : report.at();
        for (Content content : contents) {
            readings.add(new Reading(report.device(), sender.device(), at, sender.receivedAt(), -1, content));
            clamped += at > sender.receivedAt() ? 1 : 0;
        }
    }
}
