package vn.phusong.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.DeviceFlags;
import vn.phusong.coverage.Flag;
import vn.phusong.coverage.FlagKind;
import vn.phusong.coverage.Why;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;

/** What may be wrong with devices, as the doors write it. */
final class FlagJson {
    /** Asks for devices flagged for any reason. */
    private static final String ANY = "any";

    private FlagJson() {}

    /** Of every flagged device its flags; null for a time that has passed: of then it is not known any more. */
    static @Nullable Map<String, List<Flag>> byDevice(View view) {
        if (view.isPast()) {
            return null;
        }
        Map<String, List<Flag>> flags = new HashMap<>();
        for (DeviceFlags flagged : view.scene().map().flagged()) {
            flags.computeIfAbsent(flagged.device(), device -> new ArrayList<>()).addAll(flagged.flags());
        }
        return flags;
    }

    static @Nullable JsonArray ofDevice(@Nullable Map<String, List<Flag>> byDevice, String device) {
        if (byDevice == null) {
            return null;
        }
        JsonArray flags = new JsonArray();
        byDevice.getOrDefault(device, List.of()).forEach(flag -> flags.add(json(flag)));
        return flags;
    }

    /** Every flag of every device of the village, each with its device; of terminals of households only for operators. */
    static @Nullable JsonArray ofVillage(View view, String village, boolean isForOperator) {
        if (view.isPast()) {
            return null;
        }
        JsonArray flags = new JsonArray();
        for (DeviceFlags flagged : view.scene().map().flagged()) {
            if (village.equals(flagged.village()) && (isForOperator || !isOfHousehold(view, flagged.device()))) {
                flagged.flags().forEach(flag -> flags.add(json(flag).put("device", flagged.device())));
            }
        }
        return flags;
    }

    private static boolean isOfHousehold(View view, String id) {
        Device device = view.scene().registry().device(id, view.asOf());
        return device != null && device.kind() == DeviceKind.ONT;
    }

    /** Why nothing is concluded of a village whose probes speak all the same; null when they are believed. */
    static @Nullable Why disbelieved(View view, String village) {
        List<String> vi = new ArrayList<>();
        List<String> en = new ArrayList<>();
        List<Why.Evidence> evidence = new ArrayList<>();
        for (DeviceFlags flagged : view.scene().map().flagged()) {
            for (Flag flag : village.equals(flagged.village()) ? flagged.flags() : List.<Flag>of()) {
                if (flag.kind().isVoid()) {
                    vi.add(flag.vi());
                    en.add(flag.en());
                    evidence.add(new Why.Evidence(
                            "device", flagged.device(), flag.kind().word(), flag.since()));
                }
            }
        }
        return vi.isEmpty() ? null : new Why(String.join(" ", vi), String.join(" ", en), evidence);
    }

    /** @param asked {@value #ANY} or the word of a kind, null when it is not asked for */
    static boolean isAsked(@Nullable Map<String, List<Flag>> byDevice, String device, @Nullable String asked) {
        return asked == null
                || (byDevice != null
                        && byDevice.getOrDefault(device, List.of()).stream()
                                .anyMatch(flag ->
                                        asked.equals(ANY) || flag.kind().word().equals(asked)));
    }

    static @Nullable String asked(@Nullable String value) {
        String word = value == null ? null : value.toLowerCase(Locale.ROOT);
        if (word == null || word.equals(ANY)) {
            return word;
        }
        List<String> words = new ArrayList<>(List.of(ANY));
        for (FlagKind kind : FlagKind.values()) {
            words.add(kind.word());
        }
        if (!words.contains(word)) {
            throw Problem.badField("flag", "must be one of " + String.join(", ", words), word);
        }
        return word;
    }

    private static JsonObject json(Flag flag) {
        return new JsonObject()
                .put("kind", flag.kind().word())
                .put("subject", flag.subject().isEmpty() ? null : flag.subject())
                .put("since", Times.textOrNull(flag.since()))
                .put("vi", flag.vi())
                .put("en", flag.en())
                .put("evidence", VillageJson.evidence(flag.evidence()));
    }
}
