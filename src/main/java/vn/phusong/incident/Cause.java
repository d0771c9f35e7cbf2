package vn.phusong.incident;

import java.util.Locale;

/** Probable cause. {@link #COLLECTION} means that we could not see. */
public enum Cause {
    MOBILE_SITE("trạm thu phát sóng (BTS)", "base station"),
    MOBILE_OPERATOR("mạng của nhà mạng", "the operator's network"),
    MOBILE_UNKNOWN("", ""),
    FEEDER_FIBRE("nghi đứt cáp quang trục", "suspected feeder fibre cut"),
    DROP_FIBRE("nghi đứt cáp quang nhánh", "suspected drop fibre cut"),
    POWER_VILLAGE("nghi mất điện cả thôn", "suspected power cut in the village"),
    POWER_HOUSEHOLD("nghi mất điện hộ gia đình", "suspected power cut in the household"),
    OLT("nghi sự cố OLT hoặc nhà trạm", "suspected fault of the OLT or its site"),
    BACKHAUL("đường truyền dẫn", "the backhaul"),
    COLLECTION("hệ thống thu thập dữ liệu", "our own collection of data"),
    UNKNOWN("", "");

    private final String vi;
    private final String en;

    Cause(String vi, String en) {
        this.vi = vi;
        this.en = en;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people; empty when it is not known. */
    public String vi() {
        return vi;
    }

    /** For people; empty when it is not known. */
    public String en() {
        return en;
    }
}
