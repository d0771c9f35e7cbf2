package vn.phusong.alert;

import java.nio.file.Path;

/**
 * @param folder where the messages are put, one file each
 * @param sender who says it, as receivers know us; no spaces, commas, {@code <} or {@code &} (CAP 1.2 §3.2.1)
 * @param isTest marks every message as a test that nobody should act upon
 */
public record CapSettings(Path folder, String sender, boolean isTest) {
    public CapSettings {
        if (sender.isEmpty() || sender.chars().anyMatch(c -> c <= ' ' || c == ',' || c == '<' || c == '&')) {
            throw new IllegalArgumentException("a sender has no spaces, commas, < or &, was \"" + sender + "\"");
        }
    }
}
