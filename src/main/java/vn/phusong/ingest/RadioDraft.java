package vn.phusong.ingest;

import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;
import vn.phusong.reading.Registration;

/** One SIM slot while its fields arrive, in whatever order and from either format. One thread. */
final class RadioDraft {
    static final int MOST_SLOTS = 8;
    private static final int MOST_BAND = 1024;
    private static final int LONGEST_CELL = 32;

    @Nullable
    String plmn;

    @Nullable
    String serving;

    @Nullable
    Rat rat;

    @Nullable
    Registration registration;

    final RawLevels levels = new RawLevels();
    /** The NR leg; null until the device names it. */
    @Nullable
    RawLevels nr;

    double cqi = Double.NaN;
    double band = Double.NaN;

    @Nullable
    String cell;

    RawLevels nrLeg() {
        RawLevels leg = nr;
        if (leg == null) {
            leg = new RawLevels();
            nr = leg;
        }
        return leg;
    }

    boolean hasLevels() {
        return !levels.isAbsent() || (nr != null && !nr.isAbsent());
    }

    /** Why this is no radio, or null. Asked before {@link #finish}. */
    @Nullable
    Refusal problem() {
        if (plmn == null) {
            return new Refusal(RefusalReason.MISSING_FIELD, "a radio element needs plmn, the SIM's home network");
        }
        Refusal badPlmn = plmnProblem(plmn);
        if (badPlmn != null) {
            return badPlmn;
        }
        return technology() == null
                ? new Refusal(RefusalReason.MISSING_FIELD, "the radio element of plmn " + plmn + " needs rat")
                : null;
    }

    /** A home network is three digits of country and two (or, elsewhere, three) of network: "01" is not "1". */
    static @Nullable Refusal plmnProblem(String plmn) {
        boolean isPlmn = plmn.length() == 5 || plmn.length() == 6;
        for (int i = 0; i < plmn.length() && isPlmn; i++) {
            isPlmn = plmn.charAt(i) >= '0' && plmn.charAt(i) <= '9';
        }
        return isPlmn
                ? null
                : new Refusal(
                        RefusalReason.OUT_OF_RANGE, "plmn must be 5 or 6 digits, was \"" + JsonFields.cut(plmn) + '"');
    }

    Radio finish(Dropped dropped) {
        Rat known = technology();
        String slot = plmn;
        if (known == null || slot == null) {
            throw new IllegalStateException("ask problem() first");
        }
        RawLevels leg = nr;
        // A device on NR alone may call its one leg nr.
        boolean isNrAlone = known == Rat.NR && levels.isAbsent() && leg != null;
        Levels main = Ranges.levels(isNrAlone && leg != null ? leg : levels, known, false, dropped);
        Levels second = known == Rat.NR_NSA && leg != null ? Ranges.levels(leg, Rat.NR, true, dropped) : Levels.ABSENT;
        if (leg != null && known != Rat.NR_NSA && !isNrAlone) {
            dropped.add("nr");
        }
        return new Radio(
                slot,
                serving(dropped),
                known,
                registration == null ? Registration.UNKNOWN : registration,
                main,
                second,
                Ranges.whole(cqi, 0, 15, "cqi", dropped),
                Ranges.whole(band, 1, MOST_BAND, "band", dropped),
                cell(dropped));
    }

    /** The technology told, or the one only these levels can come from. Without a service there is none to tell. */
    private @Nullable Rat technology() {
        if (rat != null) {
            return rat;
        }
        boolean isNr = nr != null && !nr.isAbsent();
        if (levels.isLte()) {
            return isNr ? Rat.NR_NSA : Rat.LTE;
        }
        if (isNr) {
            return Rat.NR;
        }
        if (levels.isUmts()) {
            return Rat.UMTS;
        }
        boolean isWithoutService = registration == Registration.SEARCHING
                || registration == Registration.DENIED
                || registration == Registration.NONE;
        return isWithoutService ? Rat.NONE : null;
    }

    private @Nullable String serving(Dropped dropped) {
        if (serving != null && plmnProblem(serving) != null) {
            dropped.add("serving");
            return null;
        }
        return serving;
    }

    private @Nullable String cell(Dropped dropped) {
        String told = cell;
        boolean isPlain = told != null && !told.isEmpty() && told.length() <= LONGEST_CELL;
        for (int i = 0; told != null && i < told.length() && isPlain; i++) {
            isPlain = told.charAt(i) > ' ' && told.charAt(i) < 0x7F;
        }
        if (told != null && !isPlain) {
            dropped.add("cell");
        }
        return isPlain ? told : null;
    }

    static @Nullable Rat rat(String word) {
        return switch (word) {
            case "GSM" -> Rat.GSM;
            case "UMTS" -> Rat.UMTS;
            case "LTE" -> Rat.LTE;
            case "NR-NSA" -> Rat.NR_NSA;
            case "NR" -> Rat.NR;
            case "none" -> Rat.NONE;
            default -> null;
        };
    }

    static @Nullable Registration registration(String word) {
        return switch (word) {
            case "home" -> Registration.HOME;
            case "roaming" -> Registration.ROAMING;
            case "searching" -> Registration.SEARCHING;
            case "denied" -> Registration.DENIED;
            case "emergency" -> Registration.EMERGENCY;
            case "none" -> Registration.NONE;
            case "unknown" -> Registration.UNKNOWN;
            default -> null;
        };
    }
}
