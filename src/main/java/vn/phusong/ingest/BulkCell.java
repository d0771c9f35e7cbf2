package vn.phusong.ingest;

import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;
import vn.phusong.reading.Registration;

/**
 * What a report says of one cellular interface (TR-181 {@code Device.Cellular.Interface.{i}}). Of the number of a SIM only the network is read, its first
 * five digits; the rest is nowhere kept. One thread.
 */
final class BulkCell {
    private static final String TECHNOLOGIES = "GPRS EDGE UMTS UMTSHSPA LTE NR";
    private static final int PLMN_DIGITS = 5;
    // What the data model has an interface say when it detects no signal.
    private static final double NO_SIGNAL_GSM_DBM = -111;
    private static final double NO_SIGNAL_DBM = -117;

    private final RadioDraft draft = new RadioDraft();
    private @Nullable Boolean isEnabled;
    private @Nullable String status;
    private @Nullable String simStatus;
    private @Nullable String network;
    private boolean isBroken;

    /** Names the SIM, in data models that have it in a table of its own. */
    @Nullable
    String simReference;

    /** Home network by the SIM's own number. */
    @Nullable
    String plmn;

    @Nullable
    Refusal take(String parameter, BulkValue value) {
        switch (parameter) {
            case "RSSI" -> draft.levels.rssi = value.number();
            case "RSRP" -> draft.levels.rsrp = value.number();
            case "RSRQ" -> draft.levels.rsrq = value.number();
            case "Enable" -> isEnabled = value.truth();
            case "Status" -> status = value.text();
            case "NetworkInUse" -> network = value.text().strip();
            case "SIMReferenceList" -> simReference = value.text();
            case "USIM.Status" -> simStatus = value.text();
            case "USIM.IMSI" -> plmn = home(value.text());
            default -> {}
        }
        return switch (parameter) {
            case "RSSI", "RSRP", "RSRQ" -> Double.isNaN(value.number()) ? broken(value.wrong("a number")) : null;
            case "Enable" -> isEnabled == null ? broken(value.wrong("true or false")) : null;
            case "CurrentAccessTechnology" -> technology(value);
            default -> null;
        };
    }

    private @Nullable Refusal technology(BulkValue value) {
        draft.rat = switch (value.text()) {
            case "GPRS", "EDGE" -> Rat.GSM;
            case "UMTS", "UMTSHSPA" -> Rat.UMTS;
            case "LTE" -> Rat.LTE;
            case "NR" -> Rat.NR;
            default -> null;
        };
        if (draft.rat != null || value.text().isEmpty()) {
            return null;
        }
        return broken(new Refusal(
                RefusalReason.UNKNOWN_VALUE,
                value.name() + " must be one of " + TECHNOLOGIES + ", was \"" + JsonFields.cut(value.text()) + '"'));
    }

    private Refusal broken(Refusal why) {
        isBroken = true;
        return why;
    }

    /** The network an IMSI begins with: three digits of country and two of network, as in Vietnam; null when it is no IMSI. */
    static @Nullable String home(String imsi) {
        boolean isImsi = imsi.length() == 14 || imsi.length() == 15;
        for (int i = 0; i < imsi.length() && isImsi; i++) {
            isImsi = imsi.charAt(i) >= '0' && imsi.charAt(i) <= '9';
        }
        return isImsi ? imsi.substring(0, PLMN_DIGITS) : null;
    }

    /** Something it said cannot be read, or it is switched off: then it says nothing of the network. */
    boolean isMute(Dropped dropped) {
        if (Boolean.FALSE.equals(isEnabled)) {
            dropped.add("tr181:disabled");
            return true;
        }
        return isBroken;
    }

    /** The slot it is, told by network {@code home} where its own SIM was not named. */
    RadioDraft finish(@Nullable String home, boolean isRoaming, Dropped dropped) {
        String known = plmn == null ? home : plmn;
        boolean isNetworkTold = network != null && RadioDraft.plmnProblem(network) == null;
        draft.serving = isNetworkTold ? network : null;
        draft.plmn = known == null && isNetworkTold && !isRoaming ? network : known;
        draft.registration = registration(isRoaming);
        if (draft.rat == null && !draft.hasLevels() && draft.registration == Registration.UNKNOWN) {
            draft.rat = Rat.NONE;
        }
        double noSignal = draft.rat == Rat.GSM ? NO_SIGNAL_GSM_DBM : NO_SIGNAL_DBM;
        if (draft.levels.rssi == noSignal) {
            draft.levels.rssi = Double.NaN;
            dropped.add("rssi:undetectable");
        }
        return draft;
    }

    /** Only an interface that looked and found no network says that there is none: a SIM that is missing or locked says nothing. */
    private Registration registration(boolean isRoaming) {
        boolean isSimBad = simStatus != null
                && (simStatus.equals("None") || simStatus.equals("Blocked") || simStatus.equals("Error"));
        if (isSimBad) {
            return Registration.UNKNOWN;
        }
        if (network != null && network.isEmpty()) {
            return Registration.SEARCHING;
        }
        if (status != null && !status.equals("Up")) {
            return Registration.UNKNOWN;
        }
        return isRoaming ? Registration.ROAMING : Registration.HOME;
    }

    Refusal homeless(String name) {
        String shown = network == null ? "neither" : '"' + JsonFields.cut(network) + '"';
        return new Refusal(
                RefusalReason.MISSING_FIELD,
                name
                        + " needs USIM.IMSI, of which only the network is read, or at home a NetworkInUse of 5 or 6 digits;"
                        + " was " + shown);
    }
}
