package vn.phusong.incident;

import org.jspecify.annotations.Nullable;

/** How far service was back when an incident closed, in words: never that all of it is, when some of it was not seen to be. */
record BackText(Incident incident, Lost lost) {
    /** Whether a part of it was not back. */
    static boolean isPart(Incident incident) {
        Back back = incident.marks().back();
        return back != null && !back.isWhole();
    }

    /** @param when at what time it came back and for how long it was lost */
    String vi(String when) {
        Back back = part();
        if (back == null) {
            return lost.subjectVi() + " có lại " + when;
        }
        String unit = lost.isFibre() ? " đường" : " thôn";
        return lost.whatVi() + " đã có lại " + (lost.isFibre() ? "trên " : "tại ") + back.served() + "/" + back.of()
                + unit + " " + when + rest(back.out(), unit + " còn mất") + rest(back.unknown(), unit + " chưa rõ")
                + rest(back.left(), unit + " không còn theo dõi");
    }

    String en(String when) {
        Back back = part();
        if (back == null) {
            return lost.subjectEn() + " back " + when;
        }
        String where = (lost.isFibre() ? " on " : " in ") + back.served() + " of " + back.of()
                + (lost.isFibre() ? " lines " : " villages ");
        return lost.whatEn() + " back" + where + when + rest(back.out(), " still without")
                + rest(back.unknown(), " not known") + rest(back.left(), " no longer watched");
    }

    private @Nullable Back part() {
        return isPart(incident) ? incident.marks().back() : null;
    }

    private static String rest(int count, String words) {
        return count == 0 ? "" : ", " + count + words;
    }
}
