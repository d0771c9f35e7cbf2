package vn.phusong.history;

import org.jspecify.annotations.Nullable;

/** What history asks the registry. Any thread. */
public interface Roster {
    /** The village a device stood in at that time, null for a collector and for a device the registry of that time does not know. */
    @Nullable
    String village(String device, long at);

    /** The operator whose home network this PLMN is, null for an unknown one. */
    @Nullable
    String operator(String plmn);
}
