package vn.phusong.history;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Measurement and tags of each device's series, made once: a device that moves, or whose operator is named anew, gets another. History's thread only. */
final class Heads {
    /** Devices remembered; of more, all are made anew. */
    private static final int MOST = 1 << 18;

    /**
     * @param slot PLMN of a probe's SIM, PON of a line
     * @param next another head of the same device
     */
    private record Head(
            @Nullable String village,
            @Nullable String slot,
            @Nullable String operator,
            byte[] bytes,
            @Nullable Head next) {}

    private final Map<String, Head> byDevice = new HashMap<>();

    byte[] mobile(String device, @Nullable String village, String plmn, String operator) {
        Head first = byDevice.get(device);
        for (Head head = first; head != null; head = head.next()) {
            if (plmn.equals(head.slot())
                    && operator.equals(head.operator())
                    && Objects.equals(village, head.village())) {
                return head.bytes();
            }
        }
        byte[] bytes =
                Lines.head("mobile_sample", "operator", operator, "plmn", plmn, "probe", device, "village", village);
        return remember(device, new Head(village, plmn, operator, bytes, first));
    }

    byte[] fibre(String device, @Nullable String village, @Nullable String pon) {
        Head head = byDevice.get(device);
        if (head != null && Objects.equals(pon, head.slot()) && Objects.equals(village, head.village())) {
            return head.bytes();
        }
        byte[] bytes = Lines.head("ont_sample", "ont", device, "pon", pon, "village", village);
        return remember(device, new Head(village, pon, null, bytes, null));
    }

    private byte[] remember(String device, Head head) {
        if (byDevice.size() >= MOST) {
            byDevice.clear();
        }
        byDevice.put(device, head);
        return head.bytes();
    }
}
