package vn.phusong.journal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes of a table as text: UTF-8 and nothing else. Never guesses another encoding: a name with wrong letters looks right to nobody. */
final class RegistryText {
    private RegistryText() {}

    /** Why these bytes are no text of ours. */
    static final class NotUtf8 extends Exception {
        private static final long serialVersionUID = 1;
        final String vi;

        NotUtf8(String en, String vi) {
            super(en);
            this.vi = vi;
        }
    }

    static String of(byte[] bytes) throws NotUtf8 {
        if (begins(bytes, 0xFF, 0xFE) || begins(bytes, 0xFE, 0xFF)) {
            throw new NotUtf8(
                    "is UTF-16 (byte offset 0); save it as \"CSV UTF-8\"",
                    "đang ở dạng UTF-16 (byte thứ 0); hãy lưu dạng \"CSV UTF-8\"");
        }
        if (begins(bytes, 'P', 'K', 3, 4)) {
            throw new NotUtf8(
                    "is an Excel or zip file (byte offset 0); save it as \"CSV UTF-8\"",
                    "là tệp Excel hoặc zip (byte thứ 0); hãy lưu dạng \"CSV UTF-8\"");
        }
        int from = begins(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        String text = decoded(bytes, from);
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            int offset = from + text.substring(0, nul).getBytes(StandardCharsets.UTF_8).length;
            throw new NotUtf8(
                    "has a NUL at byte offset " + offset + "; save it as \"CSV UTF-8\"",
                    "có ký tự NUL tại byte thứ " + offset + "; hãy lưu dạng \"CSV UTF-8\"");
        }
        return text;
    }

    private static String decoded(byte[] bytes, int from) throws NotUtf8 {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(bytes.length - from);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int at = in.position();
            String where = String.format("0x%02X", bytes[at]);
            int line = 1;
            for (int i = 0; i < at; i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new NotUtf8(
                    "is not UTF-8: byte " + where + " at byte offset " + at + ", line " + line
                            + "; it may be TCVN3, VNI or CP1258, save it as \"CSV UTF-8\"",
                    "không phải UTF-8: byte " + where + " tại vị trí byte " + at + ", dòng " + line
                            + "; có thể là TCVN3, VNI hoặc CP1258, hãy lưu dạng \"CSV UTF-8\"");
        }
        return out.flip().toString();
    }

    private static boolean begins(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
