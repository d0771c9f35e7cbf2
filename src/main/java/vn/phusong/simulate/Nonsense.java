package vn.phusong.simulate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What broken firmware sends: seen in the wild, each refused for another reason. */
final class Nonsense {
    private Nonsense() {}

    /** @param good what the device would have sent */
    static byte[] bytes(long key, long step, byte[] good) {
        return switch (Noise.whole(key, step, 7)) {
            case 0 -> Arrays.copyOf(good, good.length * 2 / 3);
            case 1 ->
                text(
                        "{\"seq\":1,\"t\":12,\"radio\":[{\"plmn\":\"45204\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":-97}]}");
            case 2 -> text("{\"radio\":[{\"plmn\":\"45204\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":NaN}]}");
            case 3 -> text("{\"radio\":\"rất tốt\"}");
            case 4 -> new byte[] {'{', '"', 't', '"', ':', (byte) 0xC3, (byte) 0x28, '}'};
            case 5 -> text("+CESQ: 99,99,255,255,20,57\r\n");
            default ->
                text(
                        "{\"radio\":[{\"plmn\":\"45204\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":2147483647,\"rsrq\":\"bad\"}]}");
        };
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
