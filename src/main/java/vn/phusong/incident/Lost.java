package vn.phusong.incident;

/**
 * What an incident took, in words: a signal, the light of a fibre, or the service over a signal that is there.
 *
 * @param operators their names
 */
record Lost(Incident incident, String operators) {
    boolean isFibre() {
        return incident.scope().operators().isEmpty();
    }

    String lostVi() {
        return mobile().lostVi("mất " + whatVi());
    }

    /** Not "mất … trở lại", which can be read as being back. */
    String lostAgainVi() {
        return mobile().lostVi("lại mất " + whatVi());
    }

    String subjectVi() {
        return mobile().subjectVi(whatVi());
    }

    String subjectEn() {
        return mobile().subjectEn(whatEn());
    }

    String whatEn() {
        return isFibre() ? "fibre signal" : operators + (incident.isChoked() ? " mobile data" : " mobile service");
    }

    /** Without where. */
    String whatVi() {
        if (isFibre()) {
            return "tín hiệu cáp quang";
        }
        return (incident.isChoked() ? "dịch vụ dữ liệu " : "sóng ") + operators;
    }

    private MobileText mobile() {
        return new MobileText(incident.scope().reach());
    }
}
