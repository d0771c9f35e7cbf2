package vn.phusong.incident;

import org.jspecify.annotations.Nullable;

/**
 * What an incident of several villages is told by: how many went, of how many that were watched, and what the probes say of the power. Without a reach it
 * leaves every word as it is.
 */
record MobileText(@Nullable Reach reach) {
    /** Only a suspected station is named before what it did. */
    String placeVi(Cause cause, String place) {
        return isStation(cause) ? "Nghi sự cố trạm" + place.substring("Trạm".length()) : place;
    }

    String placeEn(Cause cause, String place) {
        return isStation(cause) ? "Suspected fault of base station" + place.substring("Base station".length()) : place;
    }

    private boolean isStation(Cause cause) {
        return reach != null
                && cause == Cause.MOBILE_SITE
                && reach.level() == Quorum.STATION
                && !reach.stations().isEmpty();
    }

    String lostVi(String lost) {
        return reach == null ? lost : reach.members().size() + " thôn " + lost;
    }

    String subjectVi(String subject) {
        return reach == null ? subject : subject + " tại " + reach.members().size() + " thôn";
    }

    String subjectEn(String subject) {
        return reach == null ? subject : subject + " in " + reach.members().size() + " villages";
    }

    /** Of several villages nobody can say that each is without power. */
    String causeVi(Cause cause) {
        return reach != null && cause == Cause.POWER_VILLAGE ? "nghi mất điện khu vực" : cause.vi();
    }

    String causeEn(Cause cause) {
        return reach != null && cause == Cause.POWER_VILLAGE ? "suspected power cut in the area" : cause.en();
    }

    String evidenceVi() {
        return reach == null
                ? ""
                : " " + reach.went() + "/" + reach.watched() + " thôn " + whereVi(reach.level()) + " cùng mất sóng."
                        + mainsVi(reach);
    }

    String evidenceEn() {
        return reach == null
                ? ""
                : " " + reach.went() + " of " + reach.watched() + " villages " + whereEn(reach.level())
                        + " lost service together." + mainsEn(reach);
    }

    private static String whereVi(Quorum level) {
        return switch (level) {
            case STATION -> "đang theo dõi của trạm";
            case COMMUNE -> "đang theo dõi trên địa bàn";
            case OPERATOR -> "đang theo dõi trong tỉnh";
        };
    }

    private static String whereEn(Quorum level) {
        return switch (level) {
            case STATION -> "watched at the station";
            case COMMUNE -> "watched in the area";
            case OPERATOR -> "watched in the province";
        };
    }

    private static String mainsVi(Reach reach) {
        return switch (reach.mains()) {
            case LOST -> " Thiết bị đo tại chỗ báo mất điện lưới.";
            case ON -> " Thiết bị đo tại chỗ vẫn có điện lưới.";
            case UNKNOWN -> "";
        };
    }

    private static String mainsEn(Reach reach) {
        return switch (reach.mains()) {
            case LOST -> " The probes there say they lost mains power.";
            case ON -> " The probes there still have mains power.";
            case UNKNOWN -> "";
        };
    }
}
