package vn.phusong.web;

import java.util.Locale;

/** What a person may do, each more than the one before. */
public enum Role {
    /** Looks. */
    VIEWER,
    /** Acts on incidents, silences and planned maintenance. */
    OPERATOR,
    /** Rules over accounts and sees the audit log. */
    ADMINISTRATOR;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that word; a viewer for one of a newer program. */
    public static Role of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        return VIEWER;
    }

    public boolean isAtLeast(Role least) {
        return compareTo(least) >= 0;
    }
}
