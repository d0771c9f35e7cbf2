package vn.phusong.ingest;

/**
 * Levels as modems report them: an index that stands for a bin of dBm or dB. The lower bound of the bin is taken; the two bins open to one side (the
 * first and the last) are taken at the bound they have.
 *
 * <p>Fields of {@code AT+CESQ} (TS 27.007 §8.69): {@code rxlev,ber,rscp,ecno,rsrq,rsrp} and, from modems that know NR, {@code ss_rsrq,ss_rsrp,ss_sinr}.
 * Bins: TS 25.133 §9.1 (UMTS), TS 36.133 §9.1 (LTE), TS 38.133 §10.1 (NR).
 */
final class ReportIndex {
    private static final int FIELDS = 6;
    private static final int FIELDS_WITH_NR = 9;
    private static final int UNKNOWN = 255;

    private ReportIndex() {}

    /** Gives {@code draft} the levels in {@code answer} that it was not told in dBm or dB; false when the answer has not its form. */
    static boolean cesq(String answer, RadioDraft draft, Dropped dropped) {
        String[] fields = answer.split(",", -1);
        if (fields.length != FIELDS && fields.length != FIELDS_WITH_NR) {
            return false;
        }
        int[] index = new int[fields.length];
        for (int i = 0; i < fields.length; i++) {
            try {
                index[i] = Integer.parseInt(fields[i].strip());
            } catch (NumberFormatException e) {
                return false;
            }
        }
        RawLevels main = draft.levels;
        main.rscp = told(main.rscp, rscpDbm(known(index[2], 96, dropped)));
        main.ecno = told(main.ecno, ecnoDb(known(index[3], 49, dropped)));
        main.rsrq = told(main.rsrq, lteRsrqDb(known(index[4], 34, dropped)));
        main.rsrp = told(main.rsrp, lteRsrpDbm(known(index[5], 97, dropped)));
        if (fields.length == FIELDS_WITH_NR) {
            double rsrq = nrRsrqDb(known(index[6], 127, dropped));
            // 127 stands for infinity in thresholds and is never measured.
            double rsrp = nrRsrpDbm(known(index[7], 126, dropped));
            double sinr = nrSinrDb(known(index[8], 127, dropped));
            if (!Double.isNaN(rsrq) || !Double.isNaN(rsrp) || !Double.isNaN(sinr)) {
                RawLevels leg = draft.nrLeg();
                leg.rsrq = told(leg.rsrq, rsrq);
                leg.rsrp = told(leg.rsrp, rsrp);
                leg.sinr = told(leg.sinr, sinr);
            }
        }
        return true;
    }

    /** The index when it may be one, else NaN: 255 says that the modem does not know, anything else is counted. */
    private static double known(int index, int last, Dropped dropped) {
        if (index >= 0 && index <= last) {
            return index;
        }
        if (index != UNKNOWN) {
            dropped.add("cesq");
        }
        return Double.NaN;
    }

    private static double told(double before, double now) {
        return Double.isNaN(before) ? now : before;
    }

    /** 0: under −140 dBm, 97: −44 dBm or more, 1 dB each between. */
    static double lteRsrpDbm(double index) {
        return Math.max(index, 1) - 141;
    }

    /** 0: under −19.5 dB, 34: −3 dB or more, 0.5 dB each between. */
    static double lteRsrqDb(double index) {
        return Math.max(index, 1) / 2 - 20;
    }

    /** 0: under −156 dBm, 126: −31 dBm or more, 1 dB each between. */
    static double nrRsrpDbm(double index) {
        return Math.max(index, 1) - 157;
    }

    /** 0: under −43 dB, 127: 20 dB or more, 0.5 dB each between. */
    static double nrRsrqDb(double index) {
        return (Math.max(index, 1) - 1) / 2 - 43;
    }

    /** 0: under −23 dB, 127: 40 dB or more, 0.5 dB each between. */
    static double nrSinrDb(double index) {
        return (Math.max(index, 1) - 1) / 2 - 23;
    }

    /** 0: under −120 dBm, 96: −25 dBm or more, 1 dB each between. The modem counts from 0 what TS 25.133 counts from −5. */
    static double rscpDbm(double index) {
        return Math.max(index, 1) - 121;
    }

    /** 0: under −24 dB, 49: 0 dB or more, 0.5 dB each between. */
    static double ecnoDb(double index) {
        return (Math.max(index, 1) - 1) / 2 - 24;
    }
}
