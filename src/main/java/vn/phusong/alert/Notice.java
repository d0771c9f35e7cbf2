package vn.phusong.alert;

import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Owed;

/**
 * One notice on its way. Its bytes are made once, before the first try, and made of nothing but what the journal keeps.
 *
 * @param position of the commit that owes it
 */
record Notice(long position, Owed owed, IncidentText text, byte[] body) {
    String id() {
        return owed.id();
    }

    String incident() {
        return owed.incident().id();
    }
}
