package vn.phusong.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Content;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/**
 * One report of TR-181 bulk data, from its start to its end: parameters by their whole names, or by the hierarchy of objects that spells them. A parameter
 * that is wrong costs the interface it is of. One thread.
 */
final class BulkReport {
    private final Sender sender;
    private final WireLimits limits;
    private final BulkLines lines;
    private final BulkCells cells;
    private final List<Refusal> refusals = new ArrayList<>(0);
    private boolean isUnusable;
    private @Nullable String device;
    private long at = BulkTime.NO_CLOCK;

    BulkReport(Sender sender, WireLimits limits, Dropped dropped) {
        this.sender = sender;
        this.limits = limits;
        lines = new BulkLines(dropped);
        cells = new BulkCells(dropped);
    }

    void read(JsonParser json) throws IOException {
        object(json, "");
        if (device != null && !device.equals(sender.device())) {
            speaker(device);
        }
    }

    private void object(JsonParser json, String path) throws IOException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            String whole = path.isEmpty() ? name : path + '.' + name;
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_OBJECT) {
                object(json, whole);
            } else if (token == JsonToken.START_ARRAY) {
                json.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                value(new BulkValue(whole, token, json.getText()));
            }
        }
    }

    private void value(BulkValue value) {
        switch (value.name()) {
            case "CollectionTime" -> time(value);
            case "dev" -> device = value.text();
            default -> {
                refuse(lines.take(value));
                refuse(cells.take(value));
            }
        }
    }

    private void time(BulkValue value) {
        at = BulkTime.of(value, sender.receivedAt());
        Refusal problem = at == BulkTime.NO_CLOCK ? null : WireTime.problem(at, sender.receivedAt(), limits);
        if (problem != null) {
            isUnusable = true;
            refuse(new Refusal(
                    problem.reason(), problem.detail() + ": CollectionTime " + JsonFields.cut(value.text())));
        }
    }

    private void speaker(String told) {
        if (!sender.isCollector()) {
            isUnusable = true;
            refuse(new Refusal(
                    RefusalReason.OTHER_DEVICE,
                    "only a collector may speak for another device, dev was \"" + JsonFields.cut(told) + '"'));
        } else if (!NativeWords.isDeviceId(told)) {
            isUnusable = true;
            refuse(new Refusal(RefusalReason.OUT_OF_RANGE, "dev is no device id: \"" + JsonFields.cut(told) + '"'));
        }
    }

    private void refuse(@Nullable Refusal why) {
        if (why != null) {
            refusals.add(why);
        }
    }

    String device() {
        return device == null ? sender.device() : device;
    }

    /** Epoch milliseconds, or {@link BulkTime#NO_CLOCK}. */
    long at() {
        return at;
    }

    /** Nothing of it can be taken. */
    boolean isUnusable() {
        return isUnusable;
    }

    /** What it says; what is wrong with it is then in {@link #refusals}. */
    List<Content> contents() {
        List<Content> contents = new ArrayList<>(3);
        Mobile mobile = cells.mobile(refusals::add);
        if (mobile != null) {
            contents.add(mobile);
        }
        contents.addAll(lines.contents());
        if (contents.isEmpty() && refusals.isEmpty()) {
            refuse(new Refusal(
                    RefusalReason.EMPTY,
                    "the report has no value of Device.Optical, Device.XPON or Device.Cellular that can be judged"));
        }
        return contents;
    }

    List<Refusal> refusals() {
        return refusals;
    }
}
