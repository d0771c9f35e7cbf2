package vn.phusong.incident;

import java.util.List;
import vn.phusong.coverage.PonSignal;

/** What an incident of the network is told by: the lines that went, of how many, how fast, how many gasped, and what the probes say of the power. */
record NetworkText(Network network) {
    String evidenceVi() {
        PonSignal.Lines lines = network.lines();
        return " " + lines.gone() + "/" + lines.expected() + " ONT trên " + whereVi() + " mất tín hiệu trong "
                + seconds(lines) + " giây, " + lines.gasps() + " báo mất nguồn." + mainsVi();
    }

    String evidenceEn() {
        PonSignal.Lines lines = network.lines();
        return " " + lines.gone() + " of " + lines.expected() + " ONTs on " + whereEn() + " lost signal within "
                + seconds(lines) + " s; " + lines.gasps() + " sent dying gasp." + mainsEn();
    }

    /** Of several villages nobody can say that each is without power. */
    String causeVi(Cause cause) {
        return cause == Cause.POWER_VILLAGE && network.members().size() > 1 ? "nghi mất điện khu vực" : cause.vi();
    }

    String causeEn(Cause cause) {
        return cause == Cause.POWER_VILLAGE && network.members().size() > 1
                ? "suspected power cut in the area"
                : cause.en();
    }

    private String whereVi() {
        List<String> pons = network.pons();
        return pons.size() == 1 ? "PON " + pons.get(0) : pons.size() + " PON của OLT " + network.olt();
    }

    private String whereEn() {
        List<String> pons = network.pons();
        return pons.size() == 1 ? "PON " + pons.get(0) : pons.size() + " PONs of OLT " + network.olt();
    }

    /** Rounded up: within. */
    private static long seconds(PonSignal.Lines lines) {
        return Math.max(1, (lines.withinMs() + 999) / 1000);
    }

    private String mainsVi() {
        return switch (network.mains()) {
            case LOST -> " Thiết bị đo tại chỗ báo mất điện lưới.";
            case ON -> " Thiết bị đo tại chỗ vẫn có điện lưới.";
            case UNKNOWN -> "";
        };
    }

    private String mainsEn() {
        return switch (network.mains()) {
            case LOST -> " The probe there says it lost mains power.";
            case ON -> " The probe there still has mains power.";
            case UNKNOWN -> "";
        };
    }
}
