package vn.phusong.incident;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as Vietnam reads them, at +07:00, and lengths of time in words. */
public final class Moment {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy", Locale.ROOT).withZone(ZoneOffset.ofHours(7));
    private static final long MINUTES_OF_DAY = 24 * 60;

    private Moment() {}

    public static String text(long at) {
        return FORM.format(Instant.ofEpochMilli(at));
    }

    static String lastsVi(long ms) {
        return lasts(ms, " ngày", " giờ", " phút");
    }

    static String lastsEn(long ms) {
        return lasts(ms, " d", " h", " min");
    }

    /** The two largest units; whole minutes, never rounded up. */
    private static String lasts(long ms, String day, String hour, String minute) {
        long minutes = Math.max(0, ms) / 60_000;
        long hours = minutes / 60;
        if (minutes >= MINUTES_OF_DAY) {
            return two(minutes / MINUTES_OF_DAY, day, hours % 24, hour);
        }
        return hours > 0 ? two(hours, hour, minutes % 60, minute) : minutes + minute;
    }

    private static String two(long big, String bigUnit, long small, String smallUnit) {
        return big + bigUnit + (small == 0 ? "" : " " + small + smallUnit);
    }
}
