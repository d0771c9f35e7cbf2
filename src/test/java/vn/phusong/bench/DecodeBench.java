package vn.phusong.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import vn.phusong.ingest.ReadingDecoder;
import vn.phusong.ingest.Sender;
import vn.phusong.ingest.WireLimits;

/** The decoders alone: CPU ns per reading. Prints one line per message shape; never fails by a time. */
public final class DecodeBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long NOW = 1_772_326_810_000L;
    private static final int ROUND = 200_000;
    private static final String ONE =
            "{\"seq\":1042,\"t\":\"2026-03-01T08:00:00+07:00\",\"radio\":[{\"plmn\":\"45204\",\"rat\":\"LTE\",\"reg\":\"home\","
                    + "\"rsrp\":-97,\"rsrq\":-11.5,\"sinr\":8.5,\"cell\":\"1187331\"}],\"power\":\"mains\",\"x\":\"pad to 185\"}";
    private static final String LINE =
            "{\"dev\":\"ont-%05d\",\"seq\":77,\"t\":\"2026-03-01T08:00:00+07:00\",\"fibre\":{\"rx\":-21.4,\"tx\":2.3,\"state\":\"O5\"}}";
    private static final String SENML =
            "[{\"bn\":\"p1/45204/lte/\",\"bt\":1772326800,\"n\":\"rsrp\",\"u\":\"dBm\",\"v\":-97},"
                    + "{\"n\":\"rsrq\",\"u\":\"dB\",\"v\":-11.5},{\"n\":\"sinr\",\"u\":\"dB\",\"v\":8.5}]";

    private DecodeBench() {}

    public static void main(String... args) {
        StringBuilder pack = new StringBuilder("[");
        for (int i = 0; i < 50; i++) {
            pack.append(i == 0 ? "" : ",").append(LINE.formatted(i));
        }
        print("one native reading", ONE, 1);
        print("a pack of 50 lines", pack.append(']').toString(), 50);
        print("one SenML reading of three records", SENML, 1);
    }

    private static void print(String what, String message, int readings) {
        byte[] payload = message.getBytes(StandardCharsets.UTF_8);
        ReadingDecoder decoder = new ReadingDecoder(new WireLimits(300_000, 30L * 86_400_000, 500, 16));
        Sender sender = new Sender("p1", true, NOW, "phusong/v1/p1/telemetry");
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            int taken = 0;
            for (int i = 0; i < ROUND / readings; i++) {
                taken += decoder.decode(sender, payload, null, false).readings().size();
            }
            best = Math.min(best, (double) (THREADS.getCurrentThreadCpuTime() - start) / taken);
        }
        System.out.printf(Locale.ROOT, "%-36s %5d bytes  %6.0f ns per reading%n", what, payload.length, best);
    }
}
