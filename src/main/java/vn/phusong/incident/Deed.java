package vn.phusong.incident;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person did. The audit log keeps the word, so a constant is never renamed; new ones may be added anywhere, and a program that does not know a word
 * keeps its row and makes nothing of it.
 */
public enum Deed {
    /** Somebody has seen it and looks after it. */
    ACKNOWLEDGE,
    /** {@link Act#ASSIGNEE} looks after it; empty for nobody. */
    ASSIGN,
    COMMENT,
    /** Nobody is told of it again until {@link Act#UNTIL}. */
    SNOOZE,
    /** It is over as far as people are concerned, whatever is measured: {@link Act#REASON} says why. */
    CLOSE,
    REOPEN,
    /** Nobody is told of what lies in {@link Act#OVER} from {@link Act#START} to {@link Act#END}. */
    SILENCE,
    END_SILENCE,
    /** Works are planned at {@link Act#OVER} from {@link Act#START} to {@link Act#END}. */
    PLAN_MAINTENANCE,
    END_MAINTENANCE,
    LOGIN,
    LOGIN_FAILED,
    LOGOUT,
    ACCOUNT_ADDED,
    ACCOUNT_REMOVED,
    ACCOUNT_LOCKED,
    ACCOUNT_UNLOCKED,
    ACCOUNT_DISABLED,
    ACCOUNT_ENABLED,
    PASSWORD_CHANGED,
    ROLE_CHANGED,
    SETTINGS_CHANGED,
    REGISTRY_IMPORTED,
    CONTACTS_CHANGED,
    DEVICE_CHANGED,
    BACKUP_MADE,
    RESTORED,
    NOTICES_RELEASED,
    NOTICES_DISCARDED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null for a word of a newer program. */
    public static @Nullable Deed of(String word) {
        for (Deed deed : values()) {
            if (deed.word().equals(word)) {
                return deed;
            }
        }
        return null;
    }

    /** Whether it changes what the fold of incidents says. */
    public boolean isOfFold() {
        return this == CLOSE || this == REOPEN;
    }

    /** Whether its subject is an incident. */
    public boolean isOfIncident() {
        return switch (this) {
            case ACKNOWLEDGE, ASSIGN, COMMENT, SNOOZE, CLOSE, REOPEN -> true;
            default -> false;
        };
    }

    /** Whether it begins a {@link Window}. */
    public boolean beginsWindow() {
        return this == SILENCE || this == PLAN_MAINTENANCE;
    }

    /** Whether its subject is a {@link Window} that it ends. */
    public boolean endsWindow() {
        return this == END_SILENCE || this == END_MAINTENANCE;
    }
}
