package vn.phusong.coverage;

import java.util.Locale;

/** Says how the fibre lines of a village are. Of fewer than {@value #LEAST} households nothing is said: it would be about each of them (domain.md §4.9). */
final class ExplainFibre {
    static final int LEAST = 5;

    private final FibreCoverage fibre;
    private final Registered registered;
    private final Sentences said;

    private ExplainFibre(FibreCoverage fibre, Registered registered, Sentences said) {
        this.fibre = fibre;
        this.registered = registered;
        this.said = said;
    }

    static void say(FibreCoverage fibre, Registered registered, Sentences said) {
        if (fibre.lines() > 0) {
            new ExplainFibre(fibre, registered, said).say();
        }
    }

    private void say() {
        boolean isFew = fibre.households() > 0 && fibre.households() < LEAST;
        if (isFew || fibre.lines() < LEAST) {
            said.add("households", "fibre", "fewer than " + LEAST, 0);
            said.say(
                    "Cáp quang: dưới " + LEAST + " hộ, không nêu riêng.",
                    "Fibre: fewer than " + LEAST + " households, not told apart.");
            return;
        }
        said.add("lines", "fibre", fibre.up() + " up, " + fibre.down() + " down, " + fibre.silent() + " silent", 0);
        said.add("households", "fibre", Integer.toString(fibre.households()), 0);
        said.say(
                "Cáp quang: " + fibre.up() + "/" + fibre.lines() + " đường đang hoạt động"
                        + (fibre.silent() > 0 ? ", " + fibre.silent() + " chưa rõ." : "."),
                "Fibre: " + fibre.up() + " of " + fibre.lines() + " lines up"
                        + (fibre.silent() > 0 ? ", " + fibre.silent() + " unknown." : "."));
        share();
        alone(fibre.alone());
    }

    /** How far the promise is kept here. More on fibre than there are: some number is wrong, and nothing is said of the share. */
    private void share() {
        int on = fibre.households();
        int all = registered.households();
        if (!fibre.heard() || all <= 0 || on > all) {
            return;
        }
        String share = percent(1000L * on / all, 10);
        Integer target = registered.fibreTargetHundredths();
        said.add("share", "fibre", on + "/" + all + (registered.assumed() ? " (assumed)" : ""), 0);
        String vi = "";
        String en = "";
        if (target != null) {
            String promised = percent(target, 100);
            // Whole households, upwards: 69.96 % is no kept promise.
            long missing = ((long) target * all + 9_999) / 10_000 - on;
            said.add("target", "fibre", promised + " %", 0);
            vi = missing > 0
                    ? ", thiếu " + missing + " hộ so với chỉ tiêu " + comma(promised) + " %"
                    : ", đạt chỉ tiêu " + comma(promised) + " %";
            en = missing > 0
                    ? ", " + missing + " short of the target of " + promised + " %"
                    : ", the target of " + promised + " % is met";
        }
        said.say(
                "Hộ có cáp quang: " + on + "/" + all + " (" + comma(share) + " %"
                        + (registered.assumed() ? ", tổng số hộ là giả định" : "") + ")" + vi + ".",
                "Households on fibre: " + on + " of " + all + " (" + share + " %"
                        + (registered.assumed() ? ", their total is assumed" : "") + ")" + en + ".");
    }

    /** A few lines are no outage of the village. Without a gasp it may be the drop fibre, or a gasp that was lost. */
    private void alone(FibreCoverage.Alone alone) {
        int dark = alone.lost() - alone.gasped();
        if (alone.lost() == 0) {
            return;
        }
        said.add("lines_alone", "fibre", alone.lost() + " down, " + alone.gasped() + " by dying gasp", 0);
        if (dark > 0) {
            said.say(
                    dark + "/" + fibre.lines()
                            + " đường mất tín hiệu riêng lẻ: nghi đứt cáp quang thuê bao hoặc do phía khách hàng.",
                    dark + " of " + fibre.lines() + " down by themselves: suspected drop fibre or customer side.");
        }
        if (alone.gasped() > 0) {
            said.say(
                    alone.gasped() + "/" + fibre.lines()
                            + " đường báo mất nguồn riêng lẻ: nghi mất điện hoặc tắt máy tại hộ.",
                    alone.gasped() + " of " + fibre.lines()
                            + " by dying gasp: suspected loss of power at the household.");
        }
    }

    /** A number of parts of a per cent without zeros behind it. */
    private static String percent(long parts, int scale) {
        String whole = Long.toString(parts / scale);
        String rest = String.format(Locale.ROOT, scale == 10 ? "%01d" : "%02d", parts % scale);
        while (rest.endsWith("0")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        return rest.isEmpty() ? whole : whole + "." + rest;
    }

    private static String comma(String number) {
        return number.replace('.', ',');
    }
}
