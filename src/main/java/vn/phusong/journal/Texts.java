package vn.phusong.journal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts that come again in batch after batch, such as the names of devices: read letter by letter, equal ones are the same object as long as they are
 * remembered, and make no garbage. Whoever looks something up by them finds it by comparing references. Forgets all when there are too many. One thread at
 * a time.
 */
final class Texts {
    /** More than a province has names; then there is little left to remember for. */
    static final int MOST = 1 << 18;

    private char[] letters = new char[64];
    private int length;
    // Open addressing, never more than half full.
    private @Nullable String[] known = new @Nullable String[1 << 10];
    private int size;

    /** The next text begins like the last one. */
    void keep(int shared) {
        length = shared;
    }

    /** Letters of the text so far. */
    int length() {
        return length;
    }

    void add(char letter) {
        if (length == letters.length) {
            letters = Arrays.copyOf(letters, 2 * length);
        }
        letters[length++] = letter;
    }

    /** What was read. */
    String text() {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + letters[i];
        }
        int at = place(hash);
        for (String text = known[at]; text != null; text = known[at]) {
            if (text.hashCode() == hash && isRead(text)) {
                return text;
            }
            at = (at + 1) & (known.length - 1);
        }
        String fresh = new String(letters, 0, length);
        known[at] = fresh;
        if (2 * ++size > known.length) {
            grow();
        }
        return fresh;
    }

    private int place(int hash) {
        return (hash ^ (hash >>> 15)) & (known.length - 1);
    }

    private boolean isRead(String text) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != letters[i]) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        @Nullable String[] before = known;
        known = new @Nullable String[size < MOST ? 2 * before.length : 1 << 10];
        if (size >= MOST) {
            size = 0;
            return;
        }
        for (String text : before) {
            if (text != null) {
                int at = place(text.hashCode());
                while (known[at] != null) {
                    at = (at + 1) & (known.length - 1);
                }
                known[at] = text;
            }
        }
    }
}
