package vn.phusong;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What two settings owe each other: each may be right alone and the pair still senseless. */
record Agreement(String least, String most) {
    private static final List<Agreement> AT_MOST = List.of(
            new Agreement("lte.rsrp.bad", "lte.rsrp.good"),
            new Agreement("nr.ss_rsrp.bad", "nr.ss_rsrp.good"),
            new Agreement("umts.rscp.bad", "umts.rscp.good"),
            new Agreement("window.short", "window.long"),
            new Agreement("share.relapse", "share.leave"),
            new Agreement("share.leave", "share.degraded"),
            new Agreement("share.leave", "share.out"),
            new Agreement("share.degraded", "share.enter"),
            new Agreement("share.out", "share.enter"),
            new Agreement("alert.warning", "alert.major"),
            new Agreement("alert.major", "alert.critical"),
            new Agreement("batch.enough", "batch.max"),
            new Agreement("batch.max", "queue.readings"),
            new Agreement("readings.array.max", "batch.max"));

    private static final Agreement TOGETHER = new Agreement("mqtt.tls.certificate", "mqtt.tls.key");

    static List<String> problems(Map<String, Setting> settings) {
        List<String> problems = new ArrayList<>();
        for (Agreement pair : AT_MOST) {
            Setting least = pair.of(settings, pair.least);
            Setting most = pair.of(settings, pair.most);
            if (least.isAsExpected() && most.isAsExpected() && measure(least) > measure(most)) {
                problems.add(named(least) + ": expected at most " + named(most));
            }
        }
        Setting certificate = TOGETHER.of(settings, TOGETHER.least);
        Setting key = TOGETHER.of(settings, TOGETHER.most);
        if (certificate.value().isEmpty() != key.value().isEmpty()) {
            Setting given = key.value().isEmpty() ? certificate : key;
            String lacking = key.value().isEmpty() ? TOGETHER.most : TOGETHER.least;
            problems.add(named(given) + ": expected together with " + lacking + ", which is empty");
        }
        Setting store = Objects.requireNonNull(settings.get("history.store"));
        Setting token = Objects.requireNonNull(settings.get("influx.token"));
        if (store.value().equals("influx") && token.value().isEmpty()) {
            problems.add(named(store) + ": expected together with influx.token, which is empty");
        }
        return problems;
    }

    private Setting of(Map<String, Setting> settings, String key) {
        return Objects.requireNonNull(settings.get(key), key);
    }

    private static double measure(Setting setting) {
        return setting.entry().expectation().kind().measure(setting.value());
    }

    private static String named(Setting setting) {
        return setting.entry().key() + " = " + setting.shown() + " (" + setting.origin() + ")";
    }
}
