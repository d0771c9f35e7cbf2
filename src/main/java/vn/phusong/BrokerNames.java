package vn.phusong;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brokers are the one thing a settings file may have several of: what the manual says of {@code broker.main} holds for every other name too. Names become
 * labels of metrics, so they are few and short.
 */
final class BrokerNames {
    static final int MOST = 8;

    private static final String SHOWN = "broker.main.";
    private static final Pattern KEY = Pattern.compile("broker\\.([a-z][a-z0-9]{0,15})\\.(.+)");
    private static final Pattern VARIABLE = Pattern.compile("PHUSONG_BROKER_([A-Z][A-Z0-9]{0,15})_(.+)");
    private static final String URL = ".url";

    private BrokerNames() {}

    /** The broker a key names, if the manual has such a setting for brokers at all. */
    static Optional<String> inKey(Map<String, Manual.Entry> manual, String key) {
        Matcher named = KEY.matcher(key);
        return named.matches() && manual.containsKey(SHOWN + named.group(2))
                ? Optional.of(named.group(1))
                : Optional.empty();
    }

    /** The broker an environment variable names; {@code …_FILE} too. */
    static Optional<String> inVariable(Map<String, Manual.Entry> manual, String variable) {
        Matcher named = VARIABLE.matcher(variable);
        if (!named.matches()) {
            return Optional.empty();
        }
        String rest = named.group(2).replaceAll("_FILE$", "");
        return manual.values().stream().anyMatch(entry -> entry.variable().equals("PHUSONG_BROKER_MAIN_" + rest))
                ? Optional.of(named.group(1).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** What the manual says of brokers, said of {@code name}. */
    static List<Manual.Entry> entries(Map<String, Manual.Entry> manual, String name) {
        List<Manual.Entry> entries = new ArrayList<>();
        manual.values().forEach(entry -> {
            if (entry.key().startsWith(SHOWN)) {
                String key = "broker." + name + "." + entry.key().substring(SHOWN.length());
                entries.add(new Manual.Entry(key, entry.value(), entry.reason(), entry.expectation()));
            }
        });
        return entries;
    }

    static List<String> named(Map<String, Setting> settings) {
        return addresses(settings).stream()
                .filter(setting -> !setting.value().isEmpty())
                .map(BrokerNames::name)
                .toList();
    }

    private static List<Setting> addresses(Map<String, Setting> settings) {
        return settings.values().stream()
                .filter(setting -> setting.entry().key().startsWith("broker.")
                        && setting.entry().key().endsWith(URL))
                .toList();
    }

    private static String name(Setting address) {
        String key = address.entry().key();
        return key.substring("broker.".length(), key.length() - URL.length());
    }

    static List<String> problems(Map<String, Setting> settings) {
        List<String> problems = new ArrayList<>();
        for (Setting address : addresses(settings)) {
            String broker = "broker." + name(address);
            if (address.value().isEmpty() && isSpokenOf(settings, broker)) {
                problems.add(broker + URL + ": expected an address, because other settings of this broker are given");
            }
            boolean isShown = !value(settings, broker + ".tls.certificate").isEmpty();
            if (isShown == value(settings, broker + ".tls.key").isEmpty()) {
                problems.add(broker + ".tls.certificate and " + broker + ".tls.key: expected both or neither");
            }
        }
        if (named(settings).size() > MOST) {
            problems.add("broker: at most " + MOST + " brokers, were "
                    + named(settings).size());
        }
        return problems;
    }

    private static boolean isSpokenOf(Map<String, Setting> settings, String broker) {
        return settings.values().stream()
                .anyMatch(setting -> setting.entry().key().startsWith(broker + ".")
                        && !setting.origin().equals("default"));
    }

    private static String value(Map<String, Setting> settings, String key) {
        Setting setting = settings.get(key);
        return setting == null ? "" : setting.value();
    }
}
