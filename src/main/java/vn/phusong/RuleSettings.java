package vn.phusong;

import java.util.EnumSet;
import java.util.Set;
import vn.phusong.coverage.Rules;
import vn.phusong.reading.Rat;

/** The rules a verdict is made by, as the settings say them. */
final class RuleSettings {
    private RuleSettings() {}

    /** @param version counts up with every change; 1 is the first */
    static Rules rules(int version, Settings settings) {
        return new Rules(
                version,
                levels(settings),
                tests(settings),
                windows(settings),
                shares(settings),
                alerts(settings),
                fibre(settings));
    }

    private static Rules.Levels levels(Settings settings) {
        return new Rules.Levels(
                gate(settings, "lte.rsrp"),
                gate(settings, "nr.ss_rsrp"),
                gate(settings, "umts.rscp"),
                (float) settings.number("lte.rsrq.min"),
                (float) settings.number("lte.sinr.min"),
                (float) settings.number("umts.ecno.min"),
                rats(settings));
    }

    private static Rules.Gate gate(Settings settings, String level) {
        return new Rules.Gate((float) settings.number(level + ".good"), (float) settings.number(level + ".bad"));
    }

    private static Set<Rat> rats(Settings settings) {
        Set<Rat> rats = EnumSet.noneOf(Rat.class);
        settings.words("mobile_broadband.rats").forEach(word -> rats.add(Rat.valueOf(word.replace('-', '_'))));
        return rats;
    }

    private static Rules.Tests tests(Settings settings) {
        return new Rules.Tests(
                settings.bitPerS("throughput.dl.min"),
                settings.bitPerS("throughput.ul.min"),
                settings.millis("rtt.max") / 1000.0,
                settings.number("loss.max"),
                settings.millis("test.holds"));
    }

    private static Rules.Windows windows(Settings settings) {
        return new Rules.Windows(
                settings.millis("window.long"),
                settings.millis("window.short"),
                settings.millis("stale.min"),
                settings.millis("live.min"),
                settings.whole("samples.kept"));
    }

    private static Rules.Shares shares(Settings settings) {
        return new Rules.Shares(
                settings.number("share.enter"),
                settings.number("share.degraded"),
                settings.number("share.leave"),
                settings.number("share.out"),
                settings.number("share.relapse"),
                settings.millis("hold.down"),
                settings.millis("hold.up"));
    }

    private static Rules.Alerts alerts(Settings settings) {
        return new Rules.Alerts(
                settings.millis("alert.warning"),
                settings.millis("alert.major"),
                settings.millis("alert.critical"),
                settings.whole("flapping.entries"),
                settings.millis("flapping.window"),
                settings.millis("flapping.clear"),
                settings.millis("reopen.within"),
                settings.millis("startup.grace"));
    }

    private static Rules.Fibre fibre(Settings settings) {
        return new Rules.Fibre(
                settings.millis("fibre.stale.min"),
                settings.whole("fibre.outage.lines"),
                settings.number("fibre.outage.share"),
                settings.millis("fibre.outage.within"),
                settings.number("fibre.expected.share"),
                settings.millis("fibre.active"));
    }
}
