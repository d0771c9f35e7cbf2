package vn.phusong;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Lays file and environment over the manual's defaults and gathers what is wrong; one use, one thread. */
final class SettingsReader {
    private static final String PREFIX = "PHUSONG_";
    private static final String FROM_FILE = "_FILE";

    /** What {@code bin/phusong} itself and {@code bin/verify} read. */
    private static final Set<String> OF_THE_LAUNCHER =
            Set.of("PHUSONG_JAVA_OPTS", "PHUSONG_MEMORY", "PHUSONG_INFLUXD", "PHUSONG_GRAFANA_HOME");

    private final Map<String, Manual.Entry> manual = new LinkedHashMap<>(Manual.shipped());
    private final Map<String, String> keysByVariable = new HashMap<>();
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Path home;

    /** @param home where relative paths among the defaults start */
    SettingsReader(Path home) {
        this.home = home;
        manual.values().forEach(this::expect);
    }

    private void expect(Manual.Entry entry) {
        keysByVariable.put(entry.variable(), entry.key());
        settings.put(entry.key(), new Setting(entry, entry.value(), "default", home));
    }

    /** A broker of another name than the manual's has the same settings, from the first time it is named. */
    private void meet(Optional<String> broker) {
        broker.ifPresent(name -> BrokerNames.entries(manual, name).forEach(entry -> {
            if (manual.putIfAbsent(entry.key(), entry) == null) {
                expect(entry);
            }
        }));
    }

    void readFile(Path file) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> lines = linesOf(file, file.toString());
        for (int i = 0; i < lines.size(); i++) {
            String line = (i == 0 ? withoutMark(lines.get(i)) : lines.get(i)).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                readLine(file, i + 1, line, seen);
            }
        }
    }

    private void readLine(Path file, int number, String line, Map<String, Integer> seen) {
        String origin = file + ":" + number;
        int equals = line.indexOf('=');
        if (equals < 1) {
            problems.add(origin + ": expected key=value, was " + line);
            return;
        }
        String key = line.substring(0, equals).strip();
        meet(BrokerNames.inKey(manual, key));
        Integer before = seen.putIfAbsent(key, number);
        if (before != null) {
            problems.add(key + " (" + origin + "): stands there twice, first in line " + before);
        } else if (!manual.containsKey(key)) {
            problems.add(key + " (" + origin + "): no such setting" + DidYouMean.among(manual.keySet(), key));
        } else {
            Path folder = file.toAbsolutePath().normalize().getParent();
            put(key, line.substring(equals + 1).strip(), origin, folder == null ? file.toAbsolutePath() : folder);
        }
    }

    void readEnvironment(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !OF_THE_LAUNCHER.contains(name)) {
                readVariable(name, value, environment);
            }
        });
    }

    private void readVariable(String name, String value, Map<String, String> environment) {
        Path here = Path.of("").toAbsolutePath();
        meet(BrokerNames.inVariable(manual, name));
        String key = keysByVariable.get(name);
        if (key != null) {
            put(key, value.strip(), "environment " + name, here);
            return;
        }
        String direct = name.endsWith(FROM_FILE) ? name.substring(0, name.length() - FROM_FILE.length()) : name;
        key = keysByVariable.get(direct);
        if (key == null) {
            problems.add(name + " (environment): no such setting" + DidYouMean.among(keysByVariable.keySet(), name));
        } else if (environment.containsKey(direct)) {
            problems.add(key + " (environment): both " + direct + " and " + name + " are given; keep one");
        } else {
            readSecret(key, value.strip(), name, here);
        }
    }

    private void readSecret(String key, String path, String name, Path here) {
        try {
            List<String> lines = linesOf(here.resolve(path), "environment " + name);
            put(key, String.join("\n", lines).strip(), path + ", environment " + name, here);
        } catch (InvalidPathException e) {
            problems.add(key + " (environment " + name + "): not the name of a file: " + path);
        }
    }

    private List<String> linesOf(Path file, String origin) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            problems.add(origin + ": there is no file " + file);
        } catch (CharacterCodingException e) {
            problems.add(origin + ": " + file + " is not UTF-8");
        } catch (IOException e) {
            problems.add(origin + ": cannot read " + file + ": " + e.getMessage());
        }
        return List.of();
    }

    /** Editors on Windows begin a UTF-8 file with a byte order mark. */
    private static String withoutMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    void put(String key, String value, String origin, Path base) {
        meet(BrokerNames.inKey(manual, key));
        Manual.Entry entry = manual.get(key);
        if (entry == null) {
            problems.add(key + " (" + origin + "): no such setting" + DidYouMean.among(manual.keySet(), key));
        } else {
            settings.put(key, new Setting(entry, value, origin, base));
        }
    }

    /** @throws SettingsRefused with every problem of every source at once */
    Settings finish() throws SettingsRefused {
        settings.values().stream()
                .filter(setting -> !setting.isAsExpected())
                .map(Setting::complaint)
                .forEach(problems::add);
        problems.addAll(Agreement.problems(settings));
        problems.addAll(BrokerNames.problems(settings));
        if (!problems.isEmpty()) {
            throw new SettingsRefused(problems);
        }
        return new Settings(settings);
    }
}
