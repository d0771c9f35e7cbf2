package vn.phusong.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import vn.phusong.coverage.FibreCoverage;
import vn.phusong.coverage.LineCount;
import vn.phusong.coverage.LineWatch;
import vn.phusong.coverage.LineWord;
import vn.phusong.coverage.Rules;
import vn.phusong.engine.Event;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Reading;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Registry;

/**
 * What every fibre line said last, as far as history is filled: the engine's own counting over the journal's readings, so that the store says what the map
 * said. Never asks the engine, which is ahead. About a hundred bytes a line; history's thread only.
 */
final class FibreFold {
    private final KnownLines known;
    private final Supplier<Rules> today;
    private final Map<String, LineWatch> lines = new HashMap<>();
    private final Set<String> feeds = new HashSet<>();
    /** Villages of which the store says that a line or feed was heard, perhaps before the oldest reading it still has. */
    private final Set<String> heard = new HashSet<>();

    private Rules rules;
    private Registry registry = Registry.empty();
    private long unchangedUntil;

    FibreFold(KnownLines known, Supplier<Rules> today) {
        this.known = known;
        this.today = today;
        this.rules = today.get();
    }

    /** Begins anew over what the store holds; from the beginning of the journal, over nothing. */
    void recall(InfluxMark mark, Registry roster) throws HistoryTrouble {
        lines.clear();
        feeds.clear();
        heard.clear();
        rules = today.get();
        registry = Registry.empty();
        if (mark.position() > 0) {
            known.recall(new KnownLines.Asked(mark.reached(), rules, roster), lines);
            feeds.addAll(known.feeds(mark.reached()));
            heard.addAll(known.heard(mark.reached()));
        }
    }

    void take(Event event, Registry roster) {
        Rules changed = event.match(
                unused -> rules, unused -> rules, unused -> rules, Event.RulesChanged::rules, unused -> rules);
        rules = changed;
        for (Reading reading : Filling.readings(event)) {
            if (!(reading.content() instanceof Mobile)) {
                take(reading, roster);
            }
        }
    }

    private void take(Reading reading, Registry roster) {
        Device row = roster.device(reading.device(), reading.at());
        // Where it stood elsewhere then, no village of today is counted by it.
        if (row == null || !row.valid().holdsAt(reading.receivedAt())) {
            return;
        }
        String device = Lines.tag(reading.device());
        if (row.kind() != DeviceKind.ONT) {
            feeds.add(device);
            return;
        }
        LineWord word = LineWord.of(reading);
        if (word != null) {
            boolean isLive =
                    reading.receivedAt() - reading.at() <= rules.windows().liveMs(row.intervalMs());
            lines.computeIfAbsent(device, unused -> new LineWatch()).hear(rules.fibre(), reading.at(), isLive, word);
        }
    }

    /** @param at epoch milliseconds; everything said before is taken */
    FibreCoverage count(String village, Registry roster, long at) {
        forgetWhoLeft(roster, at);
        LineCount count = new LineCount(rules.fibre(), at);
        boolean isHeard = heard.contains(village);
        for (Device device : roster.devicesOf(village, at - 1)) {
            if (device.kind() == DeviceKind.ONT) {
                String feed = device.line().collector();
                boolean isFeedHeard = feed != null && feeds.contains(Lines.tag(feed));
                count.add(device, lines.get(Lines.tag(device.id())), isHeard || isFeedHeard);
            }
        }
        return count.coverage(false);
    }

    /** A line that comes back is a new one. */
    private void forgetWhoLeft(Registry roster, long at) {
        if (roster != registry || at > unchangedUntil) {
            registry = roster;
            unchangedUntil = roster.boundaryAfter(at - 1);
            Set<String> listed = new HashSet<>();
            for (Device device : roster.devices()) {
                if (device.valid().holdsAt(at - 1)) {
                    listed.add(Lines.tag(device.id()));
                }
            }
            lines.keySet().retainAll(listed);
            feeds.retainAll(listed);
        }
    }
}
