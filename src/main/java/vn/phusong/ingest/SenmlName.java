package vn.phusong.ingest;

import org.jspecify.annotations.Nullable;

/**
 * A resolved SenML name, taken apart: {@code <device>/<plmn>/<group>/<field>} or {@code <device>/<group>/<field>}.
 *
 * @param quantity {@code lte/rsrp}, {@code opt/rx} …
 */
record SenmlName(String device, @Nullable String plmn, String quantity) {
    private static final String OPS = "urn:dev:ops:";

    /** Null when the name has another shape. */
    static @Nullable SenmlName of(String name, Sender sender) {
        int field = name.lastIndexOf('/');
        int group = field < 1 ? -1 : name.lastIndexOf('/', field - 1);
        if (group < 1) {
            return null;
        }
        String quantity = name.substring(group + 1);
        String before = name.substring(0, group);
        int slot = before.indexOf('/');
        if (slot < 0) {
            return new SenmlName(device(before, sender), null, quantity);
        }
        return new SenmlName(device(before.substring(0, slot), sender), before.substring(slot + 1), quantity);
    }

    /** A plain id, or the last part of a URN of RFC 9039. An id may hold the dash that parts the URN, so the sender's own is tried first. */
    private static String device(String told, Sender sender) {
        if (!told.startsWith("urn:")) {
            return told;
        }
        int before = told.length() - sender.device().length() - 1;
        boolean isSender = told.endsWith(sender.device())
                && before >= 0
                && (told.charAt(before) == '-' || told.charAt(before) == ':');
        if (isSender) {
            return sender.device();
        }
        if (told.startsWith(OPS)) {
            int oui = told.indexOf('-', OPS.length());
            int type = oui < 0 ? -1 : told.indexOf('-', oui + 1);
            return told.substring((type > 0 ? type : Math.max(oui, OPS.length() - 1)) + 1);
        }
        return told.substring(told.lastIndexOf(':') + 1);
    }
}
