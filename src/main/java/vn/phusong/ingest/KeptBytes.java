package vn.phusong.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import vn.phusong.journal.Quarantined;
import vn.phusong.reading.Refusal;

/**
 * What of a refused message is kept for people: its first 4 KB, without what names a SIM card, a modem, a subscriber or a password. Goes by the bytes, for
 * what is refused may be of no form at all; hides rather too much. Any thread.
 */
final class KeptBytes {
    private static final byte HIDDEN = '*';
    private static final List<String> NAMES =
            List.of("imei", "imsi", "iccid", "msisdn", "serialnumber", "password", "username");
    private static final int LONGEST_NAME = 256;
    private static final byte CBOR_8_BYTES = 0x1B;

    private KeptBytes() {}

    /** A row of the quarantine. */
    static Quarantined row(Sender sender, Refusal why, byte[] payload) {
        return new Quarantined(0, sender.receivedAt(), sender.device(), sender.topic(), why, of(payload));
    }

    static byte[] of(byte[] payload) {
        byte[] kept = Arrays.copyOf(payload, Math.min(payload.length, Quarantined.BYTES_KEPT));
        for (int i = 0; i < kept.length; i++) {
            if (kept[i] == ':') {
                hideValue(kept, i);
            } else if (kept[i] == CBOR_8_BYTES) {
                hideNumber(kept, i + 1);
            }
        }
        hideDigits(kept);
        return kept;
    }

    /** Hides what follows the colon at {@code colon} when the name before it is one of ours. */
    private static void hideValue(byte[] kept, int colon) {
        int end = colon - 1;
        while (end > 0 && kept[end] <= ' ' && kept[end] > 0) {
            end--;
        }
        int start = end - 1;
        while (start >= 0 && start > end - LONGEST_NAME && kept[start] != '"') {
            start--;
        }
        if (end < 1 || start < 0 || kept[end] != '"' || !isPersonal(kept, start + 1, end)) {
            return;
        }
        int from = colon + 1;
        while (from < kept.length && kept[from] <= ' ' && kept[from] > 0) {
            from++;
        }
        boolean isText = from < kept.length && kept[from] == '"';
        for (int i = isText ? from + 1 : from; i < kept.length && !isEnd(kept[i], isText); i++) {
            boolean isEscape = kept[i] == '\\' && i + 1 < kept.length;
            kept[i] = HIDDEN;
            if (isEscape) {
                kept[++i] = HIDDEN;
            }
        }
    }

    private static boolean isPersonal(byte[] kept, int from, int to) {
        String name = new String(kept, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.equals("pin") || NAMES.stream().anyMatch(last::contains);
    }

    private static boolean isEnd(byte b, boolean isText) {
        return isText ? b == '"' : b == ',' || b == '}' || b == ']' || b == '\n';
    }

    /** A CBOR number that only an identifier is as large as: fourteen digits or more. */
    private static void hideNumber(byte[] kept, int from) {
        if (from + 8 > kept.length) {
            return;
        }
        long value = 0;
        for (int i = from; i < from + 8; i++) {
            value = value << 8 | (kept[i] & 0xFF);
        }
        if (Long.compareUnsigned(value, 10_000_000_000_000L) >= 0) {
            Arrays.fill(kept, from, from + 8, HIDDEN);
        }
    }

    private static void hideDigits(byte[] kept) {
        int start = 0;
        for (int i = 0; i <= kept.length; i++) {
            boolean isDigit = i < kept.length && kept[i] >= '0' && kept[i] <= '9';
            if (isDigit) {
                continue;
            }
            boolean isFraction = start > 0 && kept[start - 1] == '.';
            if (i - start >= Refusal.IDENTIFIER_DIGITS && !isFraction) {
                Arrays.fill(kept, start, i, HIDDEN);
            }
            start = i + 1;
        }
    }
}
