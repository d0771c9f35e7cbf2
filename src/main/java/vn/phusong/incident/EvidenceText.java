package vn.phusong.incident;

/** What an incident is told by, in one or two sentences; empty when its cause says it all. */
final class EvidenceText {
    private EvidenceText() {}

    static String vi(Incident incident) {
        Network network = incident.scope().network();
        if (incident.isChoked()) {
            return " Theo số đo gần nhất, mức thu và đăng ký mạng vẫn tốt nhưng phép thử truyền dữ liệu không đạt.";
        }
        if (isWithoutMains(incident)) {
            return " Thiết bị đo tại chỗ báo mất điện lưới.";
        }
        return network == null
                ? new MobileText(incident.scope().reach()).evidenceVi()
                : new NetworkText(network).evidenceVi();
    }

    static String en(Incident incident) {
        Network network = incident.scope().network();
        if (incident.isChoked()) {
            return " By the newest measurements level and registration are good, but active tests fail.";
        }
        if (isWithoutMains(incident)) {
            return " The probes there say they lost mains power.";
        }
        return network == null
                ? new MobileText(incident.scope().reach()).evidenceEn()
                : new NetworkText(network).evidenceEn();
    }

    /** Of mobile service in one village nothing else tells of its power. */
    private static boolean isWithoutMains(Incident incident) {
        return incident.cause() == Cause.POWER_VILLAGE
                && !incident.scope().operators().isEmpty()
                && incident.scope().reach() == null;
    }
}
