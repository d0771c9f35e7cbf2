package vn.phusong.ingest;

import static vn.phusong.ingest.WireFields.Element.END;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Content;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/**
 * SenML (RFC 8428) in JSON or CBOR: records of one device and instant become readings. A bad record costs only itself; a broken rule of the pack costs the pack,
 * because nothing after it means what it seems to.
 */
final class SenmlDecoder {
    private record Key(String device, long at) {}

    private final Sender sender;
    private final WireLimits limits;
    private final Dropped dropped = new Dropped();
    private final List<Decoded.Refused> refused = new ArrayList<>(0);
    private final Map<Key, SenmlGroup> groups = new LinkedHashMap<>();

    SenmlDecoder(Sender sender, WireLimits limits) {
        this.sender = sender;
        this.limits = limits;
    }

    Decoded decode(WireFields fields) throws IOException {
        Refusal noPack = fields.begin();
        if (noPack != null) {
            return ReadingDecoder.refused(noPack.reason(), noPack.detail());
        }
        SenmlReader reader = new SenmlReader(fields, sender.receivedAt(), dropped);
        int index = 0;
        for (WireFields.Element element = fields.element(); element != END; element = fields.element()) {
            if (index == limits.arrayMax()) {
                return ReadingDecoder.refused(
                        RefusalReason.TOO_LARGE, "at most " + limits.arrayMax() + " records in one pack");
            }
            if (element == WireFields.Element.OBJECT) {
                record(reader, fields, index);
            } else {
                fields.refuse(RefusalReason.WRONG_TYPE, "a record must be an object");
            }
            refuse(index, fields.takeRefusal());
            index++;
        }
        fields.end();
        Refusal packProblem = reader.packProblem();
        if (packProblem != null) {
            return ReadingDecoder.refused(packProblem.reason(), packProblem.detail());
        }
        return index == 0 ? ReadingDecoder.refused(RefusalReason.EMPTY, "the pack has no record") : finish();
    }

    private void record(SenmlReader reader, WireFields fields, int index) throws IOException {
        SenmlRecord record = reader.read();
        if (record == null || fields.hasRefusal()) {
            return;
        }
        Refusal problem = record.nameProblem();
        if (problem == null) {
            problem = WireTime.problem(record.at(), sender.receivedAt(), limits);
        }
        refuse(index, problem == null ? group(record, index) : problem);
    }

    private @Nullable Refusal group(SenmlRecord record, int index) {
        SenmlName name = SenmlName.of(record.name(), sender);
        if (name == null) {
            dropped.add("senml:unknown_name");
            return null;
        }
        if (!sender.isCollector() && !name.device().equals(sender.device())) {
            return new Refusal(
                    RefusalReason.OTHER_DEVICE,
                    "only a collector may speak for another device, was " + JsonFields.cut(name.device()));
        }
        return groups.computeIfAbsent(new Key(name.device(), record.at()), key -> new SenmlGroup(dropped))
                .take(name, record, index);
    }

    private void refuse(int index, @Nullable Refusal refusal) {
        if (refusal != null) {
            refused.add(new Decoded.Refused(index, refusal));
        }
    }

    private Decoded finish() {
        List<Reading> readings = new ArrayList<>(groups.size());
        int clamped = 0;
        for (Map.Entry<Key, SenmlGroup> entry : groups.entrySet()) {
            Key key = entry.getKey();
            for (Content content : entry.getValue().contents(refused)) {
                readings.add(new Reading(key.device(), sender.device(), key.at(), sender.receivedAt(), -1, content));
                clamped += key.at() > sender.receivedAt() ? 1 : 0;
            }
        }
        if (readings.isEmpty() && refused.isEmpty()) {
            refuse(0, new Refusal(RefusalReason.EMPTY, "no record of the pack has a name that is known"));
        }
        refused.sort(Comparator.comparingInt(Decoded.Refused::index));
        return new Decoded(readings, refused, dropped.byName(), clamped);
    }
}
