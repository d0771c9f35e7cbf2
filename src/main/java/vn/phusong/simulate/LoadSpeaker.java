package vn.phusong.simulate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Makes messages for one session as cheaply as can be: all but the time is written beforehand. No two readings of one device carry the same time. */
final class LoadSpeaker {
    private static final int VARIANTS = 16;

    private final String device;
    private final byte[][] heads;
    private final byte[][] tails;
    private final int pack;

    // The fleet's event loop only.
    private final long[] lastTimes;
    private int turn;

    /**
     * @param speaksFor the ONTs of a collector; empty for a device that speaks for itself
     * @param plmns a probe's SIMs; empty for an ONT
     */
    LoadSpeaker(String device, List<String> speaksFor, List<String> plmns, int pack) {
        this.device = device;
        this.pack = pack;
        List<byte[]> begins = new ArrayList<>();
        speaksFor.forEach(dev -> begins.add(bytes("{\"dev\":\"" + dev + "\",\"t\":")));
        if (begins.isEmpty()) {
            begins.add(bytes("{\"t\":"));
        }
        heads = begins.toArray(new byte[0][]);
        tails = new byte[VARIANTS][];
        for (int i = 0; i < VARIANTS; i++) {
            tails[i] = bytes(plmns.isEmpty() ? fibre(i) : radio(plmns, i));
        }
        lastTimes = new long[heads.length];
    }

    String device() {
        return device;
    }

    int pack() {
        return pack;
    }

    byte[] message(long now) {
        ByteArrayOutputStream message = new ByteArrayOutputStream(pack * 128);
        if (pack > 1) {
            message.write('[');
        }
        for (int i = 0; i < pack; i++) {
            if (i > 0) {
                message.write(',');
            }
            int who = Math.floorMod(turn, heads.length);
            lastTimes[who] = Math.max(now, lastTimes[who] + 1);
            message.writeBytes(heads[who]);
            message.writeBytes(bytes(Long.toString(lastTimes[who])));
            message.writeBytes(tails[Math.floorMod(turn, VARIANTS)]);
            turn++;
        }
        if (pack > 1) {
            message.write(']');
        }
        return message.toByteArray();
    }

    private static String fibre(int variant) {
        return String.format(
                Locale.ROOT, ",\"fibre\":{\"rx\":%.2f,\"tx\":2.3,\"state\":\"O5\"}}", -21.4 - variant * 0.05);
    }

    private static String radio(List<String> plmns, int variant) {
        StringBuilder radio = new StringBuilder(",\"radio\":[");
        for (String plmn : plmns) {
            radio.append(radio.charAt(radio.length() - 1) == '[' ? "" : ",")
                    .append(String.format(
                            Locale.ROOT,
                            "{\"plmn\":\"%s\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":%d,\"rsrq\":-11.5,\"sinr\":8.5}",
                            plmn,
                            -97 + Arrays.hashCode(new int[] {variant}) % 5));
        }
        return radio.append("],\"power\":\"mains\"}").toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
