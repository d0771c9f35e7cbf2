package vn.phusong.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Content;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/** One object of the native format, from its start to its end: a reading, or the first reason why it is none. One thread. */
final class NativeElement {
    private static final double MOST_SEQ = 1L << 53;

    private final Sender sender;
    private final WireLimits limits;
    private final JsonFields fields;
    private final Dropped dropped;

    private long at;
    private long seq = -1;
    private @Nullable String device;
    private boolean hasMobile;
    private List<Radio> radio = List.of();
    private @Nullable ActiveTest test;
    private @Nullable PowerSource power;
    private @Nullable Fibre fibre;
    private @Nullable DeviceEvent event;

    NativeElement(Sender sender, WireLimits limits, JsonFields fields, Dropped dropped) {
        this.sender = sender;
        this.limits = limits;
        this.fields = fields;
        this.dropped = dropped;
        at = sender.receivedAt();
    }

    /** Reads to the end of the object, in every case; null when {@code fields} holds a refusal. */
    @Nullable
    Reading read() throws IOException {
        for (String name = fields.json.nextFieldName(); name != null; name = fields.json.nextFieldName()) {
            switch (name) {
                case "seq" -> seq = seq();
                case "t" -> time();
                case "dev" -> device = fields.text("dev");
                case "radio" -> radio();
                case "test" -> test = test();
                case "power" -> power();
                case "fibre" -> fibre = fibre();
                case "event" -> event = NativeWords.event(fields.text("event"), fields);
                default -> fields.skip();
            }
        }
        checkSpeaker();
        Content content = content();
        if (content == null) {
            return null;
        }
        String who = device == null ? sender.device() : device;
        return new Reading(who, sender.device(), at, sender.receivedAt(), seq, content);
    }

    /** One element says one kind of thing; null when {@code fields} holds a refusal. */
    private @Nullable Content content() {
        Content found = hasMobile ? new Mobile(radio, test, power) : null;
        int kinds = (hasMobile ? 1 : 0) + (fibre != null ? 1 : 0) + (event != null ? 1 : 0);
        if (kinds > 1) {
            fields.refuse(
                    RefusalReason.WRONG_TYPE,
                    "one element must say one thing: radio (with test and power), fibre or event; send several elements");
        }
        if (kinds == 0) {
            fields.refuse(RefusalReason.EMPTY, "an element needs radio, test, power, fibre or event");
        }
        if (fields.hasRefusal()) {
            return null;
        }
        return found != null ? found : fibre != null ? fibre : event;
    }

    private void checkSpeaker() {
        if (device == null || device.equals(sender.device())) {
            return;
        }
        if (!sender.isCollector()) {
            fields.refuse(
                    RefusalReason.OTHER_DEVICE,
                    "only a collector may speak for another device, dev was \"" + JsonFields.cut(device) + '"');
        } else if (!NativeWords.isDeviceId(device)) {
            fields.refuse(RefusalReason.OUT_OF_RANGE, "dev is no device id: \"" + JsonFields.cut(device) + '"');
        }
    }

    /** A count that cannot be one is absent: it only finds gaps. */
    private long seq() throws IOException {
        double told = fields.number("seq");
        if (Double.isNaN(told)) {
            return -1;
        }
        if (told < 0 || told > MOST_SEQ || told != Math.rint(told)) {
            dropped.add("seq");
            return -1;
        }
        return (long) told;
    }

    private void time() throws IOException {
        JsonParser json = fields.json;
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            at = WireTime.ofText(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        } else if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            at = WireTime.ofNumber(json.getDoubleValue());
        } else {
            fields.wrong("t", "RFC 3339 text or a number", token);
            return;
        }
        Refusal problem = WireTime.problem(at, sender.receivedAt(), limits);
        if (problem != null) {
            fields.refuse(problem.reason(), problem.detail() + ": " + JsonFields.cut(json.getText()));
        }
    }

    private void radio() throws IOException {
        if (!fields.isArray("radio")) {
            return;
        }
        List<Radio> slots = new ArrayList<>(3);
        int heard = 0;
        for (JsonToken token = fields.json.nextToken(); token != JsonToken.END_ARRAY; token = fields.json.nextToken()) {
            heard++;
            Radio slot = NativeRadio.read(token, fields, dropped);
            if (slot == null || heard > RadioDraft.MOST_SLOTS) {
                continue;
            }
            for (Radio other : slots) {
                if (other.plmn().equals(slot.plmn())) {
                    fields.refuse(RefusalReason.OUT_OF_RANGE, "two radio elements of plmn " + slot.plmn());
                }
            }
            slots.add(slot);
        }
        if (heard > RadioDraft.MOST_SLOTS) {
            fields.refuse(
                    RefusalReason.TOO_LARGE,
                    "at most " + RadioDraft.MOST_SLOTS + " radio elements in one reading, were " + heard);
        }
        radio = slots;
        hasMobile |= heard > 0;
    }

    private @Nullable ActiveTest test() throws IOException {
        ActiveTest told = NativeRadio.test(fields, dropped);
        hasMobile |= told != null;
        return told;
    }

    private void power() throws IOException {
        power = NativeWords.power(fields.text("power"), fields);
        hasMobile |= power != null;
    }

    private @Nullable Fibre fibre() throws IOException {
        return NativeWords.fibre(fields, dropped);
    }
}
