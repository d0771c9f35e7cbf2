package vn.phusong;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings as they hold: the manual's defaults, over them the operator's file, over that the environment. Never half right: what is
 * wrong was refused at the start, all of it at once, so no getter can fail on a value. Immutable.
 *
 * <p>Asking for a key the manual does not have, or for another kind than it says, is a bug and throws {@link IllegalArgumentException}.
 */
final class Settings {
    private final Map<String, Setting> settings;

    Settings(Map<String, Setting> settings) {
        this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /**
     * @param home where relative paths among the defaults start: the project folder
     * @param file the operator's own file, if any
     * @param environment all variables; those that do not begin with {@code PHUSONG_} are not ours
     */
    static Settings load(Path home, Optional<Path> file, Map<String, String> environment) throws SettingsRefused {
        SettingsReader reader = new SettingsReader(home);
        file.ifPresent(reader::readFile);
        reader.readEnvironment(environment);
        return reader.finish();
    }

    /** These settings with others over them, for instance what a command line asked for. */
    Settings with(String origin, Map<String, String> others) throws SettingsRefused {
        Path here = Path.of("").toAbsolutePath();
        SettingsReader reader = new SettingsReader(here);
        settings.forEach((key, setting) -> reader.put(key, setting.value(), setting.origin(), setting.base()));
        others.forEach((key, value) -> reader.put(key, value, origin, here));
        return reader.finish();
    }

    /** Every setting in the order of the manual. */
    Collection<Setting> all() {
        return settings.values();
    }

    String text(String key) {
        return the(key, Kind.TEXT, Kind.ONE_OF, Kind.URL, Kind.BROKER, Kind.SECRET)
                .value();
    }

    /** The text, unless it is empty, which means "off" where the manual allows it. */
    Optional<String> given(String key) {
        return Optional.of(text(key)).filter(value -> !value.isEmpty());
    }

    /** The words of a list; none if it is empty. */
    List<String> words(String key) {
        return Expectation.words(the(key, Kind.ANY_OF, Kind.HOSTS, Kind.ORIGINS).value());
    }

    boolean isOn(String key) {
        return the(key, Kind.SWITCH).value().equals("yes");
    }

    int whole(String key) {
        return Integer.parseInt(the(key, Kind.WHOLE).value());
    }

    double number(String key) {
        return Kind.NUMBER.measure(the(key, Kind.NUMBER).value());
    }

    Duration duration(String key) {
        return Duration.ofMillis(millis(key));
    }

    long millis(String key) {
        return Quantity.DURATION.read(the(key, Kind.DURATION).value());
    }

    long bytes(String key) {
        return Quantity.SIZE.read(the(key, Kind.SIZE).value());
    }

    long bitPerS(String key) {
        return Quantity.RATE.read(the(key, Kind.RATE).value());
    }

    /** Absolute; empty if the setting is. */
    Optional<Path> path(String key) {
        Setting setting = the(key, Kind.FOLDER, Kind.FILE);
        return Optional.of(setting.value())
                .filter(value -> !value.isEmpty())
                .map(value -> setting.base().resolve(value).toAbsolutePath().normalize());
    }

    /** The names of the brokers to listen to, in the order they were met: those with an address. */
    List<String> brokers() {
        return BrokerNames.named(settings);
    }

    /** Absolute: the one folder all data lives in. */
    Path dataFolder() {
        return path("data.dir").orElseThrow();
    }

    private Setting the(String key, Kind... kinds) {
        Setting setting = settings.get(key);
        if (setting == null) {
            throw new IllegalArgumentException("the manual has no setting " + key);
        }
        if (!List.of(kinds).contains(setting.entry().expectation().kind())) {
            throw new IllegalArgumentException("the manual says another kind for " + key);
        }
        return setting;
    }
}
